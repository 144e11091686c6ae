using System.Globalization;
using System.Text;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Every modifier on random values against <see cref="PlainLine"/>.</summary>
public sealed class LinesAgainstPlainTests
{
    static Gen<T> Pick<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    static Gen<string> Text(int most, params string[] pieces) => Pick(pieces).Array[0, most].Select(string.Concat);

    static readonly Gen<string> Wanted = Text(4, "a", "B", "ab", "-a", "/q", " ", "*", "?", @"\*", @"\?", @"\\", @"\", "é", "É", "😀", ".", "1", "–b", "'");
    static readonly Gen<string> Seen = Text(5, "a", "B", "ab", "-a", "/q", "—a", " ", "*", "?", @"\", "é", "É", "😀", ".", "1", "–b", "\n", "'");

    static readonly Gen<FieldValue> Any = Gen.OneOf(
        Seen.Select(text => FieldValue.Of(text)), Seen.Select(text => FieldValue.Of(text)), Gen.Int[-3, 12].Select(number => FieldValue.Of(number / 2.0)), Gen.Bool.Select(flag => FieldValue.Of(flag)),
        Gen.Const(default(FieldValue)), Seen.Array[0, 3].Select(texts => FieldValue.OfTexts(texts)));

    static Gen<FieldValue> Texts(Gen<string> text) => Gen.OneOf(text.Select(one => FieldValue.Of(one)), text.Select(one => FieldValue.Of(one)), text.Array[0, 2].Select(some => FieldValue.OfTexts(some)), Any);

    [Fact]
    public void Text_with_wildcards_holds_where_the_plain_line_does() =>
        Agree(Gen.Select(Pick("", "contains", "startswith", "endswith"), Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool).Select(drawn =>
            Chain(drawn.Item1, drawn.Item2 ? "cased" : "", drawn.Item3 ? "windash" : "", drawn.Item4 ? "all" : "", drawn.Item5 ? "neq" : "")), Wanted, Any, times: 6000);

    [Fact]
    public void Expressions_hold_where_the_plain_line_does() =>
        Agree(Pick("re", "re|i", "re|m", "re|s", "re|i|m|s", "re|neq"), Pick("a", "^a", "b$", "a.B", "^[ab]+$", @"\s", "(?=a)ab", "é", "[^a]", "a|q"), Any, times: 1500);

    [Fact]
    public void Numbers_and_addresses_hold_where_the_plain_line_does()
    {
        var number = Pick("-1", "0", "1.5", "2", "2.0", "10", "+3", ".5", "4.");
        Agree(Pick("", "lt", "lte", "gt", "gte", "neq", "lt|neq", "contains"), number, Texts(Gen.OneOf(number, Pick("1e1", "-2.5E-1", "x", "", ".", "e1", "1e", "1 ", "10"))), times: 2500);
        Agree(Pick("cidr", "cidr|neq", "cidr|all"), Pick("10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0", "192.168.1.7/32", "2001:db8::/32", "::/0"),
            Texts(Pick("10.1.2.3", "11.0.0.1", "192.168.1.7", "2001:db8:1::5", "fe80::1", "x", "10.1.2.3.4", "300.1.1.1")), times: 1500);
    }

    [Fact]
    public void Parts_of_dates_hold_where_the_plain_line_does() =>
        Agree(Gen.Select(Pick("minute", "hour", "day", "week", "month", "year"), Pick("", "lt", "gte", "neq")).Select(drawn => Chain(drawn.Item1, drawn.Item2)), Pick("0", "1", "3", "9", "53", "2026", "31"),
            Texts(Pick("2026-03-01T03:10:00+02:00", "2026-12-31T23:59:00Z", "2027-01-01T00:00:00Z", "2026-01-09T09:31:00-05:00", "x", "03:10")), times: 1500);

    [Fact]
    public void Encodings_hold_where_the_plain_line_does() =>
        Agree(Gen.Select(Pick("", "", "base64"), Pick("", "wide", "utf16le", "utf16be", "utf16"), Pick("base64", "base64offset", ""), Pick("contains", "", "startswith", "endswith"), Gen.Bool).Select(drawn =>
            Chain(drawn.Item1.Length + drawn.Item2.Length + drawn.Item3.Length == 0 ? "base64" : drawn.Item1, drawn.Item2, drawn.Item3, drawn.Item4, drawn.Item5 ? "cased" : "")), Pick("ping", "pong é", "http:"),
            Texts(Gen.Select(Pick("ping", "pong é", "http:"), Pick("utf-8", "utf-16", "utf-16BE"), Text(3, "x", "é"), Text(2, "y"), Gen.Bool, Gen.Bool).Select(drawn =>
            {
                var bytes = Encoding.GetEncoding(drawn.Item2).GetBytes(drawn.Item6 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(drawn.Item1)) : drawn.Item1);
                return drawn.Item5 ? Convert.ToBase64String([.. Encoding.UTF8.GetBytes(drawn.Item3), .. bytes, .. Encoding.UTF8.GetBytes(drawn.Item4)]) : drawn.Item3 + Encoding.Latin1.GetString(bytes) + drawn.Item4;
            })), times: 2500);

    [Fact]
    public void Absence_and_null_hold_where_the_plain_line_does()
    {
        Agree(Gen.Const("exists"), Pick("true", "false"), Any, times: 200, most: 1);
        Agree(Pick("", "neq", "all"), Pick("null", "a", "1"), Any, times: 500);
    }

    static string Chain(params string[] modifiers) => string.Join('|', modifiers.Where(modifier => modifier.Length > 0));

    static void Agree(Gen<string> modifiers, Gen<string> wanted, Gen<FieldValue> seen, int times, int most = 3) =>
        Gen.Select(modifiers, wanted.Array[1, most], seen, Gen.Int[0, 9]).Sample((chain, values, value, absent) =>
        {
            var written = string.Join(", ", values.Select(Written));
            var line = $"f{(chain.Length > 0 ? "|" + chain : "")}: {(values.Length == 1 ? written : $"[{written}]")}";
            var file = PatternFile.Parse("p.yml", $"title: T\nlogsource: {{category: t}}\ndetection:\n  s:\n    {line}\n  condition: s\n");
            // What the engine refuses has a sentence in the conformance cases.
            if (file.Complaints.Count > 0)
                return;
            var data = absent == 0 ? Fields.Empty : new Fields.Builder().Set("f", value).Build();
            var holds = Detector.Step(new DetectionState(Plan.Compile(file.Documents)), [new Recorded(1, RandomWork.Event(RandomWork.Start, data))]).Count == 1;
            Assert.True(holds == new PlainLine(chain.Split('|'), [.. values.Select(one => one == "null" ? null : one)]).Holds(data["f"], data.Has("f")), $"{line} on {(data.Has("f") ? $"{value.Kind} \"{value}\"" : "nothing")}: the engine says {holds}.");
        }, iter: times);

    static string Written(string value) => value is "null" or "true" or "false" || (double.TryParse(value, CultureInfo.InvariantCulture, out _) && value.Trim() == value) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
