using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Ais;
using Knooppunt.Observations.CloudEvents;
using Knooppunt.Observations.Dcsa;
using Knooppunt.Observations.Edifact;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Tests.Core.Observations;

/// <summary>What is offered, what is said of it and what is kept: the rows of docs/hostile-input.md that hold for every format or for a few.</summary>
public sealed class HostileInputTests
{
    const string Unfit = "must be an RFC 3339 time with offset, such as 2026-03-01T02:00:00Z, between 1980 and 2100.";

    static readonly Dictionary<string, Func<SourceContext, IObservationSink, IObservationReader>> Readers = new(StringComparer.Ordinal)
    {
        ["edifact"] = (context, sink) => new EdifactReader(context, sink),
        ["ais"] = (context, sink) => new AisReader(context, sink),
        ["dcsa"] = (context, sink) => new DcsaReader(context, sink),
        ["cloudevents"] = (context, sink) => new CloudEventLinesReader(context, sink),
        ["batch"] = (context, sink) => new CloudEventsReader(context, sink),
        ["mapped"] = Mapped("type: gate_visit\ntime: { column: t, format: 'yyyy-MM-dd HH:mm:ss' }\nfields: { plate: p, gross_kg: w, occupants: n }\n"),
    };

    public static TheoryData<string> Formats => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Utf_16_is_told_once_for_the_stream(string format)
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(string.Join('\n', Enumerable.Repeat("UNB+UNOA:2'{\"a\":1}", 1000)))];
            Assert.Equal("file.txt: The text is UTF-16; save it as UTF-8.", Assert.Single(Reading.All(Readers[format], bytes).Complaints));
        }
    }

    [Fact]
    public void Latin_1_in_a_table_is_told_once_and_read()
    {
        var sink = Reading.All(Readers["mapped"], Encoding.Latin1.GetBytes("t,p,w,n\n" + string.Concat(Enumerable.Repeat("2026-03-01 12:00:00,caf\u00e9,1,\n", 500))));
        Assert.Equal(500, sink.Taken.Count);
        Assert.Equal("file.txt(2): From here the text is not UTF-8 everywhere; such cells are read as Latin-1. Save the file as UTF-8.", Assert.Single(sink.Complaints));
    }

    [Theory]
    [InlineData(new byte[] { 0xE9 }, "is not UTF-8 (Latin-1 or Windows-1252 perhaps); save the file as UTF-8.")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "is not UTF-8")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "is not UTF-8")]
    [InlineData(new byte[] { (byte)'\\', (byte)'u', (byte)'d', (byte)'8', (byte)'0', (byte)'0' }, "holds half a character")]
    public void Broken_text_in_json_costs_its_line(byte[] broken, string expected)
    {
        byte[] line = [.. Encoding.UTF8.GetBytes(Event("\"plate\":\"")[..^2]), .. broken, .. "\"}}"u8];
        var sink = Reading.All(Readers["cloudevents"], [.. line, (byte)'\n', .. Encoding.UTF8.GetBytes(Event("\"plate\":\"1\""))]);
        Assert.Single(sink.Taken);
        Assert.Contains(expected, Assert.Single(sink.Complaints), StringComparison.Ordinal);
        Assert.StartsWith("file.txt(1): $.data.plate ", sink.Complaints[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e999", "is a number that is too large")]
    [InlineData("-1e999", "is a number that is too large")]
    [InlineData("NaN", "not JSON")]
    [InlineData("Infinity", "not JSON")]
    [InlineData("01", "not JSON")]
    public void Number_that_cannot_be_costs_its_event(string number, string expected)
    {
        var sink = Reading.All(Readers["cloudevents"], Encoding.UTF8.GetBytes(Event($"\"gross_kg\":{number}") + "\n" + Event("\"gross_kg\":-0")));
        Assert.Equal(0, Assert.Single(sink.Observations).Data["gross_kg"].Number);
        Assert.Contains(expected, Assert.Single(sink.Complaints), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("-Infinity")]
    [InlineData("0x10")]
    public void Number_that_cannot_be_costs_its_cell(string number)
    {
        var sink = Reading.All(Readers["mapped"], Encoding.UTF8.GetBytes($"t,p,w,n\n2026-03-01 12:00:00,1,{number},2\n"));
        Assert.Equal(("1", 2d), (Assert.Single(sink.Observations).Data["plate"].Text, sink.Observations[0].Data["occupants"].Number));
        Assert.Equal($"file.txt(2) column w: \"{number}\" is not a number; the field gross_kg was left out.", Assert.Single(sink.Complaints));
    }

    [Theory]
    [InlineData("dcsa", "[{\"eventID\":\"3cecb101-7a1a-43a4-9d62-e88a131651e4\",\"eventID\":\"4cecb101-7a1a-43a4-9d62-e88a131651e4\"}]", "a name that comes twice")]
    [InlineData("dcsa", "[{\"eventID\":\"x\",\"eventLocation\":{\"a\":1,\"a\":2}}]", "a name that comes twice")]
    [InlineData("dcsa", "[{\"eventID\":\"x\",\"\\ud800\":1}]", "half a character")]
    [InlineData("batch", "{\"specversion\":\"1.0\",\"specversion\":\"1.0\",\"data\":{}}", "$.specversion: comes twice.")]
    [InlineData("cloudevents", "{\"data\":{\"a\":{\"b\":1},\"a\":{\"b\":2}}}", "$.data.a comes twice.")]
    [InlineData("cloudevents", "{\"data\":{\"a.b\":1,\"a\":{\"b\":2}}}", "$.data.a.b comes twice.")]
    public void Name_that_comes_twice_is_refused(string format, string json, string expected)
    {
        var sink = Reading.All(Readers[format], Encoding.UTF8.GetBytes(json));
        Assert.Empty(sink.Taken);
        Assert.Contains(expected, Assert.Single(sink.Complaints), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dcsa")]
    [InlineData("cloudevents")]
    [InlineData("batch")]
    public void Json_nested_without_end_is_one_complaint(string format) =>
        Assert.Single(Reading.All(Readers[format], Encoding.UTF8.GetBytes("{\"data\":" + new string('[', 500_000))).Complaints);

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("9999-12-31T23:59:59Z", null)]
    [InlineData("2101-01-01T00:00:00Z", null)]
    [InlineData("1979-12-31T23:59:59Z", null)]
    [InlineData("2026-02-29T00:00:00Z", null)]
    [InlineData("2026-03-01T24:00:00Z", null)]
    [InlineData("2026-03-01T12:00:61Z", null)]
    [InlineData("2026-03-01T12:00:00+15:00", null)]
    [InlineData("2026-03-01T12:00:00", null)]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59")]
    [InlineData("2026-03-01T12:00:00-14:00", "2026-03-02T02:00:00")]
    [InlineData("2026-03-01T12:00:00.9999999999999999999999Z", "2026-03-01T12:00:00")]
    public void Time_that_cannot_be_costs_its_event(string time, string? expected)
    {
        var sink = Reading.All(Readers["cloudevents"], Encoding.UTF8.GetBytes(Event("\"plate\":\"1\"").Replace("2026-03-01T03:00:00Z", time, StringComparison.Ordinal)));
        if (expected is null)
            Assert.EndsWith(Unfit, Assert.Single(sink.Complaints), StringComparison.Ordinal);
        Assert.Equal(expected is null ? [] : [expected], sink.Observations.Select(visit => visit.Time.ToString("yyyy-MM-dd'T'HH:mm:ss", null)));
    }

    [Theory]
    [InlineData("0001-01-01 00:00:00")]
    [InlineData("9999-12-31 23:59:59")]
    [InlineData("2026-03-01 25:00:00")]
    public void Time_that_cannot_be_costs_its_row(string time)
    {
        var sink = Reading.All(Readers["mapped"], Encoding.UTF8.GetBytes($"t,p,w,n\n{time},1,,\n2026-03-01 12:00:00,2,,\n"), Reading.Context with { LocalZone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati") });
        Assert.Equal("2", Assert.Single(sink.Observations).Data["plate"].Text);
        Assert.StartsWith($"file.txt(2) column t: The time \"{time}\"", Assert.Single(sink.Complaints), StringComparison.Ordinal);
    }

    static string Event(string data) => $$$"""{"specversion":"1.0","id":"a-1","source":"urn:gate","type":"nl.knooppunt.presence.gate_visit","time":"2026-03-01T03:00:00Z","data":{{{{data}}}}}""";

    static Func<SourceContext, IObservationSink, IObservationReader> Mapped(string yaml)
    {
        var mapping = Mapping.Read(yaml, "mapping.yml", [])!;
        return (context, sink) => new MappedReader(mapping, context, sink);
    }
}
