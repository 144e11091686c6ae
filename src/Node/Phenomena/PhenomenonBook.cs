using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Phenomena;

/// <summary>Opens phenomenon files, reads them and changes them. Rights are weighed in the turn in which a change is written.</summary>
sealed class PhenomenonBook(IDbContextFactory<PhenomenaDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Shortest and longest question, in characters.</summary>
    public const int ShortestQuestion = 10, LongestQuestion = 300;

    /// <summary>Opens a file. Its id, or why not.</summary>
    public async Task<(string? Id, Refusal? Refusal)> Open(ClaimsPrincipal person, string question, string script, string home, CancellationToken stop)
    {
        var wrong = question.Length is < ShortestQuestion or > LongestQuestion
                ? Refusal.Wrong($"Stel in {ShortestQuestion} tot {LongestQuestion} tekens de vraag die u samen wilt beantwoorden.", $"Ask in {ShortestQuestion} to {LongestQuestion} characters the question that you want to answer together.")
            : OwnWords.Refusal(question) is { } clear ? Refusal.Of(clear)
            : script.Length > 0 && !ScriptNames.Codes.Contains(script) ? Refusal.Wrong("Kies een soort uit de lijst, of geen.", "Choose a kind from the list, or none.")
            : !IsPartner(home) || !person.Viewers.Any(viewer => viewer.Organisation == home && PersonRights.AnsweringRoles.Contains(viewer.Role))
                ? Refusal.Wrong("Kies een organisatie waarvoor u dossiers mag openen.", "Choose an organisation for which you may open files.")
            : null;
        if (wrong is not null)
            return (null, wrong);
        var row = new PhenomenonRow { Id = RandomId.New(), Question = question, Script = script, Home = home, Opened = Now };
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            await using var whole = await db.Database.BeginTransactionAsync(stop);
            db.Files.Add(row);
            await db.SaveChangesAsync(stop);
            db.Partners.Add(new PhenomenonPartnerRow { File = row.Number, Organisation = home, Since = row.Opened });
            await db.SaveChangesAsync(stop);
            await whole.CommitAsync(stop);
            return row.Number;
        }, stop);
        return (row.Id, null);
    }

    /// <summary>One file; null when it does not exist or the person may not see it: the two look the same from outside.</summary>
    public async Task<PhenomenonFile?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await Read(db, id, stop) is { } file && Sees(person, file.Row, file.Named) ? file : null;
    }

    /// <summary>Files of the person's organisations, the open ones first and of those the newest, at most 500, with how many organisations take part.</summary>
    public async Task<IReadOnlyList<(PhenomenonRow Row, int Partners)>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        string[] own = [.. person.Viewers.Where(viewer => PersonRights.DataRoles.Contains(viewer.Role)).Select(viewer => viewer.Organisation).Distinct()];
        await using var db = await database.CreateDbContextAsync(stop);
        string[] present = [.. settings.Organisations.Select(partner => partner.Id)];
        var isCentre = own.Contains(settings.LastResort);
        var rows = await db.Files.AsNoTracking().Where(row => db.Partners.Any(partner => partner.File == row.Number && own.Contains(partner.Organisation)) || (isCentre && !present.Contains(row.Home))).OrderBy(row => row.Closed != null).ThenByDescending(row => row.Number).Take(500).ToListAsync(stop);
        var numbers = rows.Select(row => row.Number).ToArray();
        var named = (await db.Partners.AsNoTracking().Where(partner => numbers.Contains(partner.File)).ToListAsync(stop)).ToLookup(partner => partner.File, partner => partner.Organisation);
        return [.. rows.Select(row => (Row: row, Named: WithLead(row, [.. named[row.Number]]))).Where(pair => Sees(person, pair.Row, pair.Named)).Select(pair => (pair.Row, pair.Named.Count))];
    }

    /// <summary>Short name of the organisation that leads a file: who opened it, or the centre when that is no partner any more.</summary>
    public string LeadOf(PhenomenonRow row) => IsPartner(row.Home) ? row.Home : settings.LastResort;

    /// <summary>Does something for which the person must act for a partner.</summary>
    /// <param name="person">Who.</param>
    /// <param name="id">Id of the file.</param>
    /// <param name="deed">What; gets the organisation for which the person acts. Null when it is done.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public Task<Refusal?> Act(ClaimsPrincipal person, string id, Func<PhenomenaDb, PhenomenonFile, string, Refusal?> deed, CancellationToken stop) => Change(person, id, (db, file, voices) =>
        voices.Length == 0 ? Refusal.Forbidden
        : !file.Open ? new(StatusCodes.Status409Conflict, new("Dit dossier is afgesloten. Wie het leidt kan het weer openen.", "This file is closed. Who leads it can open it again."))
        : deed(db, file, voices[0]), stop);

    /// <summary>Does something for which the person must lead the file, with the version that the person saw.</summary>
    public Task<Refusal?> Lead(ClaimsPrincipal person, string id, int version, Func<PhenomenaDb, PhenomenonFile, Refusal?> deed, CancellationToken stop) => Change(person, id, (db, file, voices) =>
    {
        if (!voices.Contains(LeadOf(file.Row)))
            return Refusal.Forbidden;
        if (version != file.Row.Version)
            return Refusal.First;
        file.Row.Version++;
        return deed(db, file);
    }, stop);

    /// <summary>UTC microseconds since 1970.</summary>
    public long Now => clock.GetUtcNow().UnixMicroseconds;

    /// <summary>Whether an organisation is a partner of the node.</summary>
    public bool IsPartner(string organisation) => settings.Organisations.Any(partner => partner.Id == organisation);

    Task<Refusal?> Change(ClaimsPrincipal person, string id, Func<PhenomenaDb, PhenomenonFile, string[], Refusal?> deed, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await Read(db, id, stop) is not { } file || !Sees(person, file.Row, file.Named))
            return Refusal.First;
        if (deed(db, file, file.ActsFor(person, LeadOf(file.Row))) is { } refusal)
            return refusal;
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    async Task<PhenomenonFile?> Read(PhenomenaDb db, string id, CancellationToken stop) =>
        await PhenomenonFile.Read(db, id, stop) is { } file ? file with { Named = WithLead(file.Row, file.Named) } : null;

    // The centre takes over what an organisation that left was leading, whether it was named on it or not.
    IReadOnlyList<string> WithLead(PhenomenonRow row, IReadOnlyList<string> named) => named.Contains(LeadOf(row)) ? named : [.. named, LeadOf(row)];

    static bool Sees(ClaimsPrincipal person, PhenomenonRow row, IReadOnlyCollection<string> named) => PhenomenonFile.Ask(person, row, named).Verdict != AccessVerdict.Refuse;
}
