using System.Text;
using CsCheck;
using Knooppunt.Observations;
using Knooppunt.Observations.Edifact;

namespace Knooppunt.Tests.Core.Observations.Edifact;

public class EdifactReaderTests
{
    const string Gate = "UNB+UNOA:2+A+B+260301:1200+1'UNH+1+CODECO:D:95B:UN:ITG13'BGM+34+1+9'EQD+CN+CSQU3054383+45R1:102:5++3+5'DTM+7:202603011130:203'CNT+16:1'UNT+6+1'UNZ+1+1'";

    [Fact]
    public void Service_characters_of_una_are_used()
    {
        var other = "UNA*!,# ~\n" + Gate.Replace('+', '!').Replace(':', '*').Replace('\'', '~').Replace("95B", "9#!");
        var gate = Assert.Single(Read(other).Observations);
        Assert.Equal("CODECO D.9!", gate.Data["document"].Text);
        Assert.Equal("CSQU3054383", gate.Data["container"].Text);
    }

    [Fact]
    public void Una_that_cannot_separate_is_complained_of_and_the_default_used()
    {
        var sink = Read("UNA++++++" + Gate);
        Assert.Single(sink.Taken);
        Assert.Contains("cannot separate", Assert.Single(sink.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_interchanges_with_their_own_characters_follow_each_other()
    {
        var sink = Read(Gate + "\r\nUNA:+.? ~" + Gate.Replace('\'', '~').Replace("CSQU3054383", "TGHU1643396"));
        Assert.Equal(["CSQU3054383", "TGHU1643396"], sink.Observations.Select(gate => gate.Data["container"].Text));
        Assert.Equal(["f1:1", "f1:2"], sink.Observations.Select(gate => gate.Id));
        Assert.Empty(sink.Complaints);
    }

    [Fact]
    public void Message_of_another_kind_is_kept_with_its_type_and_its_beginning()
    {
        const string Segments = "LOC+147+0010101::5'";
        var many = string.Concat(Enumerable.Repeat(Segments, 1000));
        var sink = Read("UNB+UNOA:2+A+B+260301:1200+1'UNH+7+BAPLIE:D:95B:UN'" + many + "UNT+1002+7'UNH+8+CODECO:D:95B:UN:ITG13'BGM+34+1+9'UNT+3+8'UNZ+2+1'");
        Assert.Empty(sink.Complaints);
        var (type, place, original, length) = Assert.Single(sink.Kept);
        Assert.Equal("BAPLIE", type);
        Assert.EndsWith("(1) BAPLIE 7", place, StringComparison.Ordinal);
        Assert.StartsWith("UNH+7+BAPLIE:D:95B:UN\nLOC+147+0010101::5\n", original, StringComparison.Ordinal);
        Assert.Equal((4096, 22 + (1000 * Segments.Length) + 11), (original.Length, length));
        Assert.Equal(1, sink.Counts["BAPLIE"]);
    }

    [Fact]
    public void Released_characters_are_part_of_the_value()
    {
        var sink = Read(Gate.Replace("CNT+16:1'UNT+6", "RFF+BN:A?+B??C?'D'CNT+16:1'UNT+7"));
        Assert.Equal("A+B?C'D", Assert.Single(sink.Observations).Data["booking"].Text);
        Assert.Empty(sink.Complaints);
    }

    [Fact]
    public void Line_ends_inside_a_segment_are_taken_out_and_lines_counted()
    {
        var wrapped = string.Join("\r\n", Gate.Chunk(20).Select(piece => new string(piece)));
        var sink = Read(wrapped);
        Assert.Equal("CSQU3054383", Assert.Single(sink.Observations).Data["container"].Text);
        Assert.Equal(Gate.IndexOf("EQD", StringComparison.Ordinal) / 20 + 1, sink.Taken[0].Line);
    }

    [Fact]
    public void Several_containers_on_one_line_have_their_own_ids()
    {
        var sink = Read(Gate.Replace("CNT+16:1'", "EQD+CN+TGHU1643396+22G1'DTM+203:20260301123015:204'CNT+16:2'").Replace("UNT+6", "UNT+8"));
        Assert.Equal(["f1:1", "f1:1.2"], sink.Observations.Select(gate => gate.Id));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.Zero), sink.Observations[1].Time);
    }

    [Fact]
    public void Message_cut_off_keeps_its_containers()
    {
        var sink = Read(Gate[..Gate.IndexOf("CNT", StringComparison.Ordinal)]);
        Assert.Single(sink.Taken);
        Assert.Equal(2, sink.Complaints.Count);
        Assert.Contains("has no UNT", sink.Complaints[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Container_named_by_sgp_alone_is_prenotified_once()
    {
        var sink = Read("UNB+UNOA:2+A+B+260301:1200+1'UNH+1+COPINO:D:95B:UN'BGM+661+1+9'TDT+1+12+3++HAULIER+++12-ABC-3:146::A NAME'SGP+CSQU3054383'SGP+TGHU1643396'EQD+CN+TGHU1643396+22G1'UNT+7+1'UNZ+1+1'");
        Assert.Equal(["TGHU1643396", "CSQU3054383"], sink.Observations.Select(order => order.Data["container"].Text));
        Assert.All(sink.Observations, order => Assert.Equal(("HAULIER", "12ABC3"), (order.Data["carrier"].Text, order.Data["plate"].Text)));
        Assert.DoesNotContain("A NAME", sink.Written(), StringComparison.Ordinal);
        Assert.Empty(sink.Complaints);
    }

    [Fact]
    public void Container_named_by_sgp_in_a_file_cut_off_stands_on_the_last_line()
    {
        var sink = Read("UNB+UNOA:2+A+B+260301:1200+1'\nUNH+1+COPINO:D:95B:UN'\nSGP+CSQU3054383'\nEQD+CN+TGHU1643396+22G1'");
        Assert.Equal([4L, 4L], sink.Taken.Select(taken => taken.Line));
        Assert.Equal(["f1:4", "f1:4.2"], sink.Observations.Select(order => order.Id));
    }

    [Fact]
    public void Invented_message_types_do_not_make_the_counts_grow()
    {
        var sink = Read(string.Concat(Enumerable.Range(0, 500).Select(i => $"UNH+{i}+AAAA{(char)('A' + i / 26 % 26)}{(char)('A' + i % 26)}:D:95B:UN'UNT+2+{i}'")));
        Assert.Equal(101, sink.Counts.Count);
        Assert.Equal(400, sink.Counts["unknown message type"]);
    }

    [Fact]
    public void Control_characters_never_reach_a_complaint()
    {
        var sink = Read(Gate.Replace("CSQU3054383", "\u001b[2Jevil").Replace("UNH+1+", "UNH+\u001b]0;1+"));
        Assert.Equal(2, sink.Complaints.Count);
        Assert.DoesNotContain(sink.Complaints, complaint => complaint.Any(char.IsControl));
    }

    [Theory]
    [InlineData("7:20260301:102", "2026-03-01T00:00:00")]
    [InlineData("7:2603011130:201", "2026-03-01T11:30:00")]
    [InlineData("7:202603011130CET:303", "2026-03-01T10:30:00")]
    [InlineData("7:202603011130-0500:205", "2026-03-01T16:30:00")]
    [InlineData("7:202603012400:203", "2026-03-02T00:00:00")]
    [InlineData("7:202602291130:203", null)]
    [InlineData("7:202603011130:718", null)]
    [InlineData("7:190003011130:203", null)]
    [InlineData("7:2026030111é0:203", null)]
    public void Times_are_read_by_their_format_or_left_out(string dtm, string? expected)
    {
        var sink = Read(Gate.Replace("7:202603011130:203", dtm));
        Assert.Equal(expected ?? "2026-03-01T12:00:00", Assert.Single(sink.Observations).Time.ToString("yyyy-MM-dd'T'HH:mm:ss", null));
        Assert.Equal(expected is null ? 1 : 0, sink.Complaints.Count);
    }

    [Fact]
    public void Segment_over_the_limit_is_rejected_once_and_the_rest_read()
    {
        var sink = Read(Gate.Replace("CNT+16:1", "FTX+AAA+++" + new string('x', 200_000) + "?'y'CNT+16:1").Replace("UNT+6", "UNT+7"));
        Assert.Single(sink.Taken);
        Assert.Contains("longer than 65,536 bytes", sink.Complaints[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n\r\n ")]
    [InlineData("just a text without any terminator at all")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("Timestamp,car-id\n2015,1\n")]
    public void What_is_no_edifact_is_one_complaint(string text)
    {
        var sink = Read(text);
        Assert.Empty(sink.Taken);
        Assert.Single(sink.Complaints);
    }

    [Fact]
    public void Utf_16_is_recognised() => Assert.Contains("UTF-16", Assert.Single(Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Gate)).ToArray()).Complaints), StringComparison.Ordinal);

    [Fact]
    public void Where_the_input_is_cut_makes_no_difference()
    {
        var samples = Samples();
        Gen.Select(Gen.Int[0, samples.Count - 1], Gen.Int[0, 100_000]).Sample((sample, seed) =>
            Assert.Equal(Reading.All(Make, samples[sample]).Written(), Reading.InPieces(Make, samples[sample], seed, seed % 2 == 0 ? 3 : 200).Written()), iter: 150);
    }

    [Fact]
    public void Endless_input_needs_bounded_memory()
    {
        var sink = new CollectingSink();
        var reader = new EdifactReader(Reading.Context, sink);
        var chunk = new byte[1 << 20];
        foreach (var b in "x\n"u8)
        {
            chunk.AsSpan().Fill(b);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 64; i++)
                reader.Feed(chunk);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20, "Memory grows with the input.");
        }

        reader.Complete();
        Assert.Single(sink.Rejected);
    }

    static IObservationReader Make(SourceContext context, IObservationSink sink) => new EdifactReader(context, sink);

    static CollectingSink Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    static CollectingSink Read(byte[] bytes) => Reading.All(Make, bytes, Reading.Context with { Fallback = null });

    static List<byte[]> Samples() => [.. Directory.GetFiles(SharedData.Path("data", "edifact")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes), Encoding.UTF8.GetBytes(Gate)];
}
