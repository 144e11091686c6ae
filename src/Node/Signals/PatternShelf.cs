using Knooppunt.Observations;
using Knooppunt.Detection;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Signals;

/// <summary>A pattern as it lies in a folder, and whether it runs.</summary>
/// <param name="Document">The rule or correlation.</param>
/// <param name="File">File name with its folder below the pattern folder.</param>
/// <param name="Off">Why it does not run, in Dutch and English; null when it runs.</param>
/// <param name="Speaks">Whether its matches become signals: false for a rule that only feeds a correlation.</param>
sealed record ShelvedPattern(PatternDocument Document, string File, Sentences? Off, bool Speaks);

/// <summary>The patterns of the node: what each says of itself. Detection fills it; pages read it. Swapped whole, so a reader sees one moment.</summary>
sealed class PatternShelf
{
    volatile IReadOnlyDictionary<string, ShelvedPattern> _patterns = new Dictionary<string, ShelvedPattern>();

    /// <summary>Every pattern, by folder and title.</summary>
    public IReadOnlyList<ShelvedPattern> All => [.. _patterns.Values.OrderBy(pattern => pattern.File, StringComparer.Ordinal).ThenBy(pattern => pattern.Document.Title, StringComparer.Ordinal)];

    /// <summary>The compiled patterns, for explanations; null before Detection has started.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>What was wrong with the files, in sentences.</summary>
    public IReadOnlyList<Complaint> Complaints { get; private set; } = [];

    /// <summary>The pattern with this id; null when it is not on the shelf any more.</summary>
    public ShelvedPattern? Find(string id) => _patterns.GetValueOrDefault(id);

    /// <summary>Puts other patterns on the shelf.</summary>
    public void Fill(IEnumerable<ShelvedPattern> patterns, Plan plan, IReadOnlyList<Complaint> complaints)
    {
        Plan = plan;
        _patterns = patterns.DistinctBy(pattern => pattern.Document.Id).ToDictionary(pattern => pattern.Document.Id, StringComparer.Ordinal);
        Complaints = complaints;
    }

    /// <summary>The likely innocent explanation; null when the pattern names none.</summary>
    public string? Innocent(string id, Language language) => Find(id)?.Document.Card?.Innocent is { } innocent ? language[innocent.Dutch, innocent.English] : null;
}
