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
