using System.Buffers;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure;

namespace Knooppunt.Knowledge.Personal;

/// <summary>Something in a text that leads to a person.</summary>
/// <param name="Kind">What it looks like, as in a sentence: <c>an e-mail address</c>.</param>
/// <param name="Start">Its first character, from 0.</param>
public readonly record struct PersonalFind(string Kind, int Start);

/// <summary>
/// Looks through a text that is to travel as knowledge for what leads to a person: an e-mail address, a number as of a telephone or account (nine digits or more), a Dutch number plate, a citizen service number.
/// It finds a form, it does not judge; what has the form and is harmless (the address of a page, a UUID, a time, an address of a network, a hash) is passed over. A name without anything beside it is not found: no form tells it.
/// </summary>
public static partial class PersonalText
{
    /// <summary>What every refusal says of the rule.</summary>
    public const string Rule = "only knowledge travels, never data about persons (AVG art. 5(1)(b) and (c))";

    const int DigitsOfNumber = 9, MostBetween = 2, LongestName = 64, LongestLabel = 63;

    static readonly SearchValues<char> Telling = SearchValues.Create("@0123456789");

    /// <summary>The first that it finds; null when there is none. It takes time in proportion to the text, whatever is in it.</summary>
    /// <param name="text">The text.</param>
    public static PersonalFind? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(Telling))
            return null;
        if (AddressIn(text) is { } address)
            return new("an e-mail address", address);
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
            return null;
        // What is harmless stands between words and takes nothing away from what is beside it: only where something is found it need be set apart, which costs most.
        var bare = text.Replace('@', '#');
        return Number(bare) is null ? null : Number(Harmless().Replace(bare, found => new('#', found.Length)));
    }

    /// <summary>Where the first e-mail address in a text begins; null when there is none. Of the address of a page only this is asked: its digits mean nothing.</summary>
    /// <param name="text">The text.</param>
    public static int? AddressIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = at;
            while (start > 0 && at - start < LongestName && (IsOfLabel(text[start - 1]) || text[start - 1] is '.' or '_' or '%' or '+'))
                start--;
            var dot = at + 1;
            while (dot < text.Length && dot - at <= LongestLabel && IsOfLabel(text[dot]))
                dot++;
            if (start < at && dot > at + 1 && dot + 1 < text.Length && text[dot] == '.' && IsOfLabel(text[dot + 1]))
                return start;
        }

        return null;
    }

    static bool IsOfLabel(char one) => char.IsLetter(one) || char.IsDigit(one) || one == '-';

    // '#' ends no plate and joins no digits.
    static PersonalFind? Number(string bare) =>
        LongNumber(bare) is { } number ? new("a number as of a telephone or account", number)
        : FreeText.Find(bare) is { } clear ? new(clear.Kind == "plate" ? "a number plate" : "a citizen service number", clear.Start) : null;

    // Nine digits or more, with at most two signs between each and the next; of word processors the space and hyphen that do not break, and the dash.
    static int? LongNumber(string text)
    {
        var (start, last, digits) = (0, 0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsDigit(text[at]))
            {
                if (digits == 0 || at - last > MostBetween + 1)
                    (start, digits) = (at, 0);
                last = at;
                if (++digits == DigitsOfNumber)
                    return start;
            }
            else if (text[at] is not (' ' or '.' or '(' or ')' or '-' or '\u00A0' or '\u2011' or '\u2013'))
            {
                digits = 0;
            }
        }

        return null;
    }

    // The address of a page, a UUID, a date with or without its time, an address of IPv4, a hash, the number of a weakness or of an analytic (CVE, CAR), and base64, which looks like a plate.
    [GeneratedRegex(@"\bhttps?://[^\s""'<>]+|\b(?:(?i:base(?:32|64)|cve[-.]\d{4}[-.]\d{4,7}|car\.\d{4}-\d{2}-\d{3})|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z?)?|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|[0-9a-fA-F]{32,128})\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Harmless();
}
