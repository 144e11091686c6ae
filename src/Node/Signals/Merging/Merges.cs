using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals.Merging;

/// <summary>Signals that people put together because they tell one story, and take apart again. The signals themselves stay as Detection wrote them.</summary>
sealed class Merges(IDbContextFactory<SignalsDb> database, Labels labels, WriteTurn turn, TimeProvider clock)
{
    const int Most = 50;

    static readonly Word
        TooFew = new("Kies minstens twee signalen om samen te voegen.", "Choose at least two signals to merge."),
        TooMany = new($"Voeg hoogstens {Most} signalen samen.", $"Merge at most {Most} signals."),
        OtherJournal = new("Deze signalen rusten op journalen van verschillende organisaties, en niet iedereen mag beide zien. Deel het ene eerst met de ander.", "These signals rest on journals of different organisations, and not everybody may see both. Share one with the other first."),
        Alone = new("Dit signaal stond al op zichzelf.", "This signal stood on its own already."),
        Closed = new("Een ervan is al afgehandeld. Heropen het eerst.", "One of them was handled already. Reopen it first.");

    /// <summary>Puts signals together under the gravest of them, of equal ones the earliest. The id of that one, or why not; both null when the person may not see one of them.</summary>
    public async Task<(string? Lead, Word? Refusal)> Merge(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        if (ids.Count > Most)
            return (null, TooMany);
        var visible = labels.VisibleTo(person);
        return await turn.Take<(string?, Word?)>(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var rows = await db.Signals.AsNoTracking().Where(row => ids.Contains(row.Id) && visible.Contains(row.Label)).ToListAsync(stop);
            if (rows.Count < ids.Count)
                return (null, null);
            // Whoever is in a story already brings the whole story.
            var heads = await db.Merges.Where(row => ids.Contains(row.Signal)).ToDictionaryAsync(row => row.Signal, row => row.Into, stop);
            string[] leads = [.. rows.Select(row => heads.GetValueOrDefault(row.Id, row.Id)).Distinct()];
            var stories = await db.Signals.AsNoTracking().Where(row => leads.Contains(row.Id)).ToListAsync(stop);
            if (stories.Count < 2)
                return (null, TooFew);
            if (stories.Select(row => row.Journal).Distinct().Count() > 1)
                return (null, OtherJournal);
            if (await ListSignals.Verdicts(db).AnyAsync(action => leads.Contains(action.Signal) && action.Kind != ActionKinds.Reopened, stop))
                return (null, Closed);
            var lead = stories.OrderByDescending(row => row.Severity).ThenBy(row => row.First).ThenBy(row => row.Id, StringComparer.Ordinal).First();
            var now = clock.GetUtcNow().UnixMicroseconds;
            foreach (var row in await db.Merges.Where(row => leads.Contains(row.Into) && row.Into != lead.Id).ToListAsync(stop))
                row.Into = lead.Id;
            foreach (var row in stories.Where(row => row.Id != lead.Id))
            {
                db.Merges.Add(new MergeRow { Signal = row.Id, Into = lead.Id });
                db.Actions.Add(ActionOf(row.Id, ActionKinds.Merged, person, now));
            }

            await db.SaveChangesAsync(stop);
            return (lead.Id, null);
        }, stop);
    }

    /// <summary>Takes a signal out of the story that it was put in. Null when it is out, otherwise why not.</summary>
    public Task<Word?> Part(ClaimsPrincipal person, string signal, CancellationToken stop) => turn.Take<Word?>(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Merges.FindAsync([signal], stop) is not { } row)
            return Alone;
        if (await ListSignals.Verdicts(db).AnyAsync(action => action.Signal == row.Into && action.Kind != ActionKinds.Reopened, stop))
            return Closed;
        db.Merges.Remove(row);
        db.Actions.Add(ActionOf(signal, ActionKinds.Parted, person, clock.GetUtcNow().UnixMicroseconds));
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    /// <summary>The signal in whose story this one was put; null when in none.</summary>
    public async Task<string?> LeadOf(string signal, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return (await db.Merges.FindAsync([signal], stop))?.Into;
    }

    /// <summary>The signals that were put in the story of this one and that the person may see, the earliest first.</summary>
    public async Task<IReadOnlyList<SignalRow>> In(ClaimsPrincipal person, string lead, CancellationToken stop = default)
    {
        var visible = labels.VisibleTo(person);
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Signals.AsNoTracking().Where(row => visible.Contains(row.Label) && db.Merges.Any(merge => merge.Signal == row.Id && merge.Into == lead)).OrderBy(row => row.First).ToListAsync(stop);
    }

    /// <summary>A signal's story with those that were put in it, as far as the person may see them.</summary>
    public async Task<Story> Tell(ClaimsPrincipal person, SignalRow lead, CancellationToken stop = default) =>
        JoinedStory.Of(StoryJson.Read(lead.Story), [.. (await In(person, lead.Id, stop)).Select(row => StoryJson.Read(row.Story))]);

    static ActionRow ActionOf(string signal, string kind, ClaimsPrincipal person, long now) =>
        new() { Signal = signal, At = now, Who = person.PersonId, Name = person.DisplayName, Kind = kind, Reason = "", Comment = "" };
}
