using Knooppunt.Cases;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>
/// What came of a case becomes the verdict on its signals, and so enters the record of their patterns. That it is owed is written with the closing; a kill in between
/// loses none, and none is given twice.
/// </summary>
sealed class CaseVerdicts(IDbContextFactory<CasesDb> database, ListSignals signals, Assessments assessments, PeopleNow people, WriteTurn turn) : IResumes, IDisposable
{
    const string Comment = "Volgt uit de afsluiting van een zaak.";
    readonly OneAtATime _one = new();

    /// <summary>The verdict that follows from an outcome; null when it says nothing about the signals.</summary>
    public static (string Kind, string Reason)? Of(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Found or CaseOutcome.Seized => (ActionKinds.Confirmed, "found"),
        CaseOutcome.Measure => (ActionKinds.Confirmed, "measure"),
        CaseOutcome.ToRiec or CaseOutcome.ToProsecutor => (ActionKinds.Confirmed, "passed-on"),
        CaseOutcome.NothingFound => (ActionKinds.Dismissed, "nothing-found"),
        CaseOutcome.Innocent => (ActionKinds.Dismissed, ReasonCodes.Innocent),
        _ => null,
    };

    /// <summary>Gives every verdict that is owed: on signals that who closed the case may judge and that nobody judged yet. What a person decided earlier stands.</summary>
    public async Task Resume(CancellationToken stop)
    {
        using var alone = await _one.Enter(stop);
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var owed in await db.Owed.OrderBy(owed => owed.Id).ToListAsync(stop))
        {
            var link = await db.Signals.FirstOrDefaultAsync(link => link.Case == owed.Case && link.Signal == owed.Signal, stop);
            var closed = await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.Number == owed.Case, stop);
            // Nothing is owed any more for a case that was opened again.
            if (link is not null && closed is not null && closed.Closed == owed.At)
                link.Judged = Of(closed.Outcome) is { } verdict && await Give(owed, verdict.Kind, verdict.Reason, stop);
            db.Owed.Remove(owed);
            await turn.Take(() => db.SaveChangesAsync(stop), stop);
        }
    }

    public void Dispose() => _one.Dispose();

    async Task<bool> Give(OwedVerdictRow owed, string kind, string reason, CancellationToken stop)
    {
        if (await people.Find(owed.Who) is not { } person || await signals.Find(person, owed.Signal, stop) is not { } found)
            return false;
        // A kill after the verdict and before this list was shortened: it is there already.
        if (found.Actions.Any(action => action.Who == owed.Who && action.At >= owed.At && action.Kind == kind && action.Reason == reason && action.Comment == Comment))
            return true;
        var judged = found.Actions.LastOrDefault(action => ActionKinds.IsVerdict(action.Kind)) is { } last && ActionKinds.Closes(last.Kind);
        return person.MayAssess && !judged && await assessments.Write(person, [owed.Signal], kind, reason, Comment, stop);
    }
}
