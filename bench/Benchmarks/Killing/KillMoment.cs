using System.Diagnostics;

namespace Knooppunt.Killing;

/// <summary>When a life ends: after so many acknowledged batches, at the next change of some file, and then after a moment of waiting.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Ends">How the file's name ends; null kills at the acknowledgement itself.</param>
/// <param name="Changes">Which change of it.</param>
/// <param name="Opening">Whether it is counted from the first line of the life, while the rooms open, and not from an acknowledgement.</param>
sealed record KillMoment(string Name, string? Ends, WatcherChangeTypes Changes, bool Opening = false)
{
    const WatcherChangeTypes Any = WatcherChangeTypes.All;
    const int MostBatches = 10, MostChanges = 12;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Each in turn, so that every step between an observation and its signal is met.</summary>
    public static IReadOnlyList<KillMoment> All { get; } =
    [
        new("acknowledged", null, 0),
        new("appending", ".rows", WatcherChangeTypes.Changed),
        new("committing signals", "rooms.db-wal", WatcherChangeTypes.Changed),
        new("opening", "", Any, Opening: true),
        new("snapshot begun", ".state.part", WatcherChangeTypes.Created),
        new("snapshot in place", ".state", WatcherChangeTypes.Renamed),
        new("sealing", ".columns.tmp", WatcherChangeTypes.Created),
    ];

    /// <summary>Lets a child live until this moment and kills it there; gives the lines that it said, the last ones read after its death.</summary>
    public async Task<List<string>> Kill(Process child, string folder, Random luck)
    {
        var (batches, changes, spin) = (Opening ? 0 : luck.Next(MostBatches), Opening ? luck.Next(MostChanges) : 0, TimeSpan.FromMicroseconds(luck.Next(luck.Next(2) == 0 ? 300 : 5000)));
        var armed = false;
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 64 << 10 };
        watcher.Created += Seen;
        watcher.Changed += Seen;
        watcher.Renamed += Seen;
        watcher.Deleted += Seen;
        watcher.EnableRaisingEvents = Ends is not null;
        List<string> lines = [];
        // A moment that does not come would let the child go on for ever.
        using var patience = new CancellationTokenSource(Patience);
        await using var late = patience.Token.Register(child.Kill);
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (!Volatile.Read(ref armed) && (Opening || (line.StartsWith("Taken", StringComparison.Ordinal) && batches-- == 0)))
            {
                Volatile.Write(ref armed, true);
                if (Ends is null)
                    End();
            }
        }

        await child.WaitForExitAsync();
        if (patience.IsCancellationRequested)
            lines.Add($"Said nothing of \"{Name}\" within {Patience.TotalSeconds} seconds.");
        return lines;

        void Seen(object sender, FileSystemEventArgs file)
        {
            if (Volatile.Read(ref armed) && (file.ChangeType & Changes) != 0 && file.Name!.EndsWith(Ends!, StringComparison.Ordinal) && Interlocked.Decrement(ref changes) < 0)
                End();
        }

        void End()
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < spin;)
                Thread.SpinWait(10);
            child.Kill();
        }
    }
}
