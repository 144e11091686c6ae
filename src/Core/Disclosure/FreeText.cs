using System.Buffers;
using Knooppunt.Observations.Identifiers;

namespace Knooppunt.Disclosure;

/// <summary>Something in a person's own words that may not stand there in clear.</summary>
/// <param name="Kind">What it is: <c>plate</c>, <c>address</c> (of e-mail) or <c>citizen</c> (a Dutch citizen service number, BSN).</param>
/// <param name="Start">Its first character, from 0.</param>
/// <param name="Length">How many characters.</param>
public readonly record struct ClearNumber(string Kind, int Start, int Length);

/// <summary>
/// Looks through what people write to each other for what the journal itself only holds as a pseudonym: what is written down in clear would go round every rule of
/// the access table. It finds a form, it does not judge: a word that happens to have it is named too, and the writer chooses another.
/// </summary>
public static class FreeText
{
    const int BsnDigits = 9;
    static readonly SearchValues<char> EndsWord = SearchValues.Create(" \t\r\n,;()\"");

    /// <summary>The first that it finds; null when there is none.</summary>
    /// <param name="text">What somebody wrote.</param>
    public static ClearNumber? Find(ReadOnlySpan<char> text)
    {
        for (var start = 0; start < text.Length;)
        {
            if (char.IsWhiteSpace(text[start]))
            {
                start++;
                continue;
            }

            var length = text[start..].IndexOfAny(EndsWord) is var end && end < 0 ? text.Length - start : Math.Max(end, 1);
            if (KindOf(text.Slice(start, length).Trim(".!?:'")) is { } kind)
                return new(kind, start, length);
            start += length;
        }

        return SpacedPlate(text);
    }

    static string? KindOf(ReadOnlySpan<char> word) =>
        word.IndexOf('@') is > 0 and var at && at < word.Length - 1 ? "address"
        : IsCitizen(word) ? "citizen"
        : IsPlate(word) ? "plate"
        : null;

    static bool IsPlate(ReadOnlySpan<char> word) => word.Length <= LicencePlate.Longest && word.IndexOfAnyInRange('0', '9') >= 0 && LicencePlate.TryParse(word) is { MayBeDutch: true };

    // The eleven test of the BSN: digits weighed 9 to 2 and the last -1 give a multiple of eleven.
    static bool IsCitizen(ReadOnlySpan<char> word)
    {
        if (word.Length != BsnDigits)
            return false;
        var sum = 0;
        for (var i = 0; i < BsnDigits; i++)
        {
            if (!char.IsAsciiDigit(word[i]))
                return false;
            sum += (word[i] - '0') * (i == BsnDigits - 1 ? -1 : BsnDigits - i);
        }

        return sum > 0 && sum % 11 == 0;
    }

    // "GB 123 X": three groups, none of them a word of its own.
    static ClearNumber? SpacedPlate(ReadOnlySpan<char> text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiLetterOrDigit(text[start]) || (start > 0 && char.IsLetterOrDigit(text[start - 1])))
                continue;
            var (end, groups) = (start, 0);
            while (groups < 3 && end < text.Length)
            {
                var group = end;
                while (end < text.Length && (char.IsAsciiDigit(text[end]) || char.IsAsciiLetterUpper(text[end])))
                    end++;
                if (end == group || end - group > 3)
                    break;
                if (++groups < 3 && (end >= text.Length || text[end++] != ' '))
                    break;
            }

            if (groups == 3 && (end == text.Length || !char.IsLetterOrDigit(text[end])) && IsPlate(text[start..end]))
                return new("plate", start, end - start);
        }

        return null;
    }
}
