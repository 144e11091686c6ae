namespace Knooppunt.Programme;

/// <summary>A barrier of the example that a node could pay for. All figures are assumed.</summary>
/// <param name="Node">Short name of the node of the letter.</param>
/// <param name="Code">Short name within the node.</param>
/// <param name="Dutch">Name on Dutch screens.</param>
/// <param name="English">Name on English screens.</param>
/// <param name="Cost">A year, in thousands of euros; whole multiples of 250, so that one budget for all can be dealt out exactly.</param>
/// <param name="Hindrance">How much it takes off the pull of what it stands on, in natural logarithms: lowest, reckoned, highest.</param>
/// <param name="Catch">Chance that it catches what still comes and would have got through: lowest, reckoned, highest.</param>
/// <param name="Stands">Routes of the node on which it stands, as <c>modus/concealment</c>, or <c>modus</c> for all concealments.</param>
public sealed record ExampleBarrier(
    string Node, string Code, string Dutch, string English, int Cost,
    (double Low, double Value, double High) Hindrance, (double Low, double Value, double High) Catch, IReadOnlyList<string> Stands)
{
    /// <summary>All of them, node by node. Their indexes are those of <see cref="WaterBedExample.Model"/>.</summary>
    public static IReadOnlyList<ExampleBarrier> All { get; } =
    [
        new("rotterdam", "fence", "camera's en drones langs de hekken", "cameras and drones along the fences", 6_000, (.1, .5, 1), (.05, .15, .3), ["rip-off"]),
        new("rotterdam", "collect", "ophalen alleen met de eigen identiteit", "collecting only with one's own identity", 4_000, (.3, 1, 1.8), (.05, .1, .2), ["collect"]),
        new("rotterdam", "scan", "meer containers scannen", "scanning more containers", 7_500, (.1, .3, .6), (.1, .2, .35), ["cargo", "rip-off/bags", "collect"]),
        new("rotterdam", "staff", "weerbaar personeel", "resilient staff", 3_000, (.05, .3, .8), (.01, .05, .1), ["rip-off", "collect"]),
        new("rotterdam", "reefer", "koelunits openmaken", "opening cooling units", 2_500, (.1, .4, .8), (.05, .2, .4), ["rip-off/built-in", "cargo/built-in"]),
        new("zeeland", "fence", "hekken en camera's", "fences and cameras", 1_750, (.1, .5, 1), (.05, .15, .3), ["rip-off"]),
        new("zeeland", "scan", "een scan op de kade", "a scan on the quay", 2_500, (.1, .3, .6), (.1, .25, .4), ["cargo", "rip-off/bags"]),
        new("zeeland", "staff", "weerbaar personeel", "resilient staff", 1_000, (.05, .3, .8), (.01, .05, .1), ["rip-off"]),
        new("nzkg", "fence", "camera's aan de waterkant", "cameras on the waterside", 750, (.1, .4, .9), (.05, .1, .25), ["rip-off"]),
        new("nzkg", "scan", "een scan die rondgaat", "a scan that goes round", 1_250, (.1, .3, .6), (.1, .2, .35), ["cargo", "rip-off/bags"]),
        new("nzkg", "reports", "een meldpunt waar men antwoord krijgt", "a place to report that answers", 500, (.05, .2, .5), (.02, .08, .2), ["cargo/between", "rip-off"]),
        new("schiphol", "luggage", "alle bagage van een vlucht scannen", "scanning all luggage of a flight", 2_000, (.2, .6, 1.2), (.1, .3, .5), ["courier"]),
        new("schiphol", "freight", "luchtvracht scannen", "scanning air freight", 2_250, (.1, .4, .8), (.1, .25, .4), ["cargo"]),
        new("schiphol", "staff", "passen en personeel toetsen", "checking passes and staff", 1_000, (.05, .3, .8), (.02, .08, .2), ["courier/bags", "cargo/between"]),
        new("flowers", "boxes", "dozen steekproefsgewijs openen", "opening boxes at random", 500, (.1, .3, .7), (.05, .15, .3), ["cargo/between"]),
        new("flowers", "dogs", "speurhonden in de hal", "dogs in the hall", 750, (.1, .4, .8), (.1, .2, .35), ["cargo"]),
        new("flowers", "tenants", "huurders vooraf toetsen", "checking tenants beforehand", 250, (.02, .2, .5), (.01, .03, .08), ["cargo"]),
    ];

    internal bool StandsOn(ExampleRoute route) => route.Node == Node && (Stands.Contains(route.Modus) || Stands.Contains($"{route.Modus}/{route.Concealment}"));
}
