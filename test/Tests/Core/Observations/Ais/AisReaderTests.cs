using System.Globalization;
using System.Text;
using CsCheck;
using Knooppunt.Observations;
using Knooppunt.Observations.Ais;

namespace Knooppunt.Tests.Core.Observations.Ais;

public class AisReaderTests
{
    [Fact]
    public void Class_a_position_has_the_values_of_a_published_example()
    {
        // A sentence much used as an example of the format: ship 477553000, moored at Seattle.
        var position = Assert.Single(Read("!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C").Observations);
        Assert.Equal("vessel=477553000 lat=47.582833 lon=-122.345833 speed_knots=0 course_deg=51 heading_deg=181 course_heading_deg=130 rate_of_turn_deg_min=0 nav_status=moored", Fields(position));
    }

    [Fact]
    public void Static_message_of_two_sentences_is_put_together()
    {
        var vessel = Assert.Single(Read(
            "!AIVDM,2,1,3,B,55P5TL01VIaAL@7WKO@mBplU@<PDhh000000001S;AJ::4A80?4i@E53,0*3E",
            "!AIVDM,2,2,3,B,1@0000000000000,2*55").Observations);
        Assert.Equal("vessel_static", vessel.Type.Name);
        Assert.Equal("369190000", vessel.Data["vessel"].Text);
        Assert.Equal("MT.MITCHELL", vessel.Data["vessel_name"].Text);
        Assert.Equal("6710932", vessel.Data["imo"].Text);
        Assert.Equal((180.0, 20.0, 99.0), (vessel.Data["length_m"].Number, vessel.Data["beam_m"].Number, vessel.Data["ship_type"].Number));
        Assert.Equal("SEATTLE", vessel.Data["destination"].Text);
    }

    [Theory]
    [InlineData(1022, null, "speed of 102.2 knots or more")]
    [InlineData(1023, null, null)]
    [InlineData(1021, 102.1, null)]
    public void Speed_that_cannot_be_is_never_a_fact(int raw, double? knots, string? counted)
    {
        var sink = Read(Position(speed: raw));
        Assert.Equal(knots ?? double.NaN, Assert.Single(sink.Observations).Data["speed_knots"].Number);
        Assert.Equal(counted is null ? [] : [counted], sink.Counts.Keys);
    }

    [Theory]
    [InlineData(181 * 600_000, 91 * 600_000, "position not available")]
    [InlineData(4 * 600_000, 91 * 600_000, "position not available")]
    [InlineData(4 * 600_000, 100 * 600_000, "position out of range")]
    [InlineData(200 * 600_000, 50 * 600_000, "position out of range")]
    public void Position_that_cannot_be_is_never_a_fact(int lon, int lat, string counted)
    {
        var sink = Read(Position(lon: lon, lat: lat));
        Assert.False(Assert.Single(sink.Observations).Data.Has("lat"));
        Assert.False(sink.Observations[0].Data.Has("lon"));
        Assert.Equal([counted], sink.Counts.Keys);
    }

    [Fact]
    public void Course_and_heading_that_are_not_available_leave_no_angle()
    {
        Assert.False(Read(Position(course: 3600)).Observations[0].Data.Has("course_heading_deg"));
        Assert.False(Read(Position(heading: 511)).Observations[0].Data.Has("course_heading_deg"));
        Assert.Equal(["heading of 360 degrees or more"], Read(Position(heading: 400)).Counts.Keys);
        Assert.Equal(20, Read(Position(course: 3500, heading: 10)).Observations[0].Data["course_heading_deg"].Number);
    }

