using Knooppunt.Effect.WaterBed;

namespace Knooppunt.Programme;

/// <summary>What a figure of the example is. A page has words and a unit for each in both languages.</summary>
public enum ParameterKind : byte
{
    /// <summary>What is sent by a route, about a hundredth of all that is sent.</summary>
    Pull,
    /// <summary>Chance that it gets through as things are.</summary>
    Pass,
    /// <summary>Cost of a barrier a year, in thousands of euros.</summary>
    Cost,
    /// <summary>What a barrier takes off the pull, in natural logarithms.</summary>
    Hindrance,
    /// <summary>Chance that a barrier catches what still comes.</summary>
    Catch,
    /// <summary>Pull of not shipping at all.</summary>
    NotShipping,
    /// <summary>How strongly smugglers react.</summary>
    Reaction,
    /// <summary>How unlike the seaports are to smugglers; of the model with nests alone.</summary>
    Unlikeness,
}

/// <summary>One figure of the example as a page lists it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Dutch">Of what, on Dutch screens; empty when it is of everything.</param>
/// <param name="English">Of what, on English screens.</param>
/// <param name="Figure">The figure with its range and source. Its name is short and does not change.</param>
public sealed record ExampleParameter(ParameterKind Kind, string Dutch, string English, Assumption Figure);

/// <summary>An example of the water bed over the five nodes of the letter: nineteen routes, seventeen barriers. None of its figures was measured; they show how the reckoning goes and which figure is worth measuring.</summary>
public static class WaterBedExample
{
    static readonly Assumption NotShipping = Assumed("not-shipping", (5, 20, 60)), Reaction = Assumed("reaction", (.3, 1, 2)), Unlikeness = Assumed("unlikeness", (.3, .6, 1));

    /// <summary>The model. Its nodes have the short names of <see cref="LetterNode"/>, its barriers the indexes of <see cref="ExampleBarrier.All"/>.</summary>
    public static WaterBedModel Model { get; } = new()
    {
        Routes = [.. ExampleRoute.All.Select(route => new SmugglingRoute
        {
            Node = route.Node,
            Modus = route.Modus,
            Concealment = route.Concealment,
            Pull = Assumed($"pull/{route.Node}/{route.Modus}/{route.Concealment}", route.Pull),
            Pass = Assumed($"pass/{route.Modus}/{route.Concealment}", ExampleRoute.Pass(route.Modus, route.Concealment)),
        })],
        Barriers = [.. ExampleBarrier.All.Select(barrier => new BarrierOption
        {
            Name = $"{barrier.Node}/{barrier.Code}",
            Node = barrier.Node,
            Cost = barrier.Cost,
            Hindrance = Assumed($"hindrance/{barrier.Node}/{barrier.Code}", barrier.Hindrance),
            Catch = Assumed($"catch/{barrier.Node}/{barrier.Code}", barrier.Catch),
            Routes = [.. ExampleRoute.All.Index().Where(route => barrier.StandsOn(route.Item)).Select(route => route.Index)],
        })],
        NotShipping = NotShipping,
        Reaction = Reaction,
    };

    /// <summary>The same, with the three seaports as close substitutes: what one keeps out goes rather to the other two than elsewhere.</summary>
    public static WaterBedModel Alike { get; } = Model with { Nests = new[] { "rotterdam", "zeeland", "nzkg" }.ToDictionary(node => node, _ => "seaports"), Unlikeness = Unlikeness };

    /// <summary>Every figure that <see cref="Alike"/> rests on, or <see cref="Model"/>, each name once.</summary>
    public static IReadOnlyList<ExampleParameter> ParametersOf(bool alike) => alike ? [.. Parameters, new(ParameterKind.Unlikeness, "", "", Unlikeness)] : Parameters;

    /// <summary>Every figure that the model rests on, each name once.</summary>
    public static IReadOnlyList<ExampleParameter> Parameters { get; } =
    [
        new(ParameterKind.Reaction, "", "", Reaction),
        new(ParameterKind.NotShipping, "", "", NotShipping),
        .. Model.Routes.Select(route => Parameter(ParameterKind.Pull, LetterNode.Find(route.Node)!, route)),
        .. Model.Routes.DistinctBy(route => route.Pass.Name).Select(route => Parameter(ParameterKind.Pass, null, route)),
        .. ExampleBarrier.All.Index().SelectMany(barrier => OfBarrier(barrier.Item, Model.Barriers[barrier.Index])),
    ];

    /// <summary>The figure of a name; null when the example has none.</summary>
    public static ExampleParameter? Find(string name) => ParametersOf(alike: true).FirstOrDefault(parameter => parameter.Figure.Name == name);

    static Assumption Assumed(string name, (double Low, double Value, double High) range) => new(name, range.Value, range.Low, range.High);

    static ExampleParameter Parameter(ParameterKind kind, LetterNode? node, SmugglingRoute route)
    {
        var modus = ExampleWay.Modi.Single(way => way.Code == route.Modus);
        var concealment = ExampleWay.Concealments.Single(way => way.Code == route.Concealment);
        return new(kind,
            (node is null ? "" : node.Dutch + ": ") + $"{modus.Dutch}, {concealment.Dutch}",
            (node is null ? "" : node.English + ": ") + $"{modus.English}, {concealment.English}",
            kind == ParameterKind.Pull ? route.Pull : route.Pass);
    }

    static IEnumerable<ExampleParameter> OfBarrier(ExampleBarrier barrier, BarrierOption option)
    {
        var node = LetterNode.Find(barrier.Node)!;
        var (dutch, english) = ($"{node.Dutch}: {barrier.Dutch}", $"{node.English}: {barrier.English}");
        yield return new(ParameterKind.Cost, dutch, english, Assumed($"cost/{option.Name}", (option.Cost, option.Cost, option.Cost)));
        yield return new(ParameterKind.Hindrance, dutch, english, option.Hindrance);
        yield return new(ParameterKind.Catch, dutch, english, option.Catch);
    }
}
