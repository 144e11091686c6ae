using Knooppunt.Observations;
using Knooppunt.Observations.Ais;
using Knooppunt.Observations.CloudEvents;
using Knooppunt.Observations.Edifact;
using Knooppunt.Observations.Mapped;
using Knooppunt.Places;
using Knooppunt.Simulation;

namespace Knooppunt.Tests.Core.Simulation;

/// <summary>Small simulated days for tests, and what our own readers make of their files.</summary>
static class Simulated
{
    /// <summary>A Monday.</summary>
    public static readonly DateOnly Monday = new(2026, 3, 2);

    static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static PortSimulation Of(string node, double scale = .02, ulong seed = 42, int days = 1, DateOnly? from = null)
    {
        var text = File.ReadAllText(Path.Combine(SharedData.Repository, "places", node + ".geojson"));
        return PortSimulation.Of(node, PlaceMap.Parse(node, text).Value, Amsterdam, new SimulationPlan(seed, from ?? Monday, days, scale)).Value;
    }

    /// <summary>Reads a file as a node would.</summary>
    public static CollectingSink Read(SimulatedSource source, SimulatedFile file)
    {
        var sink = new CollectingSink();
        var context = new SourceContext(source.Name, file.Name, file.Name, Amsterdam);
        IObservationReader reader = source.Format switch
        {
            "edifact" => new EdifactReader(context, sink),
            "ais" => new AisReader(context, sink),
            "mapped" => new MappedReader(Mapping.Read(source.Mapping!, "mapping", [])!, context, sink),
            _ => new CloudEventLinesReader(context, sink),
        };
        reader.Feed(file.Bytes.Span);
        reader.Complete();
        return sink;
    }
}
