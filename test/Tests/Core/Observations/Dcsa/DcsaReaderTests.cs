using System.Text;
using CsCheck;
using Knooppunt.Observations;
using Knooppunt.Observations.Dcsa;

namespace Knooppunt.Tests.Core.Observations.Dcsa;

public class DcsaReaderTests
{
    const string Gate = """{"eventID":"3cecb101-7a1a-43a4-9d62-e88a131651e4","eventCreatedDateTime":"2026-03-01T12:05:00Z","eventType":"EQUIPMENT","eventClassifierCode":"ACT","eventDateTime":"2026-03-01T13:00:00+01:00","equipmentEventTypeCode":"GTOT","equipmentReference":"CSQU3054383","emptyIndicatorCode":"LADEN","eventLocation":{"facilityCode":"ECTDE"},"seals":[{"sealNumber":"A1","sealType":"WIR"},{"sealNumber":"B2","sealType":"WIR"}],"documentReferences":[{"documentReferenceType":"BKG","documentReferenceValue":"B1"}]}""";

    [Fact]
    public void Right_response_is_read_whole()
    {
        var sink = Read("tnt-220-response.json");
        Assert.Empty(sink.Complaints);
        Assert.Equal(["vessel_call", "shipment", "container_handled", "vessel_call", "shipment", "container_handled", "shipment"], sink.Observations.Select(observation => observation.Type.Name));
        Assert.Equal("event=ata imo=9321483 vessel_name=King of the Seas voyage=2103N callsign=NCVV unlocode=FRPAR terminal=ADT document=DCSA transport event", Written(sink.Observations[0]));
        Assert.Equal("event=drafted document=SHI reserved-HHL123 reason=The following attributes are missing...", Written(sink.Observations[1]));
        // An estimate is no deed: it says so, and happened when it was told.
        Assert.StartsWith("container=APZU4812090 action=load_expected status=estimated unlocode=FRPAR terminal=ADT iso_type=22GP empty=true seal=string", Written(sink.Observations[2]), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2021, 1, 23, 12, 34, 56, TimeSpan.Zero), sink.Observations[2].Time);
        Assert.Equal(("3cecb101-7a1a-43a4-9d62-e88a131651e2", new DateTimeOffset(2021, 1, 9, 13, 12, 56, TimeSpan.Zero)), (sink.Observations[0].Id, sink.Observations[0].Time));
        ReaderPromises.Check(sink, int.MaxValue - 10);
    }

    [Fact]
    public void Wrong_structure_is_refused_per_item()
    {
        var sink = Read("tnt-220-response-wrong-structure.json");
        Assert.Empty(sink.Taken);
        Assert.Equal(["$[0]", "$[1]"], sink.Rejected.Select(rejected => rejected.Complaint.Place.Part));
        Assert.All(sink.Complaints, complaint => Assert.Contains("is not an event", complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void Wrong_attribute_values_are_refused_with_path_and_rule()
    {
        var sink = Read("tnt-220-response-wrong-attribute-values.json");
        Starts(sink, "$[0].eventID is missing", "$[2].equipmentReference The check digit of container APZU2134567 is wrong: 4", "$[2].eventLocation.UNLocationCode is \"XYABC\"");
        // The second event is wrong only as the answer to a question that the file does not hold; by itself it breaks no rule.
        Assert.Equal("void", Assert.Single(sink.Observations).Data["event"].Text);
    }

    [Fact]
    public void Wrong_date_times_are_refused_one_by_one()
    {
        // None of these events has an eventID either: given one, each still breaks the rule that its file is about.
        Assert.Contains("is missing, and required. Also eventDateTime is missing, and required.", Read("tnt-220-response-wrong-date-times.json").Rejected.Select(rejected => rejected.Complaint.Sentence));
        var text = File.ReadAllText(SharedData.Path("data", "dcsa", "tnt-220-response-wrong-date-times.json"));
        Assert.Equal(7, Read("tnt-220-response-wrong-date-times.json").Rejected.Count(rejected => rejected.Complaint.Place.Part!.EndsWith(".eventID", StringComparison.Ordinal)));
        var n = 0;
        var parts = text.Split("\"eventType\"");
        var named = string.Concat(parts.Take(parts.Length - 1).Select(part => part + $"\"eventID\":\"3cecb101-7a1a-43a4-9d62-{n++:D12}\",\"eventType\"")) + parts[^1];
        var sink = Reading.All(Make, Encoding.UTF8.GetBytes(named));
        Starts(sink, "$[1].eventCreatedDateTime is missing", "$[2].eventDateTime is missing", "$[3].eventCreatedDateTime is \"2021 01 01", "$[4].eventDateTime is \"2019/11/12",
            "$[5].eventCreatedDateTime lies before eventDateTime", "$[6].eventCreatedDateTime lies after the arrival");
        Assert.Single(sink.Taken);
    }

    [Fact]
    public void Wrong_event_ids_are_refused_and_repeated_ones_too()
    {
        var sink = Read("tnt-220-response-wrong-event-ids.json");
        Starts(sink, "$[0].eventID must be text, not a number", "$[1].eventID must be a UUID", "$[3].eventID 3cecb101-7a1a-43a4-9d62-e88a131651e8 comes twice", "$[6].eventID af7728dc-0e1e-42d2-ad78-61c5c0c25878 comes twice");
        Assert.Equal(3, sink.Taken.Count);
    }

    [Fact]
    public void Gate_event_and_wrapper_are_read()
    {
        var sink = Reading.All(Make, Encoding.UTF8.GetBytes($"{{\"next\":null,\"events\":[\n{Gate}]}}"));
        Assert.Empty(sink.Complaints);
        var gate = Assert.Single(sink.Observations);
        Assert.Equal("container=CSQU3054383 direction=out terminal=ECTDE empty=false seal=A1,B2 booking=B1 document=DCSA equipment event", Written(gate));
        Assert.Equal(("container_gate", 2L, "container:CSQU3054383"), (gate.Type.Name, sink.Taken[0].Line, gate.Subject.ToString()));
        Assert.Single(Reading.All(Make, Encoding.UTF8.GetBytes(Gate)).Taken);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("17", "neither an array")]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("{}", "is not an event")]
    [InlineData("[", "not JSON")]
    [InlineData("\0\0", "binary")]
    [InlineData("\"\\ud800\"", "neither")]
    public void What_is_no_event_is_one_complaint(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(Reading.All(Make, Encoding.UTF8.GetBytes(text)).Complaints), StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Single(Reading.All(Make, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 100_000)))).Complaints);

    [Fact]
    public void Document_over_the_limit_is_refused_and_not_kept()
    {
        var sink = new CollectingSink();
        var reader = new DcsaReader(Reading.Context, sink);
        var chunk = new byte[16 << 20];
        for (var i = 0; i < 8; i++)
            reader.Feed(chunk);
        reader.Complete();
        Assert.Contains("longer than", Assert.Single(sink.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_input_is_cut_makes_no_difference()
    {
        foreach (var sample in Samples())
        {
            var whole = Reading.All(Make, sample).Written();
            Gen.Int[0, 100_000].Sample(seed => Assert.Equal(whole, Reading.InPieces(Make, sample, seed).Written()), iter: 5);
        }
    }

    static IObservationReader Make(SourceContext context, IObservationSink sink) => new DcsaReader(context, sink);

    static CollectingSink Read(string name) => Reading.All(Make, File.ReadAllBytes(SharedData.Path("data", "dcsa", name)));

    static void Starts(CollectingSink sink, params string[] expected)
    {
        Assert.Equal(expected.Length, sink.Rejected.Count);
        Assert.All(expected.Zip(sink.Rejected), pair => Assert.StartsWith(pair.First, $"{pair.Second.Complaint.Place.Part} {pair.Second.Complaint.Sentence}", StringComparison.Ordinal));
    }

    static string Written(Observation observation) => string.Join(' ', observation.Data.Select(field => $"{field.Key}={field.Value}"));

    static List<byte[]> Samples() => [.. Directory.GetFiles(SharedData.Path("data", "dcsa")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes), Encoding.UTF8.GetBytes(Gate)];
}
