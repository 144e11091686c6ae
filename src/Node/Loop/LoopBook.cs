using System.Security.Claims;
using Knooppunt.Node.Cases;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Loop;

/// <summary>Chains: what belongs together from a report to its answer.</summary>
sealed class LoopBook(IDbContextFactory<LoopDb> database, LoopThings things, InspectionBook inspections, CaseBook cases, WriteTurn turn, TimeProvider clock)
{
    const int MostLinks = 60, MostListed = 100;

    /// <summary>Whether somebody reads chains: of each thing as far as its own room lets it.</summary>
    public static bool Reads(ClaimsPrincipal person) => person.ReadsPatterns;

    /// <summary>The chain of a thing that the person may see, by kind; null when it does not exist or the person may not see it: these look the same from outside.</summary>
    public async Task<IReadOnlyList<LoopLink>?> Chain(ClaimsPrincipal person, LoopThing start, CancellationToken stop = default)
    {
        var seen = new Dictionary<LoopThing, LoopItem>(await things.Seen(person, [start], stop));
        if (!seen.ContainsKey(start))
            return null;
        await using var db = await database.CreateDbContextAsync(stop);
        var (reached, edge) = (new HashSet<LoopThing> { start }, new List<LoopThing> { start });
        while (edge.Count > 0 && reached.Count < MostLinks)
        {
            var names = edge.Select(thing => thing.Name).ToArray();
            var links = await db.Links.AsNoTracking().Where(row => names.Contains(row.One) || names.Contains(row.Other)).OrderBy(row => row.Id).Take(MostLinks).ToListAsync(stop);
            List<LoopThing> next = [.. links.SelectMany(row => new[] { LoopThing.Of(row.One), LoopThing.Of(row.Other) })];
            // What the rooms themselves know to belong together, as far as the person sees it.
            foreach (var thing in edge.Where(thing => thing.Kind == LoopKind.Signal))
            {
                next.AddRange((await inspections.AboutSignal(person, thing.Id, stop)).Select(row => new LoopThing(LoopKind.Inspection, row.Id)));
                next.AddRange((await cases.Holding(person, thing.Id, stop)).Select(row => new LoopThing(LoopKind.Case, row.Id)));
            }

            foreach (var row in await inspections.Find(person, [.. edge.Where(thing => thing.Kind == LoopKind.Inspection).Select(thing => thing.Id)], stop))
            {
                if (row.Signal is { } signal)
                    next.Add(new(LoopKind.Signal, signal));
            }

            List<LoopThing> fresh = [.. next.Distinct().Where(thing => !reached.Contains(thing)).Take(MostLinks - reached.Count)];
            foreach (var (thing, item) in await things.Seen(person, fresh, stop))
                seen[thing] = item;
            reached.UnionWith(fresh);
            // A chain does not go on through what the person may not see: what lies behind it is not told.
            edge = [.. fresh.Where(seen.ContainsKey)];
        }

        var owners = await things.Owners([.. reached.Where(thing => !seen.ContainsKey(thing))], stop);
        return [.. reached.Where(thing => seen.ContainsKey(thing) || owners.ContainsKey(thing)).OrderBy(thing => thing.Kind).ThenBy(thing => thing.Id, StringComparer.Ordinal)
            .Select(thing => new LoopLink(thing, seen.GetValueOrDefault(thing), seen.ContainsKey(thing) ? null : owners[thing]))];
    }

    /// <summary>Things that were joined lately and that the person may see, the newest first.</summary>
    public async Task<IReadOnlyList<LoopItem>> Lately(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var links = await db.Links.AsNoTracking().OrderByDescending(row => row.Id).Take(MostListed).ToListAsync(stop);
        var order = links.SelectMany(row => new[] { row.One, row.Other }).Distinct().Select(LoopThing.Of).ToList();
        var seen = await things.Seen(person, order, stop);
        return [.. order.Where(seen.ContainsKey).Select(thing => seen[thing])];
    }

    /// <summary>Joins two things that the person both sees.</summary>
    public async Task<Refusal?> Join(ClaimsPrincipal person, LoopThing one, LoopThing other, CancellationToken stop)
    {
        if (one == other)
            return Refusal.Wrong("Dit is hetzelfde. Plak het adres van iets anders.", "This is the same. Paste the address of something else.");
        var seen = await things.Seen(person, [one, other], stop);
        if (seen.Count < 2)
            return Refusal.Wrong("Een van beide bestaat niet of mag u niet zien. Verbinden kan alleen wat u allebei ziet.", "One of the two does not exist, or you may not see it. Only what you both see can be joined.");
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            return await Add(db, person, one, other, stop);
        }, stop);
    }

    /// <summary>Writes a change at a company down and joins it to a thing that the person sees.</summary>
    public async Task<Refusal?> Change(ClaimsPrincipal person, LoopThing to, string organisation, string text, ChangeState state, DateOnly? day, CancellationToken stop)
    {
        var wrong = !person.AnswersFor.Contains(organisation) ? Refusal.Wrong("Kies een organisatie waarvoor u dit mag opschrijven.", "Choose an organisation for which you may write this.")
            : text.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf op wat er is veranderd of geadviseerd.", "Write down what was changed or advised.")
            : !Enum.IsDefined(state) || day is null ? Refusal.Wrong("Kies hoe ver het is, en sinds welke dag.", "Choose how far it is, and since which day.")
            : Refusal.Of(OwnWords.Refusal(text));
        if (wrong is not null)
            return wrong;
        if (!(await things.Seen(person, [to], stop)).ContainsKey(to))
            return Refusal.First;
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var row = new ChangeRow { Id = RandomId.New(), Organisation = organisation, Text = text, State = state, Day = day!.Value.DayNumber };
            db.Changes.Add(row);
            return await Add(db, person, to, new(LoopKind.Change, row.Id), stop);
        }, stop);
    }

    /// <summary>Says how far a change is.</summary>
    public Task<Refusal?> Tell(ClaimsPrincipal person, string id, int version, ChangeState state, DateOnly? day, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Changes.FirstOrDefaultAsync(row => row.Id == id && row.Version == version, stop) is not { } row || !person.AnswersFor.Contains(row.Organisation))
            return Refusal.First;
        if (!Enum.IsDefined(state) || day is not { } known)
            return Refusal.Wrong("Kies hoe ver het is, en sinds welke dag.", "Choose how far it is, and since which day.");
        (row.State, row.Day) = (state, known.DayNumber);
        row.Version++;
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    async Task<Refusal?> Add(LoopDb db, ClaimsPrincipal person, LoopThing one, LoopThing other, CancellationToken stop)
    {
        var (low, high) = string.CompareOrdinal(one.Name, other.Name) < 0 ? (one.Name, other.Name) : (other.Name, one.Name);
        if (await db.Links.CountAsync(row => row.One == low || row.Other == low || row.One == high || row.Other == high, stop) >= MostLinks)
            return Refusal.Wrong($"Hieraan zijn al {MostLinks} dingen verbonden.", $"{MostLinks} things are joined to this already.");
        if (!await db.Links.AnyAsync(row => row.One == low && row.Other == high, stop))
            db.Links.Add(new LoopLinkRow { One = low, Other = high, Organisation = person.AnswersFor[0], At = clock.GetUtcNow().UnixMicroseconds });
        await db.SaveChangesAsync(stop);
        return null;
    }
}
