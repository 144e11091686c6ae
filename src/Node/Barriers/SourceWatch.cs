using Knooppunt.Barriers;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Barriers;

/// <summary>A broken sensor is a broken barrier: writes a barrier down as broken while the source on which it leans is silent, and as working again when it speaks.</summary>
sealed class SourceWatch(IDbContextFactory<BarriersDb> database, JournalRoom journals, NodeSettings settings, WriteTurn turn, Attempts attempts, TimeProvider clock) : BackgroundService
{
    /// <summary>Who is said to have written it.</summary>
    public const string Writer = "knooppunt";

    static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
            await attempts.Do("Barriers whose source is silent", Beat, Look, stoppingToken);
    }

    /// <summary>Looks at every barrier that leans on a source once. How many it wrote down.</summary>
    public Task<int> Look(CancellationToken stop)
    {
        var silent = settings.Organisations.Select(organisation => organisation.Id).Where(journals.Organisations.Contains).SelectMany(journals.Silent).ToHashSet(StringComparer.Ordinal);
        return turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var (today, written) = (_zone.DayOf(clock.GetUtcNow()), 0);
            var leaning = await db.Barriers.AsNoTracking().Where(row => row.Source != "").OrderBy(row => row.Number).ToListAsync(stop);
            var changes = (await db.States.AsNoTracking().Where(row => db.Barriers.Any(barrier => barrier.Number == row.Barrier && barrier.Source != "")).OrderBy(row => row.Id).ToListAsync(stop)).ToLookup(row => row.Barrier);
            foreach (var barrier in leaning)
            {
                var states = changes[barrier.Number];
                var now = new BarrierLife(states.Select(state => new BarrierChange(DateOnly.FromDayNumber(state.Day), state.State))).On(today);
                var ours = states.Where(state => state.Day <= today.DayNumber).OrderBy(state => state.Day).ThenBy(state => state.Id).LastOrDefault()?.Name == Writer;
                var next = silent.Contains(barrier.Source) ? now == BarrierState.Working ? BarrierState.Broken : default(BarrierState?)
                    // What a person wrote down as broken stays so until a person says otherwise.
                    : now == BarrierState.Broken && ours ? BarrierState.Working : null;
                if (next is not { } state)
                    continue;
                var note = state == BarrierState.Broken ? $"de bron {barrier.Source} zwijgt / the source {barrier.Source} is silent" : $"de bron {barrier.Source} spreekt weer / the source {barrier.Source} speaks again";
                db.States.Add(new BarrierStateRow { Barrier = barrier.Number, Day = today.DayNumber, State = state, Note = note, Name = Writer });
                written++;
            }

            await db.SaveChangesAsync(stop);
            return written;
        }, stop);
    }
}
