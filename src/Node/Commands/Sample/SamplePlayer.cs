using System.Globalization;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Simulation;

namespace Knooppunt.Node.Commands.Sample;

/// <summary>
/// Lays the sample's files into the watched folders when they fall due: at the start what the last hours brought, in order of time, then each
/// quarter of an hour as it ends. What lies there already stays, so a restart goes on where it was.
/// </summary>
sealed class SamplePlayer(NodeSettings settings, SourceStates states, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan History = TimeSpan.FromHours(20);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var folder = SampleNode.FolderOf(settings);
        var from = clock.GetUtcNow() - History;
        foreach (var day in SampleNode.Played(settings, clock.GetUtcNow()).Days())
        {
            foreach (var slice in day.Files.GroupBy(ClosedAt).Where(slice => slice.Key >= from).OrderBy(slice => slice.Key))
            {
                var wait = slice.Key - clock.GetUtcNow();
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock, stoppingToken);
                var laid = slice.Where(file => Lay(Path.Combine(folder.Of(file.Source), file.Name), file)).ToList();
                await Taken(laid, stoppingToken);
            }
        }
    }

    // In a port one quarter of an hour follows the other; laid down all at once, sources would run ahead of one another.
    async Task Taken(List<SimulatedFile> laid, CancellationToken stop)
    {
        var until = clock.GetUtcNow() + Patience;
        while (laid.Exists(file => string.CompareOrdinal(states.Of(file.Source).LastPiece, file.Name) < 0) && clock.GetUtcNow() < until)
            await Task.Delay(Look, clock, stop);
    }

    static bool Lay(string path, SimulatedFile file)
    {
        if (File.Exists(path))
            return false;
        using (var part = File.Create(path + ".part"))
            part.Write(file.Bytes.Span);
        // It was closed when its slice ended; a watcher need not wait until it lies still.
        File.SetLastWriteTimeUtc(path + ".part", ClosedAt(file).UtcDateTime);
        File.Move(path + ".part", path);
        return true;
    }

    // A file's name begins with the moment at which it was closed.
    static DateTimeOffset ClosedAt(SimulatedFile file) =>
        DateTimeOffset.ParseExact(file.Name[..16], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
