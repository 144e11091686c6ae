namespace Knooppunt.Effect.Breaks;

/// <summary>What a stretch says of the break beside it.</summary>
/// <param name="Change">Mean square of what the change of the coefficients does to a figure of the stretch.</param>
/// <param name="Variance">Of the residuals.</param>
readonly record struct Stretch(double Change, double Variance);

/// <summary>Where a break lies (Bai 1997): the place of the greatest value of a two-sided Brownian motion that falls on both sides, of which the distribution is known in closed form.</summary>
static class BreakWhere
{
    public static Interval Of(int first, Stretch before, Stretch after, double confidence)
    {
        // Without noise, but for rounding, there is no doubt.
        if (before.Variance <= 1e-20 * before.Change && after.Variance <= 1e-20 * after.Change)
            return new Interval(first, first);
        var (ratio, speed) = (after.Change / before.Change, after.Variance / before.Variance);
        var tail = (1 - confidence) / 2;
        double Chance(double x) => x < 0 ? Below(-x, ratio, ratio * speed) : Above(x, ratio, ratio * speed);
        var there = Chance(0);
        if (!(there > tail && there < 1 - tail && double.IsFinite(ratio) && double.IsFinite(speed)))
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        var unit = before.Variance / before.Change;
        return new Interval(first - Math.Ceiling(Root(x => Chance(x) - (1 - tail), 1) * unit), first - Math.Floor(Root(x => Chance(x) - tail, -1) * unit));
    }

    // Where a rising function crosses 0, on one side of 0.
    static double Root(Func<double, double> rising, int side)
    {
        double near = 0, far = side;
        while (rising(far) * side < 0 && Math.Abs(far) < 1e9)
            (near, far) = (far, far * 2);
        for (var i = 0; i < 200 && Math.Abs(far - near) > 1e-12 * Math.Abs(far); i++)
        {
            var middle = (near + far) / 2;
            if (rising(middle) * side < 0)
                near = middle;
            else
                far = middle;
        }

        return far;
    }

    // Bai (1997), appendix B: the distribution function at -x and at x, x 0 or more; xi is the ratio of the changes, phi that times the ratio of the variances.
    static double Below(double x, double xi, double phi)
    {
        var part = xi / phi;
        return -Math.Sqrt(x / (2 * Math.PI)) * Math.Exp(-x / 8)
            - phi / xi * (phi + 2 * xi) / (phi + xi) * Math.Exp(part * (1 + part) * x / 2 + LogNormal(-(.5 + part) * Math.Sqrt(x)))
            + (x / 2 - 2 + (phi + 2 * xi) * (phi + 2 * xi) / ((phi + xi) * xi)) * Math.Exp(LogNormal(-Math.Sqrt(x) / 2));
    }

    static double Above(double x, double xi, double phi)
    {
        var part = xi * xi / phi;
        return 1 + Math.Sqrt(part) * Math.Sqrt(x / (2 * Math.PI)) * Math.Exp(-part * x / 8)
            + xi / phi * (2 * phi + xi) / (phi + xi) * Math.Exp((phi + xi) * x / 2 + LogNormal(-(phi + xi / 2) / Math.Sqrt(phi) * Math.Sqrt(x)))
            - ((2 * phi + xi) * (2 * phi + xi) / ((phi + xi) * phi) - 2 + part * x / 2) * Math.Exp(LogNormal(-Math.Sqrt(part * x) / 2));
    }

    // Logarithm of the chance that a normal figure is below x, x 0 or less; far out by its series, where the chance itself is no number any more.
    static double LogNormal(double x)
    {
        if (x > -30)
            return Math.Log(MathNet.Numerics.SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2);
        var square = x * x;
        return -square / 2 - Math.Log(-x * Math.Sqrt(2 * Math.PI)) + Math.Log(1 - 1 / square + 3 / (square * square) - 15 / (square * square * square));
    }
}
