using Knooppunt.Effect.WaterBed;
using Knooppunt.Effect.WaterBed.Paths;

namespace Knooppunt.Programme;

/// <summary>
/// The water-bed model as a network that a smuggling line goes through: first a node, then a modus, then a concealment. The length of a way is how rarely it is chosen: minus the logarithm of its share of all pulls, in
/// thousandths, divided over its three steps. A barrier adds to the steps on which it stands what it takes off the logarithm of the pull.
/// </summary>
sealed class LineNetwork
{
    const int Source = 0, Target = 1;

    // Lengths are whole numbers; a thousandth of a natural logarithm is a tenth of a percent.
    const double Unit = 1000;

    readonly WaterBedModel _model;
    readonly HashSet<int> _open;
    readonly List<PathStep> _steps = [];
    readonly List<int> _barriers = [];
    int _places = 2;

    LineNetwork(WaterBedModel model, IEnumerable<int> open) => (_model, _open) = (model, [.. open]);

    /// <summary>The network, with the indexes of the barriers by step; -1 for a step without.</summary>
    /// <param name="model">The model, as reckoned.</param>
    /// <param name="open">Indexes of the barriers that may be built.</param>
    public static (PathNetwork Network, IReadOnlyList<int> Barriers) Of(WaterBedModel model, IEnumerable<int> open)
    {
        var made = new LineNetwork(model, open);
        made.Lay();
        var together = made._barriers.Index().Where(step => step.Item >= 0).GroupBy(step => step.Item).Select(set => (IReadOnlyList<int>)[.. set.Select(step => step.Index)]);
        return (new PathNetwork { Places = made._places, Steps = made._steps, Source = Source, Target = Target, Together = [.. together] }, made._barriers);
    }

    void Lay()
    {
        var routes = _model.Routes.Index().Where(route => route.Item.Pull.Value > 0).ToList();
        double Sum(IEnumerable<(int Index, SmugglingRoute Item)> some) => some.Sum(route => route.Item.Pull.Value);
        var all = Sum(routes) + _model.NotShipping.Value;
        foreach (var node in routes.GroupBy(route => route.Item.Node))
        {
            var there = Step(Source, all, Sum(node));
            foreach (var modus in node.GroupBy(route => route.Item.Modus))
            {
                var of = modus.Select(route => route.Index).ToHashSet();
                var whole = _open.Where(barrier => of.IsSubsetOf(_model.Barriers[barrier].Routes)).Order().ToList();
                var so = Barred(Step(there, Sum(node), Sum(modus)), whole);
                foreach (var route in modus)
                {
                    var hidden = Step(so, Sum(modus), route.Item.Pull.Value);
                    Add(Barred(hidden, _open.Except(whole).Where(barrier => _model.Barriers[barrier].Routes.Contains(route.Index)).Order()), Target, 0);
                }
            }
        }
    }

    int Step(int from, double of, double part) => Add(from, _places++, (long)Math.Round(Unit * Math.Log(of / part)));

    // One step for each, so that barriers on the same part of a way add up.
    int Barred(int from, IEnumerable<int> barriers) => barriers.Aggregate(from, (place, barrier) => Add(place, _places++, 0, barrier));

    int Add(int from, int to, long length, int barrier = -1)
    {
        var option = barrier < 0 ? null : _model.Barriers[barrier];
        // Its cost stands on the first of its steps.
        _steps.Add(new PathStep(from, to, length, option is null ? 0 : (long)Math.Round(Unit * _model.Reaction.Value * option.Hindrance.Value), option is null || _barriers.Contains(barrier) ? 0 : option.Cost));
        _barriers.Add(barrier);
        return to;
    }
}
