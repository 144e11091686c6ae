using System.Globalization;
using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Measures;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Measures;

/// <summary>What somebody writes down of an incident with extractors.</summary>
sealed record ExtractorWish(string Organisation, Purpose Purpose, string Place, DateTimeOffset? At, string Text, int[] Ages, int FirstTimers, string Signal);

/// <summary>Incidents with extractors: one record, with the measures that followed.</summary>
sealed class ExtractorBook(IDbContextFactory<MeasuresDb> database, MeasureRights rights, ListSignals signals, WriteTurn turn, TimeProvider clock)
{
    /// <summary>The most people of one age group in one incident.</summary>
    public const int MostPeople = 100;

    /// <summary>Incidents that the person sees, whole or reduced, the newest first, at most 500.</summary>
    public async Task<IReadOnlyList<(ExtractorRow Row, bool Whole)>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Extractors.AsNoTracking().OrderByDescending(row => row.At).Take(500).ToListAsync(stop);
        return [.. rows.Select(row => (row, MeasureRights.Ask(person, row.Organisation, row.Purpose).Verdict)).Where(pair => pair.Verdict != AccessVerdict.Refuse).Select(pair => (pair.row, pair.Verdict == AccessVerdict.Allow))];
    }

    /// <summary>One incident, and whether the person sees all of it; null when it does not exist or the person may not see it.</summary>
    public async Task<(ExtractorRow Row, bool Whole)?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Extractors.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stop) is { } row && MeasureRights.Ask(person, row.Organisation, row.Purpose) is { Verdict: not AccessVerdict.Refuse } answer
            ? (row, answer.Verdict == AccessVerdict.Allow) : null;
    }

    /// <summary>Writes down an incident. Its id, or why not.</summary>
    public async Task<(string? Id, Refusal? Refusal)> Open(ClaimsPrincipal person, ExtractorWish wish, CancellationToken stop)
    {
        if (await WrongWith(person, wish, stop) is { } wrong)
            return (null, wrong);
        var row = new ExtractorRow
        {
            Id = RandomId.New(),
            Organisation = wish.Organisation,
            Purpose = wish.Purpose,
            Place = wish.Place,
            At = wish.At!.Value.UnixMicroseconds,
            Text = wish.Text,
            Ages = string.Join(',', wish.Ages.Select(count => count.ToString(CultureInfo.InvariantCulture))),
            FirstTimers = wish.FirstTimers,
            Signal = wish.Signal,
        };
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            db.Extractors.Add(row);
            return await db.SaveChangesAsync(stop);
        }, stop);
        return (row.Id, null);
    }

    /// <summary>Writes down that youth care was asked about the minors, or why not.</summary>
    public Task<Refusal?> YouthCare(ClaimsPrincipal person, string id, int version, bool asked, string note, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Extractors.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row || !MeasureRights.Writes(person, row.Organisation, row.Purpose) || row.Version != version)
            return Refusal.First;
        if (row.Minors == 0)
            return Refusal.Wrong("Hier waren geen minderjarigen bij.", "There were no minors here.");
        if (note.Length < OwnWords.Shortest)
            return Refusal.Wrong("Schrijf wie u vroeg en wat die doet, of waarom het niet nodig is.", "Write whom you asked and what they do, or why it is not needed.");
        if (Refusal.Of(OwnWords.Refusal(note)) is { } clear)
            return clear;
        (row.YouthCare, row.YouthCareNote) = (asked ? rights.Now : null, note);
        row.Version++;
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    async Task<Refusal?> WrongWith(ClaimsPrincipal person, ExtractorWish wish, CancellationToken stop) =>
        rights.WrongHome(person, wish.Organisation, wish.Purpose) ?? rights.WrongPlace(wish.Place) ?? (
        wish.At is not { } at || at > clock.GetUtcNow() ? Refusal.Wrong("Geef dag en tijd waarop het gebeurde, niet in de toekomst.", "Give the day and time at which it happened, not in the future.")
        : wish.Text.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf wat er gebeurde, zonder namen en nummers.", "Write what happened, without names and numbers.")
        : wish.Ages.Length != Enum.GetValues<AgeGroup>().Length || wish.Ages.Any(count => count is < 0 or > MostPeople) || wish.Ages.Sum() == 0 ? Refusal.Wrong($"Geef per leeftijdsgroep hoeveel het er waren, 0 tot {MostPeople}, samen minstens een.", $"Give for each age group how many there were, 0 to {MostPeople}, at least one together.")
        : wish.FirstTimers < -1 || wish.FirstTimers > wish.Ages.Sum() ? Refusal.Wrong("Voor hoeveel van hen was het de eerste keer? Niet meer dan er waren.", "For how many of them was it the first time? Not more than there were.")
        : Refusal.Of(OwnWords.Refusal(wish.Text)) ?? (wish.Signal.Length > 0 && await signals.Find(person, wish.Signal, stop) is null ? Refusal.First : null));
}
