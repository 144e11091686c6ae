using Knooppunt.Effect;
using Knooppunt.Effect.Monitoring;
using Knooppunt.Effect.RareCounts;

namespace Knooppunt.Barriers;

/// <summary>A way to watch. The names are stored nowhere; a page has a word for each.</summary>
public enum WatchKind : byte
{
    /// <summary>Farrington, flexible.</summary>
    Farrington,
    /// <summary>EARS C1.</summary>
    C1,
    /// <summary>EARS C2.</summary>
    C2,
    /// <summary>EARS C3.</summary>
    C3,
    /// <summary>Poisson CUSUM.</summary>
    Cusum,
    /// <summary>e-process.</summary>
    Evidence,
    /// <summary>Shiryaev–Roberts e-detector.</summary>
    Detector,
}

/// <summary>What one way of watching says of one place since the barrier began.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Judged">Weeks that it judged.</param>
/// <param name="Alarms">Mondays of the weeks with an alarm, oldest first.</param>
/// <param name="Promised">False alarms to be expected over the judged weeks when nothing is wrong; null for the e-process, whose promise is a chance.</param>
/// <param name="P">Of the e-process, times the number of places: holds whenever one looks and for all places together; null for the others.</param>
public sealed record Watching(WatchKind Kind, int Judged, IReadOnlyList<DateOnly> Alarms, double? Promised, double? P);

/// <summary>One place, watched.</summary>
/// <param name="Place">Its id.</param>
/// <param name="By">What each way says, or why it may not be used, in the order of <see cref="WatchKind"/>.</param>
public sealed record WatchedPlace(string Place, IReadOnlyList<Tested<Watching>> By);

/// <summary>Whether it comes back at the place, or turns up at others, since the barrier stands.</summary>
/// <param name="Places">The own place first, then the others by id.</param>
/// <param name="Chart">Counts of the own place with Farrington's bound as the upper end of the band; null where Farrington may not be used.</param>
public sealed record WatchAnswer(IReadOnlyList<WatchedPlace> Places, EffectChart? Chart)
{
    /// <summary>Weeks to a false alarm of the CUSUM and of the e-detector, on average and at least.</summary>
    public const double RunLength = 208;

    /// <summary>A rise up to this factor over what was usual is not looked for by the e-process and the e-detector: places wander by themselves.</summary>
    public const double Margin = 1.1;

    const double FarringtonLevel = .01, Level = .05;

    const int TwoYears = 104;

    // Each week is a regression of its own: of other places the last half year.
    const int LastWeeks = 26;

    /// <summary>Watches every place of the panel.</summary>
    /// <param name="panel">The weeks.</param>
    public static WatchAnswer Of(WeeklyPanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var all = panel.Others.Prepend(panel.Own).ToList();
        // Summed once: what the others have is this less the own count, for each of many places.
        long[] together = [.. Enumerable.Range(0, panel.Weeks).Select(week => all.Sum(row => row.Counts[week]))];
        return new([.. all.Select(row => new WatchedPlace(row.Place, [.. Enum.GetValues<WatchKind>().Select(kind => Watch(panel, row, together, kind))]))], Drawn(panel));
    }

    static Tested<Watching> Watch(WeeklyPanel panel, PlaceWeeks row, long[] together, WatchKind kind) => kind switch
    {
        WatchKind.Farrington => Flexible(panel, row).Then<Watching>(periods => Alarms(panel, kind, [.. periods.Select(period => period.Watched)], FarringtonLevel)),
        WatchKind.C1 or WatchKind.C2 or WatchKind.C3 => Ears.Of([.. row.Counts.Select(count => (double)count)], kind switch { WatchKind.C1 => EarsKind.C1, WatchKind.C2 => EarsKind.C2, _ => EarsKind.C3 })
            .Then<Watching>(periods => Alarms(panel, kind, [.. periods.Where(period => period.Period >= panel.Start)], kind == WatchKind.C3 ? .025 : .001)),
        WatchKind.Cusum => Cusum(panel, row, together),
        WatchKind.Evidence => Evident(panel, row, together),
        _ => Detected(panel, row, together),
    };

    // Farrington needs five years before the week it judges; fewer are asked for when there are fewer, and three at least.
    static Tested<IReadOnlyList<FarringtonPeriod>> Flexible(WeeklyPanel panel, PlaceWeeks row)
    {
        var settings = new FarringtonSettings { Level = FarringtonLevel };
        var years = Math.Min(settings.Years, (panel.Weeks - 1 - settings.HalfWindow) / settings.Year);
        if (years < 3)
            return new Untested(Obstacle.TooFew, $"{panel.Weeks} weeks are too few: the same weeks of three earlier years are needed.");
        double[] counts = [.. row.Counts.Select(count => (double)count)];
        var first = Math.Max(Math.Max(panel.Start, settings.Year * years + settings.HalfWindow), row == panel.Own ? 0 : panel.Weeks - LastWeeks);
        List<FarringtonPeriod> judged = [];
        for (var week = first; week < panel.Weeks; week++)
        {
            var period = Farrington.Judge(counts, week, settings with { Years = years });
            if (!period.Ok)
                return period.Untested!;
            judged.Add(period.Value);
        }

        return judged;
    }

