using MathNet.Numerics;

namespace Knooppunt.Effect.Monitoring;

/// <summary>Incomplete gamma integrals as logarithms, because evidence over years runs far below the smallest number.</summary>
static class LogGamma
{
    /// <summary>ln ∫ from x to infinity of t^(shape-1) e^-t dt; x above 0.</summary>
    public static double Upper(double shape, double x) =>
        x < shape + 1 ? SpecialFunctions.GammaLn(shape) + double.LogP1(-Math.Exp(Lower(shape, x) - SpecialFunctions.GammaLn(shape))) : Tail(shape, x);

    /// <summary>ln ∫ from 0 to x of t^(shape-1) e^-t dt; x above 0.</summary>
    public static double Lower(double shape, double x)
    {
        if (x >= shape + 1)
            return SpecialFunctions.GammaLn(shape) + double.LogP1(-Math.Exp(Tail(shape, x) - SpecialFunctions.GammaLn(shape)));

        double term = 1 / shape, sum = term;
        for (var i = 1; i < 100_000 && term > sum * 1e-17; i++)
        {
            term *= x / (shape + i);
            sum += term;
        }

        return -x + shape * Math.Log(x) + Math.Log(sum);
    }

    // Lentz's continued fraction, which converges fast at x above shape + 1.
    static double Tail(double shape, double x)
    {
        var b = x + 1 - shape;
        double c = 1e300, d = 1 / b, h = d;
        for (var i = 1; i < 100_000; i++)
        {
            var a = -i * (i - shape);
            b += 2;
            d = a * d + b;
            d = 1 / (Math.Abs(d) < 1e-300 ? 1e-300 : d);
            c = b + a / c;
            c = Math.Abs(c) < 1e-300 ? 1e-300 : c;
            h *= d * c;
            if (Math.Abs(d * c - 1) < 1e-16)
                break;
        }

        return -x + shape * Math.Log(x) + Math.Log(h);
    }
}
