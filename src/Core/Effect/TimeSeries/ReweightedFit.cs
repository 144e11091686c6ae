using Knooppunt.Effect.Algebra;

namespace Knooppunt.Effect.TimeSeries;

/// <summary>The state of a fit by reweighted least squares. Mutable, and used by one fit only.</summary>
sealed class ReweightedFit
{
    const int Most = 200;
    const double Settled = 1e-13;

    readonly ScaledDesign _design;
    readonly double[] _counts;
    readonly double[] _offset;
    readonly double[] _weights;
    readonly double[] _working;
    Cholesky? _information;

    public ReweightedFit(ScaledDesign design, CountModel model)
    {
        _design = design;
        _counts = [.. model.Counts];
        _offset = [.. model.Exposure?.Select(exposure => Math.Log(exposure)) ?? Enumerable.Repeat(0.0, _counts.Length)];
        _weights = [.. model.Weights ?? Enumerable.Repeat(1.0, _counts.Length)];
        _working = new double[_counts.Length];
        Coefficients = new double[design.Columns];
        Fitted = new double[_counts.Length];

        // From the common rate: it is inside the model, and every step from there is bounded.
        double counted = 0, exposed = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            counted += _weights[i] * _counts[i];
            exposed += _weights[i] * Math.Exp(_offset[i]);
        }

        Coefficients[0] = Math.Log(counted / exposed);
        Expect(Coefficients);
    }

    /// <summary>On the scaled columns.</summary>
    public double[] Coefficients { get; private set; }

    public double[] Fitted { get; }

    public Cholesky Information => _information ?? throw new InvalidOperationException("Nothing was fitted.");

    public ScaledDesign Design => _design;

    /// <summary>Iterates until the deviance stands still; null when it does, else why it does not.</summary>
    /// <param name="theta">Of the negative binomial; infinite for Poisson.</param>
    public Untested? Settle(double theta)
    {
        var deviance = Deviance(theta);
        for (var round = 0; round < Most; round++)
        {
            if (Step(theta) is not { } next)
                return Separated();

            // Half the way as long as it makes things worse.
            var from = Coefficients;
            var reached = double.PositiveInfinity;
            for (var halved = 0; halved < 30; halved++)
            {
                Expect(next);
                reached = Deviance(theta);
                if (reached <= deviance * (1 + 1e-10) + 1e-10)
                    break;
                next = [.. next.Select((value, i) => (value + from[i]) / 2)];
            }

            var gain = Math.Abs(deviance - reached);
            var move = next.Select((value, i) => Math.Abs(value - from[i])).Max();
            (Coefficients, deviance) = (next, reached);
            if (gain <= Settled * (Math.Abs(deviance) + .1) && (move < 1e-9 || round > 50))
            {
                _ = Step(theta);
                return _information is null || IsSeparated() ? Separated() : null;
            }
        }

        return IsSeparated() ? Separated() : new Untested(Obstacle.NotConverged, "The regression did not settle: explain with less, or look at more periods.");
    }

    /// <summary>Deviance of the counts from what is expected.</summary>
    public double Deviance(double theta)
    {
        double sum = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            var (count, mean) = (_counts[i], Fitted[i]);
            var term = count == 0 ? 0 : count * Math.Log(count / mean);
            sum += _weights[i] * 2 * (double.IsPositiveInfinity(theta) ? term - (count - mean) : term - (count + theta) * Math.Log((count + theta) / (mean + theta)));
        }

        return sum;
    }

    public double[] Pearson(double theta) =>
        [.. _counts.Select((count, i) => Math.Sqrt(_weights[i]) * (count - Fitted[i]) / Math.Sqrt(Fitted[i] + Fitted[i] * Fitted[i] / theta))];

    /// <summary>Weight of a period in the information, mean over variance of the log rate.</summary>
    public double Weight(int row, double theta) => _weights[row] * Fitted[row] / (1 + Fitted[row] / theta);

    /// <summary>What a period pushes at its log rate: the score without its regressors.</summary>
    public double Push(int row, double theta) => _weights[row] * (_counts[row] - Fitted[row]) / (1 + Fitted[row] / theta);

    public double[] Leverage(double theta) => [.. Enumerable.Range(0, _counts.Length).Select(row => Weight(row, theta) * Spread(_design.Row(row)))];

    /// <summary>Variance of the log rate of a row, without dispersion.</summary>
    public double Spread(ReadOnlySpan<double> row)
    {
        var solved = Information.Solve(row);
        double sum = 0;
        for (var i = 0; i < row.Length; i++)
            sum += row[i] * solved[i];
        return sum;
    }

    double[]? Step(double theta)
    {
        for (var i = 0; i < _counts.Length; i++)
            _working[i] = Weight(i, theta);
        _information = Cholesky.Of(_design.Information(_working), out _, 1e-14);
        if (_information is null)
            return null;

        for (var i = 0; i < _counts.Length; i++)
            _working[i] = Push(i, theta);
        var change = _information.Solve(_design.Moment(_working));
        return [.. Coefficients.Select((value, i) => value + change[i])];
    }

    void Expect(ReadOnlySpan<double> coefficients)
    {
        for (var i = 0; i < Fitted.Length; i++)
            Fitted[i] = Math.Exp(Math.Clamp(_offset[i] + _design.Dot(i, coefficients), -700, 700));
    }

    // Where a part is zero throughout the best coefficient is without end: expected counts vanish and their log rate becomes arbitrary.
    bool IsSeparated()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] == 0 && Fitted[i] < 1e-6 && (_information is null || Spread(_design.Row(i)) > 1e4))
                return true;
        }

        return false;
    }

    static Untested Separated() =>
        new(Obstacle.Separated, "Nothing at all was counted in a part of the periods that a regressor singles out: its effect has no end. Compare these counts by the E-test.");
}
