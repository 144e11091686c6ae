using Knooppunt.Observations;
using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>A line of the list: the signal and what people did with it.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Verdict">The last verdict or reopening; null before the first.</param>
/// <param name="Owner">Who took it last; null when nobody did.</param>
/// <param name="Seen">Who marked it as seen since its last evidence; null when nobody did.</param>
/// <param name="Inside">How many other signals were put in its story.</param>
sealed record SignalLine(SignalRow Signal, ActionRow? Verdict, string? Owner, string? Seen, int Inside);

/// <summary>A signal as a paper of many names it.</summary>
/// <param name="Id">Id of the signal.</param>
/// <param name="Severity">How grave.</param>
/// <param name="Headline">In one Dutch sentence.</param>
/// <param name="HeadlineEnglish">In one English sentence.</param>
/// <param name="LeadPattern">Id of the pattern that speaks first.</param>
/// <param name="Place">The last place that its evidence names; null when none does.</param>
/// <param name="First">First evidence, UTC microseconds since 1970.</param>
/// <param name="Last">Last evidence, UTC microseconds since 1970.</param>
sealed record SignalGlance(string Id, int Severity, string Headline, string HeadlineEnglish, string LeadPattern, string? Place, long First, long Last);

/// <summary>How often a pattern fired in 90 days, and what people made of it.</summary>
/// <param name="Fired">Signals in which it matched.</param>
/// <param name="Confirmed">Of those, confirmed.</param>
/// <param name="Dismissed">Of those, dismissed.</param>
/// <param name="Innocent">Of the dismissed: because it was the innocent explanation.</param>
sealed record PatternRecord(int Fired, int Confirmed, int Dismissed, int Innocent)
{
    /// <summary>Judged by a person.</summary>
    public int Judged => Confirmed + Dismissed;
}

/// <summary>Reads signals for pages, never more than the person's labels allow.</summary>
sealed class ListSignals(IDbContextFactory<SignalsDb> database, Labels labels, JournalRoom journals, TimeProvider clock)
{
    public const int PageSize = 100;
    const long Hour = 3_600_000_000;
    static readonly TimeSpan RecordTerm = TimeSpan.FromDays(90);

    /// <summary>Signals of a severity (null: all), newest first, open or handled; those after one of a time and an id, since many may have one time.</summary>
    public async Task<IReadOnlyList<SignalLine>> List(ClaimsPrincipal person, int? severity, bool handled, long? before = null, string? after = null, CancellationToken stop = default)
    {
        var visible = labels.VisibleTo(person);
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = Chosen(db, visible, handled);
        if (severity is { } level)
            rows = rows.Where(row => row.Severity == level);
        if (before is { } last)
#pragma warning disable CA1309, CA1310 // The database compares, as it orders: by ordinal.
            rows = rows.Where(row => row.Last < last || (row.Last == last && after != null && string.Compare(row.Id, after) > 0));
#pragma warning restore CA1309, CA1310
        var page = await rows.OrderByDescending(row => row.Last).ThenBy(row => row.Id).Take(PageSize).AsNoTracking().ToListAsync(stop);
        var ids = page.Select(row => row.Id).ToArray();
        var actions = (await db.Actions.AsNoTracking().Where(action => ids.Contains(action.Signal)).OrderBy(action => action.Id).ToListAsync(stop)).ToLookup(action => action.Signal);
        var inside = await db.Merges.Where(merge => ids.Contains(merge.Into)).GroupBy(merge => merge.Into).ToDictionaryAsync(group => group.Key, group => group.Count(), stop);
        return [.. page.Select(row => LineOf(row, [.. actions[row.Id]], inside.GetValueOrDefault(row.Id)))];
    }

    static SignalLine LineOf(SignalRow row, ActionRow[] actions, int inside) => new(
        row, actions.LastOrDefault(action => ActionKinds.IsVerdict(action.Kind)), actions.LastOrDefault(action => action.Kind == ActionKinds.Assigned)?.Name,
        actions.LastOrDefault(action => action.Kind == ActionKinds.Reviewed && action.At >= row.Last)?.Name, inside);

    /// <summary>How many open signals there are of each severity.</summary>
    public async Task<IReadOnlyDictionary<int, int>> Counts(ClaimsPrincipal person, bool handled, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await Chosen(db, labels.VisibleTo(person), handled).GroupBy(row => row.Severity).ToDictionaryAsync(group => group.Key, group => group.Count(), stop);
    }

