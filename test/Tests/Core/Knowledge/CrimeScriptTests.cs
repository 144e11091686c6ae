using CsCheck;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Observations;
using Knooppunt.Tests.Core.Knowledge.Stix;

namespace Knooppunt.Tests.Core.Knowledge;

public class CrimeScriptTests
{
    const string Small = """
        script: MO-77
        modified: 2026-03-01T00:00:00.000Z
        tlp: clear
        name: 'Uithalen | Taking out'
        what: 'Iets | Something [S1]'
        barriers:
          seals: 'physical: Zegels | Seals [S1]'
        steps:
          - step: load
            phase: source
            name: 'Inladen | Load'
            what: 'Tas erin | Bag in [S1, own]'
            traces:
              - 'seal_check: Ander zegel | Another seal [S1]'
          - step: enter
            phase: access
            name: 'Binnen | In'
            what: 'Over het hek | Over the fence [S1]'
            barriers: [seals]
        """;

    static readonly SharedPattern Seal = new("fc10478e-ac48-53fd-83f1-57bd569a4c13", "Seal", "title: Seal\nid: fc10478e-ac48-53fd-83f1-57bd569a4c13\n", DateTimeOffset.UnixEpoch);
    static readonly Dictionary<string, SharedPattern> Patterns = new() { [Seal.Id] = Seal };

    [Fact]
    public void A_script_comes_back_from_its_text() => AnyScript.Script.Sample(script =>
    {
        var complaints = new List<Complaint>();
        var text = ScriptText.Write(script);
        var again = ScriptText.Read(text, "text", complaints);
        Assert.Equal("", string.Join('\n', complaints));
        Assert.Equal(text, ScriptText.Write(again!));
    }, iter: 300);

    [Fact]
    public void A_script_comes_back_from_its_objects_and_its_objects_hold_every_rule() => AnyScript.Script.Sample(script =>
    {
        var objects = ScriptStix.Write(script, ScriptExtension.Knooppunt, Patterns, [new("S1", "https://example.org/s1", null)]);
        Assert.Empty(StixReferences.Missing(objects).Select(reference => reference.ToString()));
        Assert.Equal(objects.Count, objects.Select(one => one.Id).Distinct().Count());
        var bundle = StixReader.Read(StixWriter.ToBytes(StixBundle.Of(objects)), "bundle").Value;
        Assert.Empty(bundle.Refusals);
        var again = Assert.Single(ScriptsInStix.Read([.. bundle.Objects.Reverse()], "bundle"));
        Assert.True(again.Ok, again.Complaint?.ToString());
        Assert.Equal(ScriptText.Write(script), ScriptText.Write(again.Value));
    }, iter: 100);

    [Fact]
    public void Objects_of_a_script_hold_the_published_schemas() => AnyScript.Script.Sample(script =>
    {
        foreach (var one in ScriptStix.Write(script, ScriptExtension.Knooppunt, Patterns, []))
        {
            var wrong = StixSchemas.Wrong(one.Json);
            Assert.True(wrong is null, wrong);
        }
    }, iter: 6);

    [Fact]
    public void A_new_version_changes_what_changed_and_keeps_what_others_added()
    {
        var script = ScriptText.Read(Small, "small", [])!;
        var first = ScriptStix.Write(script, ScriptExtension.Knooppunt, Patterns, []).ToArray();
        var at = Array.FindIndex(first, one => one.Text("name") == "In");
        var added = first[at].ToProperties();
        added["x_partner_note"] = "van een partner";
        first[at] = StixObject.From(added);
        var next = script with { Modified = script.Modified.AddDays(1), Steps = [script.Steps[0], script.Steps[1] with { Name = new("Naar binnen", "Go in") }] };
        var second = ScriptStix.Write(next, ScriptExtension.Knooppunt, Patterns, [], first);
        var changed = second.Where(one => first.Any(old => old.Id == one.Id && old.Version != one.Version)).ToArray();
        Assert.Equal(["attack-action", "attack-pattern"], changed.Select(one => one.Type).Order().ToArray());
        Assert.All(changed, one => Assert.Equal(StixArrival.Newer, StixVersions.Compare(first.Single(old => old.Id == one.Id), one)));
        Assert.Equal("van een partner", changed.Single(one => one.Type == "attack-pattern").Text("x_partner_note"));
        Assert.Equal(next.Modified, ScriptsInStix.Read([.. second], "x").Single().Value.Modified);
    }

