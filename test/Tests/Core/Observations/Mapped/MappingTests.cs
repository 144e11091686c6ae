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
}
