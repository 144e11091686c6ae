using System.Text;
using System.Text.RegularExpressions;

namespace Knooppunt.Patterns;

/// <summary>The chain of modifiers behind a field name, and the tests that it makes of a value (modifiers appendix 2.1.0).</summary>
sealed class Modifiers
{
    const int LongestRegex = 4096;
    static readonly TimeSpan BacktrackingLimit = TimeSpan.FromMilliseconds(20);
    static readonly string[] Known =
    [
        "all", "startswith", "endswith", "contains", "exists", "cased", "neq", "windash", "re", "i", "m", "s", "base64", "base64offset",
        "utf16", "utf16le", "utf16be", "wide", "lt", "lte", "gt", "gte", "minute", "hour", "day", "week", "month", "year", "cidr", "expand", "fieldref",
    ];

    readonly string[] _names;
    readonly Complaints _complaints;

    Modifiers(string[] names, Complaints complaints) => (_names, _complaints) = (names, complaints);

    public bool All => Has("all");

    public bool Negated => Has("neq");

    public bool Exists => Has("exists");

    public bool FieldRef => Has("fieldref");

    public bool Cased => Has("cased");

    public TextPlace Place => Has("contains") ? TextPlace.Anywhere : Has("startswith") ? TextPlace.Start : Has("endswith") ? TextPlace.End : TextPlace.Whole;

    bool Has(string name) => Array.IndexOf(_names, name) >= 0;

    string? DatePart => Array.Find(_names, name => name is "minute" or "hour" or "day" or "week" or "month" or "year");

    public Order? Ordering => Has("lt") ? Order.Less : Has("lte") ? Order.LessOrEqual : Has("gt") ? Order.Greater : Has("gte") ? Order.GreaterOrEqual : null;

    /// <summary>Reads the modifiers of a key; null, with a complaint, when one is unknown or two do not go together.</summary>
    public static Modifiers? Read(YamlText key, Complaints complaints)
    {
        var bar = key.Value.IndexOf('|', StringComparison.Ordinal);
        string[] names = bar < 0 ? [] : key.Value[(bar + 1)..].Split('|');
        foreach (var name in names)
        {
            if (Array.IndexOf(Known, name) < 0)
            {
                complaints.Add(key, $"The modifier \"{name}\" is not in the Sigma specification 2.1.0 (modifiers appendix); known are: {string.Join(", ", Known)}.");
                return null;
            }
        }

        var modifiers = new Modifiers(names, complaints);
        if (modifiers.Clash() is { } clash)
        {
            complaints.Add(key, clash);
            return null;
        }

        return modifiers;
    }

    string? Clash()
    {
        if (_names.Distinct(StringComparer.Ordinal).Count() != _names.Length)
            return "A modifier stands twice; once is enough.";
        if (_names.Count(name => name is "contains" or "startswith" or "endswith" or "re" or "cidr" or "exists" or "lt" or "lte" or "gt" or "gte") > 1)
            return "Of contains, startswith, endswith, re, cidr, exists, lt, lte, gt and gte only one can stand on a field.";
        if (!Has("re") && (Has("i") || Has("m") || Has("s")))
            return "The modifiers i, m and s only stand behind re (modifiers appendix, \"Regular Expression\").";
        if (_names.Count(name => name is "minute" or "hour" or "day" or "week" or "month" or "year") > 1)
            return "Only one part of a date can be compared at a time.";
        if (Has("base64") && Has("base64offset"))
            return "base64 and base64offset exclude each other.";
        if (_names.Count(name => name is "utf16" or "utf16le" or "utf16be" or "wide") > 1)
            return "Only one of utf16, utf16le, utf16be and wide can stand on a field.";
        return Has("exists") && _names.Length > 1 ? "exists stands alone (modifiers appendix, \"Generic Modifiers\")." : null;
    }

    /// <summary>The same for a keyword, which stands anywhere in a value when nothing says where; null after a complaint about what needs a field.</summary>
    public Modifiers? OfKeyword(YamlText at)
    {
        if (Array.Find(_names, name => name is "neq" or "exists" or "fieldref") is { } needy)
        {
            _complaints.Add(at, $"\"{needy}\" needs a field, which a keyword has not{(needy == "neq" ? "; write \"not\" before the selection in the condition" : "")}.");
            return null;
        }