    [Fact]
    public void What_left_a_script_is_revoked_and_what_comes_back_is_another_object()
    {
        var script = ScriptText.Read(Small, "small", [])!;
        var first = ScriptStix.Write(script, ScriptExtension.Knooppunt, Patterns, []);
        var shorter = script with { Modified = script.Modified.AddDays(1), Barriers = [], Steps = [script.Steps[0]] };
        var second = ScriptStix.Write(shorter, ScriptExtension.Knooppunt, Patterns, [], first);
        var gone = second.Where(one => one.Revoked).ToArray();
        Assert.Equal(["attack-action", "attack-pattern", "course-of-action", "relationship", "relationship"], gone.Select(one => one.Type).Order().ToArray());
        Assert.All(gone, one => Assert.Equal(StixArrival.Newer, StixVersions.Compare(first.Single(old => old.Id == one.Id), one)));
        Assert.Empty(StixReferences.Missing(second).Select(reference => reference.ToString()));
        Assert.DoesNotContain(second.Single(one => one.Type == "report").Refs("object_refs"), id => gone.Any(one => one.Id == id));
        Assert.Equal(ScriptText.Write(shorter), ScriptText.Write(Assert.Single(ScriptsInStix.Read([.. second], "x")).Value));

        var third = ScriptStix.Write(script with { Modified = script.Modified.AddDays(2) }, ScriptExtension.Knooppunt, Patterns, [], second);
        Assert.All(third.Where(one => second.Any(old => old.Id == one.Id)), one => Assert.NotEqual(StixArrival.Foreign, StixVersions.Compare(second.Single(old => old.Id == one.Id), one)));
        Assert.Equal(gone.Select(one => one.Id).Order(), third.Where(one => one.Revoked).Select(one => one.Id).Order());
        Assert.Equal(ScriptText.Write(script with { Modified = script.Modified.AddDays(2) }), ScriptText.Write(Assert.Single(ScriptsInStix.Read([.. third], "x")).Value));

        // Withdrawn as a whole it says what it said at the end.
        var withdrawn = third.Select(one => one.CreatedBy == ScriptExtension.Knooppunt.Id && one.Type != "extension-definition" && !one.Revoked ? StixVersions.Revoke(one, script.Modified.AddDays(3)) : one).ToArray();
        Assert.Equal(2, Assert.Single(ScriptsInStix.Read(withdrawn, "x")).Value.Steps.Count);
    }

    [Theory]
    [InlineData("phase: source", "phase: nowhere", "is no phase")]
    [InlineData("[S1, own]", "", "square brackets")]
    [InlineData("[S1, own]", "[]", "without a source")]
    [InlineData("barriers: [seals]", "barriers: [doors]", "not among the barriers")]
    [InlineData("            barriers: [seals]\n", "", "No step names this barrier")]
    [InlineData("step: enter", "step: load", "comes once")]
    [InlineData("'seal_check:", "'seal_guess:", "observation type")]
    [InlineData("'physical:", "'magic:", "physical, social")]
    [InlineData("tlp: clear", "tlp: white", "words for tlp")]
    [InlineData("modified: 2026-03-01T00:00:00.000Z", "modified: 2026-03-01", "to the millisecond")]
    [InlineData("Over het hek | Over the fence", "Over het hek", "bar between spaces")]
    [InlineData("phase: access", "phase: access\n    after: [later]", "no step before it")]
    [InlineData("phase: access", "fase: access", "not known here")]
    public void A_text_that_is_wrong_is_told_where(string right, string wrong, string part)
    {
        var complaints = new List<Complaint>();
        Assert.Null(ScriptText.Read((Small + "\n").Replace(right.TrimStart(), wrong, StringComparison.Ordinal), "small.yml", complaints));
        Assert.Contains(complaints, complaint => complaint.Sentence.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_without_pattern_and_barrier_is_a_hole()
    {
        var script = ScriptText.Read(Small, "small", [])!;
        Assert.Equal([true, false], script.Steps.Select(step => step.IsHole));
    }
}
