using Knooppunt.Observations;
using Knooppunt.Places;
using Knooppunt.Simulation.Formats;
using Knooppunt.Simulation.Life;
using Knooppunt.Simulation.Profiles;
using Knooppunt.Simulation.Scripts;

namespace Knooppunt.Simulation;

/// <summary>Days of a node that never were: an ordinary port with its mistakes, written in the port's own formats, with crime scripts laid into it and the truth about them.</summary>
/// <remarks>Pure: the same node, places, plan and zone give the same bytes. Walk <see cref="Days"/> once.</remarks>
public sealed class PortSimulation
{
    // Above a slice (15 minutes) and the longest delay (25) together.
    static readonly TimeSpan Lateness = TimeSpan.FromMinutes(45);

    // One year inside those that readers take, for what a day leads to.
    const int EarliestYear = 1981;
    const int LatestYear = 2098;

    readonly NodeProfile _profile;
    readonly PlaceMap _places;
    readonly TimeZoneInfo _zone;
    readonly SimulationPlan _plan;

    PortSimulation(NodeProfile profile, PlaceMap places, TimeZoneInfo zone, SimulationPlan plan) => (_profile, _places, _zone, _plan) = (profile, places, zone, plan);

    /// <summary>The nodes that can be simulated: rotterdam, zeeland, nzkg, schiphol, flowers.</summary>
    public static IReadOnlyList<string> Nodes { get; } = [.. NodeProfiles.All.Select(profile => profile.Id)];

    /// <summary>Name of the node on screens.</summary>
    public string Name => _profile.Name;

    /// <summary>Its partners.</summary>
    public IReadOnlyList<SimulatedOrganisation> Organisations => [.. _profile.Organisations.Select(organisation => new SimulatedOrganisation(organisation.Id, organisation.Name))];

    /// <summary>Its sources, with what a configuration says of them.</summary>
    public IReadOnlyList<SimulatedSource> Sources => [.. Kinds().Select(pair => Source(pair.Organisation, pair.Kind))];

    /// <summary>A simulation of a node.</summary>
    /// <param name="node">One of <see cref="Nodes"/>.</param>
    /// <param name="places">The places of the node: those of its shipped file.</param>
    /// <param name="zone">Time zone of the node.</param>
    /// <param name="plan">Seed, days and scale.</param>
    /// <returns>The simulation; a complaint when the node is unknown, the plan is out of range or the map lacks a place.</returns>
    public static Parsed<PortSimulation> Of(string node, PlaceMap places, TimeZoneInfo zone, SimulationPlan plan)
    {
        if (NodeProfiles.All.FirstOrDefault(known => known.Id == node) is not { } profile)
            return new Complaint(new("node"), $"\"{node}\" cannot be simulated; choose from {string.Join(", ", Nodes)}.");
        if (plan.Days is < 1 or > 366)
            return new Complaint(new("days"), "The number of days must be 1 to 366.");
        if (plan.From.Year is < EarliestYear or > LatestYear)
            return new Complaint(new("from"), $"The first day must lie in {EarliestYear} to {LatestYear}: what lies outside these years no source is believed.");
        if (plan.Scale is not (> 0 and <= 10))
            return new Complaint(new("scale"), "The scale must be above 0 and at most 10; 1 is the node's real volume.");
        if (NamedPlaces(profile).FirstOrDefault(place => places.Find(place) is null) is { } missing)
            return new Complaint(new("places"), $"The map of {node} has no place \"{missing}\".");
        return new PortSimulation(profile, places, zone, plan);
    }

    /// <summary>The days, one after the other, each made when it is asked for.</summary>
    public IEnumerable<SimulatedDay> Days()
    {
        var cast = new Cast(_profile, _plan.Seed, _plan.Scale);
        var log = new PortLog(Kinds().Select(pair => NameOf(pair.Organisation, pair.Kind)));
        for (var number = 0; number < _plan.Days; number++)
        {
            var day = new LocalDay(_plan.From.AddDays(number), _zone);
            var scene = new Scene(_profile, _places, cast, log, day, number, _plan.Seed, _plan.Scale);
            Live(scene);
            var scripts = ScriptList.Inject(scene, _plan.Scale);
            var before = number == _plan.Days - 1 ? DateTimeOffset.MaxValue : Floor(day.End);
            var observations = new List<Observation>();
            var files = new List<SimulatedFile>();
            foreach (var (organisation, kind) in Kinds())
            {
                var source = NameOf(organisation, kind);
                var told = log.Take(source, before);
                observations.AddRange(told.Select(one => one.Observation));
                files.AddRange(Written.Files(source, kind, told, _zone, scene.Luck("files/" + source)));
            }

            yield return new SimulatedDay(day.Date, files, scripts, observations);
        }
    }

    static void Live(Scene scene)
    {
        GateLife.Live(scene);
        StackLife.Live(scene);
        PassLife.Live(scene);
        RoadLife.Live(scene);
        SensorLife.Live(scene);
        WaterLife.Live(scene);
        PremisesLife.Live(scene);
        AirLife.Live(scene);
        FlowerLife.Live(scene);
    }

    IEnumerable<(string Organisation, SourceKind Kind)> Kinds() => _profile.Sources.SelectMany(source => source.Kinds.Select(kind => (source.Organisation, SourceKinds.Of(kind))));

    SimulatedSource Source(string organisation, SourceKind kind) => new(NameOf(organisation, kind), organisation, kind.Format, kind.Format == "mapped" ? CsvText.Mapping(kind, _zone.Id) : null,
        new Handling(organisation, kind.Regime, kind.Purpose, kind.Tlp, kind.Pap, kind.Retention), Lateness);

    static string NameOf(string organisation, SourceKind kind) => $"{organisation}/{kind.Name}";

    // A day ends at a slice, so that no file is written twice.
    static DateTimeOffset Floor(DateTimeOffset time) => new(time.UtcTicks / Written.Slice.Ticks * Written.Slice.Ticks, TimeSpan.Zero);

    static IEnumerable<string> NamedPlaces(NodeProfile profile) =>
        profile.Sites.Concat(profile.Buildings).Select(site => site.Place).Concat(profile.Roads).Concat(profile.Depot is { } depot ? [depot.Place] : [])
            .Concat(profile.Water is { } water ? [water.Anchorage, water.Slipway, .. water.Berths] : []);
}
