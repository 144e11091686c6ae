namespace Knooppunt.Patterns;

/// <summary>
/// Which modifiers go together, and in which order: they "are applied in the given order to the value" (rules specification, "Value Modifiers"),
/// and each takes values of one kind only (modifiers appendix). What would mean nothing is refused instead of passed over.
/// </summary>
static class ModifierRules
{
    static readonly string[] Flags = ["i", "m", "s"];
    static readonly string[] Orders = ["lt", "lte", "gt", "gte"];
    static readonly string[] Places = ["contains", "startswith", "endswith"];
    static readonly string[] Wide = ["utf16", "utf16le", "utf16be", "wide"];
    static readonly string[] Encodings = [.. Wide, "base64", "base64offset"];

    /// <summary>Parts of a date.</summary>
    public static readonly string[] Dates = ["minute", "hour", "day", "week", "month", "year"];

    // A comparison of a kind of its own, what may stand with it beside all, neq and expand, and the sentence about it.
    static readonly (string[] Names, string[] With, string Sentence)[] Kinds =
    [
        (["re"], Flags, "a regular expression takes i, m and s (modifiers appendix, \"Regular Expression\")"),
        (["cidr"], [], "an address range takes nothing else (modifiers appendix, \"IP Modifiers\")"),
        (Dates, Orders, "a part of a date takes lt, lte, gt and gte (modifiers appendix, \"Time Modifiers\")"),
        (Orders, [.. Dates, "fieldref"], "an order of numbers takes fieldref or a part of a date (modifiers appendix, \"Numeric Modifiers\")"),
        (["fieldref"], [.. Places, .. Orders, "cased"], "the name of a field takes contains, startswith, endswith, cased, lt, lte, gt and gte (modifiers appendix, \"Specific Modifiers\")"),
    ];

    /// <summary>Whether it turns the value into another writing.</summary>
    public static bool IsEncoding(string name) => Array.IndexOf(Encodings, name) >= 0;

    /// <summary>Why these do not go together, in this order; null when they do.</summary>
    public static string? Clash(string[] names) => Twice(names) ?? Strangers(names) ?? WrongOrder(names);

    static string? Twice(string[] names)
    {
        if (names.FirstOrDefault(name => name != "base64" && names.Count(other => other == name) > 1) is { } twice)
            return $"The modifier \"{twice}\" stands twice; once is enough.";
        foreach (var group in new[] { Places, Orders, Dates, Wide })
        {
            if (names.Where(group.Contains).ToList() is [var one, var other, ..])
                return $"\"{one}\" and \"{other}\" exclude each other; only one of {string.Join(", ", group)} can stand on a field.";
        }

        return null;
    }

    static string? Strangers(string[] names)
    {
        if (names.Contains("exists"))
            return names.Length > 1 ? "exists stands alone (modifiers appendix, \"Generic Modifiers\")." : null;
        var re = Array.IndexOf(names, "re");
        if (Array.FindIndex(names, Flags.Contains) is >= 0 and var flag && (re < 0 || flag < re))
            return "The modifiers i, m and s only stand behind re (modifiers appendix, \"Regular Expression\").";
        foreach (var (kind, with, sentence) in Kinds)
        {
            if (names.FirstOrDefault(kind.Contains) is not { } own)
                continue;
            if (names.FirstOrDefault(name => !kind.Contains(name) && !with.Contains(name) && name is not ("all" or "neq") && !(name == "expand" && own != "fieldref")) is { } stranger)
                return $"\"{stranger}\" means nothing beside \"{own}\": {sentence}.";
        }

        return null;
    }

    static string? WrongOrder(string[] names)
    {
        if (names.LastOrDefault(IsEncoding) is not { } last)
            return null;
        var at = Array.LastIndexOf(names, last);
        if (names.Take(at).FirstOrDefault(Places.Contains) is { } place)
            return $"\"{place}\" stands before \"{last}\", which would encode the wildcards that it puts beside the value; write {place} behind it (rules specification, \"Value Modifiers\").";
        if (Array.IndexOf(names, "base64offset") is >= 0 and var offset && offset < at)
            return $"\"base64offset\" stands before \"{last}\", which would encode the parts that it leaves; write it behind (rules specification, \"Value Modifiers\").";
        var first = Array.FindIndex(names, IsEncoding);
        return names.Skip(first).FirstOrDefault(name => name is "windash" or "expand") is { } late
            ? $"\"{late}\" stands behind \"{names[first]}\", when the value is encoded already; write it before (rules specification, \"Value Modifiers\")."
            : null;
    }
}
