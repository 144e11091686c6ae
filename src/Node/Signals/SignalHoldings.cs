using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>Signals that are about somebody or have them in their evidence.</summary>
sealed class SignalHoldings(IDbContextFactory<SignalsDb> database, Labels labels, NodeSettings settings) : IHoldsAbout
{
    public Word Room => new("Signalen", "Signals");

    public Word? NotSearched => new(
        "Wat patronen zich nu van een nummer herinneren wordt niet doorzocht: het is een pseudoniem, vloeit uit het journaal voort en verdwijnt ermee.",
        "What patterns remember of a number now is not searched: it is a pseudonym, follows from the journal and goes with it.");

    public async Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop)
    {
        var rows = await Of(sought, stop);
        return [.. rows.GroupBy(row => (row.Journal, row.Label)).OrderBy(group => group.Key.Journal, StringComparer.Ordinal).Select(group => new Holding(
            new("signalen, met bewijs en wat mensen ermee deden", "signals, with evidence and what people did with them"), "", labels[group.Key.Label], group.Count(),
            UnixTime.FromMicroseconds(group.Min(row => row.First)), UnixTime.FromMicroseconds(group.Max(row => row.Last)),
            UnixTime.FromMicroseconds(group.Max(row => row.Arrived)).AddDays(settings.SignalRetentionDays)))];
    }

    /// <summary>The signals themselves, of every journal, without their stories.</summary>
    public async Task<IReadOnlyList<(string Id, string Journal, int Label, long First, long Last, long Arrived)>> Of(SoughtSubject sought, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var found = new List<(string, string, int, long, long, long)>();
        foreach (var (journal, value) in sought.Values)
        {
            // A whole value of the story's JSON: a token or number that another one begins with is not it.
            var quoted = $"\"{value}\"";
            // What is on trial is held too.
            var rows = await db.Signals.IgnoreQueryFilters().AsNoTracking().Where(row => row.Journal == journal && ((row.SubjectKind == sought.Kind && row.SubjectValue == value) || row.Story.Contains(quoted)))
                .Select(row => new { row.Id, row.Journal, row.Label, row.First, row.Last, row.Arrived }).ToListAsync(stop);
            found.AddRange(rows.Select(row => (row.Id, row.Journal, row.Label, row.First, row.Last, row.Arrived)));
        }

        return found;
    }
}
