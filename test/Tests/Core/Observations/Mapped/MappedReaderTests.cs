using System.IO.Compression;
using System.Text;
using CsCheck;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Tests.Core.Observations.Mapped;

public class MappedReaderTests
{
    const string Gates = "family: presence\ntype: gate_visit\ntime: { column: t }\nfields:\n  plate: kenteken\n  direction: { column: d, table: { E: in, X: out } }\n  gross_kg: { column: w, unit: t, decimal: ',' }\n  terminal: { constant: ECTDE }\n  own_note: n\nskip: { column: n, equals: test }\n";

    [Fact]
    public void Gate_sensors_of_a_year_are_read_with_the_sample_mapping()
    {
        var mapping = Map(File.ReadAllText(Path.Combine(SharedData.Repository, "samples", "vast2017-gates", "mapping.yml")));
        using var file = File.OpenRead(SharedData.Path("data", "vast2017-gates", "sensor-data.csv.gz"));
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        var sink = Reading.All(Make(mapping), bytes.ToArray());
        Assert.Empty(sink.Complaints);
        Assert.Equal(171_477, sink.Taken.Count);
        var first = sink.Taken[0];
        Assert.Equal((2L, "f1:2", "plate:20154301124328-262"), (first.Line, first.Observation.Id, first.Observation.Subject.ToString()));
        Assert.Equal("plate=20154301124328-262 zone=entrance3 car_type=4", string.Join(' ', first.Observation.Data.Select(field => $"{field.Key}={field.Value}")));
        Assert.Equal(new DateTimeOffset(2015, 5, 1, 0, 43, 28, TimeSpan.Zero), first.Observation.Time);
    }

