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

    static readonly SearchValues<char> Telling = SearchValues.Create("@0123456789");

    /// <summary>The first that it finds; null when there is none.</summary>
    /// <param name="text">The text.</param>
    public static PersonalFind? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(Telling))
            return null;
        if (text.Contains('@', StringComparison.Ordinal) && AddressIn(text) is { } address)
            return new("an e-mail address", address);
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
            return null;
        // A sign that ends no plate and joins no digits.
        var bare = Harmless().Replace(text, found => new('#', found.Length)).Replace('@', '#');
        foreach (var number in LongNumber().EnumerateMatches(bare))
            return new("a number as of a telephone or account", number.Index);
        return FreeText.Find(bare) is { } clear ? new(clear.Kind == "plate" ? "a number plate" : "a citizen service number", clear.Start) : null;
    }

    /// <summary>Where the first e-mail address in a text begins; null when there is none. Of the address of a page only this is asked: its digits mean nothing.</summary>
    /// <param name="text">The text.</param>
    public static int? AddressIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var found in Email().EnumerateMatches(text))
            return found.Index;
        return null;
    }

    [GeneratedRegex(@"[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(\.[\p{L}\d-]{1,63})+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    // The address of a page, a UUID, a date with or without its time, an address of IPv4, a hash, the number of a weakness or of an analytic (CVE, CAR), and base64, which looks like a plate.
    [GeneratedRegex(@"\bhttps?://[^\s""'<>]+|\b(?:(?i:base(?:32|64)|cve[-.]\d{4}[-.]\d{4,7}|car\.\d{4}-\d{2}-\d{3})|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z?)?|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|[0-9a-fA-F]{32,128})\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Harmless();

    [GeneratedRegex(@"\d([ .()-]{0,2}\d){8,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();
}
