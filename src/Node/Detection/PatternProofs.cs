using Knooppunt.Detection;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Node.Detection;

/// <summary>A pattern file with its proof.</summary>
/// <param name="File">The pattern file as read.</param>
/// <param name="Proof">What came of its proof; null when there is no proof beside it.</param>
sealed record ProvedPattern(PatternFile File, PatternProof? Proof)
{
    /// <summary>The document that speaks: the last one of the file, which the others feed.</summary>
    public PatternDocument? Speaks => File.Documents.LastOrDefault(document => document is SigmaRule or SigmaCorrelation);

    /// <summary>Whether the file is right and its proof holds.</summary>
    public bool Holds => File.Complaints.Count == 0 && Proof is { Holds: true };

    /// <summary>What is wrong, in sentences.</summary>
    public IEnumerable<Complaint> Complaints
    {
        get
        {
            foreach (var complaint in File.Complaints)
                yield return complaint;
            if (Proof is null)
                yield return new Complaint(new InputPlace(File.Name), $"There is no proof beside it; write {PatternProofs.NameOf(File.Name)} as patterns/README.md describes.");
            foreach (var complaint in Proof?.Complaints ?? [])
                yield return complaint;
            foreach (var broken in Proof?.Cases.Where(one => !one.Holds) ?? [])
                yield return new Complaint(broken.Place with { Part = broken.Name }, broken.Wrong!);
        }
    }
}

/// <summary>Runs the proofs that lie beside the pattern files of a folder.</summary>
static class PatternProofs
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>Name of the proof of a pattern file.</summary>
    public static string NameOf(string patternFile) => Path.ChangeExtension(patternFile, ".events.jsonl");

    /// <summary>Every pattern file of a folder with its proof, in the order of <see cref="PatternFolder.Files"/>.</summary>
    /// <param name="folder">Folder or single file.</param>
    /// <param name="places">Folder with the places of the nodes, one GeoJSON file each.</param>
    public static IEnumerable<ProvedPattern> Of(string folder, string places)
    {
        var maps = new Dictionary<string, PlaceMap?>(StringComparer.Ordinal);
        PlaceMap? PlacesOf(string node) => maps.TryGetValue(node, out var known) ? known : maps[node] = Read(places, node);

        foreach (var path in PatternFolder.Files(folder))
            yield return Prove(path, PatternFolder.NameIn(folder, path), PlacesOf);
    }

    static ProvedPattern Prove(string path, string name, Func<string, PlaceMap?> places)
    {
        var file = PatternFolder.Parse(name, TextFile.Read(path, PatternFolder.MostBytes, name));
        var events = NameOf(path);
        if (!File.Exists(events))
            return new ProvedPattern(file, null);
        var proof = TextFile.Read(events, PatternFolder.MostBytes, NameOf(name));
        return proof.Ok
            ? new ProvedPattern(file, PatternProof.Run(NameOf(name), proof.Value, file.Documents, places, Zone))
            : new ProvedPattern(file with { Complaints = [.. file.Complaints, proof.Complaint!] }, null);
    }

    static PlaceMap? Read(string folder, string node)
    {
        // The name comes out of a file: only what can be the name of a places file is looked for.
        if (node.Length == 0 || node.Any(letter => letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
            return null;
        var file = Path.Combine(folder, node + ".geojson");
        return File.Exists(file) && NodePlaces.Read(file) is { Ok: true } read ? read.Value.Map : null;
    }
}
