using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Observations.Ais;
using Knooppunt.Observations.CloudEvents;
using Knooppunt.Observations.Dcsa;
using Knooppunt.Observations.Edifact;
using Knooppunt.Observations.Mapped;
using Knooppunt.Observations.Yaml;

namespace Knooppunt.Node.Connectors;

/// <summary>Which reader reads which format: one line per format.</summary>
static class Formats
{
    /// <summary>A reader for a source; a mapped source brings its mapping.</summary>
    /// <exception cref="ArgumentException">The format does not exist or a mapped source has no mapping; settings are checked before.</exception>
    public static IObservationReader Reader(string format, SourceContext context, IObservationSink sink, Mapping? mapping) => format switch
    {
        "edifact" => new EdifactReader(context, sink),
        "ais" => new AisReader(context, sink),
        "dcsa" => new DcsaReader(context, sink),
        "cloudevents" => new CloudEventLinesReader(context, sink),
        "mapped" when mapping is not null => new MappedReader(mapping, context, sink),
        _ => throw new ArgumentException($"There is no reader for the format \"{format}\".", nameof(format)),
    };

    /// <summary>A reader for a configured source, which adds what stands for it.</summary>
    /// <exception cref="ArgumentException">The format does not exist or a mapped source has no mapping; settings are checked before.</exception>
    public static IObservationReader Reader(SourceSettings source, SourceContext context, IObservationSink sink, Mapping? mapping) =>
        Reader(source.Format, context, source.Standing is { Count: > 0 } standing ? new StandingSink(standing, sink) : sink, mapping);

    /// <summary>The format that a file's name suggests; null when it suggests none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="hasMapping">Whether somebody named a mapping beside it: that is for all but messages and sentences, which need none.</param>
    public static string? OfFile(string name, bool hasMapping = false)
    {
        var plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return Path.GetExtension(plain).ToLowerInvariant() switch
        {
            ".edi" or ".edifact" => "edifact",
            ".ais" or ".nmea" => "ais",
            _ when hasMapping => "mapped",
            ".txt" => "edifact",
            ".json" => "dcsa",
            ".jsonl" or ".ndjson" => "cloudevents",
            ".csv" or ".tsv" => "mapped",
            _ => null,
        };
    }

    /// <summary>Reads a source's mapping file; a complaint when it does not fit.</summary>
    public static Parsed<Mapping?> MappingOf(SourceSettings source, string? folder)
    {
        if (source.Mapping is null)
            return Parsed<Mapping?>.From(null);
        var path = Path.Combine(folder ?? "", source.Mapping);
        if (!File.Exists(path))
            return new Complaint(new(source.Mapping), $"The mapping of \"{source.Name}\" does not exist.");
        return Read(path);
    }

    /// <summary>Reads a mapping file.</summary>
    public static Parsed<Mapping?> Read(string path)
    {
        var text = TextFile.Read(path, YamlTree.Longest);
        if (!text.Ok)
            return text.Complaint!;
        var complaints = new List<Complaint>();
        if (Mapping.Read(text.Value, Path.GetFileName(path), complaints) is not { } mapping)
            return complaints[0];
        return mapping.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? new Complaint(new(Path.GetFileName(path)), $"time: the zone \"{zone}\" is not an IANA time zone; write for example Europe/Amsterdam.")
            : mapping;
    }
}
