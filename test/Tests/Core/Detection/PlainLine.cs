using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>
/// One line of a selection as the modifiers appendix and docs/engine.md tell it, by regular expressions and the libraries of .NET: it shares nothing with the engine.
/// </summary>
/// <param name="modifiers">The modifiers behind the field's name.</param>
/// <param name="values">The values as YAML writes them without quotes; null for null.</param>
sealed class PlainLine(string[] modifiers, string?[] values)
{
    // Half of a pair is no character, also where a match begins or gives back.
    const string AnyOneCharacter = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[^\uD800-\uDFFF])", AnyDash = "[-/–—―]";
    static readonly string[] Times = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-dd"];

    bool Has(string modifier) => modifiers.Contains(modifier);

    public bool Holds(FieldValue value, bool present)
    {
        if (Has("exists"))
            return present == (values[0] == "true");
        FieldValue[] items = value.Kind != FieldKind.List ? [value] : value.List.Count == 0 ? [default] : [.. value.List];
        bool Found(string? wanted) => items.Any(item => Fits(wanted, item));
        return (Has("all") ? values.All(Found) : values.Any(Found)) != Has("neq");
    }

    bool Fits(string? wanted, FieldValue item) => wanted is null ? item.Kind == FieldKind.None : item.Kind != FieldKind.None && Fits(wanted, item, item.ToString());

    bool Fits(string wanted, FieldValue item, string text)
    {
        if (modifiers.FirstOrDefault(modifier => modifier is "minute" or "hour" or "day" or "week" or "month" or "year") is { } part)
            return item.Kind == FieldKind.Text && DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && Compare(PartOf(time, part), Number(wanted)!.Value);
        if (modifiers.Any(modifier => modifier is "lt" or "lte" or "gt" or "gte"))
            return Number(text) is { } number && Compare(number, Number(wanted)!.Value);
        if (Has("cidr"))
            // .NET takes shorter writings of an address too.
            return (text.Contains(':') || text.Count(one => one == '.') == 3) && IPNetwork.TryParse(wanted, out var network) && IPAddress.TryParse(text, out var address) && address.AddressFamily == network.BaseAddress.AddressFamily && network.Contains(address);
        if (Has("re"))
            return Regex.IsMatch(text, wanted, RegexOptions.CultureInvariant | (Has("i") ? RegexOptions.IgnoreCase : 0) | (Has("m") ? RegexOptions.Multiline : 0) | (Has("s") ? RegexOptions.Singleline : 0));
        if (Encoded(wanted) is { } encoded)
            return encoded.Any(one => Regex.IsMatch(text, Placed(Regex.Escape(one)), Case));
        // A number without quotes is a number, where it stands for a whole value.
        if (Placed("") == @"\A\z" && !Has("windash") && item.Kind == FieldKind.Number && Number(wanted) is { } same)
            return item.Number == same;
        return Regex.IsMatch(text, Placed(Wild(wanted)), Case);
    }

    RegexOptions Case => RegexOptions.CultureInvariant | (Has("cased") ? 0 : RegexOptions.IgnoreCase);

    string Placed(string expression) => (Has("contains") || Has("endswith") ? "" : @"\A") + expression + (Has("contains") || Has("startswith") ? "" : @"\z");

    /// <summary>The expression for a value with wildcards: a backslash before one, or before a backslash, makes it plain.</summary>
    string Wild(string wanted)
    {
        var expression = new StringBuilder();
        foreach (Match token in Regex.Matches(wanted, @"\\[*?\\]|[\s\S]"))
        {
            // A dash that begins a word: none before it is part of one, and the next is (modifiers appendix, windash).
            var isDash = Has("windash") && Regex.IsMatch(token.Value, $@"\A{AnyDash}\z") && Regex.IsMatch(Unescaped(wanted, token.Index, token.Length), $@"(?<!\w)\u0001\w");
            expression.Append(isDash ? AnyDash : token.Value switch { "*" => @"[\s\S]*", "?" => AnyOneCharacter, _ => Regex.Escape(token.Value.Length == 2 ? token.Value[1..] : token.Value) });
        }

        return expression.ToString();
    }

    static string Unescaped(string wanted, int at, int length) => wanted[..at] + "\u0001" + wanted[(at + length)..];

    /// <summary>The texts of which one must be there, a character for each byte of what is not plain text; null when the value is not encoded.</summary>
    List<string>? Encoded(string wanted)
    {
        List<string>? all = null;
        foreach (var modifier in modifiers)
        {
            byte[] Bytes(string text) => all is null ? Encoding.UTF8.GetBytes(text) : [.. text.Select(one => (byte)one)];
            var encoding = modifier switch { "utf16be" => Encoding.BigEndianUnicode, "utf16" or "utf16le" or "wide" => Encoding.Unicode, _ => null };
            var before = all ?? [wanted];
            if (encoding is not null)
                all = [.. before.Select(text => (modifier == "utf16" ? "ÿþ" : "") + new string([.. encoding.GetBytes(text).Select(one => (char)one)]))];
            else if (modifier == "base64")
                all = [.. before.Select(text => Convert.ToBase64String(Bytes(text)))];
            else if (modifier == "base64offset")
                all = [.. before.SelectMany(text => Enumerable.Range(0, 3).Select(shift => Invariant(Bytes(text), shift)))];
        }

        return all;
    }

    /// <summary>What stays the same of an encoding whatever stands before and behind.</summary>
    static string Invariant(byte[] bytes, int before)
    {
        byte[] Around(byte filler) => [.. Enumerable.Repeat(filler, before), .. bytes, .. Enumerable.Repeat(filler, 3)];
        var (zeros, ones) = (Convert.ToBase64String(Around(0)), Convert.ToBase64String(Around(255)));
        var same = Enumerable.Range(0, zeros.Length).Where(at => zeros[at] == ones[at] && zeros[at] != '=').ToList();
        return zeros[same[0]..(same[^1] + 1)];
    }

    bool Compare(double number, double bound) => Has("lt") ? number < bound : Has("lte") ? number <= bound : Has("gt") ? number > bound : Has("gte") ? number >= bound : number == bound;

    static double PartOf(DateTimeOffset time, string part) => part switch
    {
        "minute" => time.Minute,
        "hour" => time.Hour,
        "day" => time.Day,
        "week" => ISOWeek.GetWeekOfYear(time.DateTime),
        "month" => time.Month,
        _ => time.Year,
    };

    static double? Number(string text) => Regex.IsMatch(text, @"\A[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\z") ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
