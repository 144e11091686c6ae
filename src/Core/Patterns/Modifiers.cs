using System.Text.RegularExpressions;
using Knooppunt.Observations;

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

    string? DatePart => Array.Find(_names, name => ModifierRules.Dates.Contains(name));

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
                var near = NearName.Of(name, Known) is { } meant ? $"did you mean {meant}? Known" : "known";
                complaints.Add(key, $"The modifier \"{name}\" is not in the Sigma specification 2.1.0 (modifiers appendix); {near} are: {string.Join(", ", Known)}.");
                return null;
            }
        }

        var modifiers = new Modifiers(names, complaints);
        if (ModifierRules.Clash(names) is { } clash)
        {
            complaints.Add(key, clash);
            return null;
        }

        return modifiers;
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
            return YamlNumber.TryRead(value.Value, out var number) ? new DatePartTest(part, Ordering ?? Order.Equal, number) : Complain(value, $"\"{part}\" compares with a whole number.");
        if (Ordering is { } order)
            return YamlNumber.TryRead(value.Value, out var bound) ? new OrderTest(order, bound) : Complain(value, "lt, lte, gt and gte compare with a number.");
        if (Has("cidr"))
            return AddressRange.TryRead(value.Value) is { } range ? new RangeTest(range) : Complain(value, $"\"{value.Value}\" is not an address range such as 10.0.0.0/8 or 2001:db8::/32.");
        if (Has("re"))
            return RegexOf(value);
        if (_names.Any(ModifierRules.IsEncoding))
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
        string[] without = [.. _names.Where(name => name != "expand")];
        return new ExpandTest(value.Value, filled =>
        {
            var told = new Complaints("");
            return (new Modifiers(without, told).TestOf(value with { Value = filled, Plain = false }), told.Any ? told.All[0].Sentence : null);
        });
    }

    ValueTest? RegexOf(YamlText value)
    {
        if (value.Value.Length > LongestRegex)
            return Complain(value, $"The regular expression has {value.Value.Length} characters; at most {LongestRegex} are read.");
        if (Otherwise(value.Value) is { } other)
            return Complain(value, $"\"{other}\" inside brackets means one thing in one flavour of regular expressions and something else in another; write the characters out, as [a-z] (modifiers appendix, \"Regular Expression\").");
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

    /// <summary>What stands in a class and is no character there for PCRE (POSIX classes) or for this library (subtraction); null when nothing does.</summary>
    static string? Otherwise(string pattern)
    {
        var from = -1;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\')
                at++;
            else if (from < 0)
                from = pattern[at] == '[' ? at : -1;
            else if (pattern[at] == '[' && pattern.AsSpan(at + 1) is [':' or '.' or '=', ..] && pattern.IndexOf($"{pattern[at + 1]}]", at + 2, StringComparison.Ordinal) is >= 0 and var end)
                return pattern[at..(end + 2)];
            else if (pattern[at] == '[' && pattern[at - 1] == '-')
                return "-[";
            else if (pattern[at] == ']' && at > from + 1 && !(at == from + 2 && pattern[from + 1] == '^'))
                from = -1;
        }

        return null;
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

    ValueTest? Encoded(YamlText value)
    {
        var (writings, wrong) = ValueEncoding.Of(value.Value, _names);
        if (writings is null)
            return Complain(value, wrong!);
        var tests = writings.Select(ValueTest (writing) => new TextTest(TextPattern.OfTokens(writing, Place, Cased))).ToList();
        return tests.Count == 1 ? tests[0] : new AnyTest(tests);
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
    public override bool Matches(in FieldValue value)
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
