using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Riec;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Riec;

/// <summary>The RIEC's own cases, for people of the RIEC alone.</summary>
sealed class RiecBook(IDbContextFactory<RiecDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    const int MostNotes = 300;

    /// <summary>On what reading a case rests.</summary>
    public const string Ground = "AVG art. 6 lid 1 e, art. 26";

    /// <summary>What the table says of the RIEC's cases for somebody; a refusal where the node names no RIEC.</summary>
    public AccessAnswer Ask(ClaimsPrincipal person) =>
        settings.Riec is { } riec ? Visibility.Ask(person.Viewers.Where(viewer => viewer.Organisation == riec && PersonRights.DataRoles.Contains(viewer.Role)), HandedOver.Label(riec)) : Visibility.Nobody;

    /// <summary>Whether somebody sees the RIEC's cases.</summary>
    public bool Sees(ClaimsPrincipal person) => Ask(person).Verdict == AccessVerdict.Allow;

    /// <summary>Whether somebody takes a case further. A privacy officer reads.</summary>
    public bool Works(ClaimsPrincipal person) => Sees(person) && person.Viewers.Any(viewer => viewer.Organisation == settings.Riec && PersonRights.AnsweringRoles.Contains(viewer.Role));

    /// <summary>All cases, the open ones first and of those the newest, at most 500. Ask <see cref="Sees"/> first.</summary>
    public async Task<IReadOnlyList<RiecCaseRow>> All(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Cases.AsNoTracking().OrderBy(row => row.Closed != null).ThenByDescending(row => row.Number).Take(500).ToListAsync(stop);
    }

    /// <summary>One case with its notes; null when it does not exist. Ask <see cref="Sees"/> first.</summary>
    public async Task<(RiecCaseRow Row, IReadOnlyList<RiecNoteRow> Notes)?> Find(string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stop) is { } row
            ? (row, await db.Notes.AsNoTracking().Where(note => note.Case == row.Number).OrderBy(note => note.Id).ToListAsync(stop))
            : null;
    }

    /// <summary>Writes a note, and takes the case a step further where that is asked.</summary>
    public Task<Refusal?> Write(ClaimsPrincipal person, string id, int version, RiecPhase? to, string text, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Cases.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row || row.Version != version || row.Closed is not null)
            return Refusal.First;
        if (to is { } phase && !RiecCourse.After(row.Phase).Contains(phase))
            return Refusal.First;
        if (text.Length < OwnWords.Shortest)
            return Refusal.Wrong("Schrijf erbij wat u deed en waarom.", "Write what you did and why.");
        if (Refusal.Of(OwnWords.Refusal(text)) is { } clear)
            return clear;
        if (await db.Notes.CountAsync(note => note.Case == row.Number, stop) >= MostNotes)
            return Refusal.Wrong($"Hier staan al {MostNotes} aantekeningen. De zaak zelf hoort in het systeem van het RIEC.", $"Here are {MostNotes} notes already. The case itself belongs in the RIEC's own system.");
        var now = clock.GetUtcNow().UnixMicroseconds;
        db.Notes.Add(new RiecNoteRow { Case = row.Number, At = now, Name = person.DisplayName, To = to, Text = text });
        row.Version++;
        if (to is { } next)
        {
            row.Phase = next;
            row.WasCase |= next == RiecPhase.Case;
            row.Closed = next == RiecPhase.Closed ? now : null;
        }

        await db.SaveChangesAsync(stop);
        return null;
    }, stop);
}
