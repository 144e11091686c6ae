using System.Security.Claims;
using Knooppunt.FollowUp;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>What an information-sharing centre goes through in the morning, as one person may see it.</summary>
/// <param name="From">Since when.</param>
/// <param name="News">Signals whose evidence came since then, the gravest first.</param>
/// <param name="Late">What lies late, wherever it lies, the longest first.</param>
/// <param name="Repeats">Patterns that came back at the same place.</param>
/// <param name="Verdicts">How often each verdict was given since then, by its reason.</param>
/// <param name="Shares">What was given to or by the person's organisations since then, or answered.</param>
/// <param name="Answers">What came of those, by their id.</param>
/// <param name="Neighbours">What other nodes sent of what they know since then.</param>
sealed record BriefingPaper(
    DateTimeOffset From, IReadOnlyList<SignalGlance> News, IReadOnlyList<(DutyRow Row, Matter Matter)> Late, IReadOnlyList<Repeat> Repeats,
    IReadOnlyList<(ReasonCode Reason, int Count)> Verdicts, IReadOnlyList<ShareRow> Shares, IReadOnlyDictionary<string, DutyRow> Answers, IReadOnlyList<SentKnowledge> Neighbours);

/// <summary>Makes the paper of the morning.</summary>
sealed class Briefings(ListSignals signals, AllMatters matters, Duties duties, Shares shares, KnowledgeNews knowledge, NodeSettings settings, IDbContextFactory<FollowUpDb> database, TimeProvider clock)
{
    /// <summary>How far back it is looked for what comes back.</summary>
    public const int RepeatDays = 14;

    const int LeastRepeats = 3, MostLate = 100;

    /// <summary>The paper of a span that ends now.</summary>
    /// <param name="person">Who reads it.</param>
    /// <param name="from">Since when; before now.</param>
    /// <param name="stop">Stops.</param>
    public async Task<BriefingPaper> Make(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        var seen = await signals.Glance(person, now.AddDays(-2 * RepeatDays), stop);
        var late = await Late(person, stop);
        var given = (await shares.Of(person, stop)).ToArray();
        var answers = await duties.Of(Duties.Share, [.. given.Select(share => share.Id)], stop);
        return new(
            from,
            [.. seen.Where(row => row.Last >= from.UnixMicroseconds).OrderByDescending(row => row.Severity).ThenByDescending(row => row.Last)],
            late,
            Repeats.Find(seen.Select(row => new Seen(row.LeadPattern, row.Place, UnixTime.FromMicroseconds(row.First))), now, TimeSpan.FromDays(RepeatDays), LeastRepeats),
            await signals.VerdictsSince(person, from, stop),
            [.. given.Where(share => share.At >= from.UnixMicroseconds || (answers.GetValueOrDefault(share.Id) is { Outcome.Length: > 0 } answer && answer.Deadline >= from.UnixMicroseconds))],
            answers,
            await knowledge.Since(person, from, stop));
    }

    // What the person may not see takes no place: it is read on until the list is full.
    async Task<IReadOnlyList<(DutyRow Row, Matter Matter)>> Late(ClaimsPrincipal person, CancellationToken stop)
    {
        string[] all = [.. settings.Organisations.Select(organisation => organisation.Id)];
        await using var db = await database.CreateDbContextAsync(stop);
        var (found, past) = (new List<(DutyRow Row, Matter Matter)>(), 0);
        for (var some = new List<DutyRow>(); found.Count < MostLate && (past == 0 || some.Count == MostLate); past += MostLate)
        {
            some = await db.Duties.AsNoTracking().Where(row => row.State != DutyState.Closed && row.Late > 0 && all.Contains(row.Owner)).OrderByDescending(row => row.Late).ThenBy(row => row.Deadline).ThenBy(row => row.Id).Skip(past).Take(MostLate).ToListAsync(stop);
            var shown = await matters.Of(person, some, stop);
            found.AddRange(some.Where(row => shown.ContainsKey((row.Kind, row.Object))).Select(row => (row, shown[(row.Kind, row.Object)])));
        }

        return [.. found.Take(MostLate)];
    }
}
