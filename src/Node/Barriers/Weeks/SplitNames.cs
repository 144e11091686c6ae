using Knooppunt.Barriers;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Barriers;

/// <summary>The node's own signals by good and by modus, as a screen names them.</summary>
static class SplitNames
{
    /// <summary>All goods, and all modi, side by side: what a page of several series asks for.</summary>
    public const string AllGoods = "signals-about", AllModi = "signals-fit";

    static readonly Dictionary<string, Word> Goods = new(StringComparer.Ordinal)
    {
        ["container"] = ("containers", "containers"),
        ["trolley"] = ("bloemenkarren", "flower trolleys"),
        ["bag"] = ("koffers", "bags"),
        ["uld"] = ("luchtvracht", "air cargo"),
        ["plate"] = ("voertuigen", "vehicles"),
        ["vessel"] = ("schepen", "vessels"),
        ["flight"] = ("vluchten", "flights"),
        ["drone"] = ("drones", "drones"),
        [SignalCounts.Other] = ("iets anders (een pas, plaats of bedrijf)", "something else (a pass, place or company)"),
    };

    /// <summary>Whether it asks for goods or modi side by side.</summary>
    public static bool IsSideBySide(string what) => what is AllGoods or AllModi;

    /// <summary>The good or modus by itself, for a line among its like.</summary>
    /// <param name="what">A name for which <see cref="WeeklyCount.IsSplit"/> holds.</param>
    public static Word Part(string what)
    {
        var code = what[Before(what).Length..];
        return Before(what) == WeeklyCount.About ? Goods.TryGetValue(code, out var good) ? good : Word.Same(code)
            : code == SignalCounts.Other ? new("geen bekende methode", "no known method")
            : ScriptNames.Name(code) is var name && name.Dutch == code ? name : new($"{name.Dutch} ({code})", $"{name.English} ({code})");
    }

    /// <summary>Its signals, for a list to choose from.</summary>
    /// <param name="what">A name for which <see cref="WeeklyCount.IsSplit"/> or <see cref="IsSideBySide"/> holds.</param>
    public static Word Of(string what) => what switch
    {
        AllGoods => ("signalen: alle goederen en voertuigen naast elkaar", "signals: all goods and vehicles side by side"),
        AllModi => ("signalen: alle methoden naast elkaar", "signals: all methods side by side"),
        _ when Before(what) == WeeklyCount.About => new($"signalen over {Part(what).Dutch}", $"signals about {Part(what).English}"),
        _ => new($"signalen die passen bij {Part(what).Dutch}", $"signals that fit {Part(what).English}"),
    };

    /// <summary>What a reader of it must know.</summary>
    public static Word Note(string what) => what == AllGoods || what.StartsWith(WeeklyCount.About, StringComparison.Ordinal)
        ? ("Een signaal telt één keer: bij dat waarover het gaat. Wat er in een container zit weten signalen niet. Een nieuw patroon of een nieuwe bron geeft ook meer signalen.", "A signal counts once: with what it is about. What is inside a container signals do not know. A new pattern or a new source gives more signals too.")
        : ("Een signaal telt één keer: bij de methode van zijn zwaarste patroon. Een nieuw patroon of een nieuwe bron geeft ook meer signalen.", "A signal counts once: with the method of its gravest pattern. A new pattern or a new source gives more signals too.");

    static string Before(string what) => what.StartsWith(WeeklyCount.About, StringComparison.Ordinal) ? WeeklyCount.About : WeeklyCount.Fits;
}