    [Fact]
    public void Time_comes_from_pghp_then_tag_block_then_suffix_then_arrival()
    {
        var sentence = Position();
        Assert.Equal("2014-09-28T16:00:04.684", TimeOf("$PGHP,1,2014,9,28,16,0,4,684,219,21,992190921,1,14*22", Tag("c:1411920502") + sentence));
        Assert.Equal("2014-09-28T16:08:22.000", TimeOf(Tag("g:1-2-6745,s:rORBCOMM000,c:1411920502") + sentence + ",1411920501"));
        Assert.Equal("2014-09-28T16:08:22.123", TimeOf(Tag("c:1411920502123") + sentence));
        Assert.Equal("2014-09-28T16:08:21.000", TimeOf(sentence + ",1411920501"));
        Assert.Equal("2026-03-01T00:00:00.000", TimeOf(sentence));
        Assert.Equal("2026-03-01T00:00:00.000", TimeOf("$PGHP,1,2014,9,28,16,0,4,684,219,21,992190921,1,14*23", sentence));

        static string TimeOf(params string[] lines) => Assert.Single(Read(lines).Observations).Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Message_without_any_time_is_rejected_with_the_reason()
    {
        var sink = Reading.All(Make, Encoding.ASCII.GetBytes(Position()), Reading.Context with { Fallback = null });
        Assert.Empty(sink.Taken);
        Assert.Contains("has no time", Assert.Single(sink.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Live_stream_takes_the_arrival_that_is_set_before_each_feed()
    {
        var (sink, context) = (new CollectingSink(), Reading.Context with { Fallback = null });
        var reader = new AisReader(context, sink);
        foreach (var minute in new[] { 1, 2 })
        {
            context.Fallback = new DateTimeOffset(2026, 3, 1, 2, minute, 0, TimeSpan.Zero);
            reader.Feed(Encoding.ASCII.GetBytes(Position(speed: minute) + "\n"));
        }

        Assert.Equal([1, 2], sink.Observations.Select(position => position.Time.Minute));
    }

    [Fact]
    public void Wrong_checksum_is_rejected_with_its_line_and_the_rest_read()
    {
        var sink = Read("!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5D", "hello", Position());
        Assert.Single(sink.Taken);
        Assert.Equal(["file.txt(1): The sentence cannot be read: checksum wrong.", "file.txt(2): The line is no sentence: it begins with none of ! $ \\ #."], sink.Complaints);
        Assert.Equal(["checksum wrong", "line that is no sentence"], sink.Counts.Keys);
    }

    [Fact]
    public void Unfinished_message_is_abandoned_after_its_patience_and_counted()
    {
        const string first = "!AIVDM,2,1,3,B,55P5TL01VIaAL@7WKO@mBplU@<PDhh000000001S;AJ::4A80?4i@E53,0*3E", second = "!AIVDM,2,2,3,B,1@0000000000000,2*55";
        Assert.Equal(2, Read([first, .. Enumerable.Range(0, 10).Select(_ => Position()), second]).Observations.Select(o => o.Type.Name).Distinct(StringComparer.Ordinal).Count());
        var late = Read([first, .. Enumerable.Range(0, 20).Select(_ => Position()), second]);
        Assert.DoesNotContain(late.Observations, observation => observation.Type.Name == "vessel_static");
        Assert.Equal(2, late.Counts["message of several sentences without all of them"]);
    }

    [Fact]
    public void Where_the_input_is_cut_makes_no_difference()
    {
        var sample = Sample();
        var whole = Reading.All(Make, sample).Written();
        Gen.Int[0, 100_000].Sample(seed => Assert.Equal(whole, Reading.InPieces(Make, sample, seed).Written()), iter: 30);
    }

    [Fact]
    public void Endless_line_needs_bounded_memory()
    {
        var sink = new CollectingSink();
        var reader = new AisReader(Reading.Context, sink);
        var chunk = new byte[1 << 20];
        chunk.AsSpan().Fill((byte)'!');
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1024; i++)
            reader.Feed(chunk);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20, "Memory grows with the input.");
        reader.Feed(Encoding.ASCII.GetBytes("\n" + Position() + "\n"));
        reader.Complete();
        Assert.Single(sink.Rejected);
        Assert.Equal(2, Assert.Single(sink.Taken).Line);
    }

    static IObservationReader Make(SourceContext context, IObservationSink sink) => new AisReader(context, sink);

    static CollectingSink Read(params string[] lines) => Reading.All(Make, Encoding.ASCII.GetBytes(string.Join("\r\n", lines)));

    static string Fields(Observation observation) => string.Join(' ', observation.Data.Select(field => $"{field.Key}={field.Value}"));

    static byte[] Sample() => AisFilesTests.Bytes("dma-538004030-drift.ais")[..60_000];

    static string Tag(string block) => $"\\{block}*{AisSentence.Checksum(Encoding.ASCII.GetBytes(block)):X2}\\";

    /// <summary>A class A position report made bit by bit.</summary>
    static string Position(int speed = 50, int lon = 4 * 600_000, int lat = 52 * 600_000, int course = 900, int heading = 90)
    {
        var bits = new StringBuilder();
        foreach (var (value, count) in new[] { (1, 6), (0, 2), (244660000, 30), (0, 4), (0, 8), (speed, 10), (0, 1), (lon, 28), (lat, 27), (course, 12), (heading, 9), (0, 31) })
            bits.Append(Convert.ToString((long)value & (1L << count) - 1, 2).PadLeft(count, '0'));
        var payload = string.Concat(bits.ToString().Chunk(6).Select(six => Convert.ToInt32(new string(six), 2)).Select(six => (char)(six < 40 ? six + 48 : six + 56)));
        var body = $"AIVDM,1,1,,A,{payload},0";
        return $"!{body}*{AisSentence.Checksum(Encoding.ASCII.GetBytes(body)):X2}";
    }
}
