using System.Data.Common;
using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Inspections;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Inspections;

/// <summary>One participant for whom a person answers.</summary>
/// <param name="Organisation">Short name of the organisation.</param>
/// <param name="Power">Its power.</param>
/// <param name="Access">What the access table says of the findings under that power for this person.</param>
sealed record Voice(string Organisation, Power Power, AccessAnswer Access)
{
    /// <summary>Whether the person sees and gives answers there.</summary>
    public bool Sees => Access.Verdict == AccessVerdict.Allow;
}

/// <summary>Joint inspections and who may see them.</summary>
sealed class InspectionBook(IDbContextFactory<InspectionsDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Most inspections on a list.</summary>
    public const int MostListed = 200;

    /// <summary>Those in which an organisation of the person takes part, the nearest in time first.</summary>
    public async Task<IReadOnlyList<InspectionRow>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        var own = Organisations(person);
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Inspections.AsNoTracking().Include(row => row.Participants).Where(row => row.Participants.Any(one => own.Contains(one.Organisation)))
            .OrderBy(row => row.State != InspectionState.Planned).ThenByDescending(row => row.Starts).Take(MostListed).ToListAsync(stop);
    }

    /// <summary>Some of them by id, of those that the person may see.</summary>
    public async Task<IReadOnlyList<InspectionRow>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default)
    {
        var own = Organisations(person);
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Inspections.AsNoTracking().Include(row => row.Participants).Where(row => ids.Contains(row.Id) && row.Participants.Any(one => own.Contains(one.Organisation))).ToListAsync(stop);
    }

    /// <summary>One; null when it does not exist or the person may not see it.</summary>
    public async Task<InspectionRow?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default) => (await Find(person, [id], stop)).SingleOrDefault();

    /// <summary>Those that began with a signal, of those that the person may see.</summary>
    public async Task<IReadOnlyList<InspectionRow>> AboutSignal(ClaimsPrincipal person, string signal, CancellationToken stop = default)
    {
        var own = Organisations(person);
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Inspections.AsNoTracking().Where(row => row.Signal == signal && row.Participants.Any(one => own.Contains(one.Organisation))).OrderByDescending(row => row.Starts).ToListAsync(stop);
    }

    /// <summary>Those that began with a phenomenon file, of those that the person may see.</summary>
    public async Task<IReadOnlyList<InspectionRow>> AboutPhenomenon(ClaimsPrincipal person, string file, CancellationToken stop = default)
    {
        var own = Organisations(person);
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Inspections.AsNoTracking().Where(row => row.Phenomenon == file && row.Participants.Any(one => own.Contains(one.Organisation))).OrderByDescending(row => row.Starts).ToListAsync(stop);
    }

    /// <summary>Who leads some of them, by id: for who may not see one and must know whom to ask.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Leads(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Inspections.AsNoTracking().Include(row => row.Participants).Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, LeadOf, stop);
    }

    /// <summary>Short name of the organisation that leads one: who planned it, or the first of the other participants when that is no partner any more.</summary>
    /// <param name="row">The inspection with its participants.</param>
    public string LeadOf(InspectionRow row) => settings.IsPartner(row.Lead) ? row.Lead
        : row.Participants.Select(one => one.Organisation).Order(StringComparer.Ordinal).FirstOrDefault(settings.IsPartner) ?? settings.LastResort;

    /// <summary>Which of some are still kept.</summary>
    public async Task<IReadOnlyList<string>> Kept(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Inspections.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(stop);
    }

    /// <summary>The participants for whom the person answers.</summary>
    public static IReadOnlyList<Voice> VoicesOf(ClaimsPrincipal person, InspectionRow row) =>
        [.. from participant in row.Participants
            let viewers = person.Viewers.Where(viewer => viewer.Organisation == participant.Organisation && PersonRights.DataRoles.Contains(viewer.Role)).ToArray()
            where viewers.Length > 0
            let power = Powers.Find(participant.Power)!
            select new Voice(participant.Organisation, power, Visibility.Ask(viewers, new VisibilityLabel(participant.Organisation, power.Regime, power.Purpose, Tlp.AmberStrict, Pap.Amber, Released: false)))];

    /// <summary>Answers of an inspection, of some participants or of all.</summary>
    public async Task<IReadOnlyList<FieldAnswerRow>> Answers(string id, IReadOnlyCollection<string>? organisations = null, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Answers.AsNoTracking().Where(row => row.Inspection == id && (organisations == null || organisations.Contains(row.Organisation))).ToListAsync(stop);
    }

    /// <summary>What inspections taught, in order.</summary>
    public async Task<IReadOnlyList<ProposalRow>> Proposals(string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Proposals.AsNoTracking().Where(row => row.Inspection == id).OrderBy(row => row.Id).ToListAsync(stop);
    }

    /// <summary>What all closed inspections of the node counted, by unit: figures, of which none tells of one place or participant.</summary>
    public async Task<IReadOnlyDictionary<string, (int Looked, int Found)>> BaseRates(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var units = Checklist.Units.Select(unit => unit.Code).ToArray();
        var counts = await db.Answers.AsNoTracking().Where(row => units.Contains(row.Item) && db.Inspections.Any(one => one.Id == row.Inspection && one.State == InspectionState.Closed)).ToListAsync(stop);
        return counts.GroupBy(row => row.Inspection).SelectMany(group => FieldAnswers.Counted(FieldAnswers.Standing(group.Select(row => row.Answer))))
            .GroupBy(count => count.Key).ToDictionary(group => group.Key, group => (group.Sum(count => count.Value.Looked), group.Sum(count => count.Value.Found)));
    }

    /// <summary>Keeps a new inspection, with the news of it for who takes part, and gives its id.</summary>
    public async Task<string> Plan(ClaimsPrincipal person, InspectionRow row, CancellationToken stop)
    {
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            db.Inspections.Add(row);
            Tell(db, row, DutyDeed.Named, person);
            return await db.SaveChangesAsync(stop);
        }, stop);
        return row.Id;
    }

    /// <summary>Gives a planned one another time or place. False when somebody was first.</summary>
    public Task<bool> Move(ClaimsPrincipal person, string id, int version, string? place, DateTimeOffset starts, DateTimeOffset ends, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Inspections.Include(row => row.Participants).SingleOrDefaultAsync(row => row.Id == id && row.Version == version && row.State == InspectionState.Planned, stop) is not { } row)
            return false;
        if ((row.Place, row.Starts, row.Ends) == (place, starts.UnixMicroseconds, ends.UnixMicroseconds))
            return true;
        (row.Place, row.Starts, row.Ends) = (place, starts.UnixMicroseconds, ends.UnixMicroseconds);
        row.Version++;
        Tell(db, row, DutyDeed.Moved, person);
        await db.SaveChangesAsync(stop);
        return true;
    }, stop);

    /// <summary>Closes one. False when somebody was first.</summary>
    public Task<bool> Close(ClaimsPrincipal person, string id, int version, InspectionOutcome outcome, string result, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Inspections.Include(row => row.Participants).SingleOrDefaultAsync(row => row.Id == id && row.Version == version && row.State == InspectionState.Planned, stop) is not { } row)
            return false;
        (row.State, row.Outcome, row.Result, row.Closed) = (outcome == InspectionOutcome.NotDone ? InspectionState.Cancelled : InspectionState.Closed, outcome, result, clock.GetUtcNow().UnixMicroseconds);
        row.Version++;
        Tell(db, row, DutyDeed.Finished, person);
        await db.SaveChangesAsync(stop);
        return true;
    }, stop);

    /// <summary>Keeps what was learnt, in words alone.</summary>
    public Task Learn(ProposalRow learnt, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        db.Proposals.Add(learnt);
        return await db.SaveChangesAsync(stop);
    }, stop);

    /// <summary>Keeps what was learnt in the transaction in which it is proposed for a step of a script.</summary>
    public static async Task Learn(ProposalRow learnt, long proposed, DbTransaction whole, CancellationToken stop)
    {
        await using var db = await RoomDatabase.In<InspectionsDb>(whole, options => new(options), stop);
        learnt.Proposed = proposed;
        db.Proposals.Add(learnt);
        await db.SaveChangesAsync(stop);
    }

    void Tell(InspectionsDb db, InspectionRow row, DutyDeed deed, ClaimsPrincipal person) => db.News.AddRange(row.Participants.Select(one =>
        new InspectionNewsRow { Inspection = row.Id, At = clock.GetUtcNow().UnixMicroseconds, Deed = deed, Organisation = one.Organisation, By = person.PersonId }));

    static string[] Organisations(ClaimsPrincipal person) => [.. person.Viewers.Where(viewer => PersonRights.DataRoles.Contains(viewer.Role)).Select(viewer => viewer.Organisation).Distinct()];
}
