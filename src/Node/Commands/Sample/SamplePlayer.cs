using System.Globalization;
using Knooppunt.Node.Commands.Simulate;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Simulation;

namespace Knooppunt.Node.Commands.Sample;

/// <summary>
/// Lays the sample's files into the watched folders when they fall due: what the last hours brought before anything watches, while the
/// node opens, then each quarter of an hour as it ends. What lies there already stays, so a restart goes on where it was.
/// </summary>
sealed class SamplePlayer(NodeSettings settings, FirstFiles first, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan History = TimeSpan.FromHours(20);
    readonly SimulatedFolder _folder = SampleNode.FolderOf(settings);
    IEnumerator<IGrouping<DateTimeOffset, SimulatedFile>>? _slices;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        first.Laid = Task.Run(LayHistory, cancellationToken);
        return base.StartAsync(cancellationToken);
    }

    void LayHistory()
    {
        _slices = Slices(clock.GetUtcNow() - History).GetEnumerator();
        while (_slices.MoveNext() && _slices.Current.Key <= clock.GetUtcNow())
            Lay(_slices.Current);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await first.Laid.WaitAsync(stoppingToken);
        do
        {
            var wait = _slices!.Current.Key - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, stoppingToken);
            Lay(_slices.Current);
        }
        while (_slices.MoveNext());
    }

    public override void Dispose()
    {
        _slices?.Dispose();
        base.Dispose();
    }

    IEnumerable<IGrouping<DateTimeOffset, SimulatedFile>> Slices(DateTimeOffset from) =>
        SampleNode.Played(settings, clock.GetUtcNow()).Days().SelectMany(day => day.Files.GroupBy(ClosedAt).Where(slice => slice.Key >= from).OrderBy(slice => slice.Key));

    void Lay(IEnumerable<SimulatedFile> slice)
    {
        foreach (var file in slice)
        {
            var path = Path.Combine(_folder.Of(file.Source), file.Name);
            if (File.Exists(path))
                continue;
            using (var part = File.Create(path + ".part"))
                part.Write(file.Bytes.Span);
            // It was closed when its slice ended; a watcher need not wait until it lies still.
            File.SetLastWriteTimeUtc(path + ".part", ClosedAt(file).UtcDateTime);
            File.Move(path + ".part", path);
        }
    }

    // A file's name begins with the moment at which it was closed.
    static DateTimeOffset ClosedAt(SimulatedFile file) =>
        DateTimeOffset.ParseExact(file.Name[..16], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
