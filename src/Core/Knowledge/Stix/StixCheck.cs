using System.Text.Json;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Holds one object against the rules of the specification; the first that is broken is told.</summary>
static class StixCheck
{
    const int LongestName = 250;

    /// <summary>What is wrong; null when nothing is.</summary>
    /// <param name="json">The object.</param>
    /// <param name="type">The type that it says it is; null when it says none.</param>
    public static StixFault? Of(JsonElement json, out StixType? type)
    {
        type = null;
        if (Garbled(json, "") is { } garbled)
            return garbled;
        if (json.ValueKind != JsonValueKind.Object)
            return new("", Section("3"), "This is no object; every member of objects must be one.");
        if (Text(json, "type") is not { } name)
            return new("type", Section("3.2"), "The type is missing or no text.");
        if (name == "bundle" || !StixId.IsTypeName(name))
            return new("type", Section("3.1"), $"\"{name}\" is no type of an object.");
        type = StixTypes.Of(name);
        // A type of others may be an observable, which has no moments and versions; only an extension says that it is none.
        var isOthers = !StixTypes.All.ContainsKey(name) && !IsNewDomain(json);
        foreach (var property in type.Properties)
        {
            if (!json.TryGetProperty(property.Name, out var value))
            {
                if (property.Required && !(isOthers && property.Name is "spec_version" or "created" or "modified"))
                    return new(property.Name, Section(type.Section), $"{name} must have {property.Name}.");
                continue;
            }

            if (PropertyCheck.Of(property, value, json) is { } wrong)
                return wrong with { Rule = wrong.Rule.Length > 0 ? wrong.Rule : Section(type.Section) };
            // What an extension means by an empty list nobody here knows, nor what a property of others does.
            if (property.Kind != StixKind.Extensions && Empty(value, property.Name) is { } empty)
                return empty;
        }

        foreach (var property in json.EnumerateObject())
        {
            if (!IsPropertyName(property.Name))
                return new(property.Name.Length > 64 ? property.Name[..64] : property.Name, Section("3.1"), "The name of a property has 3 to 250 lower-case letters, digits and underscores (or is id).");
            if (property.Value.ValueKind == JsonValueKind.Null)
                return new(property.Name, Section("3.1"), "A property without a value is left out, not null.");
        }

        return WholeCheck.Of(json, type);
    }

    internal static string Section(string section) => section.StartsWith("Attack", StringComparison.Ordinal) ? section : $"STIX 2.1 section {section}";

    internal static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static bool IsNewDomain(JsonElement json) =>
        json.TryGetProperty("extensions", out var extensions) && extensions.ValueKind == JsonValueKind.Object && extensions.EnumerateObject().Any(extension => extension.Value.ValueKind == JsonValueKind.Object && Text(extension.Value, "extension_type") is "new-sdo" or "new-sro");

    // A text with half a surrogate pair or bytes that are no UTF-8 is only found when it is asked for.
    static StixFault? Garbled(JsonElement value, string path)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String)
                value.GetString();
            return Within(value, path, Garbled);
        }
        catch (InvalidOperationException)
        {
            return new(path, "RFC 8259 section 8", "A text here is no valid Unicode.");
        }
    }

    static StixFault? Empty(JsonElement value, string path) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0
        ? new(path, Section("2.10"), "An empty list is left out, not written.") : Within(value, path, Empty);

    static StixFault? Within(JsonElement value, string path, Func<JsonElement, string, StixFault?> check)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                if (check(item, $"{path}[{index++}]") is { } wrong)
                    return wrong;
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                if (check(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}") is { } wrong)
                    return wrong;
            }
        }

        return null;
    }

    static bool IsPropertyName(string name)
    {
        if (name == "id")
            return true;
        if (name.Length is < 3 or > LongestName)
            return false;
        foreach (var c in name)
        {
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
                return false;
        }

        return true;
    }
}
