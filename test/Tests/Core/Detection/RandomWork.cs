using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Random rules as text and random events, small enough that everything collides.</summary>
static class RandomWork
{
    static Gen<T> Pick<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    static readonly string[] Tests =
    [
        "a: x", "a: [x, y]", "a|contains: x", "a|startswith: x", "b: null", "b|exists: true", "b|exists: false", "n|gt: 2", "n|lte: 3", "n|neq: 1", "n: 2", "'n|gte': 1",
        "a|re: '^x'", "b|cased: X", "a|neq: y", "a|fieldref: b", "a: '?'", "b|endswith: [x, z]", "a|contains|all: [x, y]", "m|lt: 4", "m|gt: 1.5",
        "a|contains: '😀'", "a|endswith: ['😀', '𐐨']", "b|cased: '😀'",
        "a|contains|windash: '-x'", "b|windash: '/xy'", "a|startswith|windash: '-x y'", "a|contains: '*x?z*'", "a: 'x*z'", "b|endswith|cased: 'X?'", "a|contains|windash|all: ['-x', ' y']",
        "a|base64offset|contains: xyz", "b|re: '\\sy'", @"a|contains: '\xy'",
        "a|contains: yz", "b|contains: [xyz, q]", "a|startswith: xyz", "a|re: 'y+z'", "a: '*y?a'", "a|contains|all: [XYZ, za]", "b|endswith: xyza", "n|re: '[0-9]'",
    ];

    static readonly string[] Conditions = ["s1", "s1 and s2", "s1 or s2", "s1 and not s2", "not s1", "1 of s*", "all of them", "not (s1 and s2)", "s1 and not 1 of s2*", "not (s1 or s2) or s1 and s2"];

    static readonly string[] Bounds = ["{gte: 2}", "{gte: 3}", "{gt: 1, lte: 3}", "{eq: 2}", "{lt: 3}", "{neq: 2}"];

    static readonly Gen<string> Selection = Pick(Tests).Array[1, 2].Select(lines => string.Join('\n', lines.DistinctBy(line => line.Split(':')[0]).Select(line => "    " + line)));

    static readonly Gen<string> Rule = Gen.Select(Selection, Selection, Gen.Bool, Pick(Conditions)).Select((one, two, list, condition) =>
        $"detection:\n  s1:\n{one}\n  s2:\n{(list ? two.Replace("    ", "    - ", StringComparison.Ordinal) : two)}\n  condition: {condition}\n");

    static readonly Gen<string> Keywords = Gen.Select(Selection, Pick("x", "yz", "ten", "'x*a'", "XYZ")).Select((one, keyword) =>
        $"detection:\n  s1:\n{one}\n  s2:\n    - {keyword}\n    - nothing\n  condition: s1 and s2 or s2 and not s1\n");

