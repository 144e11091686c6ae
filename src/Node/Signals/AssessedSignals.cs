using Knooppunt.Detection.Backtest;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>The signals of a time that people confirmed or dismissed, for whoever wants to know how another pattern would have treated them.</summary>
sealed class AssessedSignals(IDbContextFactory<SignalsDb> database)
{
    const int Most = 20_000;

    /// <summary>Signals of a journal with evidence in the time and a verdict that stands, newest first, at most 20,000.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The moment after the last.</param>
    /// <param name="visible">Ids of the labels that may be seen; null for all.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<AssessedSignal>> Of(string journal, DateTimeOffset from, DateTimeOffset to, int[]? visible, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var (first, last) = (from.UnixMicroseconds, to.UnixMicroseconds);
        var verdicts = ListSignals.Verdicts(db).Where(action => action.Kind != ActionKinds.Reopened);
        var rows = await db.Signals.AsNoTracking().Where(row => row.Journal == journal && row.Last >= first && row.First < last && (visible == null || visible.Contains(row.Label)))
            .Join(verdicts, row => row.Id, verdict => verdict.Signal, (row, verdict) => new { row, verdict.Kind })
            .OrderByDescending(pair => pair.row.Last).Take(Most).ToListAsync(stop);
        return [.. rows.Select(pair => new AssessedSignal(pair.row.Id, new Subject(pair.row.SubjectKind, pair.row.SubjectValue), UnixTime.FromMicroseconds(pair.row.First), UnixTime.FromMicroseconds(pair.row.Last),
            TimeSpan.FromSeconds(pair.row.GapSeconds), [.. StoryJson.Read(pair.row.Story).Evidence.Select(item => item.Offset)], pair.Kind == ActionKinds.Confirmed))];
    }

    /// <summary>The journal in which a pattern spoke most often; null when it never did.</summary>
    /// <param name="pattern">Its Sigma id.</param>
    /// <param name="journals">The journals to choose from.</param>
    /// <param name="visible">Ids of the labels that may be seen.</param>
    public async Task<string?> JournalOf(string pattern, string[] journals, int[] visible)
    {
        await using var db = await database.CreateDbContextAsync();
        return await db.Signals.AsNoTracking().Where(row => journals.Contains(row.Journal) && visible.Contains(row.Label) && db.Patterns.Any(part => part.Signal == row.Id && part.Pattern == pattern))
            .GroupBy(row => row.Journal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).FirstOrDefaultAsync();
    }
}
