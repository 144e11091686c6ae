using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>A case per sentence of the rules specification and the modifiers appendix, as far as single lines go.</summary>
public sealed class LineTests
{
    [Theory]
    [InlineData(@"f: Abc", "aBC", true)]
    [InlineData(@"f|cased: Abc", "aBC", false)]
    [InlineData(@"f: a*c", "abbc", true)]
    [InlineData(@"f: a?c", "abbc", false)]
    [InlineData(@"f: a\*c", "a*c", true)]
    [InlineData(@"f: a\*c", "abc", false)]
    [InlineData(@"f: a\\*", @"a\b", true)]
    [InlineData(@"f: C:\Windows\x", @"c:\windows\X", true)]
    [InlineData(@"f|startswith: ab", "abc", true)]
    [InlineData(@"f|endswith: bc", "abc", true)]
    [InlineData(@"f|contains: b", "abc", true)]
    [InlineData(@"f|contains|all: [a, z]", "abc", false)]
    [InlineData(@"f|windash|contains: ' -q '", "x /q y", true)]
    [InlineData(@"f|windash|contains: ' -q '", "x \u2014q y", true)]
    [InlineData(@"f|re: ^a.c$", "abc", true)]
    [InlineData(@"f|re: ^A", "abc", false)]
    [InlineData(@"f|re|i: ^A", "abc", true)]
    [InlineData(@"f|re|m: ^b", "a\nb", true)]
    [InlineData(@"f|re|s: a.b", "a\nb", true)]
    [InlineData(@"f|re: (?=b)b", "abc", true)]
    [InlineData(@"f|base64|contains: foobar", "xxZm9vYmFyxx", true)]
    [InlineData(@"f|base64offset|contains: foobar", "eGZvb2Jhcg==", true)]
    [InlineData(@"f|base64offset|contains: foobar", "eHhmb29iYXI=", true)]
    [InlineData(@"f|wide|base64offset|contains: ping", "cABpAG4AZwA=", true)]
    [InlineData(@"f|utf16be|base64: hi", "AGgAaQ==", true)]
    [InlineData(@"f|utf16|base64: hi", "//5oAGkA", true)]
    [InlineData(@"f|cidr: 10.0.0.0/8", "10.200.3.4", true)]
    [InlineData(@"f|cidr: 10.0.0.0/8", "11.0.0.1", false)]
    [InlineData(@"f|cidr: 2001:db8::/32", "2001:db8:1::5", true)]
    [InlineData(@"f|hour: 3", "2026-03-01T03:10:00+02:00", true)]
    [InlineData(@"f|hour|gte: 22", "2026-03-01T03:10:00Z", false)]
    [InlineData(@"f|week: 9", "2026-03-01T03:10:00Z", true)]
    [InlineData(@"f|expand: '%names%'", "carol", true)]
    [InlineData(@"f|neq: a", "b", true)]
    [InlineData(@"f: ''", "", true)]
    [InlineData(@"f: 12", "12", true)]
    [InlineData(@"f|gte: 12", "12.0", true)]
    public void A_line_holds_as_the_specification_says(string line, string value, bool holds)
    {
        var file = PatternFile.Parse("p.yml", $"title: T\nlogsource: {{category: t}}\ndetection:\n  s:\n    {line}\n  condition: s\n");
        Assert.Empty(file.Complaints);
        var plan = Plan.Compile(file.Documents, new PlanOptions { Placeholders = new Dictionary<string, IReadOnlyList<string>> { ["names"] = ["bob", "carol"] } });
        var observation = RandomWork.Event(RandomWork.Start, Fields.Of(("f", value)));
        Assert.Equal(holds, Detector.Step(new DetectionState(plan), [new Recorded(1, observation)]).Count == 1);
        Assert.Equal(holds, Explanation.Explain(plan, file.Documents[0].Id, observation).Count == 1);
    }

    [Theory]
    [InlineData("a|fieldref: b", 3, 3, true)]
    [InlineData("a|fieldref: b", 4, 3, false)]
    [InlineData("a|gt|fieldref: b", 4, 3, true)]
    [InlineData("a|gt|fieldref: b", 3, 3, false)]
    [InlineData("a|gte|fieldref: b", 3, 3, true)]
    [InlineData("a|lt|fieldref: b", 10, 9, false)]
    [InlineData("a|lt|fieldref: b", 9, 10, true)]
    [InlineData("a|neq|fieldref: b", 9, 10, true)]
    public void Two_fields_compare_as_their_modifiers_say(string line, double a, double b, bool holds)
    {
        var file = PatternFile.Parse("p.yml", $"title: T\nlogsource: {{category: t}}\ndetection:\n  s:\n    {line}\n  condition: s\n");
        var observation = RandomWork.Event(RandomWork.Start, Fields.Of(("a", a), ("b", b)));
        Assert.Equal(holds, Detector.Step(new DetectionState(Plan.Compile(file.Documents)), [new Recorded(1, observation)]).Count == 1);
    }

    [Fact]
    public void A_filter_takes_events_away_from_its_rules()
    {
        const string text = """
            title: Rule
            id: r
            logsource: {category: t}
            detection: {s: {a: x}, condition: s}
            ---
            title: Filter
            logsource: {category: t}
            filter: {rules: [r], selection: {b: y}, condition: selection}
            """;
        foreach (var written in new[] { text, text.Replace("condition: selection", "condition: not selection", StringComparison.Ordinal) })
        {
            var state = new DetectionState(Plan.Compile(PatternFile.Parse("p.yml", written).Documents));
            var matches = Detector.Step(state, [new Recorded(1, RandomWork.Event(RandomWork.Start, Fields.Of(("a", "x"), ("b", "y")))), new Recorded(2, RandomWork.Event(RandomWork.Start, Fields.Of(("a", "x"))))]);
            Assert.Equal(2, Assert.Single(matches).Offset);
        }
    }

    [Fact]
    public void Absence_is_refused_when_strict()
    {
        var file = PatternFile.Parse("p.yml", "title: A\nname: a\nlogsource: {category: t}\ndetection: {s: {a: x}, condition: s}\n---\ntitle: B\nname: b\nlogsource: {category: t}\ndetection: {s: {a: y}, condition: s}\n---\ntitle: C\ncorrelation: {type: temporal_ordered, rules: [a, b], group-by: [k], timespan: 1h, condition: a and not b}\n");
        Assert.Contains("strict", Assert.Single(Plan.Compile(file.Documents, new PlanOptions { Strict = true }).Complaints).Sentence, StringComparison.Ordinal);
        Assert.Empty(Plan.Compile(file.Documents).Complaints);
    }

    [Fact]
    public void All_rules_of_sigmahq_compile_together()
    {
        var plan = Plan.Compile(Patterns.SigmaHq.Files().SelectMany(file => PatternFile.Parse(file.Name, file.Text).Documents));
        Assert.InRange(plan.Documents.Count(), 3_800, 4_100);
        var state = new DetectionState(plan);
        var matches = Detector.Step(state, [new Recorded(1, RandomWork.Event(RandomWork.Start, Fields.Of(("Image", @"C:\x\mimikatz.exe"), ("CommandLine", "mimikatz.exe sekurlsa::logonpasswords"))))]);
        Assert.NotEmpty(matches);
    }
}
