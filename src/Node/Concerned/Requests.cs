using System.Security.Claims;
using System.Text;
using Knooppunt.Concerned;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Concerned;

/// <summary>A request that somebody opened.</summary>
/// <param name="Row">The request.</param>
/// <param name="Parts">What each organisation decides, by name.</param>
/// <param name="Findings">What searches found.</param>
sealed record OpenedRequest(RequestRow Row, IReadOnlyList<PartRow> Parts, IReadOnlyList<FindingRow> Findings)
{
    /// <summary>Whether the answer went out.</summary>
    public bool IsFinished => Row.Finished is not null;

    /// <summary>Whether an organisation that is still a partner must decide yet. Who left holds nothing here any more.</summary>
    public bool AwaitsDecision(NodeSettings settings) => Parts.Any(part => part.Outcome == ConcernedOutcome.Open && IsPartner(settings, part.Organisation));

    /// <summary>Whether copies are still to be taken back: the letter says how many were.</summary>
    public bool AwaitsTaking => Parts.Any(part => part is { Action: ConcernedAction.TakenBack, TakenBack: null });

    /// <summary>Whether these desks speak with the person: who received the request, or whoever was asked when that one left.</summary>
    public bool IsSpokenForBy(IReadOnlyCollection<string> desks, NodeSettings settings) => desks.Contains(Row.ReceivedBy) || (!IsPartner(settings, Row.ReceivedBy) && Parts.Any(part => desks.Contains(part.Organisation)));

    static bool IsPartner(NodeSettings settings, string organisation) => settings.Organisations.Any(known => known.Id == organisation);

    /// <summary>The part of an organisation; null when it was not asked.</summary>
    public PartRow? PartOf(string organisation) => Parts.FirstOrDefault(part => part.Organisation == organisation);

    /// <summary>What an organisation must answer for, as it was found for itself.</summary>
    public IEnumerable<FindingRow> Of(string organisation) => Findings.Where(finding => finding.SearchedFor == organisation && finding.Holder == organisation);

    public RequestTerms Terms => new(Row.Received, Row.Extended, Row.Answered);
}

/// <summary>What came in at a desk.</summary>
sealed record NewRequest(ConcernedRight Right, string Kind, string Text, string ReceivedBy, DateOnly Received, string Channel, IdentityCheck Identity, string Shown, bool English, IReadOnlyList<string> Asked);

