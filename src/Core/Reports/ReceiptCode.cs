using System.Text;

namespace Knooppunt.Reports;

/// <summary>
/// The code by which a reporter comes back: 19 symbols of 5 bits, 95 bits of luck that come in from outside, and one check symbol. Five groups of four.
/// </summary>
/// <remarks>
/// The symbols are Crockford's (no I, L, O, U), so that it can be read aloud and written by hand; those four are read as what they look like. The check
/// symbol is the sum of the symbols weighted by powers of a generator of the field of 32 elements: it finds every single wrong symbol and every two that changed places.
/// </remarks>
public static class ReceiptCode
{
    /// <summary>Symbols without the check symbol.</summary>
    public const int Symbols = 19;

    /// <summary>Bits of luck in a code.</summary>
    public const int Bits = Symbols * 5;

    /// <summary>Symbols of the group at the end that is typed back.</summary>
    public const int Group = 4;

    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    // x^5 + x^2 + 1, irreducible over the field of two elements.
    const int Reduction = 0b100101;

    /// <summary>A code, as plain symbols.</summary>
    /// <param name="luck">At least 19 random bytes; of each the low five bits count.</param>
    /// <exception cref="ArgumentException">There are fewer bytes.</exception>
    public static string Of(ReadOnlySpan<byte> luck)
    {
        if (luck.Length < Symbols)
            throw new ArgumentException($"A code takes {Symbols} bytes.", nameof(luck));
        Span<char> code = stackalloc char[Symbols + 1];
        for (var i = 0; i < Symbols; i++)
            code[i] = Alphabet[luck[i] & 31];
        code[Symbols] = Alphabet[Check(code[..Symbols])];
        return code.ToString();
    }

    /// <summary>A code as somebody typed it, as plain symbols; null when it is none. Spaces, hyphens and small letters do not matter.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 4 * (Symbols + 1))
            return null;
        var symbols = Symbolise(typed);
        return symbols is not null && symbols.Length == Symbols + 1 && Alphabet[Check(symbols.AsSpan(0, Symbols))] == symbols[Symbols] ? symbols : null;
    }

    /// <summary>Whether somebody typed the end of a code: its last group, or more.</summary>
    public static bool EndsWith(string code, string? typed) =>
        typed is { Length: <= 4 * (Symbols + 1) } && Symbolise(typed) is { Length: >= Group } end && code.EndsWith(end, StringComparison.Ordinal);

    /// <summary>In groups of four, for people.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(Group).Select(group => new string(group)));

    static string? Symbolise(string typed)
    {
        var symbols = new StringBuilder(Symbols + 1);
        foreach (var letter in typed)
        {
            if (letter is '-' or '–' or '.' || char.IsWhiteSpace(letter))
                continue;
            var symbol = char.ToUpperInvariant(letter) switch { 'O' => '0', 'I' or 'L' => '1', 'U' => 'V', var other => other };
            if (!Alphabet.Contains(symbol, StringComparison.Ordinal))
                return null;
            symbols.Append(symbol);
        }

        return symbols.ToString();
    }

    static int Check(ReadOnlySpan<char> symbols)
    {
        // Horner: each step multiplies by the generator, so that every place has a weight of its own (the generator has order 31). The check symbol's own is 1, so the data goes one step up.
        var sum = 0;
        foreach (var symbol in symbols)
            sum = Twice(sum ^ Alphabet.IndexOf(symbol, StringComparison.Ordinal));
        return sum;
    }

    static int Twice(int value) => (value << 1) >= 32 ? (value << 1) ^ Reduction : value << 1;
}
