using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Transparency;

namespace Knooppunt.Node.Detection.Register;

/// <summary>A pattern in force and its entry.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Entry">What the algorithm register would get.</param>
sealed record RegisterLine(ShelvedPattern Pattern, AlgorithmEntry Entry);

/// <summary>The algorithm register of this node: an entry for each pattern in force, made when somebody asks.</summary>
sealed class AlgorithmRegister(PatternShelf shelf, ListSignals signals, NodeSettings settings)
{
    /// <summary>Every entry, by place and title of the pattern.</summary>
    public async Task<IReadOnlyList<RegisterLine>> All(CancellationToken stop = default)
    {
        var lines = new List<RegisterLine>();
        var files = shelf.All.ToLookup(pattern => pattern.File);
        foreach (var pattern in shelf.All.Where(IsInForce))
            lines.Add(await Line(pattern, files[pattern.File], stop));
        return lines;
    }

    /// <summary>The entry of one pattern; null when it is not in force.</summary>
    public async Task<RegisterLine?> Find(string id, CancellationToken stop = default) =>
        shelf.Find(id) is { } pattern && IsInForce(pattern) ? await Line(pattern, shelf.All.Where(other => other.File == pattern.File), stop) : null;

    // A rule that only feeds a correlation is a part of that one, and what is off judges nobody.
    static bool IsInForce(ShelvedPattern pattern) => pattern is { Speaks: true, Off: null, OnTrial: false };

    async Task<RegisterLine> Line(ShelvedPattern pattern, IEnumerable<ShelvedPattern> file, CancellationToken stop)
    {
        var parts = PatternParts.Of(pattern.Document, [.. file.Select(other => other.Document)]);
        return new(pattern, EntryOfPattern.Make(parts, await signals.RecordOf(pattern.Document.Id, stop), settings));
    }
}
