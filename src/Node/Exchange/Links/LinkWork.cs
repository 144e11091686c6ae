using System.Collections.Concurrent;
using System.Security.Cryptography;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Exchange.Links;

/// <summary>Keeps the rounds with the neighbours going: on schedule, and at once when something was added here. Each has a round of its own, so that a slow one keeps nobody waiting.</summary>
sealed partial class LinkWork(LinkBook book, LinkRound round, ObjectStore store, NodeSettings settings, FirstSight sight, TimeProvider clock, ILogger<LinkWork> log) : BackgroundService
{
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(1), Beat = TimeSpan.FromSeconds(1);
    readonly ConcurrentDictionary<long, Task> _under = [];
    readonly SemaphoreSlim _bell = new(0, 1);

    /// <summary>Lets it look at the links at once.</summary>
    public void Ring()
    {
        lock (_bell)
        {
            if (_bell.CurrentCount == 0)
                _bell.Release();
        }
    }

    /// <summary>One round with a neighbour. A fault is kept in a sentence, and the next round waits longer with each.</summary>
    public async Task Run(LinkRow link, CancellationToken stop)
    {
        try
        {
            // What cannot be taken keeps nothing from being given.
            var taken = round.Pull(link, stop);
            await taken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await round.Push(link, stop);
            await taken;
            await book.Change(link.Number, row => (row.Failures, row.Trouble, row.TroubleEnglish, row.NotBefore) = (0, "", "", Soon(TimeSpan.FromSeconds(settings.ExchangePullSeconds))), stop);
        }
        // Whatever the fault: one that went by here would be tried again each second, and told nobody.
        catch (Exception wrong) when (!stop.IsCancellationRequested)
        {
            if (wrong is not LinkException)
                LogFailed(log, link.Name, wrong);
            var sentence = wrong is LinkException told ? told.Sentence : wrong is CryptographicException
                ? new Word("Zijn sleutel is niet meer te lezen: de sleutels van dit knooppunt zijn veranderd. Leg de koppeling opnieuw.", "Its key cannot be read any more: the keys of this node have changed. Add the link anew.")
                : new Word("Dit knooppunt kon de ronde niet afmaken; zie zijn logboek.", "This node could not finish the round; see its log.");
            var wait = TimeSpan.FromSeconds(settings.ExchangePullSeconds * Math.Pow(2, Math.Min(12, link.Failures + 1)));
            await book.Change(link.Number, row =>
            {
                (row.Failures, row.Trouble, row.TroubleEnglish, row.NotBefore) = (row.Failures + 1, sentence.Dutch, sentence.English, Soon(wait < LongestWait ? wait : LongestWait));
                if (wrong is LinkException { Restart: true })
                    (row.Next, row.RoundTo) = ("", "");
            }, stop);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await sight.Wait(stoppingToken);
        store.Changed += Ring;
        try
        {
            while (true)
            {
                await Look(stoppingToken);
                await _bell.WaitAsync(Beat, stoppingToken);
            }
        }
        finally
        {
            store.Changed -= Ring;
            await Task.WhenAll(_under.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Look(CancellationToken stop)
    {
        try
        {
            var (now, newest) = (clock.GetUtcNow().UnixMicroseconds, store.Newest());
            foreach (var link in await book.All(stop))
            {
                // Something new goes out at once, unless the neighbour is in trouble: then its time comes.
                var isDue = link.NotBefore <= now || (link.Failures == 0 && link.PushTo.Length > 0 && link.PushedTo < newest);
                if (!link.Paused && isDue && (!_under.TryGetValue(link.Number, out var under) || under.IsCompleted))
                    _under[link.Number] = Task.Run(() => Finish(link.Number, stop), stop);
            }
        }
        catch (System.Data.Common.DbException wrong)
        {
            LogPostponed(log, wrong);
        }
    }

    async Task Finish(long number, CancellationToken stop)
    {
        try
        {
            // As it stands now: the round before may have ended since it was looked at.
            if (await book.Find(number, stop) is { Paused: false } link)
                await Run(link, stop);
        }
        catch (Exception wrong) when (wrong is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            LogPostponed(log, wrong);
        }
    }

    long Soon(TimeSpan wait) => (clock.GetUtcNow() + wait).UnixMicroseconds;

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "The round with {Link} could not be kept.")]
    static partial void LogFailed(ILogger logger, string link, Exception wrong);

    [LoggerMessage(LogLevel.Error, "The links could not be looked at; in a second they are again.")]
    static partial void LogPostponed(ILogger logger, Exception wrong);
}
