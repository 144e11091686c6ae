using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>What people say about a matter and what they ask of each other, for all who may see the matter.</summary>
sealed class Talks(IDbContextFactory<FollowUpDb> database, FollowAsked follow, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Hours that an action point may get.</summary>
    public static int[] Terms { get; } = [4, 24, 72, 168, 336];

    const int MostNotes = 500, MostPoints = 100;

    static readonly Word
        Empty = new("Schrijf eerst iets op.", "Write something first."),
        Full = new($"Hier staan al {MostNotes} berichten of {MostPoints} actiepunten. Sluit dit af, of voeg het samen met een ander signaal.", $"Here are {MostNotes} messages or {MostPoints} action points already. Close this, or merge it with another signal."),
        NotAsked = new("Kies een organisatie die dit ook mag zien: wat zij niet kan zien kan zij niet doen.", "Choose an organisation that may see this too: what it cannot see it cannot do."),
        NoTerm = new("Kies binnen welke tijd het klaar moet zijn.", "Choose within which time it must be done.");

    /// <summary>What was said, in order.</summary>
    public async Task<IReadOnlyList<NoteRow>> Notes(string kind, string thing, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Notes.AsNoTracking().Where(row => row.Kind == kind && row.Object == thing).OrderBy(row => row.Id).ToListAsync(stop);
    }

    /// <summary>What was asked, in order.</summary>
    public async Task<IReadOnlyList<ActionPointRow>> Points(string kind, string thing, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.ActionPoints.AsNoTracking().Where(row => row.Kind == kind && row.Object == thing).OrderBy(row => row.At).ToListAsync(stop);
    }

    /// <summary>The organisation for which a person speaks about a matter; null when the person speaks for none that it concerns.</summary>
    public static string? VoiceOf(ClaimsPrincipal person, Matter matter) =>
        matter.Partners.FirstOrDefault(partner => person.Viewers.Any(viewer => viewer.Organisation == partner && PersonRights.DataRoles.Contains(viewer.Role)));

    /// <summary>Says something. Null when it is kept, otherwise why not.</summary>
    /// <param name="person">Who speaks; may see the matter.</param>
    /// <param name="voice">Short name of the organisation for which the person speaks.</param>
    /// <param name="matter">About what.</param>
    /// <param name="text">What.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public Task<Word?> Say(ClaimsPrincipal person, string voice, Matter matter, string text, CancellationToken stop) =>
        (text.Length == 0 ? Empty : OwnWords.Refusal(text)) is { } wrong ? Task.FromResult<Word?>(wrong) : turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Notes.CountAsync(row => row.Kind == matter.Kind && row.Object == matter.Id, stop) >= MostNotes)
                return (Word?)Full;
            db.Notes.Add(new NoteRow { Kind = matter.Kind, Object = matter.Id, At = clock.GetUtcNow().UnixMicroseconds, Who = person.PersonId, Name = person.DisplayName, Organisation = voice, Text = text });
            await db.SaveChangesAsync(stop);
            return null;
        }, stop);

    /// <summary>Asks something of an organisation that may see the matter; it gets an owner and a clock at once. Null when it is kept, otherwise why not.</summary>
    /// <param name="person">Who asks; may see the matter.</param>
    /// <param name="voice">Short name of the organisation for which the person asks.</param>
    /// <param name="matter">About what.</param>
    /// <param name="asked">Short name of the organisation that is asked.</param>
    /// <param name="what">What it is to do.</param>
    /// <param name="hours">Within how many hours, one of <see cref="Terms"/>.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public async Task<Word?> Ask(ClaimsPrincipal person, string voice, Matter matter, string asked, string what, int hours, CancellationToken stop)
    {
        if ((what.Length < OwnWords.Shortest ? Empty : !matter.Partners.Contains(asked) ? NotAsked : !Terms.Contains(hours) ? NoTerm : OwnWords.Refusal(what)) is { } wrong)
            return wrong;
        var now = clock.GetUtcNow();
        var full = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.ActionPoints.CountAsync(row => row.Kind == matter.Kind && row.Object == matter.Id, stop) >= MostPoints)
                return true;
            db.ActionPoints.Add(new ActionPointRow
            {
                Id = RandomId.New(),
                Kind = matter.Kind,
                Object = matter.Id,
                What = what,
                Asked = asked,
                AskedBy = voice,
                Who = person.PersonId,
                Name = person.DisplayName,
                At = now.UnixMicroseconds,
                Due = now.AddHours(hours).UnixMicroseconds,
            });
            await db.SaveChangesAsync(stop);
            return false;
        }, stop);
        if (full)
            return Full;
        await follow.CatchUp(stop);
        return null;
    }

    /// <summary>Ends what was said and asked about things that are no longer kept; the duties of what was asked end by themselves.</summary>
    public Task End(string kind, IReadOnlyCollection<string> things, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await db.Notes.Where(row => row.Kind == kind && things.Contains(row.Object)).ExecuteDeleteAsync(stop);
        return await db.ActionPoints.Where(row => row.Kind == kind && things.Contains(row.Object)).ExecuteDeleteAsync(stop);
    }, stop);
}
