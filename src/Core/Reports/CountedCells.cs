namespace Knooppunt.Reports;

/// <summary>Counts of which none tells of fewer than <see cref="CountedCells.Least"/> reports, also not by subtraction.</summary>
/// <param name="Cells">What is named, the largest first.</param>
/// <param name="Rest">Everything else together: 0, or at least <see cref="CountedCells.Least"/>. Null when there are too few reports to say anything.</param>
public sealed record CountedCells<TKey>(IReadOnlyList<KeyValuePair<TKey, int>> Cells, int? Rest) where TKey : notnull
{
    /// <summary>Everything together; null when there are too few.</summary>
    public int? Total => Cells.Sum(cell => cell.Value) + Rest;
}

/// <summary>Makes counts that may be shown.</summary>
public static class CountedCells
{
    /// <summary>The smallest count that is shown.</summary>
    public const int Least = 5;

    /// <summary>Names what is large enough and throws the rest together; when that is itself too small, the smallest that was large enough goes with it.</summary>
    /// <param name="counts">Counts of things that exclude each other, so that they add up.</param>
    /// <remarks>Complementary suppression: Hundepool et al., Statistical Disclosure Control (2012), chapter 4.</remarks>
    public static CountedCells<TKey> Of<TKey>(IEnumerable<KeyValuePair<TKey, int>> counts) where TKey : notnull
    {
        var cells = counts.Where(count => count.Value > 0).OrderByDescending(count => count.Value).ToArray();
        var (named, rest) = (cells.TakeWhile(cell => cell.Value >= Least).ToList(), cells.Where(cell => cell.Value < Least).Sum(cell => cell.Value));
        for (; rest is > 0 and < Least && named.Count > 0; named.RemoveAt(named.Count - 1))
            rest += named[^1].Value;
        return rest is > 0 and < Least ? new([], null) : new(named, rest);
    }

    /// <summary>Names what is large enough among things of which a report may have several, unless all but a few have it; the others stay unsaid, since they add up to nothing.</summary>
    /// <param name="counts">How many have each.</param>
    /// <param name="all">How many there are.</param>
    public static IReadOnlyList<KeyValuePair<TKey, int>> Overlapping<TKey>(IEnumerable<KeyValuePair<TKey, int>> counts, int all) where TKey : notnull =>
        [.. counts.Where(count => count.Value >= Least && (all - count.Value is 0 or >= Least)).OrderByDescending(count => count.Value)];
}
