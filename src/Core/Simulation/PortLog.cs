using Knooppunt.Observations;

namespace Knooppunt.Simulation;

/// <summary>An observation and the moment at which its source hands it over.</summary>
readonly record struct Told(Observation Observation, DateTimeOffset Delivered, int Number);

/// <summary>Collects what the sources of a node see, in the order in which the simulation tells it.</summary>
sealed class PortLog
{
    readonly Dictionary<string, List<Told>> _bySource = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>A log of sources that exist; telling for another is a mistake of the profile.</summary>
    public PortLog(IEnumerable<string> sources)
    {
        foreach (var source in sources)
            _bySource[source] = [];
    }

    /// <summary>Adds an observation; fields without a value are left out.</summary>
    public Observation Tell(string source, DateTimeOffset time, TimeSpan late, string type, ReadOnlySpan<(string Name, FieldValue Value)> fields)
    {
        var builder = new Fields.Builder(fields.Length);
        foreach (var (name, value) in fields)
            builder.SetIfAny(name, value);
        var number = _numbers[source] = _numbers.GetValueOrDefault(source) + 1;
        var data = builder.Build();
        var known = Taxonomy.Types[type].Type;
        // No source here writes parts of a second.
        time = new DateTimeOffset(time.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var observation = new Observation
        {
            Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source.Replace('/', '-')}-{number:D8}"),
            Source = source,
            Type = known,
            Time = time,
            Subject = Taxonomy.SubjectOf(known, data),
            Data = data,
        };
        _bySource[source].Add(new Told(observation, time + late, number));
        return observation;
    }

    /// <summary>Takes what a source hands over before a moment, in that order; the rest stays.</summary>
    public IReadOnlyList<Told> Take(string source, DateTimeOffset before)
    {
        var all = _bySource[source];
        var taken = all.Where(told => told.Delivered < before).OrderBy(told => told.Delivered).ThenBy(told => told.Number).ToList();
        all.RemoveAll(told => told.Delivered < before);
        return taken;
    }
}
