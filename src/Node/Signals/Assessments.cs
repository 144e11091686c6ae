using System.Security.Claims;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals.Following;
using Knooppunt.Node.Signals.Merging;
using Knooppunt.Node.Signals.Trial;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>Writes down what a person did with signals, and lets who follows them take it in.</summary>
sealed class Assessments(ListSignals list, TrialSignals trials, Merges merges, IDbContextFactory<SignalsDb> database, WriteTurn turn, IEnumerable<ISignalFollower> followers, TimeProvider clock)
{
    /// <summary>Writes it down. False, and nothing is written, when the person may not see one of them.</summary>
    /// <param name="person">Who did it.</param>
    /// <param name="signals">Ids of the signals.</param>
    /// <param name="kind">One of <see cref="ActionKinds"/>.</param>
    /// <param name="reason">Code of the reason of a verdict; not read otherwise.</param>
    /// <param name="comment">In the person's words; may be empty.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public async Task<bool> Write(ClaimsPrincipal person, IReadOnlyCollection<string> signals, string kind, string reason, string comment, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var id in signals)
        {
            if (await list.Find(person, id, stop) is null && await trials.Find(person, id, stop) is null)
                return false;
            db.Actions.Add(RowOf(id, kind, reason, comment, person, clock.GetUtcNow()));
            // A verdict is about the whole story: each pattern in it learns from it.
            if (ActionKinds.IsVerdict(kind))
                db.Actions.AddRange((await merges.In(person, id, stop)).Select(row => RowOf(row.Id, kind, reason, comment, person, clock.GetUtcNow())));
        }

        await turn.Take(() => db.SaveChangesAsync(stop), stop);
        await followers.CatchUp(stop);
        return true;
    }

    static ActionRow RowOf(string id, string kind, string reason, string comment, ClaimsPrincipal person, DateTimeOffset now) => new()
    {
        Signal = id,
        At = now.UnixMicroseconds,
        Who = person.PersonId,
        Name = person.DisplayName,
        Kind = kind,
        Reason = ActionKinds.Closes(kind) ? reason : "",
        Comment = comment,
    };
}
