using System.Security.Claims;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Signals;

namespace Knooppunt.Node.Inspections;

/// <summary>Inspections as something to talk about and to ask for something about, among those who take part.</summary>
sealed class InspectionMatters(InspectionBook inspections) : IMatters
{
    /// <summary>The kind.</summary>
    public const string Inspection = "inspection";

    public string Kind => Inspection;

    public async Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default) =>
        (await inspections.Find(person, ids, stop)).ToDictionary(row => row.Id, row => new Matter(Inspection, row.Id, new Word(row.Title, row.Title), Severity.Medium, $"/inspections/{row.Id}", [.. row.Participants.Select(one => one.Organisation)]));

    public async Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop) => ids.Except(await inspections.Kept(ids, stop)).ToHashSet(StringComparer.Ordinal);
}
