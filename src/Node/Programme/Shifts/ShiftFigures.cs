using System.Globalization;
using Knooppunt.Barriers;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>Series side by side, with the names of their periods.</summary>
/// <param name="Periods">Names of the periods, oldest first.</param>
/// <param name="Series">The series, by thing and then in the order of the letter or of their ids.</param>
/// <param name="LeftOut">Figures that cannot be compared, each with why.</param>
sealed record ShiftTable(IReadOnlyList<string> Periods, IReadOnlyList<NodeSeries> Series, IReadOnlyList<string> LeftOut)
{
    /// <summary>The first day of each period.</summary>
    public IReadOnlyList<DateOnly> Begins { get; init; } = [];

    /// <summary>What is known of the effort beside published figures, of each node and year a line: scans, inspections, notice time.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];
}

/// <summary>Brings counts of nodes together: published ones per year, or counts per week summed over half years.</summary>
sealed class ShiftFigures(OutcomeBook outcomes, WeekBook weeks)
{
    /// <summary>What the published figures are called among what was counted.</summary>
    public const string Published = WeeklyCount.Published;

    /// <summary>Fewest weeks of a half year that say something of it.</summary>
    public const int FewestWeeks = 13;

    const int MostSeries = 60;

    // What is more is a slip of the pen, and no test of counts is made for it.
    const long MostCounted = 1_000_000_000;

    /// <summary>What there is: published figures when there are counts among them, then what was counted per week, the node's own signals last: with two goods or modi or more also these side by side.</summary>
    public async Task<IReadOnlyList<string>> Things(CancellationToken stop)
    {
        var things = await weeks.Things(stop);
        return [.. outcomes.Current(await outcomes.All(stop)).Any(IsCount) ? [Published] : Array.Empty<string>(), .. things, .. SideBySide.Where(all => Parts(all, things).Count() > 1)];
    }

    /// <summary>What may be taken as effort beside one of them: of published figures those that say how much was looked, else whatever else was counted per week.</summary>
    public async Task<IReadOnlyList<string>> Efforts(string what, CancellationToken stop) => what == Published
        ? [.. OutcomeNames.Effort.Intersect(outcomes.Current(await outcomes.All(stop)).Where(IsCount).Select(row => row.Metric))]
        // A good or a modus is no effort; and of all places together nobody counted any.
        : SplitNames.IsSideBySide(what) ? [] : [.. (await weeks.Things(stop)).Where(other => other != what && !WeeklyCount.IsSplit(other) && other != KnownEffort.Notice)];

    /// <summary>What is asked of a place when nobody chose: what others counted there, else the node's own signals.</summary>
    public async Task<string> Usual(string place, IReadOnlyList<string> things, CancellationToken stop)
    {
        foreach (var what in things.Where(what => !WeeklyCount.IsOwn(what) && !SplitNames.IsSideBySide(what) && !KnownEffort.Holds(what)))
        {
            if ((await weeks.Of(what, stop)).Any(count => count.Place == place))
                return what;
        }

        return things.Contains(WeeklyCount.Signals) ? WeeklyCount.Signals : things[0];
    }

    /// <summary>The series of one of them.</summary>
    /// <param name="what">One of <see cref="Things"/>.</param>
    /// <param name="effort">One of <see cref="Efforts"/>, by which each count is divided; empty for the time that was counted. Where nobody looked there is no count.</param>
    /// <param name="language">Of the page.</param>
    /// <param name="stop">Stops.</param>
    public async Task<ShiftTable> Of(string what, string effort, Language language, CancellationToken stop) => what == Published
        ? OfOutcomes(outcomes.Current(await outcomes.All(stop)), effort, language)
        : SplitNames.IsSideBySide(what) ? OfWeeks(await Together(what, stop), null, what, language)
        : OfWeeks(await weeks.Of(what, stop), effort.Length > 0 ? await weeks.Of(effort, stop) : null, what, language);

    static readonly string[] SideBySide = [SplitNames.AllGoods, SplitNames.AllModi];

    static IEnumerable<string> Parts(string all, IEnumerable<string> things) => things.Where(what => what.StartsWith(all + "-", StringComparison.Ordinal) && WeeklyCount.IsSplit(what));

    // Each good or modus over all places of the node, as if it were a place.
    async Task<IReadOnlyList<WeeklyCount>> Together(string all, CancellationToken stop)
    {
        List<WeeklyCount> together = [];
        string[] parts = [.. Parts(all, await weeks.Things(stop))];
        foreach (var (part, counts) in parts.Zip(await weeks.Of(parts, stop)))
        {
            // Of two about one place and week the later one holds.
            together.AddRange(counts.GroupBy(count => (count.Place, count.Week)).Select(one => one.Last()).GroupBy(count => count.Week).Select(week => new WeeklyCount(part, week.Key, all, week.Sum(count => count.Count), week.First().Source)));
        }

        return together;
    }

    // Kilos are no counts: one batch makes a year, and no test of counts holds for them.
    static bool IsCount(OutcomeRow row) => row.Unit == "count" && row.Period == "year" && row.Value >= 0 && row.Value % 1 == 0 && row.Value <= MostCounted;

