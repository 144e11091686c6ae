namespace Knooppunt.Programme;

/// <summary>A modus operandi or a concealment of the example, by a short name that does not change and in both languages.</summary>
public sealed record ExampleWay(string Code, string Dutch, string English)
{
    /// <summary>The modi operandi.</summary>
    public static IReadOnlyList<ExampleWay> Modi { get; } =
    [
        new("cargo", "meesturen met gewone lading", "sent along with ordinary cargo"),
        new("rip-off", "erin zetten en eruit halen (rip-off)", "put in and taken out (rip-off)"),
        new("collect", "ophalen met misbruikt recht", "collected with a misused right"),
        new("courier", "met een reiziger of koerier", "with a traveller or courier"),
    ];

    /// <summary>How it is hidden.</summary>
    public static IReadOnlyList<ExampleWay> Concealments { get; } =
    [
        new("between", "tussen de goederen", "between the goods"),
        new("built-in", "ingebouwd of verwerkt", "built in or worked in"),
        new("bags", "in losse tassen", "in loose bags"),
    ];
}

/// <summary>A way in of the example. All figures are assumed.</summary>
/// <param name="Node">Short name of the node of the letter.</param>
/// <param name="Modus">Short name of the modus operandi.</param>
/// <param name="Concealment">Short name of the concealment.</param>
/// <param name="Pull">What is sent this way, about a hundredth of all that is sent, lowest, reckoned and highest.</param>
sealed record ExampleRoute(string Node, string Modus, string Concealment, (double Low, double Value, double High) Pull)
{
    public static IReadOnlyList<ExampleRoute> All { get; } =
    [
        new("rotterdam", "cargo", "between", (6, 12, 20)),
        new("rotterdam", "cargo", "built-in", (3, 7, 14)),
        new("rotterdam", "rip-off", "bags", (7, 14, 22)),
        new("rotterdam", "rip-off", "built-in", (2, 5, 10)),
        new("rotterdam", "collect", "between", (4, 10, 18)),
        new("zeeland", "cargo", "between", (3, 7, 13)),
        new("zeeland", "cargo", "built-in", (1, 3, 7)),
        new("zeeland", "rip-off", "bags", (4, 9, 16)),
        new("zeeland", "rip-off", "built-in", (1, 2, 5)),
        new("nzkg", "cargo", "between", (1, 3, 6)),
        new("nzkg", "cargo", "built-in", (.5, 2, 4)),
        new("nzkg", "rip-off", "bags", (.5, 2, 5)),
        new("nzkg", "rip-off", "built-in", (.2, 1, 3)),
        new("schiphol", "cargo", "between", (2, 5, 9)),
        new("schiphol", "cargo", "built-in", (1, 3, 6)),
        new("schiphol", "courier", "bags", (2, 5, 9)),
        new("schiphol", "courier", "built-in", (1, 3, 6)),
        new("flowers", "cargo", "between", (1, 4, 8)),
        new("flowers", "cargo", "built-in", (.5, 3, 6)),
    ];

    /// <summary>Chance that it gets through as things are. It is about how it is done and not where, so it moves at all nodes together.</summary>
    public static (double Low, double Value, double High) Pass(string modus, string concealment) => (modus, concealment) switch
    {
        ("cargo", "between") => (.6, .8, .95),
        ("cargo", _) => (.7, .9, .98),
        ("rip-off", "bags") => (.5, .75, .9),
        ("rip-off", _) => (.6, .85, .95),
        ("collect", _) => (.6, .85, .97),
        (_, "bags") => (.4, .65, .85),
        _ => (.5, .75, .9),
    };
}
