using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Knowledge;

/// <summary>Reads the folder of scripts: bundles (<c>mo-01.json</c>), their texts beside them (<c>mo-01.yml</c>), and the list of sources.</summary>
static class ScriptFolder
{
    const int MostBytes = 16 << 20;

    /// <summary>Name of the list of sources in the folder.</summary>
    public const string Sources = "sources.yml";

    /// <summary>Texts of scripts in the folder, in order.</summary>
    public static IEnumerable<string> Texts(string folder) => Files(folder, "*.yml").Where(file => Path.GetFileName(file) != Sources);

    /// <summary>Bundles in the folder, in order.</summary>
    public static IEnumerable<string> Bundles(string folder) => Files(folder, "*.json");

    /// <summary>Reads a script's text.</summary>
    public static CrimeScript? ReadText(string file, ICollection<Complaint> complaints)
    {
        var text = TextFile.Read(file, MostBytes);
        if (text.Ok)
            return ScriptText.Read(text.Value, Path.GetFileName(file), complaints);
        complaints.Add(text.Complaint!);
        return null;
    }

    /// <summary>The objects of a bundle; none when it cannot be read.</summary>
    public static IReadOnlyList<StixObject> ReadBundle(string file, ICollection<Complaint> complaints)
    {
        var text = TextFile.Read(file, MostBytes);
        var bundle = text.Ok ? StixReader.Read(System.Text.Encoding.UTF8.GetBytes(text.Value), Path.GetFileName(file)) : text.Complaint!;
        if (!bundle.Ok)
        {
            complaints.Add(bundle.Complaint!);
            return [];
        }

        foreach (var refusal in bundle.Value.Refusals)
            complaints.Add(refusal.Complaint);
        return bundle.Value.Objects;
    }

    /// <summary>The list of sources of the folder; empty when it has none.</summary>
    public static IReadOnlyList<ScriptSource> ReadSources(string folder, ICollection<Complaint> complaints)
    {
        var file = Path.Combine(folder, Sources);
        if (!File.Exists(file))
            return [];
        var text = TextFile.Read(file, MostBytes);
        var sources = text.Ok ? SourceList.Read(text.Value, Sources) : text.Complaint!;
        if (!sources.Ok)
            complaints.Add(sources.Complaint!);
        return sources.Ok ? sources.Value : [];
    }

    static IEnumerable<string> Files(string folder, string pattern) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];
}