    static ShiftTable OfOutcomes(IEnumerable<OutcomeRow> rows, string effort, Language language)
    {
        List<OutcomeRow> all = [.. rows];
        var groups = OutcomeGroup.Of([.. all.Where(IsCount).Select(row => row.Figure)]).ToList();
        string[] leftOut = [.. groups.Where(group => !group.Agreed).Select(group => $"{OutcomeNames.Place(group.Node, language)}, {OutcomeNames.Metric(group.Metric, language)}, {group.Year} ({language["bronnen verschillen", "sources differ"]})")];
        var looked = groups.Where(group => group.Agreed && group.Metric == effort && group.Low > 0).ToDictionary(group => (group.Node, group.Year), group => (double)group.Low);
        var agreed = groups.Where(group => group.Agreed && !OutcomeNames.IsEffort(group.Metric) && (effort.Length == 0 || looked.ContainsKey((group.Node, group.Year)))).ToList();
        if (agreed.Count == 0)
            return new([], [], leftOut);
        var (first, last) = (agreed.Min(group => group.Year), agreed.Max(group => group.Year));
        var years = Enumerable.Range(first, last - first + 1).ToArray();
        var series = agreed.GroupBy(group => (group.Metric, group.Node)).OrderBy(group => group.Key.Metric, StringComparer.Ordinal).ThenBy(group => Place(group.Key.Node)).ThenBy(group => group.Key.Node, StringComparer.Ordinal)
            .Select(group => new NodeSeries(group.Key.Node, group.Key.Metric, [.. years.Select(year => group.FirstOrDefault(one => one.Year == year) is { } one ? new NodeCount((long)one.Low, looked.GetValueOrDefault((one.Node, year), 1)) : default(NodeCount?))]));
        return new([.. years.Select(year => year.ToString(CultureInfo.InvariantCulture))], [.. series.Take(MostSeries)], leftOut) { Begins = [.. years.Select(year => new DateOnly(year, 1, 1))], Beside = Beside(all, first, last, language) };
    }

    // Also where it is no count, as notice time is: a reader weighs it beside the figures.
    static IReadOnlyList<string> Beside(IEnumerable<OutcomeRow> rows, int first, int last, Language language) =>
        [.. OutcomeGroup.Of(rows.Where(row => OutcomeNames.IsEffort(row.Metric) && row.Year >= first && row.Year <= last).Select(row => row.Figure)).GroupBy(group => (group.Node, group.Metric))
            .Select(line => $"{OutcomeNames.Place(line.Key.Node, language)}, {OutcomeNames.Metric(line.Key.Metric, language)}: {string.Join("; ", line.Select(group => $"{OutcomeNames.Period(group, language)} {OutcomeNames.Value(group.Low, group.Unit, language)}{(group.Agreed ? "" : language[" (bronnen verschillen)", " (sources differ)"])}"))}")];

    static ShiftTable OfWeeks(IReadOnlyList<WeeklyCount> given, IReadOnlyList<WeeklyCount>? effort, string what, Language language)
    {
        Dictionary<(string, DateOnly), long>? looked = effort is null ? null : [];
        foreach (var count in effort ?? [])
            looked![(count.Place, count.Week)] = count.Count;
        IReadOnlyList<WeeklyCount> counts = looked is null ? given : [.. given.Where(count => looked.ContainsKey((count.Place, count.Week)))];
        if (counts.Count == 0)
            return new([], [], []);
        static int Half(DateOnly day) => 2 * day.Year + (day.Month > 6 ? 1 : 0);
        var (first, last) = (Half(counts.Min(count => count.Week)), Half(counts.Max(count => count.Week)));
        var halves = Enumerable.Range(first, last - first + 1).ToArray();
        var places = counts.GroupBy(count => count.Place).OrderBy(place => Place(place.Key)).ThenBy(place => place.Key, StringComparer.Ordinal).ToList();
        var series = places.Take(MostSeries).Select(place =>
        {
            // Of two about one week the later one holds; a half year with few weeks counted says too little.
            var byHalf = place.GroupBy(count => count.Week).Select(week => week.Last()).GroupBy(count => Half(count.Week)).Where(half => half.Count() >= FewestWeeks)
                .ToDictionary(half => half.Key, half => new NodeCount(half.Sum(count => count.Count), looked is null ? half.Count() : half.Sum(count => looked[(count.Place, count.Week)])));
            return new NodeSeries(place.Key, what, [.. halves.Select(half => byHalf.TryGetValue(half, out var count) && count.Length > 0 ? count : default(NodeCount?))]);
        });
        // A place that was counted too shortly throughout says nothing among others.
        var all = series.ToList();
        var said = all.Where(one => one.Counts.Any(count => count is not null)).ToList();
        List<string> leftOut = [];
        if (places.Count > MostSeries)
            leftOut.Add(language[$"{places.Count - MostSeries} plaatsen na de eerste {MostSeries}", $"{places.Count - MostSeries} places after the first {MostSeries}"]);
        if (said.Count > 0 && said.Count < all.Count)
            leftOut.Add(language[$"{all.Count - said.Count} plaatsen waar in geen half jaar {FewestWeeks} weken geteld zijn", $"{all.Count - said.Count} places where in no half year {FewestWeeks} weeks were counted"]);
        return new([.. halves.Select(half => $"{half / 2} {(half % 2 == 0 ? language["1e helft", "H1"] : language["2e helft", "H2"])}")], said.Count > 0 ? said : all, leftOut) { Begins = [.. halves.Select(half => new DateOnly(half / 2, half % 2 == 0 ? 1 : 7, 1))] };
    }

    // The order of the letter, and no ranking; others after those.
    static int Place(string node) => LetterNode.All.Index().Where(pair => pair.Item.Code == node).Select(pair => pair.Index).DefaultIfEmpty(int.MaxValue).First();
}
