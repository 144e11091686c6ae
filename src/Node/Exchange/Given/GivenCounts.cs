using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Exchange.Given;

/// <summary>
/// Counts what partners and other nodes get, per day and collection: a row for each object would be longer than what left. It is kept a second later, so that a reader of a thousand pages does not wait for a
/// thousand writes; a kill loses that second of it.
/// </summary>
sealed class GivenCounts(IDbContextFactory<ExchangeDb> database, NodeSettings settings, Attempts attempts, WriteTurn turn, TimeProvider clock) : BackgroundService, IDaily
{
    /// <summary>Stands for a collection where what went is what was found with a neighbour's own patterns.</summary>
    public const long Reports = 0;

    /// <summary>Days for which the counts are kept.</summary>
    public const int KeptDays = 31;

    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
    readonly Lock _gate = new();
    Dictionary<(int Day, string Party, long Collection), (long Objects, long Last)> _new = [];

    public Word Ends => new($"hoeveel objecten wie uit welke collectie kreeg, na {KeptDays} dagen", $"how many objects who got from which collection, after {KeptDays} days");

    /// <summary>Objects went to a party.</summary>
    public void Add(Party party, long collection, long objects)
    {
        if (objects <= 0)
            return;
        var now = clock.GetUtcNow();
        var key = (_zone.DayOf(now).DayNumber, party.Name, collection);
        lock (_gate)
            _new[key] = (_new.GetValueOrDefault(key).Objects + objects, now.UnixMicroseconds);
    }

    /// <summary>What went since the day of a moment began.</summary>
    public async Task<IReadOnlyList<GivenRow>> Since(DateTimeOffset from, CancellationToken stop)
    {
        await Keep(stop);
        var day = _zone.DayOf(from).DayNumber;
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Given.AsNoTracking().Where(row => row.Day >= day).ToListAsync(stop);
    }

    /// <summary>Writes what was counted since the last time.</summary>
    public async Task Keep(CancellationToken stop)
    {
        Dictionary<(int Day, string Party, long Collection), (long Objects, long Last)> counted;
        lock (_gate)
        {
            if (_new.Count == 0)
                return;
            (counted, _new) = (_new, []);
        }

        try
        {
            await turn.Take(async () =>
            {
                await using var db = await database.CreateDbContextAsync(stop);
                foreach (var ((day, party, collection), (objects, last)) in counted)
                {
                    var row = await db.Given.FindAsync([day, party, collection], stop) ?? db.Given.Add(new() { Day = day, Party = party, Collection = collection }).Entity;
                    (row.Objects, row.Last) = (row.Objects + objects, Math.Max(row.Last, last));
                }

                return await db.SaveChangesAsync(stop);
            }, stop);
        }
        catch
        {
            // It is written with what comes next.
            lock (_gate)
            {
                foreach (var (key, (objects, last)) in counted)
                    _new[key] = (_new.GetValueOrDefault(key).Objects + objects, Math.Max(_new.GetValueOrDefault(key).Last, last));
            }

            throw;
        }
    }

    public async Task Run(CancellationToken stop)
    {
        var before = _zone.DayOf(clock.GetUtcNow()).DayNumber - KeptDays;
        await using var db = await database.CreateDbContextAsync(stop);
        await turn.Take(() => db.Given.Where(row => row.Day < before).ExecuteDeleteAsync(stop), stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
            await attempts.Do("Counts of what was given", Beat, Keep, stoppingToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Keep(cancellationToken);
    }
}