    [Fact]
    public void Cells_become_fields_by_type_unit_and_table()
    {
        var sink = Reading.All(Make(Map(Gates)), "t;kenteken;d;w;n\n2026-03-01T12:00:00+01:00;12-abc-3;E;1.018,24;\"a;b\"\"c\nd\"\n2026-03-01 12:00:00;1;?;;test\n"u8);
        var visit = Assert.Single(sink.Observations);
        Assert.Equal("plate=12ABC3 direction=in gross_kg=1018240 terminal=ECTDE own_note=a;b\"c\nd", string.Join(' ', visit.Data.Select(field => $"{field.Key}={field.Value}")));
        Assert.Equal(("plate:12ABC3", new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero)), (visit.Subject.ToString(), visit.Time));
        Assert.Equal(1, sink.Counts["skipped by the mapping"]);
    }

    [Fact]
    public void Json_lines_are_read_by_the_same_mapping()
    {
        var mapping = Map("family: presence\ntype: camera_event\ntime: { column: when.at, format: epoch_seconds }\nfields: { camera: cam, confidence: score, object: what, passes_read: n }\n");
        var sink = Reading.All(Make(mapping), "\n{\"when\":{\"at\":1772366400.5},\"cam\":\"c1\",\"score\":0.93,\"what\":[\"person\",\"bag\"]}\n{\"cam\":1}\nnonsense\n{\"when\":{\"at\":1},\"when\":2}\n"u8);
        Assert.Equal("camera=c1 confidence=0.93 object=person,bag", string.Join(' ', Assert.Single(sink.Observations).Data.Select(field => $"{field.Key}={field.Value}")));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 500, TimeSpan.Zero), sink.Observations[0].Time);
        Assert.Equal(["file.txt(3) column when.at: The time is missing.", "file.txt(4): The text is not JSON: at byte 2 of its line 1 it breaks off or holds a character that cannot stand there.", "file.txt(5): $.when comes twice."], sink.Complaints);
    }

    [Fact]
    public void Row_that_does_not_fit_is_told_with_line_and_column()
    {
        var sink = Reading.All(Make(Map(Gates)), "t,kenteken,d,w,n\nyesterday,1,E,1,\n2026-03-01 12:00:00,1,E,heavy,\n1,2\n2026-03-01 12:00:00,1,E,\"1\"x,\n2026-03-01 12:00:00,1,E,1,\n"u8);
        Assert.Equal(2, sink.Taken.Count);
        Assert.Equal(
            [
                "file.txt(2) column t: The time \"yesterday\" is not of the form rfc3339, or cannot be.", "file.txt(3) column w: \"heavy\" is not a number; the field gross_kg was left out.",
                "file.txt(4): The row has 2 cells, the header has 5.", "file.txt(5): Text follows the quote that closes a cell; a quote inside a cell must be doubled.",
            ], sink.Complaints);
    }

    [Fact]
    public void Mapping_that_does_not_fit_the_header_is_one_complaint_with_its_place()
    {
        var sink = Reading.All(Make(Map("family: presence\ntype: gate_visit\nfields:\n  plate: kenteken\n")), "plaat,x\n1,2\n3,4\n"u8);
        Assert.Equal("mapping.yml(4,10): The mapping names the column \"kenteken\", which file.txt does not have; it has plaat, x.", Assert.Single(sink.Complaints));
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public void File_without_a_header_is_read_by_the_one_of_the_mapping()
    {
        var mapping = Map("family: presence\ntype: badge_seen\nheader: [at, who, mph]\nid: who\nsubject: none\ntime: { column: at, format: epoch_milliseconds }\nfields:\n  pass: who\n  own_kmh: { column: mph, unit: mph }\n");
        var seen = Assert.Single(Reading.All(Make(mapping), "1772366400000\tP1\t10\n"u8).Observations);
        Assert.Equal(("P1", "badge_seen", 16.09344), (seen.Id, seen.Type.Name, seen.Data["own_kmh"].Number));
        Assert.Null(seen.Subject);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("\n\n\n", "The file is empty.")]
    [InlineData("t,kenteken,d,w,n\n", "The file has a header and no rows.")]
    [InlineData("\0\0\0\0\0\0", "binary")]
    [InlineData("t,kenteken,d,w,n\n\"open", "never closed")]
    public void Empty_and_broken_files_are_one_complaint(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(Reading.All(Make(Map(Gates)), Encoding.UTF8.GetBytes(text)).Complaints), StringComparison.Ordinal);

    [Fact]
    public void Local_times_are_read_in_the_zone_also_when_the_clock_changes()
    {
        var amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var sink = Reading.All(Make(Map("family: presence\ntype: gate_visit\ntime: { column: t, format: 'dd-MM-yyyy HH:mm', zone: Europe/Amsterdam }\nfields: { plate: p }\n")),
            "t,p\n29-03-2026 02:30,a\n25-10-2026 02:30,b\n01-07-2026 12:00,c\n"u8, Reading.Context with { LocalZone = amsterdam });
        Assert.Equal(["01:30", "01:30", "10:00"], sink.Observations.Select(visit => visit.Time.ToString("HH:mm", null)));
    }

    [Fact]
    public void Where_the_input_is_cut_makes_no_difference()
    {
        foreach (var sample in Samples())
        {
            var whole = Reading.All(Make(Map(Gates)), sample).Written();
            Gen.Int[0, 100_000].Sample(seed => Assert.Equal(whole, Reading.InPieces(Make(Map(Gates)), sample, seed, seed % 2 == 0 ? 3 : 40).Written()), iter: 40);
        }
    }

    [Fact]
    public void Endless_cell_needs_bounded_memory()
    {
        foreach (var format in new[] { "csv", "jsonl" })
        {
            var sink = new CollectingSink();
            var reader = new MappedReader(Map(Gates + $"format: {format}\n"), Reading.Context, sink);
            reader.Feed("t,kenteken,d,w,n\n\"{"u8);
            var chunk = new byte[1 << 20];
            chunk.AsSpan().Fill((byte)'x');
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 32; i++)
                reader.Feed(chunk);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20, "Memory grows with the input.");
            reader.Complete();
            Assert.Contains(sink.Complaints, complaint => complaint.Contains("1,048,576 bytes", StringComparison.Ordinal));
        }
    }

    static Func<SourceContext, IObservationSink, IObservationReader> Make(Mapping mapping) => (context, sink) => new MappedReader(mapping, context, sink);

    static Mapping Map(string yaml)
    {
        var complaints = new List<Complaint>();
        return Mapping.Read(yaml, "mapping.yml", complaints) ?? throw new InvalidOperationException(string.Join('\n', complaints));
    }

    static List<byte[]> Samples() =>
    [
        .. "t,kenteken,d,w,n\r\n2026-03-01T12:00:00Z,12-abc-3,E,18,\"a,\r\n\"\"b\"\r\n\r\n2026-03-01 12:00:00,é,X,1,test\r2026-03-01 12:00:00,é,X,1,z\n\n2026,1\n|{\"t\":\"2026-03-01T12:00:00Z\",\"kenteken\":\"1\",\"d\":\"E\",\"w\":2,\"n\":\"\\u00e9\\ud83d\"}\n{\"t\":\"2026-03-01T12:00:00Z\",\"n\":{\"a\":[1,2]}}\r\n{\"t\":"
            .Split('|').Select(Encoding.UTF8.GetBytes),
    ];
}
