using Knooppunt.Knowledge.Sightings;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>How much a pattern found per week, as the node counts it for itself: what of it leaves is for <see cref="SightingRule"/> to say. Nothing of a pattern on trial is in it.</summary>
sealed class PatternWeeks(IDbContextFactory<SignalsDb> database)
{
    /// <summary>The weeks in which signals of the pattern began, in order.</summary>
    /// <param name="pattern">Its Sigma id.</param>
    /// <param name="journals">The organisations whose own signals count.</param>
    /// <param name="from">The first week.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<WeekTally>> Of(string pattern, IReadOnlyCollection<string> journals, IsoWeek from, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var since = from.Begins.UnixMicroseconds;
        var signals = db.Signals.Where(row => journals.Contains(row.Journal) && row.First >= since && db.Patterns.Any(part => part.Signal == row.Id && part.Pattern == pattern));
        var rows = await signals.Select(row => new { row.Id, row.SubjectKind, row.SubjectValue, row.First }).ToListAsync(stop);
        var verdicts = await ListSignals.Verdicts(db).Where(action => signals.Any(row => row.Id == action.Signal)).Select(action => new { action.Signal, action.Kind }).ToDictionaryAsync(action => action.Signal, action => action.Kind, stop);
        return [.. rows.GroupBy(row => IsoWeek.Of(UnixTime.FromMicroseconds(row.First))).OrderBy(week => week.Key)
            .Select(week => WeekTally.Of(week.Key, [.. week.Select(row => ($"{row.SubjectKind}:{row.SubjectValue}", Verdict(verdicts.GetValueOrDefault(row.Id))))]))];
    }

    static bool? Verdict(string? kind) => kind switch { ActionKinds.Confirmed => true, ActionKinds.Dismissed => false, _ => null };
}
