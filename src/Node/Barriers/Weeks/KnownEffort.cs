using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Barriers;

/// <summary>Effort that comes in by the week under a name of the outcome ledger: how much was looked, and how long before it was known.</summary>
static class KnownEffort
{
    /// <summary>How many hours beforehand it is known that a load will be looked at. No count of looks: nothing is divided by it.</summary>
    public const string Notice = "notice_hours";

    static readonly Dictionary<string, Word> Names = new(StringComparer.Ordinal)
    {
        ["scans"] = ("gescande containers", "containers scanned"),
        ["inspections"] = ("controles", "inspections"),
        [Notice] = ("meldtijd: hoelang een controle vooraf bekend is (uren)", "notice time: how long an inspection is known beforehand (hours)"),
    };

    /// <summary>Whether it is effort by its name, and no outcome.</summary>
    public static bool Holds(string what) => Names.ContainsKey(what);

    /// <summary>Its name on a screen; null when it is no known effort.</summary>
    public static Word? NameOf(string what) => Names.TryGetValue(what, out var name) ? name : null;
}
