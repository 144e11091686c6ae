using System.Buffers;
using System.Text;
using System.Text.Json;
using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Knowledge.Personal;

/// <summary>Looks through an object of STIX for data about persons: each text and each name in it, at any depth.</summary>
public static class PersonalObject
{
    const int LongestId = 100;
    const string Content = "payload_bin";

    static readonly SearchValues<char> OfType = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-"), OfTime = SearchValues.Create("0123456789-:.TZ");

    // Names that only say something of a person, whatever they hold; those with x_opencti are of OpenCTI.
    static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "date_of_birth", "place_of_birth", "birth_date", "gender", "marital_status", "passport_number", "phone_number", "email_address", "license_plate", "social_security_number", "x_opencti_firstname", "x_opencti_lastname",
    };

    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownNames = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Why an object may not be taken, with the path of what was found and the rule; null when nothing was found.</summary>
    /// <param name="json">The object, well-formed JSON.</param>
    /// <param name="kind">What it is about: who speaks may say how an organisation is reached.</param>
    public static string? Refusal(ReadOnlyMemory<byte> json, ObjectKind kind)
    {
        if (!Tells(json.Span))
            return null;
        using var whole = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return In(whole.RootElement, "", kind);
    }

    // Nearly every object holds nothing: it is passed over in bytes, and only of one that does is it sought where.
    static bool Tells(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName ? NameTells(ref reader) : reader.TokenType == JsonTokenType.String && TextTells(ref reader))
                return true;
        }

        return false;
    }

    static bool NameTells(ref Utf8JsonReader reader)
    {
        if (IsIdOrTime(reader.ValueSpan))
            return false;
        if (MayTell(ref reader))
            return reader.GetString()! is var name && (IsKnown(name) || PersonalText.Find(name) is not null);
        if (reader.ValueSpan.Length > LongestId)
            return false;
        Span<char> letters = stackalloc char[LongestId];
        return IsKnown(letters[..reader.CopyString(letters)]);
    }

    static bool TextTells(ref Utf8JsonReader reader) => !IsIdOrTime(reader.ValueSpan) && MayTell(ref reader) && Find(reader.GetString()!) is not null;

    static bool MayTell(ref Utf8JsonReader reader) => reader.ValueIsEscaped || reader.ValueSpan.Contains((byte)'@') || reader.ValueSpan.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    static bool IsKnown(ReadOnlySpan<char> name) => name is Content || KnownNames.Contains(name);

    static bool IsIdOrTime(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestId || !Ascii.IsValid(text))
            return false;
        Span<char> letters = stackalloc char[LongestId];
        return IsIdOrTime(letters[..Encoding.ASCII.GetChars(text, letters)]);
    }

    // A type without digits and a UUID, or the figures of a time: neither can hold anything else.
    static bool IsIdOrTime(ReadOnlySpan<char> text) =>
        text.Length is > 38 and <= LongestId ? text[^38..^36] is "--" && !text[..^38].ContainsAnyExcept(OfType) && Guid.TryParseExact(text[^36..], "D", out _)
        : text.Length is >= 20 and <= 30 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' && text[^1] == 'Z' && !text.ContainsAnyExcept(OfTime);

    static string? In(JsonElement value, string path, ObjectKind kind)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return InText(value.GetString()!, path);
            case JsonValueKind.Array:
                foreach (var (at, item) in value.EnumerateArray().Index())
                {
                    if (In(item, $"{path}[{at}]", kind) is { } found)
                        return found;
                }

                return null;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (InProperty(property, path.Length == 0 ? property.Name : $"{path}.{property.Name}", kind) is { } found)
                        return found;
                }

                return null;
            default:
                return null;
        }
    }

    static string? InProperty(JsonProperty property, string path, ObjectKind kind) =>
        // How an organisation itself says that it is reached; almost every object mentions one.
        path == "contact_information" && kind == ObjectKind.Frame ? null
        : property.Name == Content ? $"{Short(path)} is content that cannot be looked through; {PersonalText.Rule}, and knowledge travels as text."
        : Names.Contains(property.Name) ? $"{Short(path)} is about a person; {PersonalText.Rule}."
        : PersonalText.Find(property.Name) is { } name ? $"A name at {Short(path)} looks like {name.Kind}; {PersonalText.Rule}. Take it out and send it again."
        : In(property.Value, path, kind);

    static string? InText(string text, string path) =>
        Find(text) is { } found ? $"{Short(path)} seems to hold {found.Kind}, at character {found.Start + 1}; {PersonalText.Rule}. Take it out and send it again." : null;

    static PersonalFind? Find(string text) => IsIdOrTime(text.AsSpan()) ? null
        : !IsLink(text) ? PersonalText.Find(text)
        : PersonalText.AddressIn(text) is { } at ? new PersonalFind("an e-mail address", at) : null;

    static bool IsLink(string text) => text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.Length <= 2000 && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !text.Any(char.IsWhiteSpace);

    static string Short(string path) => path.Length <= 120 ? path : path[..120] + "...";
}
