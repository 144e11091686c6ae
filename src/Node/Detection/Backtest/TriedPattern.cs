using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>A pattern text that can be tried.</summary>
/// <param name="Documents">Its documents.</param>
/// <param name="Speaks">The one that speaks; the others feed it.</param>
sealed record TriedPattern(IReadOnlyList<PatternDocument> Documents, PatternDocument Speaks)
{
    /// <summary>Longest text that is taken.</summary>
    public const int LongestText = 100_000;

    /// <summary>Reads a text; what <c>patterns check</c> would complain of is complained of here, but for a card that is missing: a pattern of others can be tried as it came.</summary>
    /// <param name="name">Name for complaints.</param>
    /// <param name="text">YAML, one or more documents.</param>
    /// <param name="cleared">Ids of patterns about staff for which the law's steps are recorded; others about staff may not be tried on what staff did either.</param>
    /// <param name="complaints">Takes what is wrong.</param>
    public static TriedPattern? Read(string name, string text, IReadOnlySet<string> cleared, List<Complaint> complaints)
    {
        if (text.Length > LongestText)
        {
            complaints.Add(new Complaint(new InputPlace(name), $"A pattern has at most {LongestText} characters."));
            return null;
        }

        var patterns = PatternFolder.Shelve([PatternFile.Parse(name, text)], cleared, complaints);
        var documents = patterns.Select(pattern => pattern.Document).ToList();
        complaints.AddRange(Plan.Compile(documents).Complaints.Concat(PatternLint.Check(documents, cards: false)).Distinct());
        if (patterns.FirstOrDefault(pattern => pattern.Off is not null) is { Off: { } off } closed)
            complaints.Add(new Complaint(closed.Document.Place, off.English));
        // What could not be read has been told already.
        if (patterns.LastOrDefault(pattern => pattern.Speaks) is { } speaks && complaints.Count == 0)
            return new TriedPattern(documents, speaks.Document);
        if (complaints.Count == 0)
            complaints.Add(new Complaint(new InputPlace(name), "There is no rule or correlation in it that speaks; write one, as patterns/README.md describes."));
        return null;
    }
}
