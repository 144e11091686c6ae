using System.Text;
using System.Text.Json;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Json;

/// <summary>Reads a JSON object to flat names and values: nested objects become <c>a.b</c>, arrays of scalars become lists. Bounded in depth, number and length.</summary>
/// <remarks>Null stays a field without a value. Names of one object that are equal are refused, since two readers could see two different things.</remarks>
sealed class FlatJson
{
    /// <summary>Deepest nesting.</summary>
    public const int Deepest = 16;

    /// <summary>The most fields of one object, nested ones counted, and the most items of a list.</summary>
    public const int MostFields = 200;

    /// <summary>The longest text, in bytes of UTF-8.</summary>
    public const int LongestText = 16 << 10;

    const int LongestName = 128;

    readonly CachedStrings? _names;
    readonly List<KeyValuePair<string, FieldValue>> _fields = [];
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly List<FieldValue> _items = [];

    /// <summary>A reader that shares strings for names.</summary>
    public FlatJson(CachedStrings? names = null) => _names = names;

    /// <summary>What was read last.</summary>
    public IReadOnlyList<KeyValuePair<string, FieldValue>> Fields => _fields;

    /// <summary>Reads the object on which the reader stands, to its end; null when that succeeded, else a sentence with the path.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public string? Read(ref Utf8JsonReader reader, string path)
    {
        _fields.Clear();
        _seen.Clear();
        return Object(ref reader, "", path, 1);
    }

    /// <summary>Reads one text that is one object; null when that succeeded, else a sentence.</summary>
    public string? ReadWhole(ReadOnlySpan<byte> text)
    {
        _fields.Clear();
        _seen.Clear();
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 64 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "The line is not a JSON object: it must begin with {.";
            var wrong = Object(ref reader, "", "$", 1);
            return wrong ?? (reader.Read() ? "Something follows the JSON object." : null);
        }
        catch (JsonException broken)
        {
            return Broken(broken);
        }
    }

    /// <summary>What a JSON error says, as a sentence for the person who must mend it.</summary>
    public static string Broken(JsonException broken) => $"The text is not JSON: at byte {broken.BytePositionInLine + 1} of its line {broken.LineNumber + 1} it breaks off or holds a character that cannot stand there.";

    /// <summary>Whether every name in a JSON text is text: an escape can name half a surrogate pair, at which other readers throw.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static bool NamesAreText(ReadOnlySpan<byte> json)
    {
        if (!json.Contains((byte)'\\'))
            return true;
        var names = new FlatJson();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && names.Text(ref reader) is null)
                return false;
        }

        return true;
    }

    string? Object(ref Utf8JsonReader reader, string prefix, string path, int depth)
    {
        if (depth > Deepest)
            return $"{Short(path)} is nested deeper than {Deepest}.";
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueSpan.Length > LongestName || prefix.Length > 4 * LongestName)
                return $"{Short(path)} has a name longer than {LongestName} characters.";
            if (Text(ref reader) is not { } own)
                return $"{Short(path)} has a name that {Unfit(reader.ValueSpan)}";
            if (own.Length == 0)
                return $"{Short(path)} has a name that is empty.";
            var name = prefix.Length == 0 ? own : $"{prefix}.{own}";
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                if (!_seen.Add(name))
                    return $"{Short(path)}.{own} comes twice.";
                if (Object(ref reader, name, $"{path}.{own}", depth + 1) is { } wrong)
                    return wrong;
                continue;
            }

            if (Value(ref reader, $"{path}.{own}", out var value) is { } unfit)
                return unfit;
            if (!_seen.Add(name))
                return $"{Short(path)}.{own} comes twice.";
            _fields.Add(new(name, value));
            if (_fields.Count > MostFields)
                return $"{Short(path)} has more than {MostFields} fields.";
        }

        return null;
    }

    string? Value(ref Utf8JsonReader reader, string path, out FieldValue value)
    {
        value = default;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                return List(ref reader, path, out value);
            case JsonTokenType.String:
                if (reader.ValueSpan.Length > LongestText)
                    return $"{Short(path)} is longer than {LongestText:N0} bytes.";
                if (Text(ref reader) is not { } text)
                    return $"{Short(path)} {Unfit(reader.ValueSpan)}";
                value = text;
                return null;
            case JsonTokenType.Number:
                if (!reader.TryGetDouble(out var number) || !double.IsFinite(number))
                    return $"{Short(path)} is a number that is too large.";
                value = number;
                return null;
            case JsonTokenType.True or JsonTokenType.False:
                value = reader.TokenType == JsonTokenType.True;
                return null;
            default:
                return null;
        }
    }

    string? List(ref Utf8JsonReader reader, string path, out FieldValue value)
    {
        value = default;
        _items.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                return $"{Short(path)} is a list of lists or objects; a list of text, numbers or flags is right.";
            if (_items.Count == MostFields)
                return $"{Short(path)} has more than {MostFields} items.";
            if (Value(ref reader, path, out var item) is { } wrong)
                return wrong;
            _items.Add(item);
        }

        value = FieldValue.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items));
        return null;
    }

    /// <summary>The text of a name or string; null when an escape names half a surrogate pair.</summary>
    string? Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return System.Text.Unicode.Utf8.IsValid(reader.ValueSpan) ? _names?.Of(reader.ValueSpan) ?? Encoding.UTF8.GetString(reader.ValueSpan) : null;
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static string Unfit(ReadOnlySpan<byte> text) => System.Text.Unicode.Utf8.IsValid(text)
        ? "is not text: it holds half a character."
        : "is not UTF-8 (Latin-1 or Windows-1252 perhaps); save the file as UTF-8.";

    static string Short(string path) => path.Length <= 200 ? path : path[..200] + "...";
}
