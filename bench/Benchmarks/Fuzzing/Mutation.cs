using System.Globalization;
using System.Text;

namespace Knooppunt.Fuzzing;

/// <summary>Makes hostile inputs out of good ones: flipped bits, pieces of one in another, words of the format, repetitions, numbers and lengths that lie.</summary>
/// <param name="seeds">Good inputs; at least one.</param>
/// <param name="words">Words that mean something in the format.</param>
sealed class Mutation(IReadOnlyList<byte[]> seeds, IReadOnlyList<string> words)
{
    const int Longest = 64 << 10;
    const int LongestSeed = 8 << 10;

    static readonly string[] Numbers = ["0", "-1", "-0", "1e999", "NaN", "2147483648", "9223372036854775808", "99999999999999999999", "0.1e-400", "00", "9999", "1e308"];
    static readonly string[] Texts = ["\uFEFF", "\0", "\r", "\n", "\r\n", "\u2028", "\u0085", "\u001b[2J", "\ud7ff\u0301", "\uFFFD", "../../", "%00", "'", "\"", "\\", "{", "}", "[", "]", ":", ",", "&a ", "*a ", "<<: ", "!!", "|", ">", "---\n", "..."];
    static readonly byte[][] Broken = [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE9], [0xFE, 0xFF], [0xFF, 0xFE], [0x1F, 0x8B], [0xE2, 0x82]];

    /// <summary>The next input; the same luck gives the same one.</summary>
    public byte[] Next(Random luck)
    {
        var bytes = Seed(luck);
        for (var times = luck.Next(1, 9); times > 0; times--)
        {
            bytes = Change(bytes, luck);
            if (bytes.Length > Longest)
                bytes = bytes[..Longest];
        }

        return bytes;
    }

    byte[] Seed(Random luck)
    {
        var seed = seeds[luck.Next(seeds.Count)];
        if (seed.Length <= LongestSeed)
            return seed;
        // The head matters most: it says what follows.
        var from = luck.Next(2) == 0 ? 0 : luck.Next(seed.Length - LongestSeed);
        return seed[from..(from + LongestSeed)];
    }

    byte[] Change(byte[] bytes, Random luck)
    {
        var at = luck.Next(bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + luck.Next(1, luck.Next(4) == 0 ? 2000 : 24));
        return luck.Next(15) switch
        {
            0 => Set(bytes, at, b => (byte)(b ^ (1 << luck.Next(8)))),
            1 => Set(bytes, at, _ => (byte)luck.Next(256)),
            2 => [.. bytes[..at], .. bytes[end..]],
            3 => [.. bytes[..at], .. Times(bytes[at..end], luck.Next(2, luck.Next(8) == 0 ? 3000 : 12)), .. bytes[end..]],
            4 => [.. bytes[..at], .. Piece(Seed(luck), luck), .. bytes[at..]],
            5 => [.. bytes[..at], .. Piece(Seed(luck), luck), .. bytes[end..]],
            6 or 7 when words.Count > 0 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(words[luck.Next(words.Count)]), .. bytes[(luck.Next(2) == 0 ? at : end)..]],
            8 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Texts[luck.Next(Texts.Length)]), .. bytes[at..]],
            9 => [.. bytes[..at], .. Broken[luck.Next(Broken.Length)], .. bytes[at..]],
            10 => Number(bytes, at, luck),
            11 => Length(bytes, at, luck),
            12 => bytes[..at],
            13 => [.. bytes[..at], .. Times([(byte)"9[{\"A\n ,-'"u8[luck.Next(10)]], luck.Next(1, luck.Next(6) == 0 ? 30_000 : 300)), .. bytes[at..]],
            _ => luck.Next(40) == 0 ? Encoding.Convert(Encoding.Latin1, luck.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode, bytes) : Set(bytes, at, _ => 0),
        };
    }

    static byte[] Set(byte[] bytes, int at, Func<byte, byte> change)
    {
        if (at >= bytes.Length)
            return bytes;
        bytes = [.. bytes];
        bytes[at] = change(bytes[at]);
        return bytes;
    }

    static byte[] Piece(byte[] bytes, Random luck)
    {
        var from = luck.Next(bytes.Length + 1);
        return bytes[from..Math.Min(bytes.Length, from + luck.Next(1, 400))];
    }

    static byte[] Times(byte[] bytes, int times)
    {
        times = Math.Min(times, Longest / Math.Max(1, bytes.Length));
        var all = new byte[bytes.Length * times];
        for (var i = 0; i < times; i++)
            bytes.CopyTo(all, i * bytes.Length);
        return all;
    }

    /// <summary>Puts another number in the place of the next one written in digits.</summary>
    static byte[] Number(byte[] bytes, int at, Random luck)
    {
        var from = at + Math.Max(0, bytes.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9'));
        var length = bytes.AsSpan(from).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var number = luck.Next(3) == 0 ? luck.NextInt64().ToString(CultureInfo.InvariantCulture) : Numbers[luck.Next(Numbers.Length)];
        return [.. bytes[..from], .. Encoding.ASCII.GetBytes(number), .. bytes[(length < 0 ? bytes.Length : from + length)..]];
    }

    /// <summary>Four bytes that could be a length say something else.</summary>
    static byte[] Length(byte[] bytes, int at, Random luck)
    {
        if (at + 4 > bytes.Length)
            return bytes;
        bytes = [.. bytes];
        var lie = luck.Next(6) switch { 0 => 0, 1 => -1, 2 => int.MaxValue, 3 => int.MinValue, 4 => bytes.Length - at, _ => BitConverter.ToInt32(bytes, at) + luck.Next(-2, 3) };
        BitConverter.TryWriteBytes(bytes.AsSpan(at), lie);
        return bytes;
    }
}
