using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Municipal;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Municipal;

/// <summary>What a handler writes down when a signal comes in.</summary>
sealed record MunicipalIntake(string Home, string Reference, string Text, string From, string Basis, string Place, DateOnly? SeenOn);

/// <summary>Opens municipal signals, reads them and changes them. Rights are weighed in the turn in which a change is written.</summary>
sealed class MunicipalBook(IDbContextFactory<MunicipalDb> database, NodeSettings settings, NodePlaces places, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Longest file number, in characters.</summary>
    public const int LongestReference = 40;

    /// <summary>Municipalities of which the person sees the signals.</summary>
    public string[] HomesOf(ClaimsPrincipal person) => [.. settings.Municipalities.Where(home => MunicipalRights.Handles(person, home) || MunicipalRights.Checks(person, home))];

    /// <summary>Whether the person works with the protocol at all: for a municipality, or in the joint team.</summary>
    public bool Works(ClaimsPrincipal person) => HomesOf(person).Length > 0;

    /// <summary>Opens a signal. Its id, or why not.</summary>
    public async Task<(string? Id, Refusal? Refusal)> Open(ClaimsPrincipal person, MunicipalIntake intake, CancellationToken stop)
    {
        if (WrongWith(person, intake) is { } wrong)
            return (null, wrong);
        var row = new MunicipalSignalRow
        {
            Id = RandomId.New(),
            Home = intake.Home,
            Reference = intake.Reference,
            Text = intake.Text,
            From = intake.From,
            Basis = intake.Basis,
            Place = intake.Place,
            SeenOn = intake.SeenOn!.Value.DayNumber,
            Opened = Now,
        };
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            db.Signals.Add(row);
            return await db.SaveChangesAsync(stop);
        }, stop);
        return (row.Id, null);
    }

    /// <summary>One signal, and what the table says of it for the person; null when it does not exist or the person may not see it.</summary>
    public async Task<(MunicipalSignal Signal, AccessAnswer Answer)?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await MunicipalSignal.Read(db, id, stop) is { } signal && Ask(person, signal.Row) is { Verdict: not AccessVerdict.Refuse } answer ? (signal, answer) : null;
    }

    /// <summary>Signals that the person sees, the open ones first and of those the newest, at most 500.</summary>
    public async Task<IReadOnlyList<(MunicipalSignal Signal, AccessAnswer Answer)>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        string[] own = [.. person.Viewers.Select(viewer => viewer.Organisation).Distinct()];
        var team = settings.JointTeam.Any(own.Contains);
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Signals.AsNoTracking().Where(row => own.Contains(row.Home) || (team && row.Team)).OrderBy(row => row.Ended != null).ThenByDescending(row => row.Number).Take(500).ToListAsync(stop);
        var numbers = rows.Select(row => row.Number).ToArray();
        var weighings = (await db.Weighings.AsNoTracking().Where(one => numbers.Contains(one.Signal)).OrderBy(one => one.Id).ToListAsync(stop)).ToLookup(one => one.Signal);
        var sources = (await db.Sources.AsNoTracking().Where(one => numbers.Contains(one.Signal)).ToListAsync(stop)).ToLookup(one => one.Signal);
        return [.. rows.Select(row => (new MunicipalSignal(row, [.. weighings[row.Number]], [.. sources[row.Number]], null), Ask(person, row))).Where(pair => pair.Item2.Verdict != AccessVerdict.Refuse)];
    }

    /// <summary>Does something for which the person must work for the municipality, with the version that the person saw; and writes down how the signal ended when the deed ends it.</summary>
    /// <param name="person">Who.</param>
    /// <param name="id">Id of the signal.</param>
    /// <param name="version">The version that the person saw.</param>
    /// <param name="may">Whether the person may do it for a municipality.</param>
    /// <param name="deed">What. Null when it is done.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public Task<Refusal?> Change(ClaimsPrincipal person, string id, int version, Func<ClaimsPrincipal, string, bool> may, Func<MunicipalDb, MunicipalSignal, Refusal?> deed, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await MunicipalSignal.Read(db, id, stop) is not { } signal || Ask(person, signal.Row).Verdict == AccessVerdict.Refuse)
            return Refusal.First;
        if (!may(person, signal.Row.Home))
            return Refusal.Forbidden;
        if (version != signal.Row.Version)
            return Refusal.First;
        signal.Row.Version++;
        if (deed(db, signal) is { } refusal)
            return refusal;
        if (signal.Course.End is { } end && signal.Row.Ended is null)
            End(signal.Row, end);
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    /// <summary>UTC microseconds since 1970.</summary>
    public long Now => clock.GetUtcNow().UnixMicroseconds;

    /// <summary>Today, at the node.</summary>
    public DateOnly Today => TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone).DayOf(clock.GetUtcNow());

    AccessAnswer Ask(ClaimsPrincipal person, MunicipalSignalRow row) => MunicipalRights.Ask(person, row, settings.JointTeam);

    void End(MunicipalSignalRow row, ProtocolEnd end)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? monitored = row.MonitorMonths > 0 ? now.AddMonths(row.MonitorMonths) : null;
        (row.End, row.Ended, row.Until) = (end, now.UnixMicroseconds, MunicipalTerms.EndOf(end, now, monitored, row.KeepMonths).UnixMicroseconds);
    }

    Refusal? WrongWith(ClaimsPrincipal person, MunicipalIntake intake) =>
        !settings.Municipalities.Contains(intake.Home) || !MunicipalRights.Handles(person, intake.Home) ? Refusal.Wrong("Kies een gemeente waarvoor u signalen behandelt.", "Choose a municipality for which you handle signals.")
        : intake.Reference.Length is 0 or > LongestReference ? Refusal.Wrong($"Geef het zaaknummer uit uw eigen systeem, hoogstens {LongestReference} tekens: daar staan de namen.", $"Give the file number of your own system, at most {LongestReference} characters: the names stand there.")
        : new[] { intake.Text, intake.From, intake.Basis }.Any(text => text.Length < OwnWords.Shortest) ? Refusal.Wrong("Schrijf wat er is gezien, van wie u het kreeg en op welke grondslag die het mocht geven.", "Write what was seen, who gave it to you and on what basis they could.")
        : new[] { intake.Text, intake.From, intake.Basis, intake.Reference }.Select(OwnWords.Refusal).FirstOrDefault(word => word is not null) is { } clear ? Refusal.Of(clear)
        : intake.SeenOn is not { } day || day > Today ? Refusal.Wrong("Geef de dag waarop het gebeurde, vandaag of eerder.", "Give the day on which it happened, today or earlier.")
        : intake.Place.Length > 0 && places.Sites.All(site => site.Id != intake.Place) ? Refusal.Wrong("Kies een plaats uit de lijst, of geen.", "Choose a place from the list, or none.")
        : null;
}
