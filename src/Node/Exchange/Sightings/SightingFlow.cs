using System.Globalization;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Sightings;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Exchange.Given;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Exchange.Taxii;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Exchange.Sightings;

/// <summary>
/// Tells a neighbour how often its own patterns, in force here, found something: counts per week over the link that they came from and over no other, of the organisations that let it be told.
/// What is told is kept before it goes, so that a fault in between sends the same bytes again.
/// </summary>
sealed class SightingFlow(AdoptPatterns adopted, ScriptBook book, KnowledgeForOthers knowledge, ObjectStore store, Collections collections, CountWeeks count, GivenCounts given, IDbContextFactory<ExchangeDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    const int Weeks = 13;

    /// <summary>How long after its end a week is looked at before it goes: 2 days.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromDays(2);

    /// <summary>Neighbours whose patterns are in force here and to whom no link goes: they gave them in a file, under their name.</summary>
    public async Task<IReadOnlyList<string>> ByFile(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var linked = await db.Links.AsNoTracking().Select(row => row.Name).ToListAsync(stop);
        var received = collections.Find(Collections.Received)!.Number;
        return [.. (await InForce(stop)).Select(row => store.OwnerOf(received, row.Indicator)).OfType<Party>().Where(party => party.IsNode && party != Party.File && !linked.Contains(party.ShortName)).Select(party => party.ShortName).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Every week of the patterns that came from a neighbour, newest first: the preview, and what a round goes by.</summary>
    /// <param name="node">Short name of the neighbour.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<WeekLine>> Lines(string node, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var willing = Willing;
        // A week of which the first signals are gone would look smaller than it was.
        var from = IsoWeek.Of(now.AddDays(-Math.Min(Weeks * 7, settings.SignalRetentionDays - 8)));
        await using var db = await database.CreateDbContextAsync(stop);
        var sent = await db.SentSightings.AsNoTracking().Where(row => row.Node == node).ToDictionaryAsync(row => row.Object, stop);
        var lines = new List<WeekLine>();
        foreach (var row in await From(node, stop))
        {
            if (!Reaches(row) || willing.Length == 0)
            {
                lines.Add(new(row.Indicator, row.Title, null, willing.Length == 0 ? WeekState.Off : WeekState.Marked, null, null, null));
                continue;
            }

            foreach (var tally in (await count(row.RunsAs, willing, from, stop)).Where(tally => tally.Week >= from).OrderByDescending(tally => tally.Week))
                lines.Add(Line(row, tally, sent.GetValueOrDefault(SightingStix.IdOf(book.Maker.Id, IndicatorOf(row), tally.Week).ToString()), now));
        }

        return lines;
    }

    /// <summary>Gives the neighbour what is due.</summary>
    /// <exception cref="LinkException">It came to nothing; the next round sends the same.</exception>
    public async Task Give(LinkRow link, Remote remote, CancellationToken stop)
    {
        await Keep(link.Name, await Lines(link.Name, stop), stop);
        var indicators = await MayBeTold(link.Name, stop);
        await using var db = await database.CreateDbContextAsync(stop);
        var waiting = await db.SentSightings.AsNoTracking().Where(row => row.Node == link.Name && !row.Delivered && row.HeldBy == null && row.Tally != "" && indicators.Contains(row.Indicator)).OrderBy(row => row.Object).Take(500).ToListAsync(stop);
        if (waiting.Count == 0)
            return;
        var envelope = new EnvelopeWriter();
        await Write(waiting, envelope, stop);
        if (await remote.Add(link.PushTo, envelope.End(null), stop) is null)
            throw LinkRound.TooLong();
        await Told(link.Name, waiting, stop);
    }

    /// <summary>All that is told to a neighbour without a link, as a bundle for a person to hand over; null when that is nothing. What is in it counts as told; made again it holds the same and what came since, as far as it may still be told.</summary>
    /// <param name="node">Short name of the neighbour.</param>
    /// <param name="stop">Stops.</param>
    public async Task<byte[]?> ToFile(string node, CancellationToken stop)
    {
        await Keep(node, await Lines(node, stop), stop);
        var indicators = await MayBeTold(node, stop);
        await using var db = await database.CreateDbContextAsync(stop);
        var told = await db.SentSightings.AsNoTracking().Where(row => row.Node == node && row.HeldBy == null && row.Tally != "" && indicators.Contains(row.Indicator)).OrderBy(row => row.Object).ToListAsync(stop);
        if (told.Count == 0)
            return null;
        var envelope = new EnvelopeWriter();
        await Write(told, envelope, stop);
        await Told(node, told, stop);
        return [.. System.Text.Encoding.ASCII.GetBytes($"{{\"type\":\"bundle\",\"id\":\"bundle--{Guid.NewGuid()}\","), .. envelope.End(null).Span[1..]];
    }

    // What was kept of a pattern that was withdrawn since, or marked more strictly, stays here; all of it when nobody lets be counted any more.
    async Task<string[]> MayBeTold(string node, CancellationToken stop) => Willing.Length == 0 ? [] : [.. (await From(node, stop)).Where(Reaches).Select(row => row.Indicator)];

    string[] Willing => [.. settings.Organisations.Where(organisation => organisation.Sightings).Select(organisation => organisation.Id)];

    static bool Reaches(AdoptedPatternRow row) => row.Tlp <= Tlp.Green && row.Pap < Pap.Red;

    // What they mention goes along: a collection holds all that it mentions.
    async Task Write(IReadOnlyList<SentSightingRow> rows, EnvelopeWriter envelope, CancellationToken stop)
    {
        var around = new List<StixObject>([book.Maker, ScriptExtension.Knooppunt, SightingStix.Definition]);
        foreach (var indicator in rows.Select(row => row.Indicator).Distinct())
            around.AddRange(await knowledge.Proposed(StixId.TryParse(indicator, out var id) ? id : default, stop));
        foreach (var one in around.DistinctBy(one => one.Id))
            envelope.Take(one.Id.ToString(), "", 0, one.ToBytes());
        foreach (var row in rows)
            envelope.Take(row.Object, "", 0, row.Json);
    }

    async Task Told(string node, IReadOnlyList<SentSightingRow> rows, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var ids in rows.Select(row => row.Object).Chunk(500))
            await turn.Take(() => db.SentSightings.Where(row => row.Node == node && ids.Contains(row.Object)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Delivered, true), stop), stop);
        given.Add(Party.Node(node), GivenCounts.Reports, rows.Count);
    }

    /// <summary>Holds a week back that the neighbour does not have yet, or lets it go. False when it has it already or there is no such week.</summary>
    public async Task<bool> Hold(string node, string indicator, IsoWeek week, string? by, CancellationToken stop)
    {
        if (!StixId.TryParse(indicator, out var id) || !(await Lines(node, stop)).Any(line => line.Indicator == indicator && line.Tally?.Week == week))
            return false;
        var sighting = SightingStix.IdOf(book.Maker.Id, id, week).ToString();
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.SentSightings.FirstOrDefaultAsync(row => row.Node == node && row.Object == sighting, stop) is not { } row)
                db.SentSightings.Add(row = new() { Node = node, Object = sighting, Indicator = indicator, Year = week.Year, Week = week.Number });
            if (row.Delivered && by is not null)
                return false;
            row.HeldBy = by;
            await db.SaveChangesAsync(stop);
            return true;
        }, stop);
    }

    // Those in force that this neighbour brought, as the store knows it: what a sender says of itself does not count.
    async Task<List<AdoptedPatternRow>> From(string node, CancellationToken stop)
    {
        var (received, party) = (collections.Find(Collections.Received)!, Party.Node(node));
        return [.. (await InForce(stop)).Where(row => store.OwnerOf(received.Number, row.Indicator) == party)];
    }

    async Task<IEnumerable<AdoptedPatternRow>> InForce(CancellationToken stop) => (await adopted.Standing(stop)).Where(row => !row.OnTrial && row.Indicator.Length > 0);

    Task<int> Keep(string node, IReadOnlyList<WeekLine> lines, CancellationToken stop) => turn.Take(async () =>
    {
        var rows = (await From(node, stop)).ToDictionary(row => row.Indicator);
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var line in lines.Where(line => line.State is WeekState.Due or WeekState.Again && rows.ContainsKey(line.Indicator)))
        {
            var (pattern, tally) = (rows[line.Indicator], line.Tally!);
            var id = SightingStix.IdOf(book.Maker.Id, IndicatorOf(pattern), tally.Week).ToString();
            var row = await db.SentSightings.FirstOrDefaultAsync(row => row.Node == node && row.Object == id, stop);
            var isFirst = row is not { Tally.Length: > 0 };
            if (row is null)
                db.SentSightings.Add(row = new() { Node = node, Object = id, Indicator = line.Indicator, Year = tally.Week.Year, Week = tally.Week.Number });
            var now = clock.GetUtcNow();
            row.Json = SightingStix.Write(new(IndicatorOf(pattern), book.Maker.Id, tally.Week, line.Counts!), pattern.Tlp, pattern.Pap, isFirst ? null : now).ToBytes();
            (row.Tally, row.Delivered, row.Counted) = (isFirst ? Write(tally) : $"{row.Tally};{Write(tally)}", false, now.UnixMicroseconds);
        }

        return await db.SaveChangesAsync(stop);
    }, stop);

    static WeekLine Line(AdoptedPatternRow row, WeekTally tally, SentSightingRow? sent, DateTimeOffset now)
    {
        var goes = tally.Week.Ends + Look;
        WeekLine With(WeekState state, SightingCounts? counts) => new(row.Indicator, row.Title, tally, state, counts, state == WeekState.Early && counts is not null ? goes : null, sent?.HeldBy);
        if (sent is { Tally.Length: > 0 })
        {
            var told = CountsOf(sent);
            return sent.HeldBy is not null ? With(WeekState.Held, told)
                : SightingRule.Recount([.. sent.Tally.Split(';').Select(earlier => Read(tally.Week, earlier))], told, tally) is { } next ? With(WeekState.Again, next)
                : With(sent.Delivered ? WeekState.Told : WeekState.Underway, told);
        }

        var first = SightingRule.First(tally);
        return With(sent?.HeldBy is not null ? WeekState.Held : now < goes ? WeekState.Early : first is null ? WeekState.Few : WeekState.Due, first);
    }

    static StixId IndicatorOf(AdoptedPatternRow row) => StixId.TryParse(row.Indicator, out var id) ? id : default;

    static SightingCounts CountsOf(SentSightingRow row) => SightingStix.Read(StixObject.Read(row.Json, "kept").Value, "kept").Value.Counts;

    static string Write(WeekTally tally) => string.Join(' ', new[] { tally.Hits, tally.Confirmed, tally.Dismissed, tally.Open }.SelectMany(part => new[] { part.Signals, part.Subjects }).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    static WeekTally Read(IsoWeek week, string tally)
    {
        var numbers = tally.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new(week, new(numbers[0], numbers[1]), new(numbers[2], numbers[3]), new(numbers[4], numbers[5]), new(numbers[6], numbers[7]));
    }
}
