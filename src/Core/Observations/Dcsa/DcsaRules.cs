using System.Text.Json;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Dcsa;

/// <summary>A broken rule: where in the document, and what would be right.</summary>
readonly record struct DcsaRefusal(string Path, string Rule);

/// <summary>Asks an event for its attributes and remembers the rules that it breaks.</summary>
/// <param name="item">The event.</param>
/// <param name="path">Its JSON path.</param>
struct DcsaRules(JsonElement item, string path)
{
    const int LongestText = 1000, MostOthers = 5;

    readonly JsonElement _item = item;
    readonly string _path = path;

    readonly List<(string Where, string Rule)> _broken = [];

    /// <summary>Where the first rule is broken, with the others behind it, so that whoever mends the event mends it once; null as long as there is none.</summary>
    public readonly DcsaRefusal? Refusal => _broken switch
    {
        [] => null,
        [var first] => new DcsaRefusal($"{_path}.{first.Where}", first.Rule),
        [var first, .. var others] => new DcsaRefusal($"{_path}.{first.Where}", $"{first.Rule} Also {string.Join(" Also ", others.Take(MostOthers).Select(other => $"{other.Where} {other.Rule}"))}"),
    };

    public readonly void Refuse(string where, string rule)
    {
        if (_broken.TrueForAll(known => known.Where != where))
            _broken.Add((where, rule));
    }

    /// <summary>A text that may be absent; a dot goes into a nested object.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } value || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(name, $"must be text, not {Word(value.ValueKind)}.");
            return null;
        }

        var text = TextOf(value);
        if (text is null or { Length: > LongestText })
            Refuse(name, text is null ? "is not text: it holds half a character." : $"is longer than {LongestText} characters.");
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    public string? Required(string name)
    {
        var text = Text(name);
        if (text is null)
            Refuse(name, "is missing, and required.");
        return text;
    }

    public string? OneOf(string name, ReadOnlySpan<string> allowed, bool required = true)
    {
        var text = required ? Required(name) : Text(name);
        if (text is not null && !allowed.Contains(text))
            Refuse(name, $"is \"{Short(text)}\"; one of {string.Join(", ", allowed!)} is right.");
        return text;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Required(name) is not { } text)
            return null;
        if (Rfc3339.Read(text) is { } time)
            return time;
        Refuse(name, $"is \"{Short(text)}\"; a date-time with offset such as 2026-03-01T14:12:56+01:00 between {Rfc3339.FirstYear} and {Rfc3339.LastYear} is right.");
        return null;
    }

    public string? Place(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (UnLocode.TryParse(text) is { } place)
            return place.Value;
        Refuse(name, $"is \"{Short(text)}\", which is no UN/LOCODE: an ISO 3166 country and three characters, such as NLRTM, are right.");
        return null;
    }

    public string? Imo(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (ImoNumber.TryParse(text) is { IsValid: true } imo)
            return imo.ToString();
        Refuse(name, $"is \"{Short(text)}\", which is no IMO number: seven digits with a right check digit are.");
        return null;
    }

    /// <summary>The first text of a list of objects whose other member has one of the values.</summary>
    public readonly string? Listed(string list, string key, ReadOnlySpan<string> keys, string value)
    {
        if (Find(list) is not { ValueKind: JsonValueKind.Array } items)
            return null;
        foreach (var entry in items.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(key, out var kind) && kind.ValueKind == JsonValueKind.String && TextOf(kind) is { } name && keys.Contains(name)
                && entry.TryGetProperty(value, out var text) && text.ValueKind == JsonValueKind.String && TextOf(text) is { Length: > 0 and <= 100 } found)
                return found;
        }

        return null;
    }

    /// <summary>The texts of one member of a list of objects; at most sixteen.</summary>
    public readonly List<string> All(string list, string member)
    {
        var texts = new List<string>();
        if (Find(list) is not { ValueKind: JsonValueKind.Array } items)
            return texts;
        foreach (var entry in items.EnumerateArray())
        {
            if (texts.Count < 16 && entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String && TextOf(text) is { Length: > 0 and <= 100 } found)
                texts.Add(found);
        }

        return texts;
    }

    public readonly bool HasObject(string name) => Find(name) is { ValueKind: JsonValueKind.Object };

    readonly JsonElement? Find(string name)
    {
        var at = _item;
        foreach (var part in name.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
                return null;
        }

        return at;
    }

    static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape names half a surrogate pair.
            return null;
        }
    }

    static string Short(string text) => text.Length <= 60 ? text : text[..60] + "...";

    static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => "true or false",
    };
}
