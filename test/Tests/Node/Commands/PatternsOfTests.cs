using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Node.Commands;

namespace Knooppunt.Tests.Node.Commands;

/// <summary>What a pattern says of itself when it travels.</summary>
public sealed class PatternsOfTests
{
    const string Id = "fc10478e-ac48-53fd-83f1-57bd569a4c13";

    const string Script = """
        script: MO-77
        modified: 2026-03-01T00:00:00.000Z
        tlp: clear
        name: 'Uithalen | Taking out'
        what: 'Iets | Something [S1]'
        steps:
          - step: load
            phase: source
            name: 'Inladen | Load'
            what: 'Tas erin | Bag in [S1]'
            patterns: [fc10478e-ac48-53fd-83f1-57bd569a4c13]
        """;

    [Theory]
    [InlineData("a and not b", true)]
    [InlineData("{gte: 2}", false)]
    public void A_pattern_that_waits_for_what_does_not_come_travels_with_a_warning(string condition, bool warned)
    {
        static string Rule(string name) => $"title: {name}\nname: {name}\nlogsource: {{category: t}}\ndetection: {{s: {{f: {name}}}, condition: s}}\n---\n";
        var shared = PatternsOf.File("p.yml", $"{Rule("a")}{Rule("b")}title: C\nid: {Id}\ncorrelation: {{type: temporal, rules: [a, b], timespan: 1h, condition: {condition}}}\n")!;
        var objects = ScriptStix.Write(ScriptText.Read(Script, "script", [])!, ScriptExtension.Knooppunt, new Dictionary<string, SharedPattern> { [Id] = shared }, []);
        var indicator = Assert.Single(objects, one => one.Type == "indicator");
        Assert.Equal(warned, indicator.Text("description")?.Contains("issue 198", StringComparison.Ordinal) ?? false);
    }
}
