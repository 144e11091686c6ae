using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals.Trial;

/// <summary>Signals of patterns on trial, for the analysts of the organisation that tries them and for nobody else. The one way for people to see them: every other query leaves them out.</summary>
sealed class TrialSignals(IDbContextFactory<SignalsDb> database, Labels labels, TrialJournals journals)
{
    /// <summary>Newest first, at most <see cref="ListSignals.PageSize"/>; none for who is no analyst.</summary>
    public async Task<IReadOnlyList<SignalRow>> List(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await Seen(db, person).OrderByDescending(row => row.Last).ThenBy(row => row.Id).Take(ListSignals.PageSize).ToListAsync(stop);
    }

    /// <summary>One of them; null when it does not exist or the person may not see it.</summary>
    public async Task<SignalRow?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await Seen(db, person).SingleOrDefaultAsync(row => row.Id == id, stop);
    }

    /// <summary>The last verdict of each of these signals.</summary>
    public async Task<IReadOnlyDictionary<string, ActionRow>> Verdicts(IReadOnlyCollection<string> signals, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await ListSignals.Verdicts(db).AsNoTracking().Where(action => signals.Contains(action.Signal)).ToDictionaryAsync(action => action.Signal, stop);
    }

    /// <summary>Organisations of which the person sees what is on trial: those where an analyst.</summary>
    public static string[] TriesFor(ClaimsPrincipal person) => [.. person.Viewers.Where(viewer => viewer.Role == Role.Analyst).Select(viewer => viewer.Organisation).Distinct()];

    IQueryable<SignalRow> Seen(SignalsDb db, ClaimsPrincipal person)
    {
        // Over one journal one organisation alone tries, so the journal says whose it is.
        var (tried, visible) = (journals.Of(TriesFor(person)), labels.VisibleTo(person));
        return db.Signals.IgnoreQueryFilters().AsNoTracking().Where(row => row.OnTrial && tried.Contains(row.Journal) && visible.Contains(row.Label));
    }
}
