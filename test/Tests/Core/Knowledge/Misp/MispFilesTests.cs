using System.Text;
using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Misp;

namespace Knooppunt.Tests.Core.Knowledge.Misp;

/// <summary>Files of MISP as its tools write them: what stands in them, in which form, and what of it may not come in.</summary>
public sealed class MispFilesTests
{
    const string Warned = "Waits for what does not come, a preview: a tool that knows the specification 2.1.0 alone refuses it.";

    [Fact]
    public void What_another_tool_must_know_of_a_rule_stands_beside_it_and_comes_back()
    {
        var written = JsonNode.Parse(MispWriter.Write([MispTests.Event(MispTests.Plain, Warned)]))!;
        var rule = written["Event"]!["Object"]!.AsArray().Single(one => (string)one!["name"]! == "sigma")!["Attribute"]!.AsArray().Single(one => (string)one!["type"]! == "sigma")!;
        Assert.Equal(Warned, (string)rule["comment"]!);
        var back = MispStix.Of(Read(written).Events[0], "x", []);
        Assert.Equal(Warned, back.Single(one => one.Type == "indicator").Text("description"));
        Assert.Equal(Warned, Assert.Single(ScriptsInStix.Patterns(back)).Value.Warning);
        Assert.Equal("", (string)JsonNode.Parse(MispWriter.Write([MispTests.Event(MispTests.Plain)]))!["Event"]!["Object"]!.AsArray().Single(one => (string)one!["name"]! == "sigma")!["Attribute"]![0]!["comment"]!);
    }

    [Fact]
    public void Many_events_in_parts_are_the_same_as_whole()
    {
        var events = Enumerable.Range(0, 5).Select(at => MispTests.Event(MispTests.Plain with { Code = $"MO-{at}" })).ToArray();
        for (var count = 0; count <= events.Length; count++)
        {
            var bytes = MispWriter.Write(events[..count]);
            Assert.Equal(bytes, MispWriter.Parts(events.Take(count)).SelectMany(part => part));
            Assert.Equal(count, MispReader.Read(bytes, "x").Value.Events.Count);
            var plain = JsonNode.Parse(bytes)!;
            Assert.Equal(Encoding.UTF8.GetString(bytes), plain.ToJsonString(new(System.Text.Json.JsonSerializerDefaults.General) { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        }
    }

    /// <summary>The forms of MISP's own export, of its search, of PyMISP's to_json, and of a list of those.</summary>
    [Fact]
    public void Event_is_known_in_each_form_in_which_tools_write_it()
    {
        var inside = JsonNode.Parse(MispTests.Stranger)!["response"]![0]!["Event"]!;
        var uuid = Read(JsonNode.Parse(MispTests.Stranger)!).Events[0].Uuid;
        foreach (var form in new[] { inside.DeepClone(), new JsonObject { ["Event"] = inside.DeepClone() }, new JsonArray(new JsonObject { ["Event"] = inside.DeepClone() }), new JsonObject { ["response"] = new JsonArray(new JsonObject { ["Event"] = inside.DeepClone() }) } })
        {
            Assert.True(MispReader.IsMisp(Encoding.UTF8.GetBytes(form.ToJsonString())));
            Assert.Equal(uuid, Assert.Single(Read(form).Events).Uuid);
        }

        Assert.All(new[] { "{\"objects\":[]}", "{\"info\":\"x\",\"objects\":[]}", "[]", "[{\"info\":\"x\"}]", "{", "5" }, other => Assert.False(MispReader.IsMisp(Encoding.UTF8.GetBytes(other))));
    }

    [Theory]
    [InlineData("date", "2026-10-02", 1790900000)]
    [InlineData("timestamp", "2026-10-02", 1790899200)]
    public void What_PyMISP_leaves_out_follows_from_the_other(string without, string date, long changed)
    {
        var inside = JsonNode.Parse(MispTests.Stranger)!["response"]![0]!["Event"]!.AsObject();
        inside.Remove(without);
        var one = Assert.Single(Read(inside).Events);
        Assert.Equal((DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), changed), (one.Date, one.Changed.ToUnixTimeSeconds()));
        inside.Remove(without == "date" ? "timestamp" : "date");
        Assert.Contains("to_feed of PyMISP", Assert.Single(Read(inside).Complaints).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info", "Bel 06-12345678", "Event.info")]
    [InlineData("Attribute[3].value", "title: a\nid: 5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b90\ndetection:\n  a:\n    plate: GB-123-X\n  condition: a\n", "Event.Attribute[3].value")]
    [InlineData("Attribute[3].comment", "van jan@haven.example", "Event.Attribute[3].comment")]
    [InlineData("Attribute[4].value", "https://haven.example/?q=jan@haven.example", "Event.Attribute[4].value")]
    [InlineData("Object[0].Attribute[0].value", "Vraag GB-123-X", "Event.Object[0].Attribute[0].value")]
    [InlineData("Object[3].Attribute[0].value", "title: b\nid: 5f0c2c86-6c0b-4a55-9c57-0e2f6c0d9b91\nauthor: jan@haven.example\n", "Event.Object[3].Attribute[0].value")]
    [InlineData("Galaxy[1].GalaxyCluster[0].value", "MO-02 GB-123-X", "Event.Galaxy[1].GalaxyCluster[0].value")]
    [InlineData("Galaxy[1].GalaxyCluster[0].description", "Bel +31 6 12345678", "Event.Galaxy[1].GalaxyCluster[0].description")]
    public void Whatever_leads_to_a_person_is_refused_where_it_stands(string place, string text, string path)
    {
        var inside = JsonNode.Parse(MispTests.Stranger)!["response"]![0]!["Event"]!;
        var before = Read(new JsonObject { ["Event"] = inside.DeepClone() }).Complaints.Count;
        var (node, steps) = (inside, place.Split('.'));
        foreach (var step in steps[..^1])
            node = node[step[..step.IndexOf('[', StringComparison.Ordinal)]]![int.Parse(step[(step.IndexOf('[', StringComparison.Ordinal) + 1)..^1], System.Globalization.CultureInfo.InvariantCulture)]!;
        node[steps[^1]] = text;
        var file = Read(new JsonObject { ["Event"] = inside.DeepClone() });
        Assert.Contains(file.Complaints, complaint => complaint.Place.Part == path && complaint.Sentence.Contains("AVG art. 5", StringComparison.Ordinal));
        Assert.Equal(place == "info" ? 1 : before + 1, file.Complaints.Count);
        Assert.DoesNotContain(text, string.Concat(file.Events.SelectMany(one => MispStix.Of(one, "x", [])).Select(one => one.Json.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public void Script_that_an_event_carries_is_looked_through_too()
    {
        var script = MispTests.Plain with { What = new(new("Bel 06-12345678", "Call"), ["S1"]) };
        var file = Read(JsonNode.Parse(MispWriter.Write([MispTests.Event(script)]))!);
        Assert.Equal("Event.Attribute[0].data", Assert.Single(file.Complaints).Place.Part);
        Assert.DoesNotContain(file.Events[0].Attributes, attribute => attribute.Data is not null);
    }

    static MispFile Read(JsonNode json) => MispReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), "x").Value;
}
