using Knooppunt.Node.Journal;
using Knooppunt.Observations.Mapped;
using SourceSettings = Knooppunt.Node.Shell.Settings.SourceSettings;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>
/// Watches the folder of each source for files. A file is taken when it has not changed for a second; names that begin with a dot or end
/// in .part or .tmp are still being written. Each file and each line is taken in once, however often it is offered.
/// </summary>
sealed partial class FolderWatch(JournalRoom journals, Shell.Settings.NodeSettings settings, SourceStates states, TimeProvider clock, ILogger<FolderWatch> log) : BackgroundService
{
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(settings.Sources.Where(source => source.Watch is not null).Select(source => Watch(source, stoppingToken)));

    async Task Watch(SourceSettings source, CancellationToken stop)
    {
        await Task.Yield();
        var mapping = Formats.MappingOf(source, null);
        if (!mapping.Ok)
        {
            states.Of(source.Name).Trouble = mapping.Complaint!.ToString();
            return;
        }

        Directory.CreateDirectory(source.Watch!);
        var taken = new Dictionary<string, (long Length, DateTime Written)>(StringComparer.Ordinal);
        using var changed = new SemaphoreSlim(1);
        using var watcher = new FileSystemWatcher(source.Watch!) { IncludeSubdirectories = false, EnableRaisingEvents = true };
        void Wake(object sender, FileSystemEventArgs e)
        {
            if (changed.CurrentCount == 0)
                changed.Release();
        }

        watcher.Created += Wake;
        watcher.Changed += Wake;
        watcher.Renamed += Wake;
        while (!stop.IsCancellationRequested)
        {
            var unsettled = await TakeAll(source, mapping.Value, taken, stop);
            await changed.WaitAsync(unsettled ? Settled : LookAgain, stop);
        }
    }

    async Task<bool> TakeAll(SourceSettings source, Mapping? mapping, Dictionary<string, (long Length, DateTime Written)> taken, CancellationToken stop)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(source.TimeZone ?? settings.TimeZone);
        var file = new TakenFile(journals, source, mapping, zone);
        var unsettled = false;
        foreach (var found in new DirectoryInfo(source.Watch!).EnumerateFiles().Where(IsWhole).OrderBy(found => found.Name, StringComparer.Ordinal))
        {
            var now = (found.Length, found.LastWriteTimeUtc);
            if (taken.TryGetValue(found.Name, out var before) && before == now)
                continue;
            if (clock.GetUtcNow().UtcDateTime - found.LastWriteTimeUtc < Settled)
            {
                unsettled = true;
                continue;
            }

            if (await TakeOne(file, source, found, stop))
                taken[found.Name] = now;
        }

        return unsettled;
    }

    async Task<bool> TakeOne(TakenFile file, SourceSettings source, FileInfo found, CancellationToken stop)
    {
        var state = states.Of(source.Name);
        try
        {
            state.Add(found.Name, await file.Take(found.FullName, stop), clock.GetUtcNow());
            state.Trouble = null;
            return true;
        }
        catch (IOException wrong)
        {
            // The disk or the folder failed, not the file: it is offered again at the next look.
            state.Trouble = wrong.Message;
            LogUnread(log, source.Name, wrong);
            return false;
        }
    }

    static bool IsWhole(FileInfo file) =>
        !file.Name.StartsWith('.') && !file.Name.EndsWith(".part", StringComparison.OrdinalIgnoreCase) && !file.Name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)
        && file.LinkTarget is null;

    [LoggerMessage(LogLevel.Warning, "A file of source {Source} could not be read; it is tried again.")]
    static partial void LogUnread(ILogger logger, string source, Exception wrong);
}
