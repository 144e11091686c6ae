using System.Security.Claims;
using Knooppunt.Cases;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>What came of a case becomes the verdict on its signals, and so enters the record of their patterns.</summary>
sealed class CaseVerdicts(IDbContextFactory<CasesDb> database, ListSignals signals, Assessments assessments, WriteTurn turn)
{
    const string Comment = "Volgt uit de afsluiting van een zaak.";

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

    /// <summary>Judges the signals of a case that was just closed: those that the person may judge and that nobody judged yet. What a person decided earlier stands.</summary>
    public async Task Judge(ClaimsPrincipal person, string id, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await CaseFile.Read(db, id, stop) is not { Open: false } file)
            return;
        foreach (var link in file.Signals.Where(link => link.Judged != true))
            link.Judged = Of(file.Row.Outcome) is { } verdict && person.MayAssess && await IsUnjudged(person, link.Signal, stop) && await assessments.Write(person, [link.Signal], verdict.Kind, verdict.Reason, Comment, stop);
        await turn.Take(() => db.SaveChangesAsync(stop), stop);
    }

    async Task<bool> IsUnjudged(ClaimsPrincipal person, string signal, CancellationToken stop) =>
        await signals.Find(person, signal, stop) is { } found && !(found.Actions.LastOrDefault(action => ActionKinds.IsVerdict(action.Kind)) is { } last && ActionKinds.Closes(last.Kind));
}
