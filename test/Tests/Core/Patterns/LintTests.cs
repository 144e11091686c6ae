using Knooppunt.Detection;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Patterns;

public sealed class LintTests
{
    const string Card = """
        knooppunt:
          place: gate
          subject: plate
          sentence: {nl: Voertuig {plate}, en: Vehicle}
          innocent: {nl: Fout, en: Error}
        """;

    [Theory]
    [InlineData("gate_visit", "{s: {direction: in}, t: {direction: out}, condition: s}", "\"t\" is not used")]
    [InlineData("gate_visit", "{s: {colour: red}, condition: s}", "\"colour\" is not in docs/taxonomy.md")]
    [InlineData("gate_visit", "{s: {direction: in}, t: {direction: out}, condition: s and t}", "contradict")]
    [InlineData("gate_visit", "{s: {gross_kg|gt: 10, gross_kg|lt: 5}, condition: s}", "contradict")]
    [InlineData("gate_visit", "{s: {direction|all: [in, out]}, condition: s}", "at once")]
    [InlineData("gate_visit", "{s: {gross_kg|gt: 5, gross_kg|lte: 5}, condition: s}", "\"gross_kg\" contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {gross_kg|gt: 5, gross_kg: 3}, condition: s}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {direction: in, direction|startswith: o}, condition: s}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {direction: in, direction|neq: IN}, condition: s}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {direction: in, direction|exists: false}, condition: s}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {direction: null, direction|contains: i}, condition: s}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {direction: in}, condition: s and not s}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {direction: in, place: a}, t: {direction: in}, condition: s and not t}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {direction: in}, t: {direction: out, place: a}, u_1: {direction: out, place: b}, u_2: {direction: x}, condition: s and (t or 1 of u_*)}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {direction: in}, t: {direction: out}, u: {place: b}, condition: s and (t or u)}", "this part of the condition")]
    [InlineData("gate_visit", "{s: {place|hour: 24}, condition: s}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {place|hour|gt: 22, place|hour|lt: 23}, condition: s}", "contradict each other; the rule")]
    [InlineData("gate_visit", "{s: {type: container_gate}, condition: s}", "contradict the service")]
    [InlineData("gate_visit", "{s: {plate|startswith: AB}, condition: s}", "pseudonym")]
    [InlineData("gate_vist", "{s: {direction: in}, condition: s}", "is not an observation type")]
    [InlineData("container_gate", "{s: {direction: in}, condition: s}", "belongs to the family")]
    public void A_doubtful_rule_is_told_with_its_place(string service, string detection, string sentence)
    {
        var file = PatternFile.Parse("p.yml", $"title: Title\nlogsource: {{product: knooppunt, category: presence, service: {service}}}\ndetection: {detection}\n{Card.Replace("{plate}", "", StringComparison.Ordinal)}");
        Assert.Empty(file.Complaints);
        var complaint = Assert.Single(PatternLint.Check(file.Documents));
        Assert.Contains(sentence, complaint.Sentence, StringComparison.Ordinal);
        Assert.Equal("Title", complaint.Place.Part);
        Assert.True(complaint.Place.Line > 0);
    }

    [Theory]
    [InlineData("{s: {gross_kg|gt: 5, gross_kg|lte: 6}, condition: s}")]
    [InlineData("{s: {direction: in, direction|cased: IN}, condition: s}")]
    [InlineData("{s: {direction: in, direction|re: ^I}, condition: s}")]
    [InlineData("{s: {direction: 5, direction|gte: 5}, condition: s}")]
    [InlineData("{s: {direction: [in, out], direction|neq: in}, condition: s}")]
    [InlineData("{s: {direction: in, place: a}, t: {direction: in, place: b}, condition: s and not t}")]
    [InlineData("{s: {direction: in}, t: {direction: out}, condition: s or t}")]
    [InlineData("{s: {direction: in}, t: {direction: out}, condition: s and not t}")]
    [InlineData("{s: {direction: null, direction|exists: true}, condition: s}")]
    [InlineData("{s: {direction|contains|all: [i, n]}, condition: s}")]
    [InlineData("{s: {place|hour: [22, 23], place|day: 31}, condition: s}")]
    [InlineData("{s: {direction|contains: i}, t: {direction|contains: o}, condition: s and t}")]
    [InlineData("{s: {type: gate_visit}, condition: s}")]
    public void What_may_hold_is_not_doubted(string detection)
    {
        var file = PatternFile.Parse("p.yml", $"title: Title\nlogsource: {{product: knooppunt, category: presence, service: gate_visit}}\ndetection: {detection}\n{Card.Replace("{plate}", "", StringComparison.Ordinal)}");
        Assert.Empty(file.Complaints);
        Assert.Empty(PatternLint.Check(file.Documents));
    }

