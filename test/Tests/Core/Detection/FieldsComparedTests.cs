using System.Text;
using System.Text.Json;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

public sealed class FieldsComparedTests
{
    static readonly Plan Both = Plan.Compile(PatternFile.Parse("p.yml", "title: R\nid: r\nlogsource: {category: t}\ndetection:\n  s:\n    a|fieldref: b\n  condition: s\n").Documents);

    static readonly Gen<string> Text = Gen.OneOf(Gen.Char["aAb\\\""], Gen.Char["aAéÉK\u212a\u0130"]).Array[0, 4].Select(chars => new string(chars));

    // Longer than any room for bytes.
    static readonly Gen<string> Any = Gen.OneOf(Text, Text, Text, Text.Select(text => text + new string('x', 300)));

    [Fact]
    public void Bytes_that_lie_there_compare_as_the_texts_do() =>
        Gen.Select(Any, Any, Gen.Enum<TextPlace>(), Gen.Bool, Gen.Bool).Sample((left, right, place, cased, negated) =>
        {
            var (one, other) = (Escaped(left), Escaped(right));
            var rows = new JsonRows(Both, new SlotValues(Both));
            rows.Begin(Encoding.UTF8.GetBytes(one + other));
            rows.BeginLine();
            Set(rows, "a", 0, one);
            Set(rows, "b", Encoding.UTF8.GetByteCount(one), other);
            var how = new Comparison("a", "b", place, cased, negated, "s");
            Assert.Equal(FieldsCompared.Holds(how, FieldValue.Of(left), FieldValue.Of(right)), FieldsCompared.Holds(how, SlotOf("a"), SlotOf("b"), rows));
        }, iter: 3000);

    [Fact]
    public void What_is_absent_equals_nothing()
    {
        var rows = new JsonRows(Both, new SlotValues(Both));
        rows.Begin("x"u8.ToArray());
        rows.BeginLine();
        Set(rows, "a", 0, "x");
        foreach (var negated in new[] { false, true })
            Assert.Equal(negated, FieldsCompared.Holds(new Comparison("a", "b", TextPlace.Whole, false, negated, "s"), SlotOf("a"), SlotOf("b"), rows));
    }

    static string Escaped(string text) => JsonSerializer.Serialize(text)[1..^1];

    static int SlotOf(string field) => Array.FindIndex(Both.Slots, slot => slot.Name == field);

    static void Set(JsonRows rows, string field, int start, string escaped) =>
        rows.Set(SlotOf(field), escaped.Contains('\\', StringComparison.Ordinal) ? JsonRows.Kind.Escaped : JsonRows.Kind.Text, start, Encoding.UTF8.GetByteCount(escaped));
}
