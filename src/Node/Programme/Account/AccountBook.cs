using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Programme;

/// <summary>A measure with its entries.</summary>
sealed record ProgrammeMeasure(ProgrammeMeasureRow Row, IReadOnlyList<EntryRow> Entries)
{
    /// <summary>Its account of one year.</summary>
    public YearAccount Of(int year) => YearAccount.Of(year, null, Entries.Select(entry => new AccountEntry(entry.Kind, entry.Year, entry.Euros)));

    /// <summary>Years in which something was written, in order.</summary>
    public IEnumerable<int> Years => Entries.Select(entry => entry.Year).Distinct().Order();
}

/// <summary>The measures of the programme and their money.</summary>
sealed class AccountBook(IDbContextFactory<ProgrammeDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Longest title, in characters; most euros of one entry.</summary>
    public const int LongestTitle = 150, MostEuros = 1_000_000_000;

    const int MostMeasures = 500, MostEntries = 5000;

    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>Today, at the node: a budget year begins at its own midnight.</summary>
    public DateOnly Today => _zone.DayOf(clock.GetUtcNow());

    /// <summary>All measures, in the order in which they were written down.</summary>
    public async Task<IReadOnlyList<ProgrammeMeasure>> All(bool onlyPublic = false, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Measures.AsNoTracking().Where(row => row.Public || !onlyPublic).OrderBy(row => row.Number).ToListAsync(stop);
        var entries = (await db.Entries.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync(stop)).ToLookup(entry => entry.Measure);
        return [.. rows.Select(row => new ProgrammeMeasure(row, [.. entries[row.Number]]))];
    }

    /// <summary>One measure; null when there is none.</summary>
    public async Task<ProgrammeMeasure?> Find(string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Measures.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stop) is { } row
            ? new(row, await db.Entries.AsNoTracking().Where(entry => entry.Measure == row.Number).OrderBy(entry => entry.Id).ToListAsync(stop)) : null;
    }

    /// <summary>Writes down a measure. Its id, or why not.</summary>
    public async Task<(string? Id, Refusal? Refusal)> Open(string title, string letter, string organisation, CancellationToken stop)
    {
        if ((WrongTitle(title) ?? (letter.Length > 0 && LetterMeasure.Find(letter)?.Node != settings.Node ? Refusal.Wrong("Kies een maatregel die de brief voor dit knooppunt noemt, of geen.", "Choose a measure that the letter names for this node, or none.") : null)
            ?? (settings.Organisations.All(partner => partner.Id != organisation) ? Refusal.Wrong("Kies wie het uitvoert uit de lijst.", "Choose who carries it out from the list.") : null)) is { } wrong)
            return (null, wrong);
        var row = new ProgrammeMeasureRow { Id = RandomId.New(), Title = title, Letter = letter, Organisation = organisation };
        var full = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Measures.CountAsync(stop) >= MostMeasures)
                return true;
            db.Measures.Add(row);
            await db.SaveChangesAsync(stop);
            return false;
        }, stop);
        return full ? (null, Refusal.Wrong($"Hier staan al {MostMeasures} maatregelen.", $"Here are {MostMeasures} measures already.")) : (row.Id, null);
    }

    /// <summary>Writes an amount.</summary>
    public Task<Refusal?> Enter(ClaimsPrincipal person, string id, EntryKind kind, int year, long? euros, string note, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Measures.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row)
            return Refusal.First;
        var last = Today.Year + 5;
        var wrong = !Enum.IsDefined(kind) ? Refusal.Wrong("Kies wat het bedrag is.", "Choose what the amount is.")
            : year < LetterNode.FirstYear || year > last ? Refusal.Wrong($"Kies een jaar van {LetterNode.FirstYear} tot {last}.", $"Choose a year from {LetterNode.FirstYear} to {last}.")
            : euros is null or 0 or > MostEuros or < -MostEuros ? Refusal.Wrong("Geef het bedrag in hele euro's; met een min ervoor maakt u een eerdere regel ongedaan.", "Give the amount in whole euros; with a minus before it you undo an earlier line.")
            : note.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf erbij waarvoor het is.", "Write what it is for.")
            : Refusal.Of(OwnWords.Refusal(note));
        if (wrong is not null)
            return wrong;
        // A sum below nothing would be money that nobody had.
        if (euros < 0 && await db.Entries.Where(entry => entry.Measure == row.Number && entry.Kind == kind && entry.Year == year).SumAsync(entry => entry.Euros, stop) is var stands && stands + euros < 0)
            return Refusal.Wrong($"Er staat {stands} euro om ongedaan te maken in {year}: meer kan niet.", $"There are {stands} euros to undo in {year}: no more can be undone.");
        if (await db.Entries.CountAsync(entry => entry.Measure == row.Number, stop) >= MostEntries)
            return Refusal.Wrong($"Bij deze maatregel staan al {MostEntries} regels.", $"This measure has {MostEntries} lines already.");
        db.Entries.Add(new EntryRow { Measure = row.Number, Kind = kind, Year = year, Euros = euros!.Value, Note = note, Name = person.DisplayName, At = clock.GetUtcNow().UnixMicroseconds });
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    /// <summary>Says how far a measure is, what came of it, and whether everybody may read it.</summary>
    public Task<Refusal?> Tell(string id, int version, MeasureState state, string result, bool open, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Measures.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row || row.Version != version)
            return Refusal.First;
        if (!Enum.IsDefined(state))
            return Refusal.Wrong("Kies hoe ver het is.", "Choose how far it is.");
        if (state is MeasureState.Done or MeasureState.Stopped && result.Length < OwnWords.Shortest)
            return Refusal.Wrong("Schrijf wat ervan kwam, ook als het niets was.", "Write what came of it, even when it was nothing.");
        if (Refusal.Of(OwnWords.Refusal(result)) is { } clear)
            return clear;
        (row.State, row.Result, row.Public) = (state, result, open);
        row.Version++;
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    static Refusal? WrongTitle(string title) => title.Length is < OwnWords.Shortest or > LongestTitle
        ? Refusal.Wrong($"Noem de maatregel in {OwnWords.Shortest} tot {LongestTitle} tekens.", $"Name the measure in {OwnWords.Shortest} to {LongestTitle} characters.") : Refusal.Of(OwnWords.Refusal(title));
}
