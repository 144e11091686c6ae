namespace Knooppunt.Node.Shell;

/// <summary>What a drawing of counts does in the same way on a screen and on paper.</summary>
static class DrawnSeries
{
    /// <summary>Stretches of a series without a gap: the indexes of each, oldest first.</summary>
    public static IEnumerable<int[]> Runs(IReadOnlyList<double?> figures)
    {
        for (var from = 0; from < figures.Count; from++)
        {
            var end = from;
            while (end < figures.Count && figures[end] is not null)
                end++;
            if (end > from)
                yield return [.. Enumerable.Range(from, end - from)];
            from = end;
        }
    }

    /// <summary>Where the drawing ends at the top. Dots and line set it: one wide end of a band, which may be without bound, runs out of the top. A band alone sets it itself.</summary>
    /// <param name="points">Dots; null where there is none.</param>
    /// <param name="line">The line; null where it breaks.</param>
    /// <param name="high">Upper end of the band; null where there is none.</param>
    /// <returns>Above 0, also when nothing is drawn.</returns>
    public static double Top(IReadOnlyList<double?> points, IReadOnlyList<double?> line, IReadOnlyList<double?> high)
    {
        var seen = points.Concat(line).Max() ?? high.Where(figure => figure is { } known && double.IsFinite(known)).Max() ?? 1;
        var top = Math.Max(seen, Math.Min(1.6 * seen, high.Max() ?? 0));
        return top > 0 ? top : 1;
    }

    /// <summary>The next figure of which a half reads well too.</summary>
    /// <param name="top">Above 0.</param>
    public static double Nice(double top)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(top)));
        return new[] { 1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10 }.First(step => step * power >= top * (1 - 1e-12)) * power;
    }
}
