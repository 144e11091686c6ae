using Knooppunt.Effect;
using Knooppunt.Effect.Monitoring;
using Knooppunt.Effect.RareCounts;

namespace Knooppunt.Programme;

/// <summary>What was counted of one thing at one node in one period.</summary>
/// <param name="Count">0 or more.</param>
/// <param name="Length">How long was counted, or how much was looked, in any unit, the same throughout, above 0.</param>
public readonly record struct NodeCount(long Count, double Length)
{
    /// <summary>Counted per unit of time.</summary>
    public double Rate => Count / Length;
}

/// <summary>One thing at one node over periods.</summary>
/// <param name="Node">Short name of the node or place.</param>
/// <param name="Thing">What was counted: a good, a method, a kind of incident.</param>
/// <param name="Counts">One per period, oldest first; null where nobody counted.</param>
public sealed record NodeSeries(string Node, string Thing, IReadOnlyList<NodeCount?> Counts);

/// <summary>A test of one change, with its chance by itself and among all tests of the page.</summary>
/// <param name="P">By itself.</param>
/// <param name="Holm">Adjusted so that even one false "shown" on the page stays rare: what the page says rests on this.</param>
/// <param name="Discovery">Adjusted by Benjamini and Hochberg: worth a closer look.</param>
public readonly record struct ManyTested(double P, double Holm, double Discovery)
{
    /// <summary>What may be said.</summary>
    public Verdict Verdict => Holm < Level ? Verdict.Shown : Verdict.NotShown;

    /// <summary>Whether it is worth a closer look without being shown.</summary>
    public bool Look => Verdict == Verdict.NotShown && Discovery < Level;

    internal const double Level = .05;
}

/// <summary>The change of one series from the period before, that was counted last, to a period.</summary>
/// <param name="Series">Index of the series.</param>
/// <param name="Period">Index of the period.</param>
/// <param name="Before">Index of the period before.</param>
/// <param name="Ratio">How many times the rate of the period before; null when it cannot be told.</param>
/// <param name="Test">E-test of the two rates.</param>
public sealed record PeriodChange(int Series, int Period, int Before, Estimate? Ratio, ManyTested Test)
{
    /// <summary>What may be said: shown by the test, and by its exact interval too. The E-test has more power: of five against none it shows what an interval up to 1.09 does not.</summary>
    public Verdict Verdict => Test.Verdict == Verdict.Shown && !(Ratio?.Interval.Holds(1) ?? false) ? Verdict.Shown : Verdict.NotShown;

    /// <summary>Whether it is worth a closer look without being shown.</summary>
    public bool Look => Verdict == Verdict.NotShown && (Test.Look || Test.Verdict == Verdict.Shown);
}

/// <summary>Whether a node has another part of all that was counted of a thing than before: the mark of a water bed.</summary>
/// <param name="Series">Index of the series.</param>
/// <param name="Before">Its count before, and that of all nodes.</param>
/// <param name="After">Its count after, and that of all nodes.</param>
/// <param name="Odds">What lengths alone make of the odds of its part, after over before: 1 where all were counted, or looked at, alike.</param>
/// <param name="Test">Fisher's exact test that the node changed as all others together did, per unit of length.</param>
public sealed record PartChange(int Series, (long Own, long All) Before, (long Own, long All) After, double Odds, ManyTested Test)
{
    /// <summary>Whether it rose against all others together, per unit of length.</summary>
    public bool Rose => (double)After.Own * (Before.All - Before.Own) > Odds * Before.Own * (After.All - After.Own);
}

/// <summary>A change that is most probable in a series, looking back.</summary>
/// <param name="Series">Index of the series.</param>
/// <param name="Period">Index of the period in which the present rate most probably began.</param>
public sealed record Turn(int Series, int Period);

/// <summary>Nodes side by side: what changed when, and whether it is divided otherwise over the nodes.</summary>
public sealed class NodeShift
{
    const int FewestForTurns = 6;

    NodeShift(IReadOnlyList<PeriodChange> changes, IReadOnlyList<PartChange> parts, IReadOnlyList<Turn> turns) => (Changes, Parts, Turns) = (changes, parts, turns);

    /// <summary>Whether of no thing another division could be shown: not even when all of it went from one node to another between the two periods. False without parts.</summary>
    /// <remarks>By Fisher's exact test of that table, times the tests of the page, as Holm weighs the least chance among them.</remarks>
    public bool TooFew => Parts.Count > 0 && Parts.All(part => FisherTest.P(0, part.After.All, part.Before.All, part.Before.All) * (Changes.Count + Parts.Count) >= ManyTested.Level);

    /// <summary>Every change from one counted period to the next, but those in which nothing was counted in either.</summary>
    public IReadOnlyList<PeriodChange> Changes { get; }

