using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Patterns;

public sealed class SigmaHqTests
{
    [Fact]
    public void Every_rule_is_read_or_refused_with_a_reason()
    {
        var (read, refused) = (0, new List<string>());
        foreach (var (name, text) in SigmaHq.Files())
        {
            var file = PatternFile.Parse(name, text);
            read += file.Documents.Count;
            refused.AddRange(file.Complaints.Select(complaint => complaint.ToString()));
            Assert.True(file.Documents.Count + file.Complaints.Count > 0, name);
        }

        Assert.InRange(read, 3_900, 4_100);
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
