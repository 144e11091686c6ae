using Knooppunt.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Who does something to a duty, and why.</summary>
/// <param name="Name">Name of the person; empty for the clock.</param>
/// <param name="Reason">Why; may be empty.</param>
sealed record By(string Name, string Reason = "")
{
    /// <summary>The node itself.</summary>
    public static By Clock { get; } = new("");
}

/// <summary>Keeps who must answer for what. Every change is one transaction with its line in the history.</summary>
sealed class Duties(IDbContextFactory<FollowUpDb> database, OnDutyPeople people, WriteTurn turn, TimeProvider clock)
{
    /// <summary>The kinds of duties: about a signal, about what a partner shared, about an action point, about a report, about a case.</summary>
    public const string Signal = "signal", Share = "share", Action = "action", Report = "report", Case = "case";

    /// <summary>The duties of some things that are kept, by id of the thing.</summary>
    public async Task<IReadOnlyDictionary<string, DutyRow>> Of(string kind, IReadOnlyCollection<string> objects, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Duties.AsNoTracking().Where(row => row.Kind == kind && objects.Contains(row.Object)).ToDictionaryAsync(row => row.Object, stop);
    }

    /// <summary>What happened to a duty, in order.</summary>
    public async Task<IReadOnlyList<DutyStepRow>> History(long duty, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Steps.AsNoTracking().Where(row => row.Duty == duty).OrderBy(row => row.Id).ToListAsync(stop);
    }

    /// <summary>Open duties of some organisations, the clock that runs out first first, at most 200.</summary>
    public async Task<IReadOnlyList<DutyRow>> OpenAt(IReadOnlyCollection<string> organisations, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Duties.AsNoTracking().Where(row => row.State != DutyState.Closed && organisations.Contains(row.Owner)).OrderBy(row => row.Deadline).Take(200).ToListAsync(stop);
    }

    /// <summary>Puts a thing before the first of its route, or hastens it when it is there already and became graver.</summary>
    /// <param name="kind">Kind of thing.</param>
    /// <param name="thing">Id of the thing.</param>
    /// <param name="topic">What it is about, for who is told.</param>
    /// <param name="route">Before whom it comes.</param>
    /// <param name="rule">Id of the line of the competence map that decided; null when none did.</param>
    /// <param name="severity">How grave it is.</param>
    /// <param name="asker">Id of the person who asks for it by name; null when nobody does.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public async Task Offer(string kind, string thing, string topic, CompetenceRoute route, long? rule, Severity severity, string? asker, CancellationToken stop)
    {
        var (watch, now) = (await people.Now(stop), clock.GetUtcNow());
        if (await Change(watch, kind, thing, (duty, _) => duty.Hasten(route, severity, now), DutyDeed.Hastened, By.Clock, stop, severity: severity) is not null)
            return;
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Duties.AnyAsync(row => row.Kind == kind && row.Object == thing, stop))
                return 0;
            var duty = WithPerson(Duty.Offer(route, severity, now, watch.At), watch);
            var row = DutyRows.New(kind, thing, duty, rule);
            (row.Severity, row.Topic, row.Asker) = ((int)severity, topic, asker);
            db.Duties.Add(row);
            await db.SaveChangesAsync(stop);
            db.Steps.Add(StepOf(row.Id, now, DutyDeed.Offered, "", duty.Owner, By.Clock));
            return await db.SaveChangesAsync(stop);
        }, stop);
    }

    /// <summary>Does something to a duty. Null when there is none; the same as before when nothing came of it.</summary>
    /// <param name="kind">Kind of thing.</param>
    /// <param name="thing">Id of the thing.</param>
    /// <param name="change">From the duty and who is on duty to what it becomes; null when that cannot be.</param>
    /// <param name="deed">What it is called.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    /// <param name="version">The version that the person saw; null for the node itself. Of two who decide at once the second gets null.</param>
    /// <param name="outcome">Code of what came of it, when that is said with it.</param>
    public async Task<Duty?> Change(string kind, string thing, Func<Duty, OnDuty, Duty?> change, DutyDeed deed, By by, CancellationToken stop, int? version = null, string outcome = "") =>
        await Change(await people.Now(stop), kind, thing, change, deed, by, stop, version, outcome);

    async Task<Duty?> Change(Watch watch, string kind, string thing, Func<Duty, OnDuty, Duty?> change, DutyDeed deed, By by, CancellationToken stop, int? version = null, string outcome = "", Severity? severity = null)
    {
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Duties.SingleOrDefaultAsync(row => row.Kind == kind && row.Object == thing, stop) is not { } row
                || (version is { } seen && seen != row.Version))
            {
                return null;
            }

            var before = row.Duty;
            if (change(before, watch.At) is not { } changed || changed == before)
                return before;
            changed = WithPerson(changed, watch);
            row.Take(changed);
            row.Severity = (int?)severity ?? row.Severity;
            if (outcome.Length > 0)
                (row.Outcome, row.Result) = (outcome, by.Reason);
            db.Steps.Add(StepOf(row.Id, clock.GetUtcNow(), deed, before.Owner, changed.Owner, by));
            await db.SaveChangesAsync(stop);
            return changed;
        }, stop);
    }

    /// <summary>Lays down who comes after the owner, without a line in the history: nothing happened to the duty itself.</summary>
    public Task Reroute(string kind, string thing, Func<Duty, IReadOnlyList<string>> route, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Duties.SingleOrDefaultAsync(row => row.Kind == kind && row.Object == thing && row.State != DutyState.Closed, stop) is { } row)
            row.Take(row.Duty with { Route = route(row.Duty) });
        return await db.SaveChangesAsync(stop);
    }, stop);

    /// <summary>Things whose clock ran out, at most 200.</summary>
    public async Task<IReadOnlyList<DutyRow>> RunOut(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Duties.AsNoTracking().Where(row => row.State != DutyState.Closed && row.Deadline <= now).OrderBy(row => row.Deadline).Take(200).ToListAsync(stop);
    }

    /// <summary>What lies with an organisation that left goes to who comes next. Of a report and a case their own rooms say whose it becomes.</summary>
    public async Task PassOn(NodeSettings settings, CancellationToken stop)
    {
        string[] present = [.. settings.Organisations.Select(partner => partner.Id), settings.LastResort];
        await using var db = await database.CreateDbContextAsync(stop);
        var left = await db.Duties.AsNoTracking().Where(row => row.State != DutyState.Closed && !present.Contains(row.Owner) && row.Kind != Report && row.Kind != Case).OrderBy(row => row.Id).Take(200).ToListAsync(stop);
        foreach (var row in left)
            await Change(row.Kind, row.Object, (duty, onDuty) => duty.Owner == row.Owner && duty.State != DutyState.Closed ? duty.Leave(settings.IsPartner, settings.LastResort, clock.GetUtcNow(), onDuty) : duty, DutyDeed.HandedOver, By.Clock, stop);
    }

    static Duty WithPerson(Duty duty, Watch watch) => duty.Person is null ? duty with { Person = watch.Administrator } : duty;

    static DutyStepRow StepOf(long duty, DateTimeOffset at, DutyDeed deed, string from, string to, By by) =>
        new() { Duty = duty, At = at.UnixMicroseconds, Deed = deed, From = from, To = to, Name = by.Name, Reason = by.Reason };
}
