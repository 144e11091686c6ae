namespace Knooppunt.Observations.Mapped;

/// <summary>Units of a column and of a field, and what turns one into the other.</summary>
static class MappedUnits
{
    /// <summary>Units that a mapping may name, with dimension and size in the dimension's first unit.</summary>
    static readonly Dictionary<string, (string Dimension, double Size)> Known = new(StringComparer.Ordinal)
    {
        ["kn"] = ("speed", 1),
        ["kmh"] = ("speed", 1 / 1.852),
        ["mph"] = ("speed", 1.609344 / 1.852),
        ["kg"] = ("mass", 1),
        ["lb"] = ("mass", 0.45359237),
        ["t"] = ("mass", 1000),
        ["m"] = ("length", 1),
        ["ft"] = ("length", 0.3048),
    };

    public static string Names { get; } = string.Join(", ", Known.Keys);

    /// <summary>The unit in which a field is kept: by the published list, else by the end of its name; null when neither says one.</summary>
    public static string? UnitOf(string field)
    {
        var published = Taxonomy.Fields.TryGetValue(field, out var known) ? known.Unit : "";
        return published switch
        {
            "kn" or "kg" or "m" => published,
            "km/h" => "kmh",
            _ => Array.Find<(string End, string Unit)>([("_knots", "kn"), ("_kmh", "kmh"), ("_kg", "kg"), ("_m", "m")], pair => field.EndsWith(pair.End, StringComparison.Ordinal)).Unit,
        };
    }

    /// <summary>By what a number in one unit is multiplied to be in the other; null when one is unknown or they measure different things.</summary>
    public static double? Factor(string from, string to) =>
        Known.TryGetValue(from, out var one) && Known.TryGetValue(to, out var other) && one.Dimension == other.Dimension ? one.Size / other.Size : null;
}
