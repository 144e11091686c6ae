using System.Buffers;
using System.Text.RegularExpressions;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Texts that come once, twice and often, under more rules than a word has bits: whether a text has a number yet, lost it or never gets one changes no match.</summary>
public sealed class NewTextsTests
{
    static Gen<T> Pick<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    // Letters whose cases meet those of others, are of two units, or are of no letter at all.
    static readonly string[] Pieces =
        ["power", "shell", "POWER", @"\win", ".exe", "İst", "ıst", "ist", "IST", "ſtr", "str", "\u212Ael", "kel", "😀ab", "𐐨xy", "𐐀XY", "-enc", "–enc", "/enc", " ", "4688", "ß12", "SS12", "q"];

    static readonly Gen<string> Wanted = Gen.OneOf(Pick(Pieces), Pick(Pieces), Gen.Select(Pick(Pieces), Pick("", "*", "?"), Pick(Pieces)).Select(drawn => drawn.Item1 + drawn.Item2 + drawn.Item3));

    static readonly Gen<string> Line = Gen.Select(Pick("a", "b", "b", "c"), Pick("", "contains", "contains", "startswith", "endswith", "contains|all", "contains|cased", "contains|windash", "re", "re|i", "contains|neq", "fieldref"), Wanted.Array[1, 3])
        .Select((field, modifiers, values) => modifiers switch
        {
            "fieldref" => $"{field}|fieldref: {(field == "a" ? "b" : "a")}",
            "re" or "re|i" => $"{field}|{modifiers}: '{Regex.Escape(values[0])}'",
            // One value alone has no "all".
            "contains|all" => $"{field}|{modifiers}: ['{values[0]}', '{values[^1]}w']",
            _ => $"{field}{(modifiers.Length > 0 ? "|" + modifiers : "")}: [{string.Join(", ", values.Select(value => $"'{value}'"))}]",
        });

    static readonly Gen<string> Selection = Line.Array[1, 3].Select(lines => string.Concat(lines.DistinctBy(line => line.Split(':')[0]).Select(line => $"    {line}\n")));

    static readonly Gen<string> Rule = Gen.Select(Selection, Selection, Pick(Pieces), Pick("s", "s and f", "s and not f", "s or f", "not f", "s and k", "k and not f")).Select((selection, filter, keyword, condition) =>
        $"detection:\n  s:\n{selection}  f:\n{filter}{(condition.Contains('k', StringComparison.Ordinal) ? $"  k:\n    - '{keyword}'\n    - never\n" : "")}  condition: {condition}\n");

    static readonly Gen<string> Patterns = Rule.Array[70].Select(rules => string.Join("---\n", rules.Select((rule, i) => $"title: R{i}\nid: r{i}\nlogsource: {{category: t}}\n{rule}")
        .Append("title: N\nid: n\ncorrelation:\n  type: event_count\n  rules: [r0, r1]\n  group-by: [c]\n  timespan: 9s\n  condition: {gte: 2}\n  generate: true\n")
        .Append("title: M\nid: m\ncorrelation:\n  type: value_count\n  rules: [r2, r3, r4]\n  timespan: 9s\n  condition: {field: c, gte: 2}\n  generate: true\n")));

    // One in two is of few, so that it comes again; the others hardly ever do.
    static readonly Gen<string> Text = Gen.Select(Pick(Pieces).Array[0, 3].Select(string.Concat), Pick("", "", "", "number", "long"), Gen.Int[0, 1_000_000]).Select((text, kind, number) =>
        kind switch { "number" => $"{text}{number}", "long" => $"{text}{new string('q', 300)}{number}{text}", _ => text });

    static readonly Gen<Recorded[]> Events = Gen.Select(Text, Text, Text, Text, Gen.Int[0, 15]).Array[30, 60].Select(all => all.Select((drawn, i) =>
    {
        var data = new Fields.Builder().Set("a", drawn.Item1).Set("u", drawn.Item4);
        if (drawn.Item5 > 1)
            data.Set("b", drawn.Item5 == 2 ? FieldValue.OfTexts([drawn.Item2, drawn.Item1]) : drawn.Item5 == 3 ? default : drawn.Item2);
        return new Recorded(i + 1, RandomWork.Event(RandomWork.Start.AddSeconds(i / 2), data.Set("c", drawn.Item3).Build()));
    }).ToArray());

