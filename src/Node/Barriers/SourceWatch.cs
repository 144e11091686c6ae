using Knooppunt.Barriers;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
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
        silent.IntersectWith(settings.Sources.Select(source => source.Name));
        return turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var (today, written) = (_zone.DayOf(clock.GetUtcNow()), 0);
            // Also those that lean on nothing any more: what was written while they did must end.
            var watched = db.Barriers.AsNoTracking().Where(row => row.Source != "" || db.States.Any(state => state.Barrier == row.Number && state.Name == Writer));
            var leaning = await watched.OrderBy(row => row.Number).ToListAsync(stop);
            var changes = (await db.States.AsNoTracking().Where(row => watched.Any(barrier => barrier.Number == row.Barrier)).OrderBy(row => row.Id).ToListAsync(stop)).ToLookup(row => row.Barrier);
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
                db.States.Add(new BarrierStateRow { Barrier = barrier.Number, Day = today.DayNumber, State = state, Note = NoteOf(state, barrier.Source), Name = Writer, At = clock.GetUtcNow().UnixMicroseconds });
                written++;
            }

            await db.SaveChangesAsync(stop);
            return written;
        }, stop);
    }

    // A source that nobody set up any more can neither be silent nor speak: the barrier stands as it did before, and a person must look.
    string NoteOf(BarrierState state, string source) => state == BarrierState.Broken ? new Word($"de bron {source} zwijgt", $"the source {source} is silent").Kept
        : source.Length == 0 ? new Word("de barrière leunt op geen bron meer en staat weer zoals voor die zweeg; kijk of hij werkt", "the barrier leans on no source any more and stands as before that was silent; look whether it works").Kept
        : settings.Sources.All(known => known.Name != source) ? new Word($"de bron {source} is uit de instellingen weggehaald; de barrière staat weer zoals voor die zweeg; kijk of hij werkt", $"the source {source} was taken out of the configuration; the barrier stands as before it was silent; look whether it works").Kept
        : new Word($"de bron {source} spreekt weer", $"the source {source} speaks again").Kept;
}
