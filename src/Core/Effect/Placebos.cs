using Knooppunt.Chance;

namespace Knooppunt.Effect;

/// <summary>Stand-ins for what was treated, and what they say of it.</summary>
static class Placebos
{
    /// <summary>Every group of <paramref name="size"/> out of <paramref name="all"/> when there are at most <paramref name="most"/>, else that many drawn, each with the same chance.</summary>
    public static List<int[]> Groups(int all, int size, int most, ulong seed)
    {
        List<int[]> groups = [];
        // A group needs others to be compared with.
        if (size >= all)
            return groups;
        if (Choices(all, size) <= most)
        {
            var group = Enumerable.Range(0, size).ToArray();
            do
                groups.Add([.. group]);
            while (Next(group, all));
            return groups;
        }

        var luck = new Luck(seed);
        var order = Enumerable.Range(0, all).ToArray();
        for (var draw = 0; draw < most; draw++)
        {
            for (var i = 0; i < size; i++)
            {
                var other = i + luck.Below(all - i);
                (order[i], order[other]) = (order[other], order[i]);
            }

            groups.Add(order[..size]);
        }

        return groups;
    }

    /// <summary>Share of placebos, the observed one among them, at least as far from nothing.</summary>
    public static double P(double observed, IReadOnlyCollection<double> placebos) =>
        (1.0 + placebos.Count(placebo => Math.Abs(placebo) >= Math.Abs(observed) * (1 - 1e-12))) / (1 + placebos.Count);

    /// <summary>Effects that would not make the rest of the observed figure stand out among the placebos: those for which few enough placebos lie as far out on the same side.</summary>
    /// <param name="observed">The figure.</param>
    /// <param name="sorted">Placebos, lowest first.</param>
    /// <param name="confidence">Two-sided.</param>
    public static Interval Interval(double observed, double[] sorted, double confidence)
    {
        // The observed one counts among the placebos: with 999 and 95 % the 25th from each end.
        var rank = (int)Math.Floor((sorted.Length + 1) * (1 - confidence) / 2 + 1e-9) - 1;
        return rank < 0 ? new Interval(double.NegativeInfinity, double.PositiveInfinity) : new Interval(observed - sorted[^(rank + 1)], observed - sorted[rank]);
    }

    static double Choices(int all, int size)
    {
        double choices = 1;
        for (var i = 1; i <= size && choices < 1e9; i++)
            choices = choices * (all - size + i) / i;
        return choices;
    }

    static bool Next(int[] group, int all)
    {
        var at = group.Length - 1;
        while (at >= 0 && group[at] == all - group.Length + at)
            at--;
        if (at < 0)
            return false;
        group[at]++;
        for (var i = at + 1; i < group.Length; i++)
            group[i] = group[i - 1] + 1;
        return true;
    }
}
