namespace Knooppunt.Effect.WaterBed;

/// <summary>A way in: a node, a modus operandi and a concealment.</summary>
public sealed record SmugglingRoute
{
    /// <summary>The node (port, airport, auction).</summary>
    public required string Node { get; init; }

    /// <summary>The modus operandi.</summary>
    public required string Modus { get; init; }

    /// <summary>How it is hidden.</summary>
    public required string Concealment { get; init; }

    /// <summary>How much is sent this way as things are, 0 or more, in the unit of <see cref="WaterBedModel.NotShipping"/>.</summary>
    public required Assumption Pull { get; init; }

    /// <summary>Chance, 0 to 1, that it gets through as things are.</summary>
    public required Assumption Pass { get; init; }
}

/// <summary>A barrier that could be built.</summary>
public sealed record BarrierOption
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The node that pays for it and where it stands.</summary>
    public required string Node { get; init; }

    /// <summary>Cost in whole thousands of euros, above 0.</summary>
    public required int Cost { get; init; }

    /// <summary>How much it takes off the pull of a route that it stands on, in natural logarithms at a <see cref="WaterBedModel.Reaction"/> of 1, 0 or more: 0.7 halves it.</summary>
    public required Assumption Hindrance { get; init; }

    /// <summary>Chance that it catches what still comes that way and would have got through, 0 or more and below 1.</summary>
    public required Assumption Catch { get; init; }

    /// <summary>Indexes of the routes that it stands on, each once, all of its own node.</summary>
    public required IReadOnlyList<int> Routes { get; init; }
}

/// <summary>
/// The water-bed model: smugglers choose among routes, a barrier makes a route less attractive, and what is kept away goes to other routes or is not shipped. What follows from it holds only if its assumptions do;
/// a page says so in its title and shows no figure without the band of <see cref="WaterBedBand"/>.
/// </summary>
/// <remarks>Choice is a logit (McFadden 1974): the share of a route is its pull over the sum of all pulls and that of not shipping. Nodes of one nest are close substitutes (nested logit, Williams 1977; Daly and Zachary 1978).</remarks>
public sealed record WaterBedModel
{
    /// <summary>All ways in, at least one.</summary>
    public required IReadOnlyList<SmugglingRoute> Routes { get; init; }

    /// <summary>All barriers that could be built.</summary>
    public required IReadOnlyList<BarrierOption> Barriers { get; init; }

    /// <summary>Pull of not shipping at all, above 0: the larger, the more a barrier stops and the less it moves.</summary>
    public required Assumption NotShipping { get; init; }

    /// <summary>How strongly smugglers react to hindrance, 0 or more: it multiplies every hindrance.</summary>
    public required Assumption Reaction { get; init; }

    /// <summary>The nest of each node that has close substitutes; nodes without one are a nest of their own. Null for a plain logit.</summary>
    public IReadOnlyDictionary<string, string>? Nests { get; init; }

    /// <summary>How unlike the nodes of a nest are, above 0 and at most 1: at 1 the nests do nothing, near 0 all that is kept out of one route goes to the others of its nest, also where a node is a nest of its own. Not used without nests.</summary>
    public Assumption Unlikeness { get; init; } = new("unlikeness of nodes in a nest", 1, 1, 1, "no nests");

    /// <summary>The assumptions by name, in the order in which they are met.</summary>
    internal IReadOnlyList<Assumption> Assumptions =>
        [.. Routes.SelectMany(route => new[] { route.Pull, route.Pass }).Concat(Barriers.SelectMany(barrier => new[] { barrier.Hindrance, barrier.Catch })).Append(NotShipping).Append(Reaction)
            .Concat(Nests is null ? [] : [Unlikeness]).DistinctBy(assumption => assumption.Name, StringComparer.Ordinal)];

    internal void Check()
    {
        if (Routes.Count == 0)
            throw new ArgumentException("A model has at least one route.");
        foreach (var route in Routes)
        {
            route.Pull.Check(0, double.MaxValue);
            route.Pass.Check(0, 1);
        }

        foreach (var barrier in Barriers)
        {
            barrier.Hindrance.Check(0, 1000);
            barrier.Catch.Check(0, 1, mostExcluded: true);
            if (barrier.Cost <= 0 || barrier.Routes.Distinct().Count() != barrier.Routes.Count || barrier.Routes.Any(route => route < 0 || route >= Routes.Count || Routes[route].Node != barrier.Node))
                throw new ArgumentException($"\"{barrier.Name}\" must cost something and stand on routes of its own node, each once.");
        }

        NotShipping.Check(double.Epsilon, double.MaxValue);
        Reaction.Check(0, 1000);
        Unlikeness.Check(.05, 1);
    }
}
