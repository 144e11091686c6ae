using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Demo;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Knooppunt.Node.Commands.Sample;

/// <summary>
/// Plays the sample's one incident when the node is open: the demo people sign in and fill in the same pages as a visitor would. It goes on where it was after a restart,
/// and is played once. Nothing in the node waits for it.
/// </summary>
sealed class SampleIncident(NodeSettings settings, DemoTrail trail, SignalFeed feed, FirstFiles first, JournalRoom journals, Progress progress, IServer server, IHostApplicationLifetime node, TimeProvider clock, ILogger<SampleIncident> log) : BackgroundService
{
    /// <summary>Whether the partners among whom it is played are there.</summary>
    public static bool FitsIn(NodeSettings settings) => settings.Sample && settings.Customs is not null && settings.Municipalities.Count > 0 && SampleStory.Partners.All(id => settings.Organisations.Any(partner => partner.Id == id));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Opened(stoppingToken);
            if (Address() is not { } address)
                return;
            using var story = new SampleStory(address, settings, trail, clock);
            await story.Play(async stop => await Grave(story, stop), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            log.LogWarning("The sample's incident stopped halfway and goes on at the next start: {Why}", wrong.Message);
            trail.End(wrong);
        }
    }

    // Looks again at each new signal until there is one to begin with; once what lay there at the start was seen, it begins with what there is.
    async Task<string> Grave(SampleStory story, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var news = feed.Follow(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = news.MoveNextAsync().AsTask();
        var seen = Seen(enough.Token);
        try
        {
            while (true)
            {
                if (await story.Signal(seen.IsCompletedSuccessfully, stop) is { } signal)
                    return signal;
                if (await Task.WhenAny(seen.IsCompleted ? next : seen, next) == next)
                    next = news.MoveNextAsync().AsTask();
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await enough.CancelAsync();
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await news.DisposeAsync();
        }
    }

    // What lay in the folders at the start is in the journals, and Detection has come past it.
    async Task Seen(CancellationToken stop)
    {
        await first.Taken.WaitAsync(stop);
        var ends = journals.Organisations.ToDictionary(organisation => organisation, organisation => journals[organisation].Next);
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (ends.Any(end => progress.Reached(end.Key) is not { } reached || reached < end.Value))
            await beat.WaitForNextTickAsync(stop);
    }

    async Task Opened(CancellationToken stop)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var open = node.ApplicationStarted.Register(opened.SetResult);
        await opened.Task.WaitAsync(stop);
    }

    // The node itself, over the loopback; null where it listens to nothing that a browser without a certificate can open.
    Uri? Address() => server.Features.Get<IServerAddressesFeature>()?.Addresses.Where(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        .Select(address => new Uri(address.Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)))
        .FirstOrDefault();
}
