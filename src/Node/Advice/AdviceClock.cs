using Knooppunt.Advice;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Advice;

/// <summary>No advice lies forgotten: past its day those who must act are reminded, again every thirty days, and what nobody takes up after such a reminder closes by itself, with that as its reason.</summary>
sealed class AdviceClock(IDbContextFactory<AdviceDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock) : IDaily
{
    /// <summary>Who is said to have closed it.</summary>
    public const string Writer = "knooppunt";

    /// <summary>Why it closed.</summary>
    public static readonly string Reason = $"vanzelf gesloten: {AdviceCourse.SilentDays} dagen na de dag waarop iets moest gebeuren had niemand iets opgeschreven / closed by itself: {AdviceCourse.SilentDays} days after the day by which something had to happen nobody had written anything";

    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    public Word Ends => new($"een advies waar niets meer gebeurt: herinnering na zijn dag, sluit vanzelf {AdviceCourse.SilentDays} dagen later", $"an advice with which nothing happens any more: a reminder after its day, closes by itself {AdviceCourse.SilentDays} days later");

    public Task Run(CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var (now, today) = (clock.GetUtcNow(), _zone.DayOf(clock.GetUtcNow()));
        var again = now.AddDays(-AdviceCourse.RemindDays).UnixMicroseconds;
        var open = await db.Advice.Where(row => row.Closed == null).OrderBy(row => row.Number).ToListAsync(stop);
        var steps = (await db.Steps.AsNoTracking().Where(step => db.Advice.Any(row => row.Number == step.Advice && row.Closed == null)).OrderBy(step => step.Id).ToListAsync(stop)).ToLookup(step => step.Advice);
        foreach (var row in open)
        {
            var file = new AdviceFile(row, [.. steps[row.Number]]);
            if (file.DueIn(_zone) is not { } due || due >= today)
                continue;
            // A step after a reminder begins a day of its own, of which nobody was told yet.
            var since = file.Steps.Count > 0 ? file.Steps[^1].At : row.Opened;
            var reminders = await db.News.Where(news => news.Advice == row.Id && news.At > since).OrderBy(news => news.Id).Select(news => news.At).ToListAsync(stop);
            // Also when the node was off for long: nothing closes of which nobody heard in time.
            if (due.AddDays(AdviceCourse.SilentDays) < today && reminders.Count > 0 && reminders[0] <= again)
            {
                row.Closed = now.UnixMicroseconds;
                db.Steps.Add(new AdviceStepRow { Advice = row.Number, Step = AdviceStep.Closed, Text = Reason, Organisation = row.Organisation, Name = Writer, At = now.UnixMicroseconds });
                continue;
            }

            string[] told = [.. new[] { row.Organisation, file.Last == AdviceStep.Given ? row.Partner : "" }.Where(organisation => organisation.Length > 0)];
            if (reminders.Count == 0 || reminders[^1] <= again)
                db.News.AddRange(told.Select(organisation => new AdviceNewsRow { Advice = row.Id, At = now.UnixMicroseconds, Organisation = organisation }));
        }

        return await db.SaveChangesAsync(stop);
    }, stop);
}
