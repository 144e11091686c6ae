using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Tests.Core.Observations.Mapped;

public class MappingSuggestionTests
{
    /// <summary>Tables as ports have them; each proposal is read by what it proposes, and every row comes out at the right time with the right value.</summary>
    [Theory]
    [InlineData("day and hour in columns of their own", "Datum;Tijd;Kenteken;x\r\n02-03-2026;03:12;VX-123-B;a\r\n02-03-2026;03:13;VX-123-B;a\r\n", "2026-03-02T02:12:00Z", "x", "a")]
    [InlineData("a mark, a decimal comma, a quote over lines", "\uFEFFtijd;snelheid;x\r\n02-03-2026 03:12:00;35,5;\"een\r\ntwee; drie\"\r\n", "2026-03-02T02:12:00Z", "speed_kmh", "35.5")]
    [InlineData("seconds since 1970", "ts,plate\n1772420000,VX123B\n1772420060,VX123B\n", "2026-03-02T02:53:20Z", "plate", "VX123B")]
    [InlineData("milliseconds", "event_time,code\n1772420000000,a\n", "2026-03-02T02:53:20Z", "code", "a")]
    [InlineData("American times", "Date,Plate\n03/25/2026 03:12:00 PM,VX123B\n", "2026-03-25T14:12:00Z", "plate", "VX123B")]
    [InlineData("a line that names the delimiter", "sep=;\r\ntime;a,b;code\r\n2026-03-02T03:12:00Z;1,x;k\r\n", "2026-03-02T03:12:00Z", "code", "k")]
    [InlineData("codes that begin with a zero", "time,code\n2026-03-02T03:12:00Z,0101\n2026-03-02T03:13:00Z,01\n", "2026-03-02T03:12:00Z", "code", "0101")]
    [InlineData("no header", "2026-03-02 03:12:00;VX-123-B;cam1\n2026-03-02 03:13:00;VX-124-B;cam1\n", "2026-03-02T02:12:00Z", "column_2", "VX-123-B")]
    [InlineData("a zone in every time", "time,code\n2026-03-02T03:12:00+05:00,a\n", "2026-03-01T22:12:00Z", "code", "a")]
    [InlineData("empty cells", "time,note,code\n2026-03-02T03:12:00Z,,a\n2026-03-02T03:13:00Z,-,b\n", "2026-03-02T03:12:00Z", "code", "a")]
    [InlineData("line ends of old", "time,code\r2026-03-02T03:12:00Z,a\r2026-03-02T03:13:00Z,b\r", "2026-03-02T03:12:00Z", "code", "a")]
    public void Suggestion_reads_what_it_was_made_from(string what, string table, string time, string field, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(table);
        var yaml = MappingSuggestion.FromBytes(bytes, "table.csv").Value;
        var first = Read(yaml, bytes).Observations[0];
        Assert.Equal((what, DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), value), (what, first.Time, first.Data[field].ToString()));
    }

    [Fact]
    public void One_clock_that_was_never_set_costs_its_row_and_not_the_column()
    {
        var table = "time,code\n" + string.Concat(Enumerable.Range(10, 19).Select(minute => $"2026-03-02T03:{minute}:00Z,a\n")) + "0001-01-01T00:00:00Z,a\n";
        Assert.Contains("column: time", MappingSuggestion.FromBytes(Encoding.UTF8.GetBytes(table), "table.csv").Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UNB+UNOA:2+ITG+COSCO+160204:1728+14'\nUNH+1+COARRI:D:95B:UN'\n", "--format edifact")]
    [InlineData("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*24\n!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*24\n", "--format ais")]
    [InlineData("<?xml version=\"1.0\"?>\n<a/>\n", "XML")]
    [InlineData("# A page\n\nWith words\n", "one column only")]
    public void What_needs_no_mapping_is_told_so(string text, string expected) =>
        Assert.Contains(expected, MappingSuggestion.FromBytes(Encoding.UTF8.GetBytes(text), "x").Complaint!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_day_without_an_hour_is_told()
    {
        Assert.Contains("only a day", MappingSuggestion.FromBytes("datum,code\n2026-03-02,a\n"u8, "table.csv").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggestion_for_the_gate_sensors_can_be_used_as_it_is()
    {
        var beginning = "Timestamp,car-id,car-type,gate-name\n2015-05-01 00:43:28,20154301124328-262,4,entrance3\n2015-05-01 01:03:48,20154301124328-262,2P,general-gate1\n2015-05-01 01:0"u8;
        var yaml = MappingSuggestion.FromBytes(beginning, "sensor-data.csv").Value;
        Assert.Contains("column: Timestamp", yaml, StringComparison.Ordinal);
        Assert.Contains("zone: gate-name", yaml, StringComparison.Ordinal);
        Assert.Equal(2, Read(yaml, beginning[..(beginning.LastIndexOf((byte)'\n') + 1)]).Taken.Count);
    }

    [Fact]
    public void Suggestion_knows_containers_plates_and_positions()
    {
        var yaml = MappingSuggestion.FromBytes("{\"at\":\"2026-03-01T12:00:00Z\",\"box\":\"CSQU3054383\",\"pos\":{\"lat\":51.9,\"latitude\":51.9},\"Kenteken truck\":\"1\",\"n°\":3}\n"u8, "boxes.jsonl").Value;
        var sink = Read(yaml, "{\"at\":\"2026-03-01T12:00:00Z\",\"box\":\"CSQU3054383\",\"pos\":{\"lat\":51.9,\"latitude\":51.9},\"Kenteken truck\":\"1\",\"n°\":3}\n"u8);
        Assert.Equal("container_seen container=CSQU3054383", Assert.Single(sink.Observations) is var seen ? $"{seen.Type.Name} container={seen.Data["container"]}" : "");
        Assert.Equal((51.9, "1"), (sink.Observations[0].Data["lat"].Number, sink.Observations[0].Data["plate"].Text));
    }

    [Fact]
    public void Suggestion_for_nothing_is_a_complaint()
    {
        Assert.False(MappingSuggestion.FromBytes(""u8, "empty.csv").Ok);
        Assert.Contains("one object per line", MappingSuggestion.FromBytes("[{\"a\":1}]\n"u8, "x.json").Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Contains("does not end within", MappingSuggestion.FromBytes(Encoding.UTF8.GetBytes(new string('a', 1 << 16)), "x.csv").Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Contains("nested deeper", MappingSuggestion.FromBytes(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100) + "\n"), "x.jsonl").Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Contains("UTF-16", MappingSuggestion.FromBytes([0xFF, 0xFE, (byte)'a', 0, (byte)'\n', 0], "x.csv").Complaint!.Sentence, StringComparison.Ordinal);
    }

    static CollectingSink Read(string yaml, ReadOnlySpan<byte> bytes)
    {
        var complaints = new List<Complaint>();
        var mapping = Mapping.Read(yaml, "suggested.yml", complaints);
        Assert.Empty(complaints);
        var zone = mapping!.Zone is { } named ? TimeZoneInfo.FindSystemTimeZoneById(named) : TimeZoneInfo.Utc;
        var sink = Reading.All((context, taker) => new MappedReader(mapping, context, taker), bytes, Reading.Context with { LocalZone = zone });
        Assert.Empty(sink.Complaints);
        return sink;
    }
}