        return Place == TextPlace.Whole ? new Modifiers([.. _names, "contains"], _complaints) : this;
    }

    /// <summary>The tests that one value becomes; null after a complaint. More than one test means: any of them.</summary>
    public ValueTest? TestOf(YamlText value)
    {
        if (value.IsNull)
            return _names.Any(name => name is not ("all" or "neq")) ? Complain(value, "null takes no modifier but all and neq.") : new NullTest();
        if (Has("expand"))
            return Expanding(value);
        if (DatePart is { } part)
            return value.Number is { } number ? new DatePartTest(part, Ordering ?? Order.Equal, number) : Complain(value, $"\"{part}\" compares with a whole number.");
        if (Ordering is { } order)
            return YamlNumber.TryRead(value.Value, out var bound) ? new OrderTest(order, bound) : Complain(value, "lt, lte, gt and gte compare with a number.");
        if (Has("cidr"))
            return AddressRange.TryRead(value.Value) is { } range ? new RangeTest(range) : Complain(value, $"\"{value.Value}\" is not an address range such as 10.0.0.0/8 or 2001:db8::/32.");
        if (Has("re"))
            return RegexOf(value);
        if (Has("base64") || Has("base64offset") || Utf16 is not null)
            return Encoded(value);
        return Plain(value);
    }

    ValueTest Plain(YamlText value)
    {
        var pattern = TextPattern.Of(value.Value, Place, Cased, Has("windash"));
        return Place == TextPlace.Whole && !Has("windash") && value.Number is { } number ? new PlainNumberTest(number, pattern) : new TextTest(pattern);
    }

    ExpandTest Expanding(YamlText value)
    {
        var without = new Modifiers([.. _names.Where(name => name != "expand")], _complaints);
        return new ExpandTest(value.Value, filled => without.TestOf(value with { Value = filled, Plain = false }) ?? new AnyTest([]));
    }

    ValueTest? RegexOf(YamlText value)
    {
        if (value.Value.Length > LongestRegex)
            return Complain(value, $"The regular expression has {value.Value.Length} characters; at most {LongestRegex} are read.");
        var options = RegexOptions.CultureInvariant
            | (Has("i") ? RegexOptions.IgnoreCase : 0) | (Has("m") ? RegexOptions.Multiline : 0) | (Has("s") ? RegexOptions.Singleline : 0);
        try
        {
            return new RegexTest(Bounded(value.Value, options));
        }
        catch (ArgumentException wrong)
        {
            return Complain(value, $"This regular expression cannot be read: {wrong.Message.ReplaceLineEndings(" ")}");
        }
    }

    static Regex Bounded(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            // Look-around and back-references need backtracking: those run against a time limit.
            return new Regex(pattern, options, BacktrackingLimit);
        }
    }

    string? Utf16 => Array.Find(_names, name => name is "utf16" or "utf16le" or "utf16be" or "wide");

    ValueTest? Encoded(YamlText value)
    {
        if (TextPattern.HasWildcards(value.Value))
            return Complain(value, "An encoded value cannot hold wildcards; write them as \\* or \\?, or split the value.");
        var text = TextPattern.Plain(value.Value);
        byte[] bytes = Utf16 switch
        {
            null => Encoding.UTF8.GetBytes(text),
            "utf16be" => Encoding.BigEndianUnicode.GetBytes(text),
            "utf16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            _ => Encoding.Unicode.GetBytes(text),
        };
        if (Has("base64"))
            return new TextTest(TextPattern.OfLiteral(Convert.ToBase64String(bytes), Place, Cased));
        if (!Has("base64offset"))
            return new TextTest(TextPattern.OfLiteral(Encoding.Latin1.GetString(bytes), Place, Cased));
        return new AnyTest([.. Enumerable.Range(0, 3).Select(shift => new TextTest(TextPattern.OfLiteral(Shifted(bytes, shift), Place, Cased)))]);
    }

    /// <summary>The part of the encoding that does not depend on the bytes before and after.</summary>
    static string Shifted(byte[] bytes, int shift)
    {
        var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var from = shift switch { 0 => 0, 1 => 2, _ => 3 };
        var away = ((bytes.Length + shift) % 3) switch { 0 => 0, 1 => 3, _ => 2 };
        return from >= encoded.Length - away ? encoded : encoded[from..^away];
    }

    ValueTest? Complain(YamlText value, string sentence)
    {
        _complaints.Add(value, sentence);
        return null;
    }
}

/// <summary>Any of several tests: one value of the rule in several writings.</summary>
sealed record AnyTest(IReadOnlyList<ValueTest> Tests) : ValueTest
{
    public override bool Matches(in Observations.FieldValue value)
    {
        foreach (var test in Tests)
        {
            if (test.Matches(value))
                return true;
        }

        return false;
    }

    public override string Operator => Tests.Count == 0 ? "=" : Tests[0].Operator;

    public override bool IsPartial => Tests.Any(test => test.IsPartial);

    public override string ToString() => string.Join(" | ", Tests);
}
