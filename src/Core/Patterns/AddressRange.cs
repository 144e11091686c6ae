using System.Buffers.Binary;
using System.Globalization;

namespace Knooppunt.Patterns;

/// <summary>An IPv4 or IPv6 range in CIDR notation. Own reader: Core knows no network library.</summary>
sealed record AddressRange(UInt128 Address, int Bits, bool V6)
{
    public static AddressRange? TryRead(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        if (!TryAddress(address, out var value, out var v6))
            return null;
        var width = v6 ? 128 : 32;
        var bits = width;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > width))
            return null;
        return new AddressRange(Cut(value, bits, v6), bits, v6);
    }

    public bool Contains(string text) => TryAddress(text, out var value, out var v6) && v6 == V6 && Cut(value, Bits, v6) == Address;

    static UInt128 Cut(UInt128 value, int bits, bool v6)
    {
        var away = (v6 ? 128 : 32) - bits;
        return away >= 128 ? 0 : value >> away << away;
    }

    static bool TryAddress(ReadOnlySpan<char> text, out UInt128 value, out bool v6)
    {
        v6 = text.Contains(':');
        value = 0;
        return text.Length is > 1 and < 46 && (v6 ? TryV6(text, out value) : TryV4(text, out value));
    }

    static bool TryV4(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            if (text[range].Length > 3 || !byte.TryParse(text[range], NumberStyles.None, CultureInfo.InvariantCulture, out var part) || ++count > 4)
                return false;
            value = (value << 8) | part;
        }

        return count == 4;
    }

    static bool TryV6(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        Span<ushort> groups = stackalloc ushort[8];
        groups.Clear();
        var gap = text.IndexOf("::");
        if (gap < 0)
            return TryGroups(text, groups, out var all) && all == 8 && Join(groups, out value);
        Span<ushort> tail = stackalloc ushort[8];
        if (!TryGroups(text[..gap], groups, out var head) || !TryGroups(text[(gap + 2)..], tail, out var rest) || head + rest > 7)
            return false;
        tail[..rest].CopyTo(groups[(8 - rest)..]);
        return Join(groups, out value);
    }

    static bool TryGroups(ReadOnlySpan<char> text, Span<ushort> groups, out int count)
    {
        count = 0;
        if (text.IsEmpty)
            return true;
        foreach (var range in text.Split(':'))
        {
            var part = text[range];
            if (part.Contains('.') && count < 7 && TryV4(part, out var v4))
            {
                (groups[count], groups[count + 1]) = ((ushort)(v4 >> 16), (ushort)(v4 & 0xffff));
                count += 2;
            }
            else if (count < 8 && part.Length is > 0 and < 5 && ushort.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var group))
            {
                groups[count++] = group;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    static bool Join(ReadOnlySpan<ushort> groups, out UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 8; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(2 * i)..], groups[i]);
        value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    public override string ToString() => V6 ? string.Create(CultureInfo.InvariantCulture, $"{Groups(Address)}/{Bits}") : string.Create(CultureInfo.InvariantCulture, $"{Address >> 24}.{(Address >> 16) & 255}.{(Address >> 8) & 255}.{Address & 255}/{Bits}");

    static string Groups(UInt128 address) => string.Join(':', Enumerable.Range(0, 8).Select(at => ((uint)(address >> (112 - (16 * at))) & 0xffff).ToString("x", CultureInfo.InvariantCulture)));
}
