using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Misp;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Knowledge.Misp;

/// <summary>Crime scripts as events of MISP and back, and events of strangers.</summary>
public sealed class MispTests
{
    const string PatternId = "fc10478e-ac48-53fd-83f1-57bd569a4c13";

    static readonly StixObject Maker = ScriptExtension.Maker("node/rotterdam", "Knooppunt Rotterdam", "organization", DateTimeOffset.UnixEpoch);
    static readonly Dictionary<string, SharedPattern> Patterns = new() { [PatternId] = new(PatternId, "Te zwaar", $"title: Te zwaar\nid: {PatternId}\ndetection:\n  a:\n    b: 1\n  condition: a\n", new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)) };
    static readonly ScriptSource[] Sources = [new("S1", "https://example.org/a", "Een rapport: deel 1"), new("S29b", "https://example.org/b", null)];

    static readonly Claim Said = new(new("Een zegel wordt gewisseld", "A seal is switched"), ["S1"]);

    internal static readonly CrimeScript Plain = new()
    {
        Code = "MO-77",
        Modified = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero),
        Name = new("Wisselen", "Switch"),
        What = Said,
        Tlp = Tlp.Green,
        Barriers = [new Knooppunt.Knowledge.Barrier("seals", Knooppunt.Knowledge.BarrierKind.Digital, Said)],
        Steps = [new() { Code = "cut", Phase = "voyage", Name = new("Knippen", "Cut"), What = Said, Patterns = [PatternId], Barriers = ["seals"] }],
    };

    internal static MispEvent Event(CrimeScript script, string? warning = null) => ScriptMisp.Write(script, Maker, new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), warning is null ? Patterns : new Dictionary<string, SharedPattern> { [PatternId] = Patterns[PatternId] with { Warning = warning } }, Sources);

    [Fact]
    public void Script_comes_back_whole_with_its_patterns_and_sources() => AnyScript.Script.Sample(script =>
    {
        var bytes = MispWriter.Write([Event(script)]);
        Assert.True(MispReader.IsMisp(bytes));
        var file = MispReader.Read(bytes, "theirs").Value;
        Assert.Empty(file.Complaints);
        Assert.Null(file.Told);
        var one = Assert.Single(file.Events);
        Assert.Equal((script.Tlp, script.Pap), (MispMarks.TlpOf(one), MispMarks.PapOf(one)));
        var complaints = new List<Complaint>();
        var objects = MispStix.Of(one, "theirs", complaints);
        Assert.Empty(complaints);
        Assert.Empty(StixReferences.Missing(objects).Select(reference => reference.Path));
        Assert.Equal(ScriptText.Write(script), ScriptText.Write(Assert.Single(ScriptsInStix.Read(objects, "theirs")).Value));
        var used = script.Steps.Any(step => step.Patterns.Count > 0);
        Assert.Equal(used ? [Patterns[PatternId]] : [], ScriptsInStix.Patterns(objects).Values);
        // What an event says is one event, however often and by whom it is written again.
        Assert.Equal(bytes, MispWriter.Write([Event(script)]));
        Assert.Equal(objects.Select(made => made.ToString()), MispStix.Of(one, "theirs", complaints).Select(made => made.ToString()));
    }, iter: 60);

    [Fact]
    public void Later_version_is_the_same_event_and_later_versions_of_the_same_objects() => AnyScript.Script.Sample(script =>
    {
        var (first, later) = (Event(script), Event(script with { Modified = script.Modified.AddDays(2) }));
        Assert.Equal(first.Uuid, later.Uuid);
        var (before, after) = (Objects(first), Objects(later));
        Assert.Equal(before.Select(one => one.Id), after.Select(one => one.Id));
        Assert.All(before.Zip(after).Where(pair => pair.First.Modified is not null && pair.First.CreatedBy is { } by && by != ScriptExtension.Knooppunt.Id && by != AttackFlow.Creator),
            pair => Assert.True(pair.First.Created == pair.Second.Created && pair.First.Version < pair.Second.Version));
    }, iter: 30);

    [Fact]
    public void Every_object_and_tag_is_as_its_template_and_taxonomy_say() => AnyScript.Script.Sample(script =>
    {
        var one = Event(script);
        Assert.Empty(MispTemplates.Wrong(JsonNode.Parse(MispWriter.Write([one]))!));
        Assert.True(MispTemplates.AreTags(one));
        var ids = one.Objects.SelectMany(part => part.Attributes.Select(attribute => attribute.Uuid).Concat(part.References.Select(reference => reference.Uuid)).Append(part.Uuid)).Concat(one.Attributes.Select(attribute => attribute.Uuid)).Append(one.Uuid).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }, iter: 60);

    [Fact]
    public void Galaxy_and_clusters_have_the_fields_of_misp_galaxy()
    {
        var script = Plain;
        var (galaxy, clusters) = (JsonNode.Parse(MispGalaxy.Galaxy())!, JsonNode.Parse(MispGalaxy.Clusters([script], ["Knooppunt"]))!);
        Assert.Equal(["description", "icon", "kill_chain_order", "name", "namespace", "type", "uuid", "version"], galaxy.AsObject().Select(one => one.Key));
        Assert.Equal(["authors", "category", "description", "name", "source", "type", "uuid", "values", "version"], clusters.AsObject().Select(one => one.Key));
        Assert.Equal(((string)galaxy["type"]!, (string)galaxy["uuid"]!), ((string)clusters["type"]!, (string)clusters["uuid"]!));
        var value = Assert.Single(clusters["values"]!.AsArray())!;
        Assert.Equal(MispGalaxy.ClusterOf(script).Uuid.ToString(), (string)value["uuid"]!);
        var phases = galaxy["kill_chain_order"]!["crime-script"]!.AsArray().Select(phase => $"crime-script:{phase}").ToArray();
        Assert.All(value["meta"]!["kill_chain"]!.AsArray(), phase => Assert.Contains((string)phase!, phases));
        // The tag of the event is the one that the galaxy gives.
        var written = JsonNode.Parse(MispWriter.Write([Event(script)]))!["Event"]!;
        Assert.Contains($"misp-galaxy:crime-script=\"{value["value"]}\"", written["Tag"]!.AsArray().Select(tag => (string)tag!["name"]!));
        Assert.Equal((string)value["uuid"]!, (string)written["Galaxy"]![0]!["GalaxyCluster"]![0]!["uuid"]!);
    }

    // An event as an instance of MISP gives it, of somebody who knows nothing of us.
    [Fact]
    public void Event_of_a_stranger_gives_knowledge_refuses_persons_and_names_the_rest()
    {
        var file = MispReader.Read(Encoding.UTF8.GetBytes(Stranger), "antwerp.json").Value;
        var one = Assert.Single(file.Events);
        Assert.Equal((Tlp.Green, Pap.Amber), (MispMarks.TlpOf(one), MispMarks.PapOf(one)));
        var complaints = new List<Complaint>();
        var objects = MispStix.Of(one, "antwerp.json", complaints);
        Assert.Empty(complaints);
        Assert.Empty(StixReferences.Missing(objects));
        Assert.Equal(["attack-pattern", "course-of-action", "identity", "indicator", "indicator", "marking-definition", "marking-definition", "note", "note", "report"], objects.Select(made => made.Type).Order(StringComparer.Ordinal));
        Assert.Equal(("Switch of a seal", "https://example.org/seal"), (objects.Single(made => made.Type == "report").Text("name"), objects.Single(made => made.Type == "report").Json.GetProperty("external_references")[0].GetProperty("url").GetString()));
        Assert.All(objects.Where(made => made.Type is "indicator" or "note"), made => Assert.Equal(Tlp.Green, Marks.TlpOf(made, Tlp.Red)));
        // The galaxy says to which way of working its rules belong.
        Assert.All(objects.Where(made => made.Type == "indicator"), made => Assert.True(MispGalaxy.IsTagOf(Assert.Single(made.Texts("labels")), "MO-02")));
        Assert.False(MispGalaxy.IsTagOf(objects.First(made => made.Type == "indicator").Texts("labels")[0], "MO-0"));

        string[] refused = [.. file.Complaints.Select(complaint => complaint.Place.Part!)];
        Assert.Equal(["response[0].Event.Attribute[1].type", "response[0].Event.Attribute[2].type", "response[0].Event.Attribute[6].value", "response[0].Event.Object[1]", "response[0].Event.Object[2].Attribute[1].type"], refused);
        Assert.All(file.Complaints, complaint => Assert.Contains("only knowledge travels", complaint.Sentence, StringComparison.Ordinal));
        Assert.Equal("Not taken, because nothing here uses them: 1 attribute ip-dst, 1 attribute md5, 1 galaxy cluster threat-actor, 1 object file.", file.Told);
        var said = string.Concat(objects.Select(made => made.Json.GetRawText()));
        Assert.All(new[] { "Jansen", "jansen@example.org", "0612345678", "VB-12-XY" }, person => Assert.DoesNotContain(person, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"Event\": 5}", "object, response a list")]
    [InlineData("{\"Event\": {}, \"Event\": {}}", "a name comes twice")]
    [InlineData("{\"type\": \"bundle\"}", "no file of MISP")]
    [InlineData("[]", "no file of MISP")]
    [InlineData("{\"Event\": ", "no JSON")]
    [InlineData("", "no JSON")]
    public void What_is_no_file_of_MISP_is_refused_whole(string text, string because) => Assert.Contains(because, MispReader.Read(Encoding.UTF8.GetBytes(text), "x").Complaint!.Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("uuid", "1", "Event.uuid")]
    [InlineData("info", "", "Event.info")]
    [InlineData("date", "27-11-2026", "Event.date")]
    [InlineData("timestamp", "-1", "Event.timestamp")]
    [InlineData("timestamp", "99999999999999", "Event.timestamp")]
    public void Event_without_what_it_must_say_is_refused_with_its_path(string property, string value, string path)
    {
        var written = JsonNode.Parse(MispWriter.Write([Event(Plain)]))!;
        written["Event"]![property] = value;
        var file = MispReader.Read(Encoding.UTF8.GetBytes(written.ToJsonString()), "x").Value;
        Assert.Empty(file.Events);
        Assert.Equal(path, Assert.Single(file.Complaints).Place.Part);
    }

    [Theory]
    [InlineData("Bel 06-12345678", true)]
    [InlineData("mail jan.jansen@haven.example", true)]
    [InlineData("op NL91ABNA0417164300", true)]
    [InlineData("Op 2026-10-02 14:00 aan kade 1187", false)]
    [InlineData("TCLU4265787 woog 24.000 kg", false)]
    public void Number_of_a_person_in_a_text_is_seen_and_a_date_is_none(string text, bool personal) => Assert.Equal(personal, MispPersonal.IsIn(text));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://jan@example.org/")]
    [InlineData("no address")]
    public void Link_that_is_no_plain_address_is_refused(string link)
    {
        var written = JsonNode.Parse(Stranger)!;
        written["response"]![0]!["Event"]!["Attribute"]![4]!["value"] = link;
        var file = MispReader.Read(Encoding.UTF8.GetBytes(written.ToJsonString()), "x").Value;
        Assert.Contains(file.Complaints, complaint => complaint.Place.Part == "response[0].Event.Attribute[4].value");
        Assert.DoesNotContain(file.Events[0].Attributes, attribute => attribute.Type == "link");
    }

    [Theory]
    [InlineData(new[] { "tlp:green", "tlp:amber+strict" }, 3, Tlp.AmberStrict)]
    [InlineData(new[] { "TLP:WHITE" }, 3, Tlp.Clear)]
    [InlineData(new[] { "tlp:ex:chr" }, 3, Tlp.Red)]
    [InlineData(new string[0], 3, Tlp.Amber)]
    [InlineData(new string[0], 0, Tlp.AmberStrict)]
    [InlineData(new string[0], 4, Tlp.AmberStrict)]
    public void The_strictest_tag_decides_and_what_is_not_known_is_strict(string[] tags, int distribution, Tlp tlp) =>
        Assert.Equal(tlp, MispMarks.TlpOf(Event(Plain) with { Tags = tags, Distribution = distribution }));

    // A red tag on one attribute, even one that is not used (a hash) or refused (a name, and one in an object about a person), makes the whole red.
    [Theory]
    [InlineData("Attribute", 0)]
    [InlineData("Attribute", 1)]
    [InlineData("Object", 1)]
    public void Tag_of_a_part_counts_for_the_whole(string parts, int at)
    {
        var written = JsonNode.Parse(Stranger)!;
        var part = written["response"]![0]!["Event"]![parts]![at]!;
        (part["Attribute"]?[0] ?? part)["Tag"] = new JsonArray(new JsonObject { ["name"] = "tlp:red" });
        Assert.Equal(Tlp.Red, MispMarks.TlpOf(MispReader.Read(Encoding.UTF8.GetBytes(written.ToJsonString()), "x").Value.Events[0]));
    }

    // Whatever is changed in a file: it is read or refused in sentences, and what it gives are good objects.
    [Fact]
    public void Spoiled_files_never_break_anything()
    {
        var good = MispWriter.Write([Event(Plain)]);
        byte[][] files = [good, Encoding.UTF8.GetBytes(Stranger)];
        Gen.Select(Gen.Int[0, 1], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 12], Gen.Int[0, 100_000]).Sample((which, changes, cut) =>
        {
            var bytes = (byte[])files[which].Clone();
            foreach (var (at, to) in changes)
                bytes[at % bytes.Length] = to;
            Hold(bytes.AsSpan(0, cut % 3 == 0 ? cut % bytes.Length : bytes.Length));
        }, iter: 150);
        // Values of another kind, wherever they stand.
        var values = Gen.OneOf("null", "{}", "[]", "5", "\"\"", "true", "\"\\ud800\"", "[[[[]]]]", "{\"Attribute\":{}}");
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 5_000], values).Sample((which, at, value) =>
        {
            var json = JsonNode.Parse(files[which])!;
            var places = Places(json).ToArray();
            var (owner, key) = places[at % places.Length];
            owner[key] = "@@here@@";
            Hold(Encoding.UTF8.GetBytes(json.ToJsonString().Replace("\"@@here@@\"", value, StringComparison.Ordinal)));
        }, iter: 150);
    }

    static void Hold(ReadOnlySpan<byte> bytes)
    {
        var read = MispReader.Read(bytes, "x");
        if (!read.Ok)
        {
            Assert.NotEmpty(read.Complaint!.Sentence);
            return;
        }

        foreach (var one in read.Value.Events)
            Assert.Empty(StixReferences.Missing(MispStix.Of(one, "x", [])));
    }

    static IEnumerable<(JsonObject Owner, string Key)> Places(JsonNode? node) => node switch
    {
        JsonObject owner => owner.Select(one => (owner, one.Key)).Concat(owner.SelectMany(one => Places(one.Value))).ToArray(),
        JsonArray list => list.SelectMany(Places),
        _ => [],
    };

    static IReadOnlyList<StixObject> Objects(MispEvent one) => MispStix.Of(MispReader.Read(MispWriter.Write([one]), "x").Value.Events[0], "x", []);

    /// <summary>An event as an instance of MISP gives it, of somebody who knows nothing of us.</summary>
    internal const string Stranger = """
        {"response":[{"Event":{"id":"17","orgc_id":"2","org_id":"1","date":"2026-10-02","threat_level_id":"2","info":"Switch of a seal","published":true,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b71","attribute_count":"9","analysis":"1","timestamp":"1790900000","distribution":"3","proposal_email_lock":false,"locked":false,"publish_timestamp":"1790900001","sharing_group_id":"0","disable_correlation":false,"extends_uuid":"",
        "Org":{"id":"1","name":"ORGNAME","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b72","local":true},"Orgc":{"id":"2","name":"Port of Antwerp","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b73","local":false},
        "Attribute":[
        {"id":"1","type":"md5","category":"Payload delivery","to_ids":true,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b74","event_id":"17","distribution":"5","timestamp":"1790900000","comment":"","sharing_group_id":"0","deleted":false,"disable_correlation":false,"object_id":"0","object_relation":null,"first_seen":null,"last_seen":null,"value":"d41d8cd98f00b204e9800998ecf8427e"},
        {"type":"full-name","category":"Person","to_ids":false,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b75","timestamp":"1790900000","deleted":false,"value":"Jan Jansen"},
        {"type":"email-src","category":"Payload delivery","to_ids":true,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b76","timestamp":"1790900000","deleted":false,"value":"jansen@example.org"},
        {"type":"sigma","category":"Payload installation","to_ids":true,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b77","timestamp":"1790900000","deleted":false,"value":"title: Seal differs\nid: 5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b90\ndetection:\n  a:\n    seal_same: false\n  condition: a"},
        {"type":"link","category":"External analysis","to_ids":false,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b78","timestamp":"1790900000","deleted":false,"value":"https://example.org/seal"},
        {"type":"ip-dst","category":"Network activity","to_ids":true,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b79","timestamp":"1790900000","deleted":false,"value":"192.0.2.7"},
        {"type":"comment","category":"Other","to_ids":false,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b7a","timestamp":"1790900000","deleted":false,"value":"Ask Jansen, 0612345678."},
        {"type":"text","category":"Other","to_ids":false,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b7b","timestamp":"1790900000","deleted":false,"value":"The seal is cut on the way and a copy is put on."},
        {"type":"text","category":"Other","to_ids":false,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b7c","timestamp":"1790900000","deleted":true,"value":"Taken back."}],
        "Object":[
        {"id":"3","name":"course-of-action","meta-category":"misc","description":"An object describing a specific measure taken to prevent or respond to an attack.","template_uuid":"3d1c2c06-68a9-4394-8c8d-258d115f796f","template_version":"1","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b7d","timestamp":"1790900000","distribution":"5","comment":"","deleted":false,"ObjectReference":[],"Attribute":[{"type":"text","category":"Other","to_ids":false,"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b7e","object_relation":"name","deleted":false,"value":"Electronic seals"}]},
        {"name":"person","meta-category":"misc","template_uuid":"a15b0477-e9d1-4b9c-9546-abe78a4f4248","template_version":"21","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b7f","timestamp":"1790900000","deleted":false,"Attribute":[{"type":"text","category":"Other","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b80","object_relation":"alias","deleted":false,"value":"Jansen"}]},
        {"name":"report","meta-category":"misc","template_uuid":"70a68471-df22-4e3f-aa1a-5a3be19f82df","template_version":"8","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b81","timestamp":"1790900000","deleted":false,"Attribute":[{"type":"text","category":"Other","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b82","object_relation":"summary","deleted":false,"value":"Seals are switched between discharge and scan."},{"type":"text","category":"Other","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b83","object_relation":"license-plate-number","deleted":false,"value":"VB-12-XY"}]},
        {"name":"sigma","meta-category":"misc","template_uuid":"aa21a3cd-ab2c-442a-9999-a5e6626591ec","template_version":"2","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b84","timestamp":"1790900000","deleted":false,"Attribute":[{"type":"sigma","category":"Payload installation","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b85","object_relation":"sigma","deleted":false,"value":"title: Too heavy\nid: 5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b91\n"}]},
        {"name":"file","meta-category":"file","template_uuid":"688c46fb-5edb-40a3-8273-1af7923e2215","template_version":"24","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b86","timestamp":"1790900000","deleted":false,"Attribute":[]}],
        "Galaxy":[{"id":"4","uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b87","name":"Threat Actor","type":"threat-actor","GalaxyCluster":[{"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b88","type":"threat-actor","value":"X"}]},
        {"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b89","name":"Crime script","type":"crime-script","GalaxyCluster":[{"uuid":"5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b8a","type":"crime-script","value":"MO-02 Switch","description":"A container is switched."}]}],
        "Tag":[{"id":"1","name":"tlp:green","colour":"#339900","exportable":true}]}}]}
        """;
}