    static readonly Gen<string> Correlation = Gen.Select(Gen.Int[0, 8], Pick(Bounds), Gen.Int[1, 6], Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 2]).Select((kind, bound, span, group, generate, shift) =>
    {
        var rules = kind switch { 0 or 1 or 2 or 3 or 4 => $"[r{shift}, r{shift + 1}]", 7 => "[r0, r1, r2]", _ => $"[r{shift}, r{shift + 1}]" };
        var type = kind switch { 0 => "event_count", 1 => "value_count", 2 => "value_sum", 3 => "value_avg", 4 => "value_percentile", 5 or 7 => "temporal", _ => "temporal_ordered" };
        var condition = kind switch
        {
            0 => bound,
            1 => bound.Replace("{", "{field: a, ", StringComparison.Ordinal),
            2 or 3 => bound.Replace("{", "{field: n, ", StringComparison.Ordinal),
            4 => bound.Replace("{", "{field: n, percentile: 60, ", StringComparison.Ordinal),
            7 => "r0 and r1 and not r2",
            8 => $"r{shift} and not r{shift + 1}",
            _ => "",
        };
        var groups = group switch { 0 => "[k]", 1 => "[]", 2 => "[k, a]", _ => "[who]" };
        var text = new StringBuilder($"correlation:\n  type: {type}\n  rules: {rules}\n  group-by: {groups}\n  timespan: {span}s\n");
        if (group == 3)
            text.Append($"  aliases:\n    who: {{r{shift}: k, r{shift + 1}: l}}\n");
        if (condition.Length > 0)
            text.Append($"  condition: {condition}\n");
        if (generate)
            text.Append("  generate: true\n");
        return text.ToString();
    });

    /// <summary>Four rules, three correlations, and one over the first correlation.</summary>
    public static readonly Gen<string> Patterns = Work(Rule.Array[4]);

    /// <summary>The same with so many rules that they do not fit into one word, keywords among them.</summary>
    public static readonly Gen<string> ManyPatterns = Work(Gen.Select(Rule.Array[60], Keywords.Array[10], (rules, keywords) => (string[])[.. rules, .. keywords]));

    static Gen<string> Work(Gen<string[]> written) => Gen.Select(written, Correlation.Array[3], Gen.Int[1, 4]).Select((rules, correlations, span) =>
        string.Join("---\n", rules.Select((rule, i) => $"title: R{i}\nid: r{i}\nlogsource: {{category: t}}\n{rule}")
            .Concat(correlations.Select((correlation, i) => $"title: C{i}\nid: c{i}\n{correlation}"))
            .Append($"title: N\nid: n\ncorrelation:\n  type: temporal\n  rules: [c0, r3]\n  group-by: [k]\n  timespan: {span}s\n")));

    static readonly Gen<FieldValue> Letters = Pick<FieldValue>("x", "y", "X", "xy", "xyz", "Axyza", "x😀", "😀", "😁", "x𐐀", "-x", "/xy", "—X y", "x - y", "eHl6", "Axyyz", @"q\xyz", default, FieldValue.OfTexts(["x", "z"]));

    static readonly Gen<FieldValue> Numbers = Pick<FieldValue>(0d, 1d, 2d, 3d, 4d, "2", "ten", default);

    static readonly Gen<FieldValue> Keys = Pick<FieldValue>("k1", "k1", "k2", "k2", "K2", "1", 1d, default);

    static readonly Gen<Fields> Data = Gen.Select(Letters, Letters, Numbers, Numbers, Keys, Keys).Select((a, b, n, m, k, l) =>
        new Fields.Builder().Set("a", a).SetIfAny("b", b).Set("n", n).SetIfAny("m", m).SetIfAny("k", k).Set("l", l).Build());

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Events half a second apart, each moved back or on by up to <paramref name="disorder"/> seconds.</summary>
    public static Gen<Recorded[]> Events(int disorder) => Gen.Select(Data, Gen.Int[-disorder * 2, disorder * 2], Gen.Int[0, 2]).Array[0, 40].Select(all =>
    {
        var time = 0;
        return all.Select((one, i) =>
        {
            time += one.Item3;
            return new Recorded(i + 1, Event(Start.AddSeconds((time + one.Item2) / 2.0), one.Item1));
        }).ToArray();
    });

    /// <summary>The events as lines of JSON, with few escapes or with many.</summary>
    public static byte[] Lines(IEnumerable<Recorded> events, bool escapesLittle)
    {
        using var lines = new MemoryStream();
        foreach (var recorded in events)
        {
            using (var writer = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = escapesLittle ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default }))
            {
                writer.WriteStartObject();
                writer.WriteString("time", recorded.Observation.Time);
                foreach (var (name, value) in recorded.Observation.Data)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
            }

            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    static void Write(Utf8JsonWriter writer, in FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case FieldKind.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case FieldKind.List:
                writer.WriteStartArray();
                foreach (var item in value.List)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    public static Observation Event(DateTimeOffset time, Fields data) =>
        new() { Id = "e", Source = "test", Type = new ObservationType(Family.Presence, "thing"), Time = time, Data = data };
}
