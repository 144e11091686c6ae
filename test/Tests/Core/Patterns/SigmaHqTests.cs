using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Knooppunt.Detection;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Patterns;

public sealed class SigmaHqTests
{
    [Fact]
    public void Every_document_is_read_or_refused_for_a_reason_that_names_the_specification()
    {
        var (documents, read, reasons) = (0, 0, new List<string>());
        foreach (var (name, text) in SigmaHq.Files())
        {
            var file = PatternFile.Parse(name, text);
            documents += YamlDocuments.Read(name, text).Count;
            read += file.Documents.Count;
            reasons.AddRange(file.Complaints.Select(complaint => complaint.Sentence));
        }

        Assert.Equal((4_044, 3_976), (documents, read));
        Assert.All(reasons, reason => Assert.Matches("(rules|correlation) specification, \"", reason));
    }

    [Fact]
    public void What_is_read_compiles_but_for_placeholders_that_nobody_filled()
    {
        var plan = Plan.Compile(SigmaHq.Files().SelectMany(file => PatternFile.Parse(file.Name, file.Text).Documents));
        var left = plan.Complaints.Where(complaint => !complaint.Sentence.Contains("rules specification, \"Placeholders\"", StringComparison.Ordinal)).Select(complaint => complaint.Sentence);
        Assert.All(left, sentence => Assert.StartsWith("Another document already has the", sentence, StringComparison.Ordinal));
        Assert.InRange(plan.Documents.Count(), 3_948, 3_948);
    }
}

static class SigmaHq
{
    public static IEnumerable<(string Name, string Text)> Files()
    {
        using var packed = new GZipStream(File.OpenRead(SharedData.Path("data", "sigmahq-rules.tar.gz")), CompressionMode.Decompress);
        using var tar = new TarReader(packed);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } data || !entry.Name.EndsWith(".yml", StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(data, Encoding.UTF8);
            yield return (entry.Name, reader.ReadToEnd());
        }
    }
}
