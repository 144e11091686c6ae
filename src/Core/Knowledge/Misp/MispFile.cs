using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Misp;

/// <summary>What was read of a file of MISP.</summary>
/// <param name="Events">The events, with what of them is knowledge.</param>
/// <param name="Complaints">What was refused, with its path: data about persons, and parts that are no MISP.</param>
/// <param name="Untaken">How many attributes of each type, and objects of each template, stand in it that nothing is done with: named, so that nothing is lost in silence.</param>
public sealed record MispFile(IReadOnlyList<MispEvent> Events, IReadOnlyList<Complaint> Complaints, IReadOnlyDictionary<string, int> Untaken)
{
    /// <summary>What nothing is done with, in a sentence; null when that is nothing.</summary>
    public string? Told => Untaken.Count == 0 ? null : $"Not taken, because nothing here uses them: {string.Join(", ", Untaken.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value:N0} {one.Key}"))}.";
}
