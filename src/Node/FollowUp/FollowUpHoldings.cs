using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>What people did together about somebody: duties and talk that hang on a signal, and copies that partners got.</summary>
sealed class FollowUpHoldings(IDbContextFactory<FollowUpDb> database, SignalHoldings signals, Shares shares, Labels labels, NodeSettings settings) : IHoldsAbout, ITakesBack
{
    public Word Room => new("Samenwerken", "Working together");

    public Word? NotSearched => null;

    public async Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop)
    {
        var about = (await signals.Of(sought, stop)).ToDictionary(row => row.Id);
        string[] ids = [.. about.Keys];
        await using var db = await database.CreateDbContextAsync(stop);
        var found = new List<Holding>();
        var steps = await db.Steps.AsNoTracking().Join(db.Duties.Where(duty => duty.Kind == Duties.Signal && ids.Contains(duty.Object)), step => step.Duty, duty => duty.Id, (step, duty) => new { duty.Object, step.At }).ToListAsync(stop);
        Add(new("stappen van wie het oppakte", "steps of who took it on"), steps.Select(step => (step.Object, step.At)));
        var notes = await db.Notes.AsNoTracking().Where(note => note.Kind == Duties.Signal && ids.Contains(note.Object)).Select(note => new { note.Object, note.At }).ToListAsync(stop);
        Add(new("berichten van collega's erover", "messages of colleagues about it"), notes.Select(note => (note.Object, note.At)));
        var points = await db.ActionPoints.AsNoTracking().Where(point => point.Kind == Duties.Signal && ids.Contains(point.Object)).Select(point => new { point.Object, point.At }).ToListAsync(stop);
        Add(new("actiepunten", "action points"), points.Select(point => (point.Object, point.At)));
        var copies = await Copies(db, sought, ids, stop);
        string[] shares = [.. copies.Select(row => row.Id)];
        var said = (await db.Notes.Where(note => note.Kind == Duties.Share && shares.Contains(note.Object)).Select(note => note.Object)
            .Concat(db.ActionPoints.Where(point => point.Kind == Duties.Share && shares.Contains(point.Object)).Select(point => point.Object)).ToListAsync(stop)).CountBy(share => share).ToDictionary();
        foreach (var row in copies)
            found.AddRange(Of(row, said.GetValueOrDefault(row.Id)));
        return found;

        // What hangs on a signal is seen by who may see the signal, and ends with it.
        void Add(Word what, IEnumerable<(string Signal, long At)> lines) =>
            found.AddRange(lines.GroupBy(line => about[line.Signal].Label).Select(group => new Holding(what, "", labels[group.Key], group.Count(),
                UnixTime.FromMicroseconds(group.Min(line => line.At)), UnixTime.FromMicroseconds(group.Max(line => line.At)), null)));
    }

    public string Name => "shares";

    public async Task<int> Count(string organisation, SoughtSubject sought, CancellationToken stop)
    {
        string[] ids = [.. (await signals.Of(sought, stop)).Select(row => row.Id)];
        await using var db = await database.CreateDbContextAsync(stop);
        return (await Copies(db, sought, ids, stop)).Count(row => row.From == organisation);
    }

    public async Task<int> TakeBack(ClaimsPrincipal person, string organisation, SoughtSubject sought, CancellationToken stop)
    {
        string[] ids = [.. (await signals.Of(sought, stop)).Select(row => row.Id)];
        await using var db = await database.CreateDbContextAsync(stop);
        var taken = 0;
        foreach (var row in (await Copies(db, sought, ids, stop)).Where(row => row.From == organisation))
            taken += await shares.Withdraw(person, row, stop) ? 1 : 0;
        return taken;
    }

    static Task<List<ShareRow>> Copies(FollowUpDb db, SoughtSubject sought, string[] ids, CancellationToken stop)
    {
        // A copy holds the partnership's token; its signal may have ended before it.
        string[] quoted = [.. sought.Names.Select(name => $"\"{name}\"")];
        return db.Shares.AsNoTracking().Where(row => row.Story != "" && (ids.Contains(row.Signal) || quoted.Any(name => row.Story.Contains(name)))).OrderBy(row => row.At).ToListAsync(stop);
    }

    // It lies with who got it, and who gave it answers for having done so. What was said about it is for both, and ends with it.
    IEnumerable<Holding> Of(ShareRow row, int said)
    {
        Handling[] handlings = [.. StoryJson.Read(row.Story).Evidence.SelectMany(item => item.Handlings)];
        if (handlings.Length == 0)
            yield break;
        var (source, at, until) = ($"{settings.NameOf(row.From)} → {settings.NameOf(row.To)}", UnixTime.FromMicroseconds(row.At), UnixTime.FromMicroseconds(row.Until));
        foreach (var (organisation, what) in new[] { (row.From, new Word("kopieën aan een partner gegeven", "copies given to a partner")), (row.To, new Word("kopieën van een partner gekregen", "copies got from a partner")) })
        {
            if (Visibility.Combine(organisation, handlings, released: false) is not { } label)
                continue;
            yield return new Holding(what, source, label, 1, at, at, until);
            if (said > 0)
                yield return new Holding(new("berichten en actiepunten bij een kopie", "messages and action points with a copy"), source, label, said, at, at, until);
        }
    }
}