/// <summary>Requests of people about their own data. The number in clear is there while the request is open, encrypted, and is gone when it is finished.</summary>
sealed class Requests(IDbContextFactory<ConcernedDb> database, Sought sought, IDataProtectionProvider protection, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    readonly IDataProtector _protector = protection.CreateProtector("concerned");
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>The day on the clocks of the node.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), _zone).DateTime);

    /// <summary>Keeps a new request and gives its id.</summary>
    public async Task<string> Add(ClaimsPrincipal person, NewRequest asked, CancellationToken stop)
    {
        var row = new RequestRow
        {
            Id = RandomId.New(),
            Right = asked.Right,
            Kind = asked.Kind,
            Clear = _protector.Protect(Encoding.UTF8.GetBytes(asked.Text)),
            Tokens = Sought.Write(sought.Of(asked.Kind, asked.Text)),
            ReceivedBy = asked.ReceivedBy,
            Received = asked.Received,
            Channel = asked.Channel,
            Identity = asked.Identity,
            Shown = asked.Shown,
            English = asked.English,
            Entered = clock.GetUtcNow().UnixMicroseconds,
            EnteredBy = person.DisplayName,
        };
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            await using var all = await db.Database.BeginTransactionAsync(stop);
            db.Requests.Add(row);
            await db.SaveChangesAsync(stop);
            db.Parts.AddRange(asked.Asked.Append(asked.ReceivedBy).Append(settings.ContactOrganisation).Distinct(StringComparer.Ordinal).Select(organisation => new PartRow { Request = row.Number, Organisation = organisation }));
            await db.SaveChangesAsync(stop);
            await all.CommitAsync(stop);
            return row;
        }, stop);
        return row.Id;
    }

    /// <summary>Requests that were put to these desks, the open ones first and of those the one that came first, at most 500.</summary>
    public async Task<IReadOnlyList<OpenedRequest>> Of(IReadOnlyCollection<string> desks, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Requests.AsNoTracking().Where(row => db.Parts.Any(part => part.Request == row.Number && desks.Contains(part.Organisation)))
            .OrderBy(row => row.Finished != null).ThenBy(row => row.Received).ThenBy(row => row.Number).Take(500).ToListAsync(stop);
        long[] numbers = [.. rows.Select(row => row.Number)];
        var parts = (await db.Parts.AsNoTracking().Where(part => numbers.Contains(part.Request)).OrderBy(part => part.Organisation).ToListAsync(stop)).ToLookup(part => part.Request);
        return [.. rows.Select(row => new OpenedRequest(row, [.. parts[row.Number]], []))];
    }

    /// <summary>How many decisions of these desks are still to be made.</summary>
    public async Task<int> Waiting(IReadOnlyCollection<string> desks, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Parts.CountAsync(part => part.Outcome == ConcernedOutcome.Open && desks.Contains(part.Organisation), stop);
    }

    /// <summary>One request; null when it is not there or was not put to any of these desks: the two look the same from outside.</summary>
    public async Task<OpenedRequest?> Find(IReadOnlyCollection<string> desks, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Requests.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row)
            return null;
        var parts = await db.Parts.AsNoTracking().Where(part => part.Request == row.Number).OrderBy(part => part.Organisation).ToListAsync(stop);
        return parts.Any(part => desks.Contains(part.Organisation))
            ? new(row, parts, await db.Findings.AsNoTracking().Where(finding => finding.Request == row.Number).OrderBy(finding => finding.Id).ToListAsync(stop)) : null;
    }

    /// <summary>The number or name in clear; null once the request is finished.</summary>
    public string? ClearOf(RequestRow row) => row.Clear is null ? null : Encoding.UTF8.GetString(_protector.Unprotect(row.Clear));

    /// <summary>Puts what was found for an organisation in the place of what was found for it before. False when it decided in the meantime.</summary>
    public Task<bool> Keep(OpenedRequest request, string organisation, IReadOnlyList<FindingRow> found, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Parts.FirstOrDefaultAsync(part => part.Request == request.Row.Number && part.Organisation == organisation, stop) is not { Outcome: ConcernedOutcome.Open } part)
            return false;
        await using var all = await db.Database.BeginTransactionAsync(stop);
        await db.Findings.Where(finding => finding.Request == request.Row.Number && finding.SearchedFor == organisation).ExecuteDeleteAsync(stop);
        db.Findings.AddRange(found);
        (part.Searched, part.Version) = (clock.GetUtcNow().UnixMicroseconds, part.Version + 1);
        await db.SaveChangesAsync(stop);
        await all.CommitAsync(stop);
        return true;
    }, stop);

    /// <summary>Writes what an organisation decided. False when somebody was first.</summary>
    /// <param name="part">As it was read.</param>
    /// <param name="told">Which findings the person is told of.</param>
    /// <param name="takings">What rooms are to take back because of it; none for nothing.</param>
    /// <param name="change">Writes the decision into the row.</param>
    /// <param name="stop">Stops.</param>
    public Task<bool> Decide(PartRow part, IReadOnlyCollection<long> told, IReadOnlyList<TakingRow> takings, Action<PartRow> change, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Parts.FirstOrDefaultAsync(row => row.Id == part.Id, stop) is not { } row || row.Version != part.Version || row.Outcome != ConcernedOutcome.Open)
            return false;
        change(row);
        (row.Decided, row.Version) = (clock.GetUtcNow().UnixMicroseconds, row.Version + 1);
        foreach (var finding in await db.Findings.Where(finding => finding.Request == part.Request && finding.SearchedFor == part.Organisation).ToListAsync(stop))
            finding.Told = told.Contains(finding.Id);
        db.Takings.AddRange(takings);
        await db.SaveChangesAsync(stop);
        return true;
    }, stop);

    /// <summary>Changes an open request. False when somebody was first.</summary>
    public Task<bool> Change(RequestRow read, Action<RequestRow> change, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Requests.FirstOrDefaultAsync(row => row.Number == read.Number, stop) is not { Finished: null } row || row.Version != read.Version)
            return false;
        change(row);
        row.Version++;
        await db.SaveChangesAsync(stop);
        return true;
    }, stop);

    /// <summary>The answer went out: from here only what the journals call it is kept. False when somebody was first.</summary>
    public async Task<bool> Finish(RequestRow read, string by, CancellationToken stop)
    {
        var (now, today) = (clock.GetUtcNow().UnixMicroseconds, Today);
        if (!await Change(read, row => (row.Clear, row.Answered, row.Finished, row.FinishedBy) = (null, today, now, by), stop))
            return false;
        await RoomDatabase.Scrub(database, turn, stop);
        return true;
    }
}
