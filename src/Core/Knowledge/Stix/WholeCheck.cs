using System.Text.Json;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Rules that several properties of an object must hold together.</summary>
static class WholeCheck
{
    // What must not be before what: (type or *, earlier, later, whether equal is allowed, section).
    static readonly (string Type, string Earlier, string Later, bool Equal, string Section)[] Orders =
    [
        ("*", "created", "modified", true, "3.2"),
        ("*", "first_seen", "last_seen", true, "4"),
        ("indicator", "valid_from", "valid_until", false, "4.7"),
        ("relationship", "start_time", "stop_time", false, "5.1"),
        ("observed-data", "first_observed", "last_observed", true, "4.14"),
        ("malware-analysis", "analysis_started", "analysis_ended", true, "4.12"),
        ("attack-action", "execution_start", "execution_end", true, AttackFlow.Section),
    ];

    // Of which properties at least one must be there.
    static readonly Dictionary<string, string[]> OneOf = new(StringComparer.Ordinal)
    {
        ["malware-analysis"] = ["result", "analysis_sco_refs"],
        ["artifact"] = ["payload_bin", "url"],
        ["file"] = ["hashes", "name"],
        ["network-traffic"] = ["src_ref", "dst_ref"],
    };

    /// <summary>What is wrong; null when nothing is.</summary>
    public static StixFault? Of(JsonElement json, StixType type)
    {
        if (!StixId.TryParse(StixCheck.Text(json, "id"), out var id) || id.Type != type.Name)
            return new("id", StixCheck.Section("2.9"), $"The id of this object must begin with {type.Name}--.");
        foreach (var (of, earlier, later, equal, section) in Orders)
        {
            if ((of == "*" || of == type.Name) && StixTime.TryParse(StixCheck.Text(json, earlier), out var first) && StixTime.TryParse(StixCheck.Text(json, later), out var last) && (last < first || (last == first && !equal)))
                return new(later, StixCheck.Section(section), $"{later} is before {earlier}.");
        }

        if (StixCheck.Text(json, "lang") is { } language && !IsLanguage(language))
            return new("lang", StixCheck.Section("3.2"), $"\"{language}\" is no language (RFC 5646).");
        if (OneOf.TryGetValue(type.Name, out var needed) && !needed.Any(name => Has(json, name)))
            return new("", StixCheck.Section(type.Section), $"{type.Name} must have {string.Join(" or ", needed)}.");
        return type.Name switch
        {
            "location" => Location(json),
            "indicator" => string.IsNullOrWhiteSpace(StixCheck.Text(json, "pattern")) ? new("pattern", StixCheck.Section("4.7"), "The pattern is empty.") : null,
            "relationship" => Relationship(json),
            "malware" => json.GetProperty("is_family").GetBoolean() && StixCheck.Text(json, "name") is null ? new("name", StixCheck.Section("4.11"), "A family of malware has a name.") : null,
            "observed-data" => Has(json, "objects") == Has(json, "object_refs") ? new("object_refs", StixCheck.Section("4.14"), "Observed data has objects or object_refs, one of the two.") : null,
            "extension-definition" => Has(json, "extension_properties") && !json.GetProperty("extension_types").EnumerateArray().Any(kind => kind.ValueEquals("toplevel-property-extension"))
                ? new("extension_properties", StixCheck.Section("7.3"), "Only a toplevel-property-extension names extension_properties.") : null,
            "language-content" => Languages(json),
            "marking-definition" => Marking(json),
            "grouping" or "note" or "report" or "opinion" => Objects(json, type),
            _ => AttackFlow.Types.Contains(type.Name) ? Flow(json) : null,
        };
    }

    static StixFault? Objects(JsonElement json, StixType type) =>
        json.GetProperty("object_refs").EnumerateArray().Any(reference => reference.GetString()!.StartsWith("bundle--", StringComparison.Ordinal))
            ? new("object_refs", StixCheck.Section(type.Section), "A bundle is no object and cannot be referred to.") : null;

    static StixFault? Location(JsonElement json)
    {
        var (latitude, longitude) = (Has(json, "latitude"), Has(json, "longitude"));
        return latitude != longitude ? new("latitude", StixCheck.Section("4.10"), "Latitude and longitude come together.")
            : Has(json, "precision") && !latitude ? new("precision", StixCheck.Section("4.10"), "A precision needs a latitude and longitude.")
            : !latitude && !Has(json, "region") && !Has(json, "country") ? new("", StixCheck.Section("4.10"), "A location has a region, a country, or a latitude and longitude.")
            : null;
    }

    static StixFault? Relationship(JsonElement json) =>
        json.GetProperty("relationship_type").GetString() is { Length: > 0 } kind && kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? null
            : new("relationship_type", StixCheck.Section("5.1"), "The kind of a relationship has lower-case letters, digits and hyphens.");

    static StixFault? Languages(JsonElement json)
    {
        foreach (var language in json.GetProperty("contents").EnumerateObject())
        {
            if (!IsLanguage(language.Name) || language.Value.ValueKind != JsonValueKind.Object)
                return new($"contents.{language.Name}", StixCheck.Section("7.1"), "Contents go from a language (RFC 5646) to a dictionary.");
        }

        return null;
    }

    static StixFault? Marking(JsonElement json)
    {
        if (Has(json, "extensions") && !Has(json, "definition"))
            return null;
        var (kind, definition) = (StixCheck.Text(json, "definition_type"), json.TryGetProperty("definition", out var found) ? found : default);
        return kind is null || definition.ValueKind != JsonValueKind.Object ? new("definition", StixCheck.Section("7.2"), "A marking has a definition_type with a definition, or an extension.")
            : kind == "statement" && StixCheck.Text(definition, "statement") is null ? new("definition.statement", StixCheck.Section("7.2.1.3"), "A statement marking has a statement.")
            : kind == "tlp" && Marks.IsFirstTlp(StixCheck.Text(json, "id")!, StixCheck.Text(definition, "tlp")) is false ? new("definition.tlp", StixCheck.Section("7.2.1.4"), "The only TLP 1 markings are the four of the specification; TLP 2.0 is an extension.")
            : null;
    }

    static StixFault? Flow(JsonElement json) =>
        json.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty(AttackFlow.Extension.ToString(), out var extension) && StixCheck.Text(extension, "extension_type") == "new-sdo" ? null
            : new("extensions", AttackFlow.Section, $"An object of Attack Flow has the extension {AttackFlow.Extension} of type new-sdo.");

    static bool Has(JsonElement json, string name) => json.TryGetProperty(name, out _);

    static bool IsLanguage(string text)
    {
        var parts = text.Split('-');
        return (parts[0].Length is >= 2 and <= 8 || (parts[0] is "x" or "i" && parts.Length > 1)) && parts[0].All(char.IsAsciiLetter) && parts.Skip(1).All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
    }
}
