using Knooppunt.Chance;

namespace Knooppunt.Effect.WaterBed;

/// <summary>How far the figures of a plan reach when every assumption is drawn from its range: uniform, each name by itself, the same draws for every question, so that plans are compared under the same circumstances.</summary>
/// <remarks>The draws are those of <see cref="WaterBedBand"/> with the same number and seed.</remarks>
public sealed class WaterBedSpread
{
    readonly WaterBedModel _model;
    readonly WaterBedFigures _reckoned;
    readonly WaterBedFigures[] _drawn;
    readonly double _confidence;

    /// <summary>Draws the assumptions.</summary>
    /// <param name="model">The assumptions.</param>
    /// <param name="draws">100 to 10,000; 400 by default.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="confidence">Part of the draws that an interval holds, between 0 and 1; 0.95 by default.</param>
    /// <exception cref="ArgumentException">An assumption is out of its range.</exception>
    public WaterBedSpread(WaterBedModel model, int draws = 400, ulong seed = 1, double confidence = Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, 10_000);
        Confidence.Check(confidence);
        model.Check();
        _model = model;
        _reckoned = WaterBedFigures.Of(model, assumption => assumption.Value);
        _drawn = Draw(model, draws, seed);
        _confidence = confidence;
    }

    /// <summary>Share of all that is offered that gets through anywhere, 0 to 1.</summary>
    /// <param name="built">Indexes of the barriers that are built.</param>
    public Estimate Through(IReadOnlyCollection<int> built)
    {
        ArgumentNullException.ThrowIfNull(built);
        return Band(_reckoned.Through(built), [.. _drawn.Select(figures => figures.Through(built))]);
    }

    /// <summary>How attractive a route is left: its pull with the barriers over all pulls beforehand, 0 to 1. Without barriers that is the share which goes that way.</summary>
    /// <param name="route">Index of the route.</param>
    /// <param name="built">Indexes of the barriers that are built.</param>
    /// <exception cref="InvalidOperationException">The model has nests: the pull of a route is then not its own.</exception>
    public Estimate Pull(int route, IReadOnlyCollection<int> built) => Pulls(built, pulls => pulls[route]);

    /// <summary>How attractive the most attractive route is left: the highest of all that <see cref="Pull"/> gives, under the same circumstances.</summary>
    /// <param name="built">Indexes of the barriers that are built.</param>
    public Estimate Strongest(IReadOnlyCollection<int> built) => Pulls(built, pulls => pulls.Max());

    /// <summary>By how much barriers make the most attractive route less attractive, 0 to 1: <see cref="Strongest"/> without them less that with them, under the same circumstances.</summary>
    /// <param name="built">Indexes of the barriers that are built.</param>
    public Estimate Eased(IReadOnlyCollection<int> built)
    {
        ArgumentNullException.ThrowIfNull(built);
        return Alone(() => Band(Eased(_reckoned, built), [.. _drawn.Select(figures => Eased(figures, built))]));
    }

    /// <summary>What each assumption does to <see cref="Eased(IReadOnlyCollection{int})"/> when it alone goes from its lowest to its highest, largest first; those that do nothing are left out.</summary>
    /// <param name="built">Indexes of the barriers that are built.</param>
    public IReadOnlyList<AssumptionSwing> EasedSwings(IReadOnlyCollection<int> built)
    {
        ArgumentNullException.ThrowIfNull(built);
        double With(Assumption one, double figure) => Eased(WaterBedFigures.Of(_model, assumption => assumption.Name == one.Name ? figure : assumption.Value), built);
        return Alone(() => _model.Assumptions.Select(one => new AssumptionSwing(one, With(one, one.Low), With(one, one.High))).Where(swing => swing.Width > 1e-9).OrderByDescending(swing => swing.Width).ToList());
    }

    static double Eased(WaterBedFigures figures, IReadOnlyCollection<int> built) => figures.Left([]).Max() - figures.Left(built).Max();

    Estimate Pulls(IReadOnlyCollection<int> built, Func<double[], double> figure)
    {
        ArgumentNullException.ThrowIfNull(built);
        return Alone(() => Band(figure(_reckoned.Left(built)), [.. _drawn.Select(figures => figure(figures.Left(built)))]));
    }

    T Alone<T>(Func<T> figure) => _model.Nests is null ? figure() : throw new InvalidOperationException("In a model with nests the pull of a route is not its own.");

    /// <summary>How much less of all that is offered gets through with the second plan than with the first, -1 to 1; below 0 when more does.</summary>
    /// <param name="first">Indexes of the barriers of the first plan.</param>
    /// <param name="second">Indexes of the barriers of the second plan.</param>
    public Estimate Less(IReadOnlyCollection<int> first, IReadOnlyCollection<int> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Band(_reckoned.Through(first) - _reckoned.Through(second), [.. _drawn.Select(figures => figures.Through(first) - figures.Through(second))]);
    }

    /// <summary>The water-bed share (<see cref="WaterBedShare.Moved"/>), 0 to 1. Draws in which the barriers do not lower what gets through their node say nothing of it and are left out.</summary>
    /// <param name="built">Indexes of the barriers that are built, all of one node.</param>
    /// <returns>Untested when nothing is built, or when the barriers lower nothing as reckoned or in more than half of the draws.</returns>
    /// <exception cref="ArgumentException">The barriers are of more than one node.</exception>
    public Tested<Estimate> Moved(IReadOnlyCollection<int> built)
    {
        ArgumentNullException.ThrowIfNull(built);
        if (built.Count == 0)
            return new Untested(Obstacle.ConditionNotMet, "No barrier is built: there is nothing that could move.");
        var share = WaterBedShare.Of(_model, built);
        if (share.Untested is { } untested)
            return untested;

        double[] moved = [.. _drawn.Select(figures => Moved(figures, built)).OfType<double>()];
        return moved.Length * 2 < _drawn.Length
            ? new Untested(Obstacle.ConditionNotMet, $"In {_drawn.Length - moved.Length} of {_drawn.Length} draws these barriers do not lower what gets through the node.")
            : Band(share.Value.Moved, moved);
    }

    /// <summary>The model with each assumption somewhere in its range, as often as asked.</summary>
    internal static WaterBedFigures[] Draw(WaterBedModel model, int draws, ulong seed)
    {
        var luck = new Luck(seed);
        var assumptions = model.Assumptions;
        return [.. Enumerable.Range(0, draws).Select(_ =>
        {
            var parts = assumptions.ToDictionary(assumption => assumption.Name, _ => luck.Fraction(), StringComparer.Ordinal);
            return WaterBedFigures.Of(model, assumption => assumption.At(parts[assumption.Name]));
        })];
    }

    /// <summary>The middle of what was drawn, widened where the figure as reckoned lies beside it.</summary>
    internal static Estimate Band(double reckoned, double[] drawn, double confidence)
    {
        Array.Sort(drawn);
        var beyond = (int)Math.Floor(drawn.Length * (1 - confidence) / 2 + 1e-9);
        return new Estimate(new Interval(Math.Min(reckoned, drawn[beyond]), Math.Max(reckoned, drawn[^(beyond + 1)])), reckoned);
    }

    Estimate Band(double reckoned, double[] drawn) => Band(reckoned, drawn, _confidence);

    static double? Moved(WaterBedFigures figures, IReadOnlyCollection<int> built)
    {
        var node = figures.NodeOfBarrier[built.First()];
        var (before, after) = (figures.Choose([]), figures.Choose(built));
        double fall = 0, rise = 0;
        for (var route = 0; route < before.Length; route++)
        {
            var less = before[route].Through - after[route].Through;
            (fall, rise) = figures.NodeOfRoute[route] == node ? (fall + less, rise) : (fall, rise - less);
        }

        return fall <= 1e-12 ? null : Math.Clamp(rise / fall, 0, 1);
    }
}
