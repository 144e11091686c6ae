using System.Text;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

public sealed class TextIndexTests
{
    static readonly string[] Modifiers = ["", "|contains", "|startswith", "|endswith", "|contains|cased", "|windash|contains", "|contains|all", "|startswith|cased", "|re", "|re|i", "|neq"];

    // Letters that are rarely equal by chance would never meet; some are of two bytes or have no case of one.
    static readonly Gen<string> Text = Gen.OneOf(Gen.Char["abAB -/\\."], Gen.Char["abAé\u0130\u0131K\u212a"]).Array[0, 24].Select(chars => new string(chars));

    static readonly Gen<string> Line = Gen.Select(
        Gen.Int[0, Modifiers.Length - 1].Select(at => Modifiers[at]),
        Gen.OneOf(Gen.Char["abAB -/."], Gen.Char["abAé?*"]).Array[1, 7].Select(chars => new string(chars)).Array[1, 3],
        (modifiers, values) => $"f{modifiers}: [{string.Join(", ", values.Select(value => $"'{(modifiers.StartsWith("|re", StringComparison.Ordinal) ? System.Text.RegularExpressions.Regex.Escape(value) : value)}'"))}]");

    [Fact]
    public void It_finds_the_tests_that_hold_for_characters_and_for_bytes_alike() =>
        Gen.Select(Line.Array[1, 40], Text.Array[1, 12]).Sample((lines, texts) =>
        {
            var rules = string.Join("---\n", lines.Select((line, number) => $"title: R{number}\nid: r{number}\nlogsource: {{category: t}}\ndetection:\n  s:\n    {line}\n  condition: s\n"));
            var plan = Plan.Compile(PatternFile.Parse("p.yml", rules).Documents);
            // Where every line was refused there is no field.
            if (plan.Slots.Length == 0)
                return;
            var tests = plan.Slots[0].Tests;
            var half = tests.Count / 2;
            var index = new TextIndex(tests[half..], piece => piece.Length, new TextIndex(tests[..half], piece => piece.Length));
            foreach (var text in texts)
            {
                AssertFinds(tests, text, found => index.Find(text, found));
                var (rows, bytes) = (new JsonRows(plan, new SlotValues(plan)), Encoding.UTF8.GetBytes(text));
                rows.Begin(bytes);
                rows.BeginLine();
                rows.Set(0, JsonRows.Kind.Text, 0, bytes.Length);
                AssertFinds(tests, text, found => index.Find(rows, 0, found));
            }

            var list = FieldValue.Of([.. texts.Select(text => FieldValue.Of(text))]);
            AssertFinds(tests, list, found => index.Find(list, found));
        }, iter: 400);

    static void AssertFinds(List<FieldTest> tests, FieldValue value, Action<IntBuffer> find)
    {
        var found = new IntBuffer();
        find(found);
        Assert.Equal(Enumerable.Range(0, tests.Count).Where(test => tests[test].Matches(value, present: true)), found.Written.ToArray().Order());
    }
}