    [Theory]
    [InlineData("{type: value_count, rules: [b], group-by: [k, l], timespan: 1h, condition: {field: k, gte: 2}}", "groups of the same field")]
    [InlineData("{type: value_percentile, rules: [b], group-by: [k], timespan: 1h, condition: {field: v, gt: 100}}", "no number fits")]
    [InlineData("{type: value_percentile, rules: [b], group-by: [k], timespan: 1h, condition: {field: v, lte: 0}}", "no number fits")]
    [InlineData("{type: temporal, rules: [b, never], group-by: [k], timespan: 1h}", "needs \"never\"")]
    [InlineData("{type: event_count, rules: [never], group-by: [k], timespan: 1h, condition: {gte: 1}}", "needs \"never\"")]
    [InlineData("{type: temporal, rules: [b, never], group-by: [k], timespan: 1h, condition: {gte: 2}}", "needs more rules than can hold")]
    [InlineData("{type: temporal, rules: [b, outer], group-by: [k], timespan: 1h}", "needs \"outer\"")]
    [InlineData("{type: temporal_ordered, rules: [never, b], group-by: [k], timespan: 1h, condition: never and not b}", "needs \"never\"")]
    [InlineData("{type: temporal_ordered, rules: [b, never], group-by: [k], timespan: 1h, condition: b and not never}", null)]
    [InlineData("{type: event_count, rules: [b, never], group-by: [k], timespan: 1h, condition: {gte: 2}}", null)]
    [InlineData("{type: value_percentile, rules: [b], group-by: [k], timespan: 1h, condition: {field: v, lte: 1}}", null)]
    [InlineData("{type: value_count, rules: [b], group-by: [k], timespan: 1h, condition: {field: k, gte: 1}}", null)]
    [InlineData("{type: value_count, rules: [b], group-by: [k], timespan: 1h, condition: {field: [k, l], gte: 2}}", null)]
    public void A_correlation_on_what_can_never_hold_is_told_at_its_condition(string correlation, string? sentence)
    {
        const string Below = """
            title: B
            name: b
            logsource: {category: t}
            detection: {s: {a: x}, condition: s}
            ---
            title: Never
            name: never
            logsource: {category: t}
            detection: {s: {a: x, a|neq: x}, condition: s}
            ---
            title: Outer
            name: outer
            correlation: {type: temporal, rules: [never, b], timespan: 1h}
            ---
            title: C
            correlation: 
            """;
        var file = PatternFile.Parse("p.yml", Below + correlation);
        Assert.Empty(file.Complaints);
        var told = PatternLint.Check(file.Documents).Where(complaint => complaint.Place.Part == "C").ToList();
        if (sentence is null)
        {
            Assert.Empty(told);
            return;
        }

        Assert.Contains(sentence, Assert.Single(told).Sentence, StringComparison.Ordinal);
        Assert.Equal(16, told[0].Place.Line);
        Assert.True(told[0].Place.Column > 1);
    }

