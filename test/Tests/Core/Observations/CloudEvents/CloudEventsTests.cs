using System.Text;
using CsCheck;
using Knooppunt.Observations;
using Knooppunt.Observations.CloudEvents;

namespace Knooppunt.Tests.Core.Observations.CloudEvents;

public class CloudEventsTests
{
    const string Gate = """{"specversion":"1.0","id":"a-1","source":"urn:gate","type":"nl.knooppunt.presence.gate_visit","time":"2026-03-01T03:00:00.5+01:00","dataschema":"x","data":{"plate":"12ABC3","direction":"in","occupants":2,"has_right":false,"object":["person","bag"],"own":{"deep":{"er":"é"}},"pass":null}}""";

    [Fact]
    public void Structured_event_becomes_an_observation()
    {
        var visit = Assert.Single(Batch(Gate).Observations);
        Assert.Equal("plate=12ABC3 direction=in occupants=2 has_right=false object=person,bag own.deep.er=é pass=", string.Join(' ', visit.Data.Select(field => $"{field.Key}={field.Value}")));
        Assert.Equal(("a-1", "test/source", "plate:12ABC3"), (visit.Id, visit.Source, visit.Subject.ToString()));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 2, 0, 0, 500, TimeSpan.Zero), visit.Time);
        Assert.Equal("urn:gate", Assert.Single(Reading.All(Make, Encoding.UTF8.GetBytes(Gate), new SourceContext("", "body", "")).Observations).Source);
    }

    [Fact]
    public void Batch_takes_the_right_ones_and_names_index_and_path_of_the_wrong_ones()
    {
        var sink = Batch($"[{Gate},{Gate.Replace("\"1.0\"", "\"0.3\"")},7,{Gate.Replace("a-1", "a-2")}]");
        Assert.Equal(["a-1", "a-2"], sink.Observations.Select(visit => visit.Id));
        Assert.Equal([0L, 3L], sink.Taken.Select(taken => taken.Line));
        Assert.Equal(["file.txt $[1].specversion: must be \"1.0\".", "file.txt $[2]: An event must be a JSON object."], sink.Complaints);
    }

    [Theory]
    [InlineData("\"id\":\"a-1\"", "\"id\":\"\"", "$.id")]
    [InlineData("\"id\":\"a-1\",", "", "$.id")]
    [InlineData("\"id\":\"a-1\"", "\"id\":5", "$.id")]
    [InlineData("\"id\":\"a-1\"", "\"id\":\"a\",\"id\":\"b\"", "$.id")]
    [InlineData("urn:gate", "", "$.source")]
    [InlineData("nl.knooppunt.presence.", "com.example.", "$.type")]
    [InlineData("presence.gate", "presents.gate", "$.type")]
    [InlineData("2026-03-01T03:00:00.5+01:00", "2026-03-01T03:00:00", "$.time")]
    [InlineData("2026-03-01T03:00:00.5+01:00", "2026-02-30T03:00:00Z", "$.time")]
    [InlineData("2026-03-01T03:00:00.5+01:00", "0001-01-01T00:00:00Z", "$.time")]
    [InlineData("\"dataschema\":\"x\"", "\"subject\":\"nothing\"", "$.subject")]
    [InlineData("\"dataschema\":\"x\"", "\"subject\":\"planet:mars\"", "$.subject")]
    [InlineData("\"dataschema\":\"x\"", "\"datacontenttype\":\"text/xml\"", "$.datacontenttype")]
    [InlineData("\"plate\":\"12ABC3\"", "\"plate\":123", "$.data.plate")]
    [InlineData("\"plate\":\"12ABC3\"", "\"zones\":\"x\"", "$.data.zones")]
    public void What_is_required_is_said_with_its_path(string right, string wrong, string path)
    {
        var sink = Batch(Gate.Replace(right, wrong));
        Assert.Empty(sink.Taken);
        Assert.Equal(path, Assert.Single(sink.Rejected).Complaint.Place.Part);
    }

    [Theory]
    [InlineData("\"occupants\":2", "\"direction\":\"x\"", "$.data.direction comes twice")]
    [InlineData("\"occupants\":2", "\"own\":{\"deep\":{\"er\":1}}", "$.data.own comes twice")]
    [InlineData("\"occupants\":2", "\"\":1", "has a name that is empty")]
    [InlineData("\"occupants\":2", "\"x\":[[1]]", "$.data.x is a list of lists")]
    [InlineData("\"occupants\":2", "\"x\":1e999", "$.data.x is a number that is too large")]
    [InlineData("\"occupants\":2", "\"x\":\"\\ud800\"", "$.data.x is not text")]
    [InlineData("\"occupants\":2", "\"x\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}", "is nested deeper than 16")]
    public void Data_that_cannot_be_flat_is_refused(string right, string wrong, string expected)
    {
        var sink = Batch(Gate.Replace(right, wrong));
        Assert.Empty(sink.Taken);
        Assert.Contains(expected, Assert.Single(sink.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_much_is_refused()
    {
        Assert.Contains("more than 200 fields", Assert.Single(Batch(Gate.Replace("\"occupants\":2", string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"f{i}\":1")))).Complaints), StringComparison.Ordinal);
        Assert.Contains("longer than 16,384 bytes", Assert.Single(Batch(Gate.Replace("12ABC3", new string('x', 20_000))).Complaints), StringComparison.Ordinal);
        Assert.Contains("more than 10,000 events", Batch($"[{string.Join(',', Enumerable.Repeat("1", 10_002))}]").Complaints[^1], StringComparison.Ordinal);
        Assert.Single(Batch(new string('[', 100_000)).Complaints);
    }

    [Fact]
    public void Binary_event_has_its_attributes_apart()
    {
        var item = new CloudEventsItem(Reading.Context);
        Dictionary<string, string> attributes = new() { ["specversion"] = "1.0", ["id"] = "b", ["source"] = "s", ["type"] = "nl.knooppunt.goods.seal_check", ["time"] = "2026-03-01T02:00:00Z", ["subject"] = "container:CSQU3054383", ["traceparent"] = "x" };
        var read = item.Binary(attributes, "{\"seal\":\"A1\"}"u8);
        Assert.Equal(("seal_check", "container:CSQU3054383", "A1"), (read.Value.Type.Name, read.Value.Subject.ToString(), read.Value.Data["seal"].Text));
        Assert.False(item.Binary(attributes, "[]"u8).Ok);
        attributes.Remove("time");
        Assert.Equal("time", item.Binary(attributes, "{}"u8).Complaint!.Place.Part);
    }

    [Fact]
    public void Lines_keep_their_number_and_the_events_their_id()
    {
        var sink = Reading.All(MakeLines, Encoding.UTF8.GetBytes($"{Gate}\n\nbroken\n{Gate.Replace("a-1", "a-2")}"));
        Assert.Equal([(1L, "a-1"), (4L, "a-2")], sink.Taken.Select(taken => (taken.Line, taken.Observation.Id)));
        Assert.StartsWith("file.txt(3)", Assert.Single(sink.Complaints), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\0\0\0\0")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{} {}")]
    [InlineData("{\"id\":")]
    public void What_is_no_event_is_one_complaint(string text) => Assert.Single(Batch(text).Complaints);

    [Fact]
    public void Where_the_input_is_cut_makes_no_difference()
    {
        var bytes = Encoding.UTF8.GetBytes($"[{Gate},{Gate}]");
        Gen.Int[0, 100_000].Sample(seed => Assert.Equal(Reading.All(Make, bytes).Written(), Reading.InPieces(Make, bytes, seed).Written()), iter: 20);
        bytes = Encoding.UTF8.GetBytes($"\uFEFF{Gate}\r\n{Gate}\r{Gate}\n");
        Gen.Int[0, 100_000].Sample(seed => Assert.Equal(Reading.All(MakeLines, bytes).Written(), Reading.InPieces(MakeLines, bytes, seed, 5).Written()), iter: 20);
    }

    static IObservationReader Make(SourceContext context, IObservationSink sink) => new CloudEventsReader(context, sink);

    static IObservationReader MakeLines(SourceContext context, IObservationSink sink) => new CloudEventLinesReader(context, sink);

    static CollectingSink Batch(string json) => Reading.All(Make, Encoding.UTF8.GetBytes(json));
}
