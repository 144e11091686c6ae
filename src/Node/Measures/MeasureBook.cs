using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Measures;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Measures;

/// <summary>What somebody writes down of a measure.</summary>
sealed record MeasureWish(string Instrument, string Organisation, Purpose Purpose, DateOnly? Day, string Place, DateOnly? LastDay, int? Euros, string Reference, string Incident);

/// <summary>What came of a measure.</summary>
sealed record MeasureOutcome(MeasureResult Result, CourtOutcome Court, string CourtReference, DateOnly? LastDay);

/// <summary>The catalogue and the measures that were taken.</summary>
sealed class MeasureBook(IDbContextFactory<MeasuresDb> database, MeasureRights rights, ExtractorBook extractors, WriteTurn turn)
{
    /// <summary>Measures that the person sees, whole or reduced, the newest first, at most 1,000.</summary>
    public async Task<IReadOnlyList<(MeasureRow Row, bool Whole)>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Measures.AsNoTracking().OrderByDescending(row => row.Day).ThenByDescending(row => row.Number).Take(1000).ToListAsync(stop);
        return Seen(person, rows);
    }

    /// <summary>Whose some measures are, by id: for who may not see one and must know whom to ask.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Owners(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Measures.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Organisation, stop);
    }

    /// <summary>Measures that followed on an incident, as far as the person sees them.</summary>
    public async Task<IReadOnlyList<(MeasureRow Row, bool Whole)>> After(ClaimsPrincipal person, string incident, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return Seen(person, await db.Measures.AsNoTracking().Where(row => row.Incident == incident).OrderBy(row => row.Day).ToListAsync(stop));
    }

    /// <summary>How each instrument fared with each organisation: counts, about nobody.</summary>
    public async Task<IReadOnlyDictionary<(string Instrument, string Organisation), InstrumentRecord>> Records(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Measures.AsNoTracking().Select(row => new { row.Instrument, row.Organisation, row.Result, row.Court }).ToListAsync(stop);
        return rows.GroupBy(row => (row.Instrument, row.Organisation)).ToDictionary(group => group.Key, group => InstrumentRecord.Of(group.Select(row => (row.Result, row.Court))));
    }

    /// <summary>How organisations use instruments.</summary>
    public async Task<IReadOnlyList<UseRow>> Uses(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Uses.AsNoTracking().OrderBy(row => row.Organisation).ToListAsync(stop);
    }

    /// <summary>An organisation writes how it uses an instrument.</summary>
    public Task<Refusal?> Use(ClaimsPrincipal person, string organisation, string instrument, bool used, string note, CancellationToken stop) => turn.Take(async () =>
    {
        if (!MeasureRights.WritesFor(person).Contains(organisation))
            return Refusal.Wrong("Kies een organisatie waarvoor u dit mag opschrijven.", "Choose an organisation for which you may write this.");
        if (Instrument.Find(instrument) is null)
            return Refusal.Wrong("Kies een maatregel uit de lijst.", "Choose a measure from the list.");
        if (Refusal.Of(OwnWords.Refusal(note)) is { } clear)
            return clear;
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Uses.FindAsync([organisation, instrument], stop) is not { } row)
            db.Uses.Add(row = new UseRow { Organisation = organisation, Instrument = instrument, Name = person.DisplayName, At = rights.Now });
        (row.Used, row.Note, row.Name, row.At) = (used, note, person.DisplayName, rights.Now);
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    /// <summary>Writes down a measure.</summary>
    public Task<Refusal?> Take(ClaimsPrincipal person, MeasureWish wish, CancellationToken stop) => turn.Take(async () =>
    {
        if (rights.WrongHome(person, wish.Organisation, wish.Purpose) is { } wrong)
            return wrong;
        if (Instrument.Find(wish.Instrument) is null)
            return Refusal.Wrong("Kies een maatregel uit de lijst.", "Choose a measure from the list.");
        if (wish.Day is not { } day || day > rights.Today)
            return Refusal.Wrong("Geef de dag waarop de maatregel inging, vandaag of eerder.", "Give the day on which the measure was taken, today or earlier.");
        if (wish.LastDay < day)
            return Refusal.Wrong("De laatste dag ligt voor de eerste.", "The last day lies before the first.");
        if (wish.Euros is < 0 or > MeasureRights.MostEuros)
            return Refusal.Wrong("Geef het bedrag in hele euro's, of laat het leeg.", "Give the amount in whole euros, or leave it empty.");
        if ((rights.WrongPlace(wish.Place) ?? MeasureRights.WrongReference(wish.Reference)) is { } other)
            return other;
        if (wish.Incident.Length > 0 && await extractors.Find(person, wish.Incident, stop) is null)
            return Refusal.First;
        await using var db = await database.CreateDbContextAsync(stop);
        db.Measures.Add(new MeasureRow
        {
            Id = RandomId.New(),
            Instrument = wish.Instrument,
            Organisation = wish.Organisation,
            Purpose = wish.Purpose,
            Day = day.DayNumber,
            Place = wish.Place,
            LastDay = wish.LastDay?.DayNumber,
            Euros = wish.Euros,
            Reference = wish.Reference,
            Incident = wish.Incident,
        });
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    /// <summary>Writes down what came of a measure.</summary>
    public Task<Refusal?> Judge(ClaimsPrincipal person, string id, int version, MeasureOutcome outcome, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Measures.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row || !MeasureRights.Writes(person, row.Organisation, row.Purpose) || row.Version != version)
            return Refusal.First;
        if (!Enum.IsDefined(outcome.Result) || !Enum.IsDefined(outcome.Court))
            return Refusal.Wrong("Kies wat ervan kwam en wat de rechter zei.", "Choose what came of it and what the court said.");
        if (outcome.LastDay?.DayNumber < row.Day)
            return Refusal.Wrong("De laatste dag ligt voor de eerste.", "The last day lies before the first.");
        if (MeasureRights.WrongReference(outcome.CourtReference) is { } wrong)
            return wrong;
        (row.Result, row.Court, row.CourtReference, row.LastDay) = (outcome.Result, outcome.Court, outcome.CourtReference, outcome.LastDay?.DayNumber);
        row.Version++;
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    static List<(MeasureRow Row, bool Whole)> Seen(ClaimsPrincipal person, IEnumerable<MeasureRow> rows) =>
        [.. rows.Select(row => (row, MeasureRights.Ask(person, row.Organisation, row.Purpose).Verdict)).Where(pair => pair.Verdict != AccessVerdict.Refuse).Select(pair => (pair.row, pair.Verdict == AccessVerdict.Allow))];
}
