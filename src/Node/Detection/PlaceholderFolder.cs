using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Detection;

/// <summary>Reads what placeholders of patterns stand for (Sigma, modifier <c>expand</c>): the file <c>NAME.txt</c> fills <c>%NAME%</c>.</summary>
static class PlaceholderFolder
{
    const int MostBytes = 1 << 20;

    /// <summary>Values by name, one from each line that is not empty and does not begin with <c>#</c>; they may hold wildcards. None without a folder.</summary>
    /// <param name="folder">The folder; null for none.</param>
    /// <param name="complaints">Takes what is wrong with its files.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string? folder, List<Complaint> complaints)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        IEnumerable<string> files = folder is null ? [] : Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal);
        foreach (var path in files)
        {
            var text = TextFile.Read(path, MostBytes);
            string[] lines = text.Ok ? [.. text.Value.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && line[0] != '#')] : [];
            if (lines.Length > 0)
                values[Path.GetFileNameWithoutExtension(path)] = lines;
            else
                complaints.Add(text.Complaint ?? new Complaint(new(Path.GetFileName(path), 1, 1), "It holds no value; write one on each line."));
        }

        return values;
    }
}
