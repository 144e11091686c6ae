namespace Knooppunt.Reports;

/// <summary>Counts of which none tells of fewer than <see cref="Least"/> reports, also not by subtraction.</summary>
/// <param name="Cells">What is shown, the largest first.</param>
/// <param name="Rest">Everything that is too small, together; null when it must stay unsaid, and 0 when there is nothing else.</param>
public sealed record CountedCells<TKey>(IReadOnlyList<KeyValuePair<TKey, int>> Cells, int? Rest) where TKey : notnull
{
    /// <summary>The smallest count that is shown.</summary>
    public const int Least = 5;

    /// <summary>Everything together; null when it would tell what the rest may not.</summary>
    public int? Total => Cells.Sum(cell => cell.Value) + Rest;
}

/// <summary>Makes counts that may be shown.</summary>
public static class CountedCells
{
    /// <summary>Keeps what is large enough and throws the rest together. When the rest is itself too small, neither it nor the total is said.</summary>
    public static CountedCells<TKey> Of<TKey>(IEnumerable<KeyValuePair<TKey, int>> counts) where TKey : notnull
    {
        var cells = counts.Where(count => count.Value > 0).ToArray();
        KeyValuePair<TKey, int>[] shown = [.. cells.Where(cell => cell.Value >= CountedCells<TKey>.Least).OrderByDescending(cell => cell.Value)];
        var rest = cells.Sum(cell => cell.Value) - shown.Sum(cell => cell.Value);
        return new(shown, rest is 0 or >= CountedCells<TKey>.Least ? rest : null);
    }
}
