using System.Security.Cryptography;
using System.Text;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Id of a STIX object: <c>type--UUID</c> (STIX 2.1, section 2.9). <c>default</c> is no id and writes as nothing.</summary>
/// <remarks>Two ids are equal when their texts are: the specification compares text, so hexadecimal digits in capitals name another object.</remarks>
public readonly record struct StixId : IComparable<StixId>
{
    const int UuidLength = 36;

    readonly string? _text;

    StixId(string text) => _text = text;

    /// <summary>Namespace of the UUIDv5 of cyber observables (section 2.9); nothing else may use it.</summary>
    public static Guid ObservableSpace { get; } = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /// <summary>Namespace of the UUIDv5 that Knooppunt derives for what it writes.</summary>
    public static Guid OwnSpace { get; } = new("6d1a2e6c-7f0b-5a43-9a52-8d0c1f6b3e21");

    /// <summary>The type before the two hyphens; empty for <c>default</c>.</summary>
    public string Type => _text is null ? "" : _text[..^(UuidLength + 2)];

    /// <summary>The UUID after the two hyphens; all zeros for <c>default</c>.</summary>
    public Guid Uuid => _text is null ? Guid.Empty : Guid.ParseExact(_text.AsSpan(_text.Length - UuidLength), "D");

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text; null is no id.</param>
    /// <param name="id">The id; <c>default</c> when the text is none.</param>
    public static bool TryParse(string? text, out StixId id)
    {
        id = default;
        if (text is null || text.Length < UuidLength + 5)
            return false;
        var type = text.AsSpan(0, text.Length - UuidLength - 2);
        if (!text.AsSpan(type.Length, 2).SequenceEqual("--") || !IsTypeName(type) || !IsUuid(text.AsSpan(type.Length + 2)))
            return false;
        id = new(text);
        return true;
    }

    /// <summary>An id of a UUID that the caller drew (version 4) or has.</summary>
    /// <exception cref="ArgumentException">The type is no name of a type, or the UUID is of no version from 1 to 8.</exception>
    public static StixId Of(string type, Guid uuid) =>
        TryParse($"{type}--{uuid:D}", out var id) ? id : throw new ArgumentException($"\"{type}--{uuid:D}\" is no STIX id.", nameof(type));

    /// <summary>The id that always follows from a name: UUIDv5 (RFC 9562, section 5.5) in <see cref="OwnSpace"/>.</summary>
    /// <param name="type">Type of the object.</param>
    /// <param name="name">What it names; the same name gives the same id.</param>
    public static StixId Named(string type, string name) => Of(type, UuidOf(OwnSpace, name));

    /// <summary>The UUIDv5 of a name in a namespace.</summary>
    public static Guid UuidOf(Guid space, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // Version 5 is defined with SHA-1; nothing is kept secret by it.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    /// <summary>Whether a text can be the name of a type: 3 to 250 lower-case letters, digits and single hyphens, a letter first (section 3.1).</summary>
    public static bool IsTypeName(ReadOnlySpan<char> text)
    {
        if (text.Length is < 3 or > 250 || !char.IsAsciiLetterLower(text[0]) || text[^1] == '-')
            return false;
        for (var i = 1; i < text.Length; i++)
        {
            if (!(char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i]) || (text[i] == '-' && text[i - 1] != '-')))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(StixId other) => string.CompareOrdinal(_text, other._text);

    /// <summary>Order of the texts.</summary>
    public static bool operator <(StixId left, StixId right) => left.CompareTo(right) < 0;

    /// <summary>Order of the texts.</summary>
    public static bool operator >(StixId left, StixId right) => left.CompareTo(right) > 0;

    /// <summary>Order of the texts.</summary>
    public static bool operator <=(StixId left, StixId right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the texts.</summary>
    public static bool operator >=(StixId left, StixId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as it was read.</summary>
    public override string ToString() => _text ?? "";

    static bool IsUuid(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
                return false;
        }

        // Versions 6 to 8 came with RFC 9562, which took the place of the RFC 4122 that the specification names.
        return text[14] is >= '1' and <= '8' && text[19] is '8' or '9' or 'a' or 'b' or 'A' or 'B';
    }
}
