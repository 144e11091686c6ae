using Knooppunt.Node.Connectors;
using Knooppunt.Node.Connectors.Files;
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
        var lanes = settings.Sources.Where(source => Directory.Exists(source.Watch)).Select(source => new Lane(Files(source))).ToList();
        foreach (var lane in TimeMerge.Turns(lanes))
        {
            Taken++;
            yield return lane.Next();
        }
    }

    IEnumerable<Observation> Files(SourceSettings source)
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
            using var file = Open(source, mapping.Value, zone, path);
            while (file.NextTime is not null)
            {
                var (observation, _) = file.Next();
                if (known.Add(observation.Id))
                    yield return observation;
            }
        }
    }

    PulledFile Open(SourceSettings source, Mapping? mapping, TimeZoneInfo zone, string path)
    {
        var name = Path.GetFileName(path);
        return new PulledFile(File.OpenRead(path), new SourceContext(source.Name, name, name, zone), (context, sink) => Formats.Reader(source, context, sink, mapping), (_, piece) =>
        {
            if (piece.Message is not null)
                return;
            Refused++;
            complain(piece.Complaint);
        });
    }

    sealed class Lane(IEnumerable<Observation> files) : IObservationLane
    {
        readonly IEnumerator<Observation> _files = files.GetEnumerator();
        Observation? _next;

        public DateTimeOffset? NextTime => (_next ??= _files.MoveNext() ? _files.Current : null)?.Time;

        public Observation Next()
        {
            var next = _next!;
            _next = null;
            return next;
        }
    }
}