    [Fact]
    public void They_find_what_the_plain_interpreter_finds_also_over_a_snapshot() =>
        Gen.Select(Patterns, Events, Gen.Bool, Pick(20, 100_000)).Sample((patterns, events, escapesLittle, mostValues) =>
        {
            var file = PatternFile.Parse("random.yml", patterns);
            var late = TimeSpan.FromSeconds(2);
            var plan = Plan.Compile(file.Documents, new PlanOptions { Lateness = late, MaxValues = mostValues });
            // A line that is refused takes its rule out, and what is made of that.
            PatternDocument[] documents = [.. plan.Documents];
            Assert.True(documents.Length > Partition.MostBits);
            var state = new DetectionState(plan);
            var found = new List<string>();
            foreach (var (number, part) in events.Chunk(12).Index())
            {
                // The same lines behind each other, as far as one batch goes, and anew over a restored state.
                if (number == 2)
                {
                    var snapshot = new ArrayBufferWriter<byte>();
                    state.Write(snapshot);
                    state = DetectionState.Read(snapshot.WrittenSpan, plan).Value;
                }

                var lines = RandomWork.Lines(part, escapesLittle);
                found.AddRange(new PlainInput(state, "time", "lines", linesBefore: part[0].Offset - 1).Take([.. lines, .. new byte[64]], 0, lines.Length).Select(PlainInterpreter.Describe));
            }

            found.AddRange(Detector.Tick(state, RandomWork.Start.AddDays(1)).Select(PlainInterpreter.Describe));
            var plain = new PlainInterpreter(documents, late);
            foreach (var one in events)
                plain.Take(one);
            plain.Tick(RandomWork.Start.AddDays(1));
            Assert.Equal(plain.Found.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }, iter: 60);

    [Fact]
    public void A_text_is_kept_the_second_time_unless_its_field_has_few_or_its_number_is_needed()
    {
        const string Rules = "title: R\nid: r\nlogsource: {category: t}\ndetection:\n  s:\n    a|contains: never\n    c|contains: never\n  condition: s\n---\n"
            + "title: N\nid: n\ncorrelation:\n  type: event_count\n  rules: [r]\n  group-by: [c]\n  timespan: 9s\n  condition: {gte: 2}\n";
        var many = string.Join("---\n", Enumerable.Range(0, 80).Select(i => $"title: R{i}\nid: r{i}\nlogsource: {{category: t}}\ndetection:\n  s:\n    a|contains: never{i}\n  condition: s\n").Append(Rules));
        var plan = Plan.Compile(PatternFile.Parse("p.yml", many).Documents);
        var state = new DetectionState(plan);
        ValueTable Table(string field) => state.Values.Table(Array.Find(plan.Slots, slot => slot.Name == field)!.Index);
        var (kept, counted) = (Table("a").Limit, Table("c").Limit);
        var events = Enumerable.Range(0, 9_000).Select(i => new Recorded(i + 1, RandomWork.Event(RandomWork.Start, new Fields.Builder().Set("a", $"text {i} that comes once").Set("c", $"c{i}").Build())));
        var lines = RandomWork.Lines(events, escapesLittle: true);
        Assert.Empty(new PlainInput(state, "time", "lines").Take([.. lines, .. new byte[64]], 0, lines.Length));
        Assert.InRange(Table("a").Limit - kept, 4_000, 4_200);
        Assert.Equal(9_000, Table("c").Limit - counted);
        Assert.Empty(new PlainInput(state, "time", "lines").Take([.. lines, .. new byte[64]], 0, lines.Length));
        // Of marks that share a place only the newer is left.
        Assert.InRange(Table("a").Limit - kept, 8_500, 9_000);
    }
}
