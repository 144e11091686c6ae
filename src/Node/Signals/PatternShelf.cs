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
sealed record ShelvedPattern(PatternDocument Document, string File, Sentences? Off, bool Speaks)
{
    /// <summary>Under what patterns on trial lie, each in the folder of the organisation that tries it.</summary>
    public const string TrialFolder = "own/trial/";

    /// <summary>The organisation that tries it; null when it is in force.</summary>
    public string? TriedBy { get; } = TrierOf(File);

    /// <summary>Whether it is on trial: its signals are for the analysts of that organisation alone.</summary>
    public bool OnTrial => TriedBy is not null;

    /// <summary>The organisation that tries the patterns of a file; null when they are in force.</summary>
    public static string? TrierOf(string file) =>
        file.StartsWith(TrialFolder, StringComparison.Ordinal) ? file[TrialFolder.Length..].Split('/')[0] : null;
}

/// <summary>The patterns of the node: what each says of itself. Detection fills it; pages read it. Swapped whole, so a reader sees one moment.</summary>
sealed class PatternShelf
{
    volatile IReadOnlyDictionary<string, ShelvedPattern> _patterns = new Dictionary<string, ShelvedPattern>();

    /// <summary>Every pattern that is not on trial, by folder and title.</summary>
    public IReadOnlyList<ShelvedPattern> All => [.. WithTrial.Where(pattern => !pattern.OnTrial)];

    /// <summary>Every pattern, those on trial too, by folder and title.</summary>
    public IReadOnlyList<ShelvedPattern> WithTrial => [.. _patterns.Values.OrderBy(pattern => pattern.File, StringComparer.Ordinal).ThenBy(pattern => pattern.Document.Title, StringComparer.Ordinal)];

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

    /// <summary>The title in the language of the page, where the pattern has it in Dutch; otherwise as written.</summary>
    /// <param name="id">Id of the pattern.</param>
    /// <param name="written">The title as a signal keeps it, for a pattern that is not on the shelf any more.</param>
    /// <param name="language">Of the page.</param>
    public string Title(string id, string written, Language language) => TextOf(id, document => document.Title, dutch => dutch.Title, language) ?? written;

    /// <summary>What it is about; null when the pattern does not say.</summary>
    public string? Description(string id, Language language) => TextOf(id, document => document.Description, dutch => dutch.Description, language);

    /// <summary>Why a match is a hard contradiction; null when it is none.</summary>
    public string? Contradiction(string id, Language language) => TextOf(id, document => document.Card?.Contradiction, dutch => dutch.Contradiction, language);

    string? TextOf(string id, Func<PatternDocument, string?> english, Func<DutchTexts, string?> dutch, Language language) =>
        Find(id)?.Document is not { } document ? null : !language.English && document.Card?.Dutch is { } texts && dutch(texts) is { } text ? text : english(document);

    /// <summary>The likely innocent explanation; null when the pattern names none.</summary>
    public string? Innocent(string id, Language language) => Find(id)?.Document.Card?.Innocent is { } innocent ? language[innocent.Dutch, innocent.English] : null;
}
