namespace Knooppunt.Effect;

/// <summary>Chances of many tests together: among twenty that show nothing one looks as if it did.</summary>
public static class MultipleTests
{
    /// <summary>Adjusted so that the chance of even one false "shown" stays what it was for one test (Holm 1979). For a few tests each of which leads to a claim.</summary>
    /// <param name="chances">The p of each test, 0 to 1.</param>
    /// <returns>In the same order, never below what was given.</returns>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> chances)
    {
        var order = Order(chances);
        var adjusted = new double[chances.Count];
        double largest = 0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * chances[order[rank]]));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }

    /// <summary>Adjusted so that of what is "shown" at most that share is false, on average (Benjamini and Hochberg 1995). For a map or table of many tests that leads to a closer look.</summary>
    /// <param name="chances">The p of each test, 0 to 1; independent, or such that they rise together.</param>
    /// <returns>In the same order, never below what was given.</returns>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> chances)
    {
        var order = Order(chances);
        var adjusted = new double[chances.Count];
        double smallest = 1;
        for (var rank = order.Length - 1; rank >= 0; rank--)
        {
            smallest = Math.Min(smallest, chances[order[rank]] * order.Length / (rank + 1));
            adjusted[order[rank]] = smallest;
        }

        return adjusted;
    }

    static int[] Order(IReadOnlyList<double> chances)
    {
        ArgumentNullException.ThrowIfNull(chances);
        if (chances.Any(chance => !(chance >= 0 && chance <= 1)))
            throw new ArgumentOutOfRangeException(nameof(chances), "A chance lies between 0 and 1.");
        return [.. Enumerable.Range(0, chances.Count).OrderBy(i => chances[i])];
    }
}
