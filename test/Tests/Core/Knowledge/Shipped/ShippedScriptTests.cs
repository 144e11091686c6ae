using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Tests.Core.Knowledge.Stix;

namespace Knooppunt.Tests.Core.Knowledge.Shipped;

/// <summary>The scripts that come with Knooppunt: text and bundle say the same, every rule holds, and what they name is there.</summary>
public class ShippedScriptTests
{
    static readonly string Folder = Path.Combine(SharedData.Repository, "scripts");
    static readonly PatternDocument[] Documents = [.. Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "patterns"), "*.yml", SearchOption.AllDirectories).SelectMany(file => PatternFile.Parse(Path.GetFileName(file), File.ReadAllText(file)).Documents)];
    static readonly Dictionary<string, string> PatternTexts = Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "patterns"), "*.yml", SearchOption.AllDirectories).Select(File.ReadAllText).ToDictionary(text => SharedPattern.IdOf(text)!, text => text);
    static readonly Lazy<IReadOnlyList<(string Name, CrimeScript Script)>> Scripts = new(() => [.. Directory.EnumerateFiles(Folder, "mo-*.yml").Order(StringComparer.Ordinal).Select(file => (Path.GetFileNameWithoutExtension(file), Parse(file)))]);

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "mo-*.yml").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Fact]
    public void There_is_a_script_for_each_modus_operandi_of_the_field() =>
        Assert.Equal(Enumerable.Range(1, 17).Select(number => $"MO-{number:D2}"), Scripts.Value.Select(pair => pair.Script.Code));

    [Theory]
    [MemberData(nameof(Names))]
    public void Bundle_and_text_say_the_same_and_hold_every_rule(string name)
    {
        var script = Scripts.Value.Single(pair => pair.Name == name).Script;
        var bytes = File.ReadAllBytes(Path.Combine(Folder, name + ".json"));
        var bundle = StixReader.Read(bytes, name).Value;
        Assert.Empty(bundle.Refusals.Select(refusal => refusal.Complaint.ToString()));
        Assert.Empty(StixReferences.Missing(bundle.Objects).Select(reference => reference.Path));
        Assert.Equal(bytes, StixWriter.ToBytes(bundle, indented: true));
        var read = Assert.Single(ScriptsInStix.Read(bundle.Objects, name));
        Assert.True(read.Ok, read.Complaint?.ToString());
        Assert.Equal(ScriptText.Write(script), ScriptText.Write(read.Value));
        foreach (var (id, pattern) in ScriptsInStix.Patterns(bundle.Objects))
            Assert.True(PatternTexts.GetValueOrDefault(id) == pattern.Text, $"{name}.json holds another text of pattern {id} than patterns/: raise \"modified\" in {name}.yml and run: knooppunt scripts build");
        Assert.Equal(script.Steps.SelectMany(step => step.Patterns).Distinct().Order(), ScriptsInStix.Patterns(bundle.Objects).Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_object_holds_the_published_schema(string name)
    {
        foreach (var one in StixReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".json")), name).Value.Objects)
        {
            var wrong = StixSchemas.Wrong(one.Json);
            Assert.True(wrong is null, wrong);
        }
    }

    [Fact]
    public void Objects_with_one_id_in_several_bundles_are_one_object()
    {
        var all = Scripts.Value.SelectMany(pair => StixReader.Read(File.ReadAllBytes(Path.Combine(Folder, pair.Name + ".json")), pair.Name).Value.Objects);
        Assert.All(all.GroupBy(one => one.Id), versions => Assert.All(versions, one => Assert.True(one.Says(versions.First()), one.ToString())));
    }

    // A pattern's card names the step that it watches, and that step names the pattern.
    [Fact]
    public void Patterns_and_steps_name_each_other()
    {
        var watched = Scripts.Value.SelectMany(pair => pair.Script.Steps.SelectMany(step => step.Patterns.Select(pattern => (Step: $"{pair.Script.Code}/{step.Code}", Pattern: pattern)))).ToHashSet();
        var cards = Documents.Where(document => document.Card?.Script is not null).Select(document => (Step: document.Card!.Script!, Pattern: document.Id)).ToArray();
        Assert.DoesNotContain(cards, card => !watched.Contains(card));
        Assert.Empty(watched.Select(pair => pair.Pattern).Except(Documents.Select(document => document.Id)));
    }

    [Fact]
    public void Every_tag_of_a_source_is_explained_and_every_barrier_means_one_thing()
    {
        var sources = SourceList.Read(File.ReadAllText(Path.Combine(Folder, "sources.yml")), "sources.yml").Value.Select(source => source.Tag).ToHashSet();
        Assert.Empty(Scripts.Value.SelectMany(pair => pair.Script.Claims).SelectMany(claim => claim.Sources).Where(tag => tag is not (Claim.Own or Claim.Unchecked) && !sources.Contains(tag)).Distinct());
        var barriers = Scripts.Value.SelectMany(pair => pair.Script.Barriers).GroupBy(barrier => barrier.Code);
        Assert.Empty(barriers.Where(group => group.Select(barrier => barrier.Kind).Distinct().Count() > 1).Select(group => group.Key));
    }

    static CrimeScript Parse(string file)
    {
        var complaints = new List<Complaint>();
        return ScriptText.Read(File.ReadAllText(file), Path.GetFileName(file), complaints) ?? throw new InvalidOperationException(string.Join('\n', complaints));
    }
}
