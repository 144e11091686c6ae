using System.Text.Json;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Holds one value against what its property may be.</summary>
static class PropertyCheck
{
    static readonly Dictionary<string, int> HashDigits = new(StringComparer.Ordinal) { ["MD5"] = 32, ["SHA-1"] = 40, ["SHA-256"] = 64, ["SHA-512"] = 128, ["SHA3-256"] = 64, ["SHA3-512"] = 128 };

    /// <summary>What is wrong; null when nothing is. An empty rule means the type's own section.</summary>
    public static StixFault? Of(StixProperty property, JsonElement value, JsonElement whole) => property.Kind switch
    {
        StixKind.Text => value.ValueKind == JsonValueKind.String ? null : Wrong(property.Name, "is no text"),
        StixKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Wrong(property.Name, "is neither true nor false"),
        StixKind.Time => IsTime(value) ? Milliseconds(property.Name, value, whole) : new(property.Name, StixCheck.Section("2.16"), $"{property.Name} is no timestamp such as 2026-03-01T02:10:00.000Z."),
        StixKind.Whole => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number is > -(1L << 53) and < 1L << 53 ? Between(property, number) : Wrong(property.Name, "is no whole number"),
        StixKind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? Between(property, number) : Wrong(property.Name, "is no number"),
        StixKind.Choice => Choice(property, value, property.Name),
        StixKind.Ref => Ref(property, value, property.Name),
        StixKind.Texts => Each(property.Name, value, (item, path) => item.ValueKind == JsonValueKind.String ? null : Wrong(path, "is no text")),
        StixKind.Refs => Each(property.Name, value, (item, path) => Ref(property, item, path)),
        StixKind.Choices => Each(property.Name, value, (item, path) => Choice(property, item, path)),
        StixKind.Objects => Each(property.Name, value, (item, path) => item.ValueKind == JsonValueKind.Object ? null : Wrong(path, "is no object")),
        StixKind.Dictionary => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any() ? null : Wrong(property.Name, "is no dictionary with something in it"),
        StixKind.Hashes => Hashes(property.Name, value),
        StixKind.Phases => Each(property.Name, value, Phase),
        StixKind.External => Each(property.Name, value, External),
        StixKind.Granular => GranularMarks.Wrong(property.Name, value, whole),
        StixKind.Extensions => Extensions(value),
        _ => null,
    };

    static StixFault? Milliseconds(string name, JsonElement value, JsonElement whole) =>
        name is ("created" or "modified") && !StixTime.HasMilliseconds(value.GetString()!) && StixCheck.Text(whole, "type") != "marking-definition"
            ? new(name, StixCheck.Section("3.2"), $"{name} must be precise to the millisecond.") : null;

    static bool IsTime(JsonElement value) => value.ValueKind == JsonValueKind.String && StixTime.TryParse(value.GetString(), out _);

    static StixFault? Between(StixProperty property, double number) =>
        number >= property.Low && number <= property.High ? null : Wrong(property.Name, $"must lie between {property.Low} and {property.High}");

    static StixFault? Choice(StixProperty property, JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.String && property.Allowed.Contains(value.GetString()) ? null : Wrong(path, $"must be {string.Join(" or ", property.Allowed)}");

    static StixFault? Ref(StixProperty property, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String || !StixId.TryParse(value.GetString(), out var id))
            return new(path, StixCheck.Section("2.9"), $"{path} is no id such as indicator--UUID.");
        var allowed = property.Types.Where(type => type[0] != '!').ToArray();
        return (allowed.Length == 0 || allowed.Contains(id.Type)) && !property.Types.Contains("!" + id.Type) ? null
            : Wrong(path, $"may not refer to {id.Type}");
    }

    static StixFault? Each(string name, JsonElement list, Func<JsonElement, string, StixFault?> check)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return Wrong(name, "is no list");
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (check(item, $"{name}[{index++}]") is { } wrong)
                return wrong;
        }

        return null;
    }

    static StixFault? Phase(JsonElement phase, string path) =>
        phase.ValueKind != JsonValueKind.Object ? Wrong(path, "is no object")
        : StixCheck.Text(phase, "kill_chain_name") is not { Length: > 0 } ? new($"{path}.kill_chain_name", StixCheck.Section("2.11"), "A phase names its kill chain.")
        : StixCheck.Text(phase, "phase_name") is not { Length: > 0 } ? new($"{path}.phase_name", StixCheck.Section("2.11"), "A phase has a name.")
        : null;

    static StixFault? External(JsonElement reference, string path) =>
        reference.ValueKind != JsonValueKind.Object || StixCheck.Text(reference, "source_name") is not { Length: > 0 } ? new($"{path}.source_name", StixCheck.Section("2.5"), "An external reference names its source.")
        : StixCheck.Text(reference, "description") is null && StixCheck.Text(reference, "url") is null && StixCheck.Text(reference, "external_id") is null ? new(path, StixCheck.Section("2.5"), "An external reference has a description, an address or an id.")
        : reference.TryGetProperty("url", out var url) && !(url.ValueKind == JsonValueKind.String && Uri.TryCreate(url.GetString(), UriKind.Absolute, out _)) ? new($"{path}.url", StixCheck.Section("2.5"), "The address is no absolute URL.")
        : reference.TryGetProperty("hashes", out var hashes) ? Hashes($"{path}.hashes", hashes)
        : null;

    static StixFault? Hashes(string path, JsonElement hashes)
    {
        if (hashes.ValueKind != JsonValueKind.Object || !hashes.EnumerateObject().Any())
            return new(path, StixCheck.Section("2.7"), "Hashes are a dictionary from algorithm to value.");
        foreach (var hash in hashes.EnumerateObject())
        {
            var text = hash.Value.ValueKind == JsonValueKind.String ? hash.Value.GetString()! : "";
            if (text.Length == 0 || (HashDigits.TryGetValue(hash.Name, out var digits) && (text.Length != digits || !text.All(char.IsAsciiHexDigit))))
                return new($"{path}.{hash.Name}", StixCheck.Section("2.7"), $"This is no {hash.Name} value.");
        }

        return null;
    }

    static StixFault? Extensions(JsonElement extensions)
    {
        if (extensions.ValueKind != JsonValueKind.Object || !extensions.EnumerateObject().Any())
            return new("extensions", StixCheck.Section("3.2"), "Extensions are a dictionary with something in it.");
        foreach (var extension in extensions.EnumerateObject())
        {
            var defined = StixId.TryParse(extension.Name, out var id) && id.Type == "extension-definition";
            if (!defined && !extension.Name.EndsWith("-ext", StringComparison.Ordinal))
                return new($"extensions.{extension.Name}", StixCheck.Section("7.3"), "An extension is named by the id of its definition.");
            if (extension.Value.ValueKind != JsonValueKind.Object || !extension.Value.EnumerateObject().Any())
                return new($"extensions.{extension.Name}", StixCheck.Section("7.3"), "An extension is an object with something in it.");
            if (defined && !StixTypes.ExtensionTypes.Contains(StixCheck.Text(extension.Value, "extension_type")))
                return new($"extensions.{extension.Name}.extension_type", StixCheck.Section("7.3"), $"An extension says what it is: {string.Join(", ", StixTypes.ExtensionTypes)}.");
        }

        return null;
    }

    static StixFault Wrong(string path, string what) => new(path, "", $"{path} {what}.");
}
