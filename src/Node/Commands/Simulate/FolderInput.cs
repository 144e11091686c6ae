using System.IO.Compression;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Node.Commands.Simulate;

/// <summary>Gives the observations of a configuration's watched folders in order of time, each folder's files in order of name: as a node would have received them.</summary>
sealed class FolderInput(NodeSettings settings, Action<Complaint> complain)
{
    /// <summary>Observations given.</summary>
    public long Taken { get; private set; }

    /// <summary>Pieces refused.</summary>
    public long Refused { get; private set; }

    /// <summary>All observations; what a source repeats under the same id is given once.</summary>
    public IEnumerable<Observation> Observations()
    {
        var heads = new PriorityQueue<IEnumerator<Observation>, (DateTimeOffset Time, int Order)>();
        var order = 0;
        foreach (var source in settings.Sources.Where(source => Directory.Exists(source.Watch)))
        {
            var lane = Lane(source).GetEnumerator();
            if (lane.MoveNext())
                heads.Enqueue(lane, (lane.Current.Time, order));
            order++;
        }

        while (heads.TryDequeue(out var lane, out var priority))
        {
            Taken++;
            yield return lane.Current;
            if (lane.MoveNext())
                heads.Enqueue(lane, (lane.Current.Time, priority.Order));
            else
                lane.Dispose();
        }
    }

    IEnumerable<Observation> Lane(SourceSettings source)
    {
        var mapping = Formats.MappingOf(source, null);
        if (!mapping.Ok)
        {
            complain(mapping.Complaint!);
            yield break;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(source.TimeZone ?? settings.TimeZone);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(source.Watch!).Order(StringComparer.Ordinal))
        {
            foreach (var observation in File(source, mapping.Value, zone, path))
            {
                if (known.Add(observation.Id))
                    yield return observation;
            }
        }
    }

    Queue<Observation> File(SourceSettings source, Mapping? mapping, TimeZoneInfo zone, string path)
    {
        var name = Path.GetFileName(path);
        var sink = new Sink(complaint =>
        {
            Refused++;
            complain(complaint);
        });
        var reader = Formats.Reader(source.Format, new SourceContext(source.Name, name, name, zone), sink, mapping);
        using var file = System.IO.File.OpenRead(path);
        using Stream bytes = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var chunk = new byte[64 << 10];
        int read;
        while ((read = bytes.Read(chunk)) > 0)
            reader.Feed(chunk.AsSpan(0, read));
        reader.Complete();
        return sink.Observations;
    }

    sealed class Sink(Action<Complaint> complain) : IObservationSink
    {
        public Queue<Observation> Observations { get; } = new();

        public void Take(Observation observation, long line) => Observations.Enqueue(observation);

        public void Reject(Complaint complaint, ReadOnlySpan<byte> original) => complain(complaint);

        public void Count(string what)
        {
        }
    }
}
