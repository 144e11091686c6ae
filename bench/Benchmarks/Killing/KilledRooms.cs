using System.Globalization;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Knooppunt.Killing;

/// <summary>The rooms of a node between which an observation becomes a signal, without the pages: what a kill must not harm. Runs in a process of its own, which is killed.</summary>
static class KilledRooms
{
    /// <summary>Small, so that checkpoints and snapshots are written all the time.</summary>
    static readonly DetectionPace Pace = new(Checkpoint: 150, Snapshot: 400);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Takes batches one after the other and judges them. Prints a line when it begins, for every batch that is acknowledged, for every warning, and when all is judged.</summary>
    /// <param name="folder">Data folder with patterns beside it.</param>
    /// <param name="from">First batch to send: the one that was not acknowledged to who sent it before.</param>
    /// <param name="until">The batch after the last.</param>
    /// <param name="told">Where lines go.</param>
    public static async Task Run(string folder, int from, int until, TextWriter told)
    {
        var lines = TextWriter.Synchronized(told);
        Tell(lines, "Begun");
        var clock = new Clock { Now = KillLoad.At(from) };
        var settings = new NodeSettings { Node = "killed", Data = Path.Combine(folder, "data"), Patterns = Path.Combine(folder, "patterns"), TimeZone = "Europe/Amsterdam" };
        using var folders = NodeFolders.Open(settings);
        var services = new ServiceCollection().AddSingleton(settings).AddSingleton(folders).AddSingleton(NodePlaces.Read(null).Value).AddSingleton<WriteTurn>().AddSingleton<FirstSight>().AddSingleton<TimeProvider>(clock)
            .AddSingleton(KillLoad.Journals(folders.Journals)).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft", LogLevel.None).AddProvider(new Warnings(lines)));
        services.AddDisclosure();
        JournalRoom.AddJournal(services);
        services.AddSignals();
        services.AddDetection(new ShippedRules(settings.Patterns, Path.Combine(folder, "lists")));
        services.AddSingleton(Pace);
        await using var provider = services.BuildServiceProvider();
        await RoomDatabase.Migrate(provider, default);
        await DisclosureRoom.OpenDisclosure(provider, default);
        await DetectionRoom.OpenDetection(provider);
        using var detection = ActivatorUtilities.CreateInstance<DetectionWork>(provider);
        await detection.StartAsync(default);
        var (room, progress) = (provider.GetRequiredService<JournalRoom>(), provider.GetRequiredService<Progress>());
        for (var batch = from; batch < until; batch++)
        {
            clock.Now = KillLoad.At(batch);
            // One batch ahead of what is judged, so that intake and detection are both at work whenever the kill comes.
            var before = room.Next(KillLoad.Organisation);
            var answers = await room.Append(KillLoad.Organisation, KillLoad.Batch(batch));
            foreach (var refused in answers.Where(answer => answer.Verdict is Verdict.Parked or Verdict.Refused))
                throw new InvalidOperationException($"Batch {batch} was answered with {refused.Verdict}: {refused.Reason}");
            Tell(lines, $"Taken {batch.ToString(CultureInfo.InvariantCulture)}");
            if (batch % 3 == 2)
                await room.Maintain(clock.Now);
            await Reach(before);
        }

        await Reach(room.Next(KillLoad.Organisation));
        await detection.StopAsync(default);
        foreach (var sentence in room.Health)
            Tell(lines, $"Said {sentence}");
        Tell(lines, "Done");

        async Task Reach(long offset)
        {
            using var patience = new CancellationTokenSource(Patience);
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
            while (progress.Reached(KillLoad.Organisation) is not { } reached || reached < offset)
            {
                if (detection.ExecuteTask is { IsFaulted: true } broken)
                    await broken;
                await beat.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    static void Tell(TextWriter told, string line)
    {
        told.WriteLine(line);
        told.Flush();
    }

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>What the rooms complain of goes to whoever kills: a snapshot that a kill damaged would otherwise go unseen, since the journal is then read from its start.</summary>
    sealed class Warnings(TextWriter told) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Tell(told, $"Said {formatter(state, exception)} {exception}".ReplaceLineEndings(" "));

        public void Dispose()
        {
            // Whoever gave the writer closes it.
        }
    }
}
