using System.Globalization;
using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Measures;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Measures;

/// <summary>What was seized in one year of one kind, by everybody together.</summary>
sealed record SeizedYear(int Year, AssetKind Kind, long Euros, long Confiscated, long Returned, long Held, long Cost);

/// <summary>Assets seized per month, with what a court made of them and what it cost: about nobody.</summary>
sealed class SeizureBook(IDbContextFactory<MeasuresDb> database, MeasureRights rights, WriteTurn turn)
{
    /// <summary>Organisations for which somebody writes down what was seized.</summary>
    public static string[] WritesFor(ClaimsPrincipal person) =>
        [.. person.Viewers.Where(viewer => PersonRights.AnsweringRoles.Contains(viewer.Role) && Visibility.Ask(viewer, MeasureTerms.AboutNobody(viewer.Organisation)).Verdict == AccessVerdict.Allow).Select(viewer => viewer.Organisation).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Lines that the person sees, the newest month first, at most 1,000.</summary>
    public async Task<IReadOnlyList<SeizureRow>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Seizures.AsNoTracking().OrderByDescending(row => row.Month).ThenByDescending(row => row.Id).Take(1000).ToListAsync(stop);
        return [.. rows.Where(row => Visibility.Ask(person.Viewers, MeasureTerms.AboutNobody(row.Organisation)).Verdict != AccessVerdict.Refuse)];
    }

    /// <summary>Totals per year and kind.</summary>
    public async Task<IReadOnlyList<SeizedYear>> Years(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Seizures.AsNoTracking().ToListAsync(stop);
        return [.. rows.GroupBy(row => (Year: row.Month / 12, row.Kind)).OrderByDescending(group => group.Key.Year).ThenBy(group => group.Key.Kind).Select(group => new SeizedYear(
            group.Key.Year, group.Key.Kind, group.Sum(row => (long)row.Euros), group.Sum(row => (long)(row.Confiscated ?? 0)),
            group.Where(row => row.Outcome == AssetOutcome.Returned).Sum(row => (long)row.Euros), group.Where(row => row.Outcome == AssetOutcome.Held).Sum(row => (long)row.Euros), group.Sum(row => (long)(row.Cost ?? 0))))];
    }

    /// <summary>Writes a line down, or what a court made of one.</summary>
    /// <param name="person">Who.</param>
    /// <param name="id">Id of the line that changes; 0 for a new one.</param>
    /// <param name="version">The version that the person saw.</param>
    /// <param name="wish">The line as it must become.</param>
    /// <param name="stop">Stops before it is written.</param>
    public Task<Refusal?> Write(ClaimsPrincipal person, long id, int version, SeizureRow wish, CancellationToken stop) => turn.Take(async () =>
    {
        var thisMonth = MonthOf(rights.Today);
        if (!WritesFor(person).Contains(wish.Organisation))
            return Refusal.Wrong("Kies een organisatie waarvoor u dit mag opschrijven.", "Choose an organisation for which you may write this.");
        if (wish.Month < thisMonth - 600 || wish.Month > thisMonth)
            return Refusal.Wrong("Geef de maand als jjjj-mm, deze maand of eerder.", "Give the month as yyyy-mm, this month or earlier.");
        if (!Enum.IsDefined(wish.Kind) || !Enum.IsDefined(wish.Outcome))
            return Refusal.Wrong("Kies het soort en wat de rechter besliste.", "Choose the kind and what the court decided.");
        if (wish.Euros is < 0 or > MeasureRights.MostEuros || wish.Cost is < 0 or > MeasureRights.MostEuros || wish.Confiscated is < 0 or > MeasureRights.MostEuros)
            return Refusal.Wrong("Geef bedragen in hele euro's.", "Give amounts in whole euros.");
        if (wish.Outcome == AssetOutcome.Confiscated != wish.Confiscated is not null)
            return Refusal.Wrong("Geef bij een verbeurdverklaring het bedrag dat de rechter vaststelde, en anders niet.", "Give for a confiscation the amount that the court set, and otherwise none.");
        await using var db = await database.CreateDbContextAsync(stop);
        if (id == 0)
        {
            db.Seizures.Add(wish);
        }
        else
        {
            if (await db.Seizures.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row || row.Organisation != wish.Organisation || row.Version != version)
                return Refusal.First;
            (row.Month, row.Kind, row.Euros, row.Cost, row.Outcome, row.Confiscated) = (wish.Month, wish.Kind, wish.Euros, wish.Cost, wish.Outcome, wish.Confiscated);
            row.Version++;
        }

        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    /// <summary>The month of a day, as it is stored.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    /// <summary>A month as yyyy-mm.</summary>
    public static string Text(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 12:0000}-{(month % 12) + 1:00}");
}