    /// <summary>For each thing that was counted at two nodes or more in both chosen periods: each node's part of it.</summary>
    public IReadOnlyList<PartChange> Parts { get; }

    /// <summary>The last turn of each series of six periods or more, where there is one; beliefs, not tests.</summary>
    public IReadOnlyList<Turn> Turns { get; }

    /// <summary>Tests all of it together.</summary>
    /// <param name="series">The series, all over the same periods.</param>
    /// <param name="before">Index of the period before, for the parts; -1 for no parts.</param>
    /// <param name="after">Index of the period after, for the parts; none are made unless it is later.</param>
    public static NodeShift Of(IReadOnlyList<NodeSeries> series, int before, int after)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Any(one => one.Counts.Count != series[0].Counts.Count || one.Counts.Any(count => count is { } known && !(known.Count >= 0 && known.Length > 0))))
            throw new ArgumentException("All series have as many periods, counts of 0 or more and lengths above 0.", nameof(series));
        var changes = series.Index().SelectMany(pair => Changed(pair.Index, pair.Item)).ToList();
        var parts = before < 0 || after <= before ? [] : series.Index().GroupBy(pair => pair.Item.Thing).SelectMany(thing => Parted([.. thing], before, after)).ToList();
        // One family: who reads the page sees all of them at once.
        double[] chances = [.. changes.Select(change => change.Test.P), .. parts.Select(part => part.Test.P)];
        var (holm, discovery) = (MultipleTests.Holm(chances), MultipleTests.BenjaminiHochberg(chances));
        ManyTested Test(int at) => new(chances[at], holm[at], discovery[at]);
        return new([.. changes.Select((change, at) => change with { Test = Test(at) })], [.. parts.Select((part, at) => part with { Test = Test(changes.Count + at) })], [.. series.Index().SelectMany(pair => Turned(pair.Index, pair.Item))]);
    }

    static IEnumerable<PeriodChange> Changed(int index, NodeSeries series)
    {
        int? last = null;
        for (var period = 0; period < series.Counts.Count; period++)
        {
            if (series.Counts[period] is not { } now)
                continue;
            if (last is { } before && series.Counts[before] is { } then)
            {
                var (first, second) = (new CountOver(now.Count, now.Length), new CountOver(then.Count, then.Length));
                // Where nothing was counted in either there is no test, and none is counted among the many.
                if (PoissonETest.Of(first, second) is { Ok: true, Value: var test })
                    yield return new(index, period, before, RateRatio.Exact(first, second) is { Ok: true, Value: var ratio } ? ratio : null, new(test.P, test.P, test.P));
            }

            last = period;
        }
    }

    static IEnumerable<PartChange> Parted((int Index, NodeSeries Item)[] thing, int before, int after)
    {
        var counted = thing.Where(pair => pair.Item.Counts[before] is not null && pair.Item.Counts[after] is not null).ToArray();
        if (counted.Length < 2)
            yield break;
        long Sum(int period) => counted.Sum(pair => pair.Item.Counts[period]!.Value.Count);
        var (all, later) = (Sum(before), Sum(after));
        if (all == 0 || later == 0)
            yield break;
        foreach (var (index, item) in counted)
        {
            var (own, now) = (item.Counts[before]!.Value.Count, item.Counts[after]!.Value.Count);
            var odds = Odds(counted, item, before, after);
            var p = FisherTest.P(now, later, own, all, odds);
            yield return new(index, (own, all), (now, later), odds, new(p, p, p));
        }
    }

    // What the lengths alone make of the part of a node: 1 where all were counted, or looked at, alike.
    static double Odds((int Index, NodeSeries Item)[] counted, NodeSeries own, int before, int after)
    {
        double Longer(IEnumerable<NodeSeries> series) => series.Sum(one => one.Counts[after]!.Value.Length) / series.Sum(one => one.Counts[before]!.Value.Length);
        return Longer([own]) / Longer(counted.Select(pair => pair.Item).Where(one => one != own));
    }

    static IEnumerable<Turn> Turned(int index, NodeSeries series)
    {
        var counted = series.Counts.Index().Where(pair => pair.Item is not null).Select(pair => (pair.Index, Count: pair.Item!.Value)).ToList();
        var mean = counted.Count == 0 ? 0 : counted.Sum(pair => pair.Count.Count) / counted.Sum(pair => pair.Count.Length);
        if (counted.Count < FewestForTurns || mean <= 0)
            yield break;
        var beliefs = ChangePoints.Of([.. counted.Select(pair => pair.Count.Count)], between: 2 * counted.Count, shape: 1, rate: 1 / mean, exposures: [.. counted.Select(pair => pair.Count.Length)]);
        if (beliefs[^1].Since > 0)
            yield return new(index, counted[beliefs[^1].Since].Index);
    }
}
