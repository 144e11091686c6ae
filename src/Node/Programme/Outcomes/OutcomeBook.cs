using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Programme;

/// <summary>What came of taking figures in.</summary>
/// <param name="New">How many were not there.</param>
/// <param name="Revised">How many replace an earlier figure of the same reporter, which stays beside it.</param>
/// <param name="Same">How many were there already.</param>
readonly record struct OutcomesTaken(int New, int Revised, int Same);

/// <summary>The outcome ledger: what reporters said, with every revision.</summary>
sealed class OutcomeBook(IDbContextFactory<ProgrammeDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>All figures, the oldest first.</summary>
    public async Task<IReadOnlyList<OutcomeRow>> All(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Outcomes.AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop);
    }

    /// <summary>The newest figure of each reporter about each thing: of the latest day, and of one day what came in last. One without a day is of the day of the node on which it came in.</summary>
    public IEnumerable<OutcomeRow> Current(IEnumerable<OutcomeRow> rows) => rows.GroupBy(Key).Select(Newest);

    /// <summary>Earlier figures of the same reporter about the same thing, the oldest first.</summary>
    public static ILookup<(string, int, string, string, string, string), OutcomeRow> Revisions(IEnumerable<OutcomeRow> rows) => rows.OrderBy(row => row.Id).ToLookup(Key);

    /// <summary>What makes two figures about the same thing by the same reporter.</summary>
    public static (string Node, int Year, string Period, string Metric, string Unit, string Reporter) Key(OutcomeRow row) => (row.Node, row.Year, row.Period, row.Metric, row.Unit, row.Reporter);

    OutcomeRow Newest(IEnumerable<OutcomeRow> rows) => rows.MaxBy(row => (row.AsOf ?? _zone.DayOf(UnixTime.FromMicroseconds(row.At)).DayNumber, row.Id))!;

    /// <summary>Takes figures in, all or none. What is there already is not taken twice; another value of the same reporter is a revision.</summary>
    public Task<OutcomesTaken> Take(IReadOnlyList<Outcome> outcomes, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Outcomes.AsNoTracking().ToListAsync(stop);
        var known = rows.GroupBy(Key).ToDictionary(group => group.Key, group => Newest(group).Figure);
        // What is there with its day is there, also when a later day holds.
        var dated = rows.Select(row => row.Figure).Where(figure => figure.AsOf is not null).ToHashSet();
        var (added, revised, same) = (0, 0, 0);
        foreach (var outcome in outcomes)
        {
            var row = new OutcomeRow
            {
                Node = outcome.Node,
                Year = outcome.Year,
                Period = outcome.Period,
                Metric = outcome.Metric,
                Value = outcome.Value,
                Unit = outcome.Unit,
                Reporter = outcome.Reporter,
                Address = outcome.Address,
                Note = outcome.Note,
                AsOf = outcome.AsOf?.DayNumber,
                At = clock.GetUtcNow().UnixMicroseconds,
            };
            var there = known.TryGetValue(Key(row), out var earlier);
            if (earlier == outcome || (outcome.AsOf is not null && !dated.Add(outcome)))
            {
                same++;
                continue;
            }

            _ = there ? revised++ : added++;
            db.Outcomes.Add(row);
            if (!(earlier?.AsOf > outcome.AsOf))
                known[Key(row)] = outcome;
        }

        await db.SaveChangesAsync(stop);
        return new OutcomesTaken(added, revised, same);
    }, stop);
}