    // The upper end of what the rate of the last two years before may have been, times what the other places together did since: an estimate alone would be too low half of the time, and a trend of all
    // places would count as a rise of each.
    static Tested<double> Usual(WeeklyPanel panel, PlaceWeeks row, long[] together)
    {
        var from = Math.Max(0, panel.Start - TwoYears);
        var count = Sum(row.Counts, from, panel.Start);
        if (count == 0)
            return new Untested(Obstacle.NothingCounted, "Nothing was counted before: there is no usual rate to watch.");
        var moved = Rest(together, row, panel.Start, panel.Weeks) / (double)panel.After / (Rest(together, row, from, panel.Start) / (double)(panel.Start - from));
        return CountRate.Of(new CountOver(count, panel.Start - from)).Interval.High * (double.IsFinite(moved) && moved > 0 ? moved : 1);
    }

    static Tested<Watching> Cusum(WeeklyPanel panel, PlaceWeeks row, long[] together) => Usual(panel, row, together).Then(usual => PoissonCusum.Design(usual, 1.5 * usual, RunLength, usual < 20 ? 10 : 1).Then<Watching>(chart =>
        new Watching(WatchKind.Cusum, panel.After, [.. chart.Watch([.. row.Counts.Skip(panel.Start)]).Index().Where(pair => pair.Item.Alarm).Select(pair => panel.Monday(panel.Start + pair.Index))], panel.After / chart.RunLength, null)));

    // The level is divided over the places.
    static Tested<Watching> Evident(WeeklyPanel panel, PlaceWeeks row, long[] together) => Beside(panel, row, together,
        (counts, usual) => ShareEvidence.Of(counts, usual, level: Level / (panel.Others.Count + 1)),
        (counts, usual) => Evidence.Of(counts, usual, Direction.Rise, level: Level / (panel.Others.Count + 1))).Then<Watching>(evidence =>
            new Watching(WatchKind.Evidence, panel.After, evidence.Shown is { } week ? [panel.Monday(panel.Start + week)] : [], null, Math.Min(1, evidence.P * (panel.Others.Count + 1))));

    static Tested<Watching> Detected(WeeklyPanel panel, PlaceWeeks row, long[] together) => Beside<WatchedEvidence>(panel, row, together,
        (counts, usual) => ShareEvidence.Watch(counts, usual, RunLength), (counts, usual) => EvidenceDetector.Of(counts, usual, RunLength)).Then<Watching>(watched =>
            new Watching(WatchKind.Detector, panel.After, [.. watched.Alarms.Select(week => panel.Monday(panel.Start + week))], panel.After / RunLength, null));

    // The share of all that was counted in the same week, which takes out seasons and trends that places share; the own rate where nothing was counted elsewhere before.
    static Tested<T> Beside<T>(WeeklyPanel panel, PlaceWeeks row, long[] together, Func<(long, long)[], double, Tested<T>> ofShare, Func<long[], double, Tested<T>> ofRate)
    {
        var (count, all) = (Sum(row.Counts, 0, panel.Start), Sum(together, 0, panel.Start));
        if (count == 0)
            return new Untested(Obstacle.NothingCounted, "Nothing was counted before: there is no usual rate to watch.");
        if (count == all)
            return ofRate([.. row.Counts.Skip(panel.Start)], CountRate.Of(new CountOver(count, panel.Start)).Interval.High * Margin);
        // The margin is one on the odds.
        var high = ExactShare.ClopperPearson(count, all).High;
        return ofShare([.. Enumerable.Range(panel.Start, panel.After).Select(week => (row.Counts[week], together[week]))], Math.Min(1 - 1e-12, Margin * high / (1 - high + Margin * high)));
    }

    static long Sum(IEnumerable<long> counts, int from, int end) => counts.Skip(from).Take(end - from).Sum();

    static long Rest(long[] together, PlaceWeeks row, int from, int end) => Sum(together, from, end) - Sum(row.Counts, from, end);

    static Watching Alarms(WeeklyPanel panel, WatchKind kind, IReadOnlyList<Watched> judged, double level) =>
        new(kind, judged.Count, [.. judged.Where(period => period.Alarm).Select(period => panel.Monday(period.Period))], judged.Count * level, null);

    static EffectChart? Drawn(WeeklyPanel panel)
    {
        var bounds = Flexible(panel, panel.Own);
        if (!bounds.Ok)
            return null;
        var byWeek = bounds.Value.ToDictionary(period => period.Watched.Period, period => period.Watched);
        double?[] Of(Func<Watched, double> figure) => [.. Enumerable.Range(0, panel.Weeks).Select(week => byWeek.TryGetValue(week, out var watched) && double.IsFinite(figure(watched)) ? (double?)figure(watched) : null)];
        return new(1, [.. Enumerable.Range(0, panel.Weeks).Select(panel.Monday)], [.. panel.Own.Counts.Select(count => (double)count)], Of(watched => watched.Expected), Of(_ => 0), Of(watched => watched.Bound), panel.Start);
    }
}
