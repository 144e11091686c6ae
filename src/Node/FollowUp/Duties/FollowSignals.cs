using Knooppunt.FollowUp;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Node.Signals.Following;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>
/// Gives every signal its owner, and takes over what people did on the signal's own page. It goes on from where it was: each step can be done twice without harm,
/// so that a kill in between loses nothing.
/// </summary>
sealed class FollowSignals(
    SignalChanges changes, Labels labels, PatternShelf shelf, Competences competences, Duties duties, IDbContextFactory<FollowUpDb> database, IDbContextFactory<ShellDb> people, NodeSettings settings, WriteTurn turn)
    : ISignalFollower, IDisposable
{
    const string Opened = "signal-changes", Done = "signal-actions";
    readonly OneAtATime _one = new();

    public async Task CatchUp(CancellationToken stop)
    {
        using var alone = await _one.Enter(stop);
        while (await Follow(Opened, changes.After, change => change.Number, Take, stop))
        {
        }

        while (await Follow(Done, changes.DeedsAfter, deed => deed.Number, Take, stop))
        {
        }
    }

    public void Dispose() => _one.Dispose();

    async Task<bool> Follow<T>(string what, Func<long, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, long> number, Func<T, CancellationToken, Task> take, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var followed = await db.Followed.FindAsync([what], stop) ?? db.Followed.Add(new FollowedRow { What = what, Number = 0 }).Entity;
        var news = await read(followed.Number, stop);
        foreach (var item in news)
            await take(item, stop);
        if (news.Count == 0)
            return false;
        followed.Number = number(news[^1]);
        await turn.Take(() => db.SaveChangesAsync(stop), stop);
        return true;
    }

    async Task Take(SignalChange change, CancellationToken stop)
    {
        var (rows, map) = await competences.Read(stop);
        var question = new CompetenceQuestion(change.Place, shelf.Find(change.LeadPattern)?.Document.Card?.Script?.Split('/')[0], labels[change.Label].Regime);
        var route = map.Find(question);
        // What stands in an organisation's own journal is its own until it shares it, whoever is competent.
        var own = settings.Organisations.Any(organisation => organisation.Id == change.Journal);
        var rule = own || route.Rule is null ? null : rows.FirstOrDefault(row => Competences.RuleOf(row) == route.Rule)?.Id;
        await duties.Offer(Duties.Signal, change.Signal, change.LeadPattern, own ? route with { Rule = null, Organisations = [change.Journal] } : route, rule, change.Severity, asker: null, stop);
    }

    Task Take(SignalDeed deed, CancellationToken stop)
    {
        var at = UnixTime.FromMicroseconds(deed.At);
        return deed.Kind switch
        {
            ActionKinds.Assigned => Assigned(deed, at, stop),
            // What is in the story of another is answered for there.
            ActionKinds.Reopened when deed.Inside => Task.CompletedTask,
            ActionKinds.Reopened => duties.Change(Duties.Signal, deed.Signal, (duty, onDuty) => duty.State == DutyState.Closed ? duty.Reopen(at, onDuty) : duty, DutyDeed.Reopened, new(deed.Name), stop),
            ActionKinds.Merged => duties.Change(Duties.Signal, deed.Signal, (duty, _) => duty.State == DutyState.Closed ? duty : duty.Close(at), DutyDeed.Merged, new(deed.Name), stop),
            ActionKinds.Parted => duties.Change(Duties.Signal, deed.Signal, (duty, onDuty) => duty.State == DutyState.Closed ? duty.Reopen(at, onDuty) : duty, DutyDeed.Reopened, new(deed.Name), stop),
            _ when ActionKinds.Closes(deed.Kind) => duties.Change(Duties.Signal, deed.Signal, (duty, _) => duty.State == DutyState.Closed ? duty : duty.Close(at), DutyDeed.Closed, new(deed.Name), stop),
            _ => Task.CompletedTask,
        };
    }

    async Task Assigned(SignalDeed deed, DateTimeOffset at, CancellationToken stop)
    {
        await using var shell = await people.CreateDbContextAsync(stop);
        var homes = await shell.Memberships.Where(row => row.PersonId == deed.Who && PersonRights.AnsweringRoles.Contains(row.Role)).Select(row => row.Organisation).Distinct().OrderBy(home => home).ToListAsync(stop);
        if ((await duties.Of(Duties.Signal, [deed.Signal], stop)).GetValueOrDefault(deed.Signal) is not { State: not DutyState.Closed } row || homes.Count == 0)
            return;
        var atHome = homes.Contains(row.Owner);
        await duties.Change(Duties.Signal, deed.Signal, (duty, _) => duty.State == DutyState.Accepted && duty.Person == deed.Who ? duty
            : atHome ? duty.Accept(deed.Who, at) : duty.TakeOver(homes[0], deed.Who, at), atHome ? DutyDeed.Accepted : DutyDeed.TakenOver, new(deed.Name), stop);
    }
}