    /// <summary>One signal; null when it does not exist or the person may not see it: the two look the same from outside.</summary>
    public async Task<(SignalRow Row, IReadOnlyList<ActionRow> Actions)?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default)
    {
        var visible = labels.VisibleTo(person);
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Signals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && visible.Contains(row.Label), stop) is not { } row)
            return null;
        return (row, await Actions(id, stop));
    }

    /// <summary>Signals with evidence since a moment, open and handled, newest first, at most 5,000.</summary>
    public async Task<IReadOnlyList<SignalGlance>> Glance(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop = default)
    {
        var (since, visible) = (from.UnixMicroseconds, labels.VisibleTo(person));
        await using var db = await database.CreateDbContextAsync(stop);
        return await Told(db, visible).Where(row => row.Last >= since).OrderByDescending(row => row.Last).Take(5000)
            .Select(row => new SignalGlance(row.Id, row.Severity, row.Headline, row.HeadlineEnglish, row.LeadPattern, row.Place, row.First, row.Last)).ToListAsync(stop);
    }

    /// <summary>How often each verdict was given since a moment on signals that the person may see, the most often first; only those that still stand.</summary>
    public async Task<IReadOnlyList<(ReasonCode Reason, int Count)>> VerdictsSince(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop = default)
    {
        var (since, visible) = (from.UnixMicroseconds, labels.VisibleTo(person));
        await using var db = await database.CreateDbContextAsync(stop);
        var counts = await Verdicts(db).Where(action => action.At >= since && action.Kind != ActionKinds.Reopened && db.Signals.Any(row => row.Id == action.Signal && visible.Contains(row.Label)))
            .GroupBy(action => action.Reason).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop);
        return [.. counts.Select(count => (ReasonCodes.Find(count.Key), count.Count)).Where(pair => pair.Item1 is not null).Select(pair => (pair.Item1!, pair.Count)).OrderByDescending(pair => pair.Count)];
    }

    /// <summary>Those of some signals that the person may see, by id.</summary>
    public async Task<IReadOnlyDictionary<string, SignalRow>> FindMany(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default)
    {
        var visible = labels.VisibleTo(person);
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Signals.AsNoTracking().Where(row => ids.Contains(row.Id) && visible.Contains(row.Label)).ToDictionaryAsync(row => row.Id, stop);
    }

    /// <summary>What people did with a signal, in order. For signals that <see cref="Find"/> gave.</summary>
    public async Task<IReadOnlyList<ActionRow>> Actions(string signal, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Actions.AsNoTracking().Where(action => action.Signal == signal).OrderBy(action => action.Id).ToListAsync(stop);
    }

    /// <summary>Signals about a subject, those put in another among them, newest first, at most fifty.</summary>
    public async Task<IReadOnlyList<SignalRow>> About(ClaimsPrincipal person, Subject subject, CancellationToken stop = default)
    {
        var visible = labels.VisibleTo(person);
        await using var db = await database.CreateDbContextAsync(stop);
        return await Once(db, visible).AsNoTracking().Where(row => row.SubjectKind == subject.Kind && row.SubjectValue == subject.Value)
            .OrderByDescending(row => row.Last).Take(50).ToListAsync(stop);
    }

    /// <summary>The record of a pattern over the last 90 days, over all journals: counts only.</summary>
    public async Task<PatternRecord> RecordOf(string pattern, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var from = (clock.GetUtcNow() - RecordTerm).UnixMicroseconds;
        var signals = db.Patterns.Where(row => row.Pattern == pattern && row.Last >= from).Select(row => row.Signal);
        var verdicts = await Verdicts(db).Where(action => signals.Contains(action.Signal)).Select(action => new { action.Kind, action.Reason }).ToListAsync(stop);
        var ended = await db.PatternCounts.Where(row => row.Pattern == pattern && row.Day >= from / EndSignals.Day).ToListAsync(stop);
        return new(
            await signals.CountAsync(stop) + ended.Sum(row => row.Fired),
            verdicts.Count(verdict => verdict.Kind == ActionKinds.Confirmed) + ended.Sum(row => row.Confirmed),
            verdicts.Count(verdict => verdict.Kind == ActionKinds.Dismissed) + ended.Sum(row => row.Dismissed),
            verdicts.Count(verdict => verdict.Reason == ReasonCodes.Innocent) + ended.Sum(row => row.Innocent));
    }

    IQueryable<SignalRow> Chosen(SignalsDb db, int[] visible, bool handled)
    {
        var closed = Verdicts(db).Where(action => action.Kind != ActionKinds.Reopened).Select(action => action.Signal);
        return Told(db, visible).Where(row => closed.Contains(row.Id) == handled);
    }

    // What was put in the story of another is told there.
    IQueryable<SignalRow> Told(SignalsDb db, int[] visible) => Once(db, visible).Where(row => !db.Merges.Any(merge => merge.Signal == row.Id));

    // Who sees an organisation's own signal does not also see the partnership's reduced one about the same thing in the same hour.
    IQueryable<SignalRow> Once(SignalsDb db, int[] visible)
    {
        var partnership = journals.Settings.Partnership;
        return db.Signals.Where(row => visible.Contains(row.Label)
            && (row.Journal != partnership || !db.Signals.Any(own => own.Journal != partnership && visible.Contains(own.Label) && own.LeadPattern == row.LeadPattern
                && own.SubjectKind == row.SubjectKind && own.SubjectValue == row.SubjectValue && own.First <= row.Last + Hour && own.Last >= row.First - Hour)));
    }

    // The last verdict of each signal: no later one stands.
    internal static IQueryable<ActionRow> Verdicts(SignalsDb db) =>
        db.Actions.Where(action => ActionKinds.Verdicts.Contains(action.Kind) && !db.Actions.Any(later => later.Signal == action.Signal && ActionKinds.Verdicts.Contains(later.Kind) && later.Id > action.Id));
}