    [Fact]
    public void Every_correlation_of_a_circle_is_told()
    {
        static string Correlation(string name, string rule) => $"title: {name}\nname: {name}\ncorrelation: {{type: event_count, rules: [{rule}], timespan: 1h, condition: {{gte: 1}}}}\n---\n";
        var file = PatternFile.Parse("p.yml", Correlation("a", "b") + Correlation("b", "c") + Correlation("c", "a") + Correlation("d", "a") + Correlation("e", "e"));
        var told = Plan.Compile(file.Documents).Complaints;
        Assert.Equal(["a", "b", "c", "d", "e"], told.Select(complaint => complaint.Place.Part).Order());
        Assert.All(told, complaint => Assert.Contains("left out", complaint.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{type: event_count, rules: [b], group-by: [k], timespan: 1h, condition: {gt: 5, lt: 3}}", "never hold")]
    [InlineData("{type: event_count, rules: [b], group-by: [k], timespan: 1h, condition: {lt: 1}}", "never hold")]
    [InlineData("{type: temporal, rules: [b], group-by: [k], timespan: 1h, condition: {gte: 2}}", "never hold")]
    [InlineData("{type: event_count, rules: [c], group-by: [k], timespan: 1h, condition: {gte: 2}}", "refers to \"c\"")]
    public void A_correlation_that_cannot_fire_is_told(string correlation, string sentence)
    {
        var file = PatternFile.Parse("p.yml", $"title: B\nname: b\nlogsource: {{category: t}}\ndetection: {{s: {{a: x}}, condition: s}}\n---\ntitle: C\ncorrelation: {correlation}\n");
        Assert.Empty(file.Complaints);
        Assert.Contains(sentence, Assert.Single(PatternLint.Check(file.Documents)).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{who: {one: k, b: l}}", null)]
    [InlineData("{who: {first: k, b: l}}", null)]
    [InlineData("{who: {c: k, b: l}}", "names \"c\"")]
    public void An_alias_may_name_a_rule_by_id_or_name_but_only_one_that_is_read(string aliases, string? sentence)
    {
        static string Rule(string head) => $"title: B\n{head}\nlogsource: {{category: t}}\ndetection: {{s: {{a: x}}, condition: s}}\n---\n";
        var file = PatternFile.Parse("p.yml", $"{Rule("id: one\nname: first")}{Rule("name: b")}{Rule("name: c")}title: C\ncorrelation: {{type: temporal, rules: [first, b], group-by: [who], timespan: 1h, aliases: {aliases}}}\n");
        Assert.Equal(sentence is null ? 0 : 1, PatternLint.Check(file.Documents).Count(complaint => complaint.Sentence.Contains(sentence ?? "alias", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a and not b", "preview: absence, ", null)]
    [InlineData("a and not b", "", "mark it with")]
    [InlineData("a and b", "preview: absence, ", "take the mark away")]
    [InlineData("a and b", "", null)]
    public void Absence_is_marked_in_the_file(string condition, string mark, string? sentence)
    {
        static string Rule(string name) => $"title: {name}\nname: {name}\nlogsource: {{product: knooppunt, service: gate_visit}}\ndetection: {{s: {{direction: {name}}}, condition: s}}\n---\n";
        var file = PatternFile.Parse("p.yml", $"{Rule("a")}{Rule("b")}title: C\ncorrelation: {{type: temporal, rules: [a, b], timespan: 1h, condition: {condition}}}\nknooppunt: {{{mark}place: gate, subject: plate, sentence: {{nl: x, en: x}}, innocent: {{nl: x, en: x}}}}\n");
        Assert.Empty(file.Complaints);
        var told = PatternLint.Check(file.Documents);
        if (sentence is null)
            Assert.Empty(told);
        else
            Assert.Contains(sentence, Assert.Single(told).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_on_a_correlation_is_told()
    {
        var file = PatternFile.Parse("p.yml", "title: B\nname: b\nlogsource: {category: t}\ndetection: {s: {a: x}, condition: s}\n---\ntitle: C\nname: c\ncorrelation: {type: event_count, rules: [b], timespan: 1h, condition: {gte: 2}}\n---\ntitle: F\nlogsource: {category: t}\nfilter: {rules: [b, c], s: {u: x}, condition: s}\n");
        var complaint = Assert.Single(PatternLint.Check(file.Documents));
        Assert.Contains("\"c\" is a correlation", complaint.Sentence, StringComparison.Ordinal);
        Assert.Equal((12L, 21), (complaint.Place.Line, complaint.Place.Column));
    }

    [Fact]
    public void A_pattern_of_ours_without_a_card_is_told_what_is_missing()
    {
        var file = PatternFile.Parse("p.yml", "title: T\nlogsource: {product: knooppunt, service: gate_visit}\ndetection: {s: {direction: in}, condition: s}\n");
        Assert.Contains("place, subject, sentence, innocent", Assert.Single(PatternLint.Check(file.Documents)).Sentence, StringComparison.Ordinal);
        Assert.NotEmpty(PatternLint.Cost(file.Documents[0]));
    }
}
