namespace Knooppunt.Effect.WaterBed;

/// <summary>A part of the whole, by what it is called.</summary>
/// <param name="Name">Node or modus.</param>
/// <param name="Chosen">Share of all that is offered that is sent this way, 0 to 1.</param>
/// <param name="Through">Share of all that is offered that gets through this way, 0 to 1.</param>
public readonly record struct RouteShare(string Name, double Chosen, double Through);

/// <summary>Where it goes with some barriers built, if the assumptions hold.</summary>
/// <param name="Through">Share of all that is offered that gets through anywhere, 0 to 1.</param>
/// <param name="Caught">Share that is sent and caught.</param>
/// <param name="NotShipped">Share that is not sent at all. The three add up to 1.</param>
/// <param name="Nodes">By node, in the order of the routes.</param>
/// <param name="Modi">By modus operandi, in the order of the routes.</param>
public sealed record WaterBedOutcome(double Through, double Caught, double NotShipped, IReadOnlyList<RouteShare> Nodes, IReadOnlyList<RouteShare> Modi)
{
    /// <summary>What the model says with these barriers built.</summary>
    /// <param name="model">The assumptions.</param>
    /// <param name="built">Indexes of the barriers that are built.</param>
    public static WaterBedOutcome Of(WaterBedModel model, IReadOnlyCollection<int> built)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(built);
        model.Check();
        var figures = WaterBedFigures.Of(model, assumption => assumption.Value);
        var routes = figures.Choose(built);
        var sent = routes.Sum(route => route.Chosen);
        var through = routes.Sum(route => route.Through);
        IReadOnlyList<RouteShare> By(Func<SmugglingRoute, string> name) =>
            [.. routes.Select((route, i) => (route, name: name(model.Routes[i]))).GroupBy(pair => pair.name, StringComparer.Ordinal).Select(group => new RouteShare(group.Key, group.Sum(pair => pair.route.Chosen), group.Sum(pair => pair.route.Through)))];
        return new WaterBedOutcome(through, sent - through, 1 - sent, By(route => route.Node), By(route => route.Modus));
    }
}

/// <summary>What hardening one node does to the others, if the assumptions hold.</summary>
/// <param name="Fall">By how much less gets through the node, as a share of all that is offered.</param>
/// <param name="Rise">By how much more gets through the others.</param>
/// <param name="Moved">Rise over fall, 0 to 1 when the node hardened: the water bed.</param>
public sealed record WaterBedShare(double Fall, double Rise, double Moved)
{
    /// <summary>The share that moves when barriers are built at one node only.</summary>
    /// <param name="model">The assumptions.</param>
    /// <param name="built">Indexes of the barriers that are built, at least one, all of one node.</param>
    /// <returns>Untested when the barriers do not change what gets through the node.</returns>
    public static Tested<WaterBedShare> Of(WaterBedModel model, IReadOnlyCollection<int> built)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(built);
        if (built.Count == 0 || built.Select(barrier => model.Barriers[barrier].Node).Distinct(StringComparer.Ordinal).Count() != 1)
            throw new ArgumentException("The water-bed share is that of barriers at one node.", nameof(built));

        var node = model.Barriers[built.First()].Node;
        var (before, after) = (WaterBedOutcome.Of(model, []), WaterBedOutcome.Of(model, built));
        double Through(WaterBedOutcome outcome) => outcome.Nodes.Where(share => share.Name == node).Sum(share => share.Through);
        var fall = Through(before) - Through(after);
        var rise = after.Through - Through(after) - (before.Through - Through(before));
        return fall <= 1e-12
            ? new Untested(Obstacle.ConditionNotMet, "These barriers do not lower what gets through the node: there is nothing that could move.")
            : new WaterBedShare(fall, rise, Math.Clamp(rise / fall, 0, 1));
    }
}
