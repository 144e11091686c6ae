using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Knowledge.Stix;

public class StixReaderTests
{
    const string Good = """{"type":"identity","spec_version":"2.1","id":"identity--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21","created":"2026-03-01T02:10:00.000Z","modified":"2026-03-01T02:10:00.000Z","name":"Knooppunt"}""";

    // Each breaks one rule of the good object, and says at which property.
    [Theory]
    [InlineData("\"type\":\"identity\",", "", "type")]
    [InlineData("\"type\":\"identity\"", "\"type\":\"Identity\"", "type")]
    [InlineData("\"spec_version\":\"2.1\"", "\"spec_version\":\"2.0\"", "spec_version")]
    [InlineData("identity--6d1a", "indicator--6d1a", "id")]
    [InlineData("-4a43-", "-4a4-", "id")]
    [InlineData("-4a43-", "-9a43-", "id")]
    [InlineData("\"modified\":\"2026-03-01T02:10:00.000Z\"", "\"modified\":\"2026-03-01T02:09:59.999Z\"", "modified")]
    [InlineData("\"modified\":\"2026-03-01T02:10:00.000Z\"", "\"modified\":\"2026-03-01T02:10:00Z\"", "modified")]
    [InlineData("\"modified\":\"2026-03-01T02:10:00.000Z\"", "\"modified\":\"2026-03-01T02:10:00.000+01:00\"", "modified")]
    [InlineData("\"modified\":\"2026-03-01T02:10:00.000Z\"", "\"modified\":\"2026-02-30T02:10:00.000Z\"", "modified")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":5", "name")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"sectors\":[]", "sectors")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"confidence\":101", "confidence")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"confidence\":-9223372036854775808", "confidence")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"description\":null", "description")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"Shouted\":1", "Shouted")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"lang\":\"n\"", "lang")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"created_by_ref\":\"indicator--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21\"", "created_by_ref")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"external_references\":[{\"source_name\":\"a\"}]", "external_references[0]")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"external_references\":[{\"source_name\":\"a\",\"url\":\"no address\"}]", "external_references[0].url")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"external_references\":[{\"source_name\":\"a\",\"url\":\"https://a.org/\",\"hashes\":{\"MD5\":\"12\"}}]", "external_references[0].hashes.MD5")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"extensions\":{\"mine\":{\"a\":1}}", "extensions.mine")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"granular_markings\":[{\"lang\":\"nl\",\"selectors\":[\"sectors.[0]\"]}]", "granular_markings[0].selectors")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"\\ud800\"", "name")]
    public void A_rule_that_is_broken_is_told_by_object_path_and_rule(string right, string wrong, string path)
    {
        var read = StixReader.Read(Encoding.UTF8.GetBytes($$"""{"type":"bundle","id":"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d","objects":[{{Good.Replace(right, wrong, StringComparison.Ordinal)}},{{Good.Replace("6d1a", "7d1a", StringComparison.Ordinal)}}]}"""), "partner.json").Value;
        Assert.Equal("identity--7d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21", Assert.Single(read.Objects).Id.ToString());
        var refusal = Assert.Single(read.Refusals);
        Assert.Equal(path, refusal.Path);
        Assert.NotEmpty(refusal.Rule);
        Assert.Contains("objects[0]", refusal.Complaint.ToString(), StringComparison.Ordinal);
    }

    // What the door of the exchange says of an object, and what it lets through: it is never stricter than the specification with what nobody here knows.
    [Theory]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"x_theirs\":[],\"x_more\":{\"a\":[]}", null)]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"extensions\":{\"extension-definition--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21\":{\"extension_type\":\"property-extension\",\"rows\":[]}}", null)]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"lang\":\"x-dialect\"", null)]
    [InlineData("-4a43-", "-7a43-", null)]
    [InlineData("identity", "x-openings", null)]
    [InlineData("\"type\":\"identity\",\"spec_version\":\"2.1\",\"id\":\"identity--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21\",\"created\":\"2026-03-01T02:10:00.000Z\",\"modified\":\"2026-03-01T02:10:00.000Z\"", "\"type\":\"box-number\",\"id\":\"box-number--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21\"", null)]
    [InlineData("\"type\":\"identity\",\"spec_version\":\"2.1\",\"id\":\"identity--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21\",\"created\":\"2026-03-01T02:10:00.000Z\",\"modified\":\"2026-03-01T02:10:00.000Z\"", "\"type\":\"box-step\",\"spec_version\":\"2.1\",\"id\":\"box-step--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21\",\"extensions\":{\"extension-definition--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21\":{\"extension_type\":\"new-sdo\"}}", "created: box-step must have created. (STIX 2.1 section 3.2)")]
    [InlineData("\"name\":\"Knooppunt\"", "\"name\":\"K\",\"sectors\":[]", "sectors: An empty list is left out, not written. (STIX 2.1 section 2.10)")]
    [InlineData(",\"name\":\"Knooppunt\"", "", "name: identity must have name. (STIX 2.1 section 4.5)")]
    [InlineData("\"modified\":\"2026-03-01T02:10:00.000Z\"", "\"modified\":\"2026-03-01T02:10:00Z\"", "modified: modified must be precise to the millisecond. (STIX 2.1 section 3.2)")]
    public void What_comes_in_is_told_its_path_and_section_and_what_nobody_here_knows_stays(string right, string other, string? says) =>
        Assert.Equal(says, StixRules.Broken(Encoding.UTF8.GetBytes(Good.Replace(right, other, StringComparison.Ordinal))));

    // To come to an item of a list all before it are passed: 30,000 selectors in a list of 100,000 took minutes.
    [Fact]
    public void Many_selectors_of_a_long_list_are_judged_in_time_in_proportion_to_them()
    {
        var marked = JsonNode.Parse(Good)!.AsObject();
        marked["x_rows"] = new JsonArray([.. Enumerable.Range(0, 100_000).Select(_ => (JsonNode)new JsonArray())]);
        marked["granular_markings"] = new JsonArray(new JsonObject { ["lang"] = "nl", ["selectors"] = new JsonArray([.. Enumerable.Range(70_000, 30_000).Select(row => (JsonNode)$"x_rows.[{row}]")]) });
        var bytes = Encoding.UTF8.GetBytes(marked.ToJsonString());
        var began = Stopwatch.GetTimestamp();
        Assert.Null(StixRules.Broken(bytes));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        marked["granular_markings"]![0]!["selectors"]!.AsArray().Add((JsonNode)"x_rows.[100000]");
        Assert.Contains("x_rows.[100000]", StixRules.Broken(Encoding.UTF8.GetBytes(marked.ToJsonString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "begin with {")]
    [InlineData("{\"type\":\"bundle\"}", "no id")]
    [InlineData("{\"type\":\"report\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\"}", "no bundle")]
    [InlineData("{\"type\":\"bundle\",\"type\":\"bundle\"}", "twice")]
    [InlineData("{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\",\"objects\":[{\"a\":", "JSON")]
    [InlineData("{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\"} {}", "JSON")]
    public void What_is_no_bundle_is_refused_whole(string text, string part) =>
        Assert.Contains(part, StixReader.Read(Encoding.UTF8.GetBytes(text), "x").Complaint!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void Size_number_depth_and_twins_are_bounded()
    {
        string Of(string objects) => $$"""{"type":"bundle","id":"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d","objects":[{{objects}}]}""";
        StixBundle Read(string objects, StixLimits? limits = null) => StixReader.Read(Encoding.UTF8.GetBytes(Of(objects)), "x", limits).Value;
        Assert.False(StixReader.Read(Encoding.UTF8.GetBytes(Of(Good)), "x", new() { MostBytes = 20 }).Ok);
        Assert.False(StixReader.Read(Encoding.UTF8.GetBytes(Of(Good + "," + Good)), "x", new() { MostObjects = 1 }).Ok);
        Assert.Equal("size of an object", Assert.Single(Read(Good, new() { MostObjectBytes = 20 }).Refusals).Rule);
        var deep = Good.Replace("\"name\":", $"\"x_deep\":{new string('[', 300)}1{new string(']', 300)},\"name\":", StringComparison.Ordinal);
        Assert.Contains("nested deeper", Assert.Single(Read(deep + "," + Good).Refusals).Complaint.Sentence, StringComparison.Ordinal);
        Assert.Single(Read(deep + "," + Good).Objects);
        Assert.Single(Read(Good + "," + Good).Objects);
        Assert.Equal("modified", Assert.Single(Read(Good + "," + Good.Replace("Knooppunt", "Anders", StringComparison.Ordinal)).Refusals).Path);
        var twice = Good.Replace("\"name\":", "\"name\":\"A\",\"name\":", StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Single(Read(twice).Refusals).Complaint.Sentence, StringComparison.Ordinal);
        var many = Read(string.Join(',', Enumerable.Repeat("5", 5_000)), new() { MostRefusals = 10 });
        Assert.Equal((10, 5_000), (many.Refusals.Count, many.Refused));
    }

    [Fact]
    public void An_envelope_needs_no_type_and_no_id() =>
        Assert.Single(StixReader.ReadEnvelope(Encoding.UTF8.GetBytes($$"""{"more":false,"objects":[{{Good}}]}"""), "x").Value.Objects);

    [Fact]
    public void Versions_are_ordered_by_modified_and_only_the_maker_changes_what_it_made()
    {
        StixObject Version(string modified, string name, string created = "2026-03-01T02:10:00.000Z", bool revoked = false)
        {
            var one = JsonNode.Parse(Good)!.AsObject();
            (one["created"], one["modified"], one["name"], one["revoked"]) = (created, modified, name, revoked);
            return StixObject.From(one);
        }

        var first = Version("2026-03-02T00:00:00.000Z", "a");
        Assert.Equal(StixArrival.New, StixVersions.Compare(null, first));
        Assert.Equal(StixArrival.Same, StixVersions.Compare(first, Version("2026-03-02T00:00:00.000Z", "a")));
        Assert.Equal(StixArrival.Clash, StixVersions.Compare(first, Version("2026-03-02T00:00:00.000Z", "b")));
        Assert.Equal(StixArrival.Newer, StixVersions.Compare(first, Version("2026-03-02T00:00:00.001Z", "b")));
        Assert.Equal(StixArrival.Older, StixVersions.Compare(first, Version("2026-03-01T23:59:59.999Z", "b")));
        Assert.Equal(StixArrival.Foreign, StixVersions.Compare(first, Version("2026-03-03T00:00:00.000Z", "b", created: "2026-03-01T02:10:00.001Z")));
        Assert.Equal(StixArrival.Foreign, StixVersions.Compare(Version("2026-03-02T00:00:00.000Z", "a", revoked: true), Version("2026-03-03T00:00:00.000Z", "a")));
    }

    [Fact]
    public void A_moment_comes_back_to_the_millisecond() => Gen.Long[0, 4_000_000_000_000].Sample(milliseconds =>
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return StixTime.TryParse(StixTime.Format(time), out var again) && again == time;
    });

    [Theory]
    [InlineData("2026-03-01T02:10:00Z", "2026-03-01T02:10:00.0000000+00:00")]
    [InlineData("2026-03-01T02:10:00.1234567899Z", "2026-03-01T02:10:00.1234567+00:00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000+00:00")]
    [InlineData("9999-12-31T23:59:60Z", null)]
    [InlineData("2026-03-01t02:10:00Z", null)]
    [InlineData("2026-03-01T02:10:00.Z", null)]
    [InlineData("2026-03-01T24:00:00Z", null)]
    public void Timestamps_are_read_as_the_specification_has_them(string text, string? time) =>
        Assert.Equal(time, StixTime.TryParse(text, out var read) ? read.ToString("O", CultureInfo.InvariantCulture) : null);

    // RFC 9562 has no vector for version 5 in an own namespace; this is its example of appendix A.4: www.example.com in the name space of DNS.
    [Fact]
    public void A_name_gives_the_id_of_the_standard() =>
        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), StixId.UuidOf(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

    [Fact]
    public void Marks_are_those_that_are_published_and_the_strictest_holds()
    {
        Assert.Equal("TLP:AMBER+STRICT", Marks.Of(Tlp.AmberStrict).Text("name"));
        Assert.Equal("marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e", Marks.Of(Pap.Red).Id.ToString());
        var marked = JsonNode.Parse(Good)!.AsObject();
        marked["object_marking_refs"] = new JsonArray(Marks.Of(Tlp.Green).Id.ToString(), Marks.Of(Pap.Amber).Id.ToString());
        Assert.Equal((Tlp.Green, Pap.Amber), (Marks.TlpOf(StixObject.From(marked), Tlp.Amber), Marks.PapOf(StixObject.From(marked), Pap.Clear)));
        marked["granular_markings"] = new JsonArray(new JsonObject { ["selectors"] = new JsonArray("name"), ["marking_ref"] = Marks.Of(Tlp.Red).Id.ToString() });
        Assert.Equal(Tlp.Red, Marks.TlpOf(StixObject.From(marked), Tlp.Amber));
        Assert.Equal(Tlp.Amber, Marks.TlpOf(StixObject.Read(Encoding.UTF8.GetBytes(Good), "x").Value, Tlp.Amber));
    }

    [Fact]
    public void References_are_found_and_what_is_missing_is_named()
    {
        var link = StixObject.From(new JsonObject
        {
            ["type"] = "relationship",
            ["spec_version"] = "2.1",
            ["id"] = "relationship--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21",
            ["created"] = "2026-03-01T02:10:00.000Z",
            ["modified"] = "2026-03-01T02:10:00.000Z",
            ["relationship_type"] = "related-to",
            ["source_ref"] = "identity--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21",
            ["target_ref"] = "identity--7d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21",
        });
        var missing = StixReferences.Missing([link, StixObject.Read(Encoding.UTF8.GetBytes(Good), "x").Value]);
        Assert.Equal("target_ref", Assert.Single(missing).Path);
    }

    [Fact]
    public void Real_bundles_of_others_are_read_whole()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("data", "stix", "examples"), "*.json", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            if (Path.GetFileName(file).StartsWith("interop", StringComparison.Ordinal))
            {
                // One object alone.
                Assert.True(StixObject.Read(bytes, "interop").Ok);
                continue;
            }

            var read = StixReader.Read(bytes, Path.GetFileName(file));
            Assert.True(read.Ok, read.Complaint?.ToString());
            Assert.Empty(read.Value.Refusals.Select(refusal => refusal.Complaint.ToString()));
        }

        Assert.Empty(StixReader.Read(File.ReadAllBytes(SharedData.Path("data", "stix", "attack-flow-extension-2.0.0.json")), "attack-flow").Value.Refusals);
    }
}
