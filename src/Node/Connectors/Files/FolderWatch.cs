using System.Security.Cryptography;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>
/// Watches the folders of the sources. What waits for one organisation is taken in order of time over all its folders, as it would have come
/// in day by day: a backlog of one source does not run ahead of another's. Each file and each line is taken once, however often it is offered.
/// </summary>
sealed partial class FolderWatch(JournalRoom journals, NodeSettings settings, SourceStates states, FirstFiles first, IDbContextFactory<ConnectorsDb> database, WriteTurn turn, FirstSight sight, TimeProvider clock, ILogger<FolderWatch> log) : BackgroundService
{
    static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // After a change of the program every file is read again: first the node sees what it has.
        await sight.Wait(stoppingToken);
        var watched = settings.Sources.Where(source => source.Watch is not null).GroupBy(source => source.Organisation).ToList();
        using var looks = new CountdownEvent(watched.Count);
        if (watched.Count == 0)
            first.Took();
        await Task.WhenAll(watched.Select(sources => Watch(sources.Key, [.. sources.Select(Folder).OfType<WatchedFolder>()], looks, stoppingToken)));
    }

    WatchedFolder? Folder(Shell.Settings.SourceSettings source)
    {
        var state = states.Of(source.Name);
        var mapping = Formats.MappingOf(source, null);
        if (mapping.Ok)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(mapping.Value?.Zone ?? source.TimeZone ?? settings.TimeZone);
            return new WatchedFolder(source, mapping.Value, zone, state, new TakenFiles(source.Name, Reading(source, zone), database, turn), clock);
        }

        state.Trouble = mapping.Complaint!.ToString();
        return null;
    }

    /// <summary>By what the files of a source are read: after a change of it, or of the program, they are read again.</summary>
    static string Reading(Shell.Settings.SourceSettings source, TimeZoneInfo zone)
    {
        var mapping = source.Mapping is null ? [] : SHA256.HashData(File.ReadAllBytes(source.Mapping));
        return $"{source.Format} {zone.Id} {Convert.ToHexStringLower(mapping)} {typeof(Observation).Module.ModuleVersionId:N}";
    }

    async Task Watch(string organisation, List<WatchedFolder> folders, CountdownEvent looks, CancellationToken stop)
    {
        await Task.Yield();
        await first.Laid.WaitAsync(stop);
        folders.RemoveAll(folder => !folder.Make());
        using var changed = new ChangeBell(folders.Select(folder => folder.Folder));
        try
        {
            for (var isFirst = true; !stop.IsCancellationRequested; isFirst = false)
            {
                var unsettled = await TakeAll(organisation, folders, stop);
                if (isFirst && looks.Signal())
                    first.Took();
                await changed.Wait(unsettled ? SettleTime : LookAgain, stop);
            }
        }
        finally
        {
            folders.ForEach(folder => folder.Dispose());
        }
    }

    /// <summary>Takes what waits. Returns whether to look again soon: a file still changes, or the world failed.</summary>
    async Task<bool> TakeAll(string organisation, List<WatchedFolder> folders, CancellationToken stop)
    {
        try
        {
            var unsettled = folders.ConvertAll(folder => folder.Look()).Contains(true);
            await new Backlog(journals, organisation, folders).Take(stop);
            return unsettled;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // The disk failed, not the files: what was not answered for is offered again at the next look.
            LogUnread(log, organisation, wrong);
            folders.ForEach(folder => states.Of(folder.Source).Trouble = new Complaint(new(folder.Source), wrong.Message).ToString());
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Files of {Organisation} could not be taken; they are tried again.")]
    static partial void LogUnread(ILogger logger, string organisation, Exception wrong);
}
