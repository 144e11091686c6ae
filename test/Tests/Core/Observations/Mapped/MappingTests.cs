using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Tests.Core.Observations.Mapped;

public class MappingTests
{
    [Theory]
    [InlineData("", "mapping.yml(1): The mapping is empty.")]
    [InlineData("- a", "mapping.yml(1,1): A mapping must be names with values")]
    [InlineData("type: gate_visit\ntipe: x\nfields: { plate: a }", "mapping.yml(2,1): \"tipe\" is not known here; did you mean type? Known are: source, family, type,")]
    [InlineData("type: gate_visit\nfields: { gross_kg: { constant: 1e999 } }", "mapping.yml(2,33): \"1e999\" is not a number, or one that is too large.")]
    [InlineData("type: gate_visit\nfields: { plate: a, plate: b }", "mapping.yml(2,21): \"plate\" comes twice.")]
    [InlineData("type: mine\nfields: { a: b }", "mapping.yml(1,7): family is missing or wrong")]
    [InlineData("family: goods\ntype: gate_visit\nfields: { a: b }", "mapping.yml(1,9): gate_visit belongs to the family presence.")]
    [InlineData("type: gate_visit\nfields: { zones: b }", "mapping.yml(2,11): zones is added by the node itself")]
    [InlineData("type: gate_visit\nfields: { gross_kg: { column: w, unit: kmh } }", "mapping.yml(2,40): kmh cannot be turned into kg")]
    [InlineData("type: gate_visit\nfields: { plate: { column: w, as: number } }", "mapping.yml(2,35): plate holds a text in the published list, not a number.")]
    [InlineData("type: gate_visit\ntime: { column: t, format: hello }\nfields: { plate: b }", "mapping.yml(2,28): format of a time must be")]
    [InlineData("type: gate_visit\nfields: { plate: { as: text } }", "mapping.yml(2,18): plate needs a column or a constant")]
    [InlineData("type: gate_visit\nfields: &a\n  plate: b\n", "mapping.yml(2,9): Anchors")]
    [InlineData("type: gate_visit\nfields: { plate: *a }", "mapping.yml(2,18): Anchors")]
    [InlineData("type: gate_visit\nsubject: container\nfields: { plate: b }", "mapping.yml(2,10): subject names \"container\"")]
    [InlineData("type: [", "mapping.yml(2,1): The text is not YAML")]
    public void Mistake_is_told_with_line_and_column(string yaml, string expected)
    {
        var complaints = new List<Complaint>();
        Assert.Null(Mapping.Read(yaml, "mapping.yml", complaints));
        Assert.StartsWith(expected, complaints[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_and_large_yaml_is_refused()
    {
        foreach (var bomb in new[] { new string('[', 100_000), string.Concat(Enumerable.Repeat("- ", 50_000)), new string('a', 1 << 20), string.Concat(Enumerable.Range(0, 30_000).Select(i => $"k{i}: 1\n")) })
        {
            var complaints = new List<Complaint>();
            Assert.Null(Mapping.Read(bomb, "mapping.yml", complaints));
            Assert.Single(complaints);
        }
    }

    [Fact]
    public void Broken_mappings_never_throw()
    {
        var yaml = File.ReadAllText(Path.Combine(SharedData.Repository, "samples", "vast2017-gates", "mapping.yml"));
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var broken = new StringBuilder(yaml);
            for (var times = random.Next(1, 6); times > 0; times--)
                broken[random.Next(broken.Length)] = "{}[]:&*!|>'\"%@`#,- \n\tx\0"[random.Next(23)];
            var complaints = new List<Complaint>();
            var mapping = Mapping.Read(broken.ToString(), "m", complaints);
            Assert.Equal(complaints.Count == 0, mapping is not null);
        }
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
        Assert.Contains("UTF-16", MappingSuggestion.FromBytes([0xFF, 0xFE, (byte)'a', 0, (byte)'\n', 0], "x.csv").Complaint!.Sentence, StringComparison.Ordinal);
    }

    static CollectingSink Read(string yaml, ReadOnlySpan<byte> bytes)
    {
        var complaints = new List<Complaint>();
        var mapping = Mapping.Read(yaml, "suggested.yml", complaints);
        Assert.Empty(complaints);
        var sink = Reading.All((context, taker) => new MappedReader(mapping!, context, taker), bytes);
        Assert.Empty(sink.Complaints);
        return sink;
    }
}
