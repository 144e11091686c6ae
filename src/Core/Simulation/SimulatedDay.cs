using Knooppunt.Observations;

namespace Knooppunt.Simulation;

/// <summary>What to simulate.</summary>
/// <param name="Seed">The same seed gives the same bytes.</param>
/// <param name="From">First day, at the place of the node.</param>
/// <param name="Days">How many days; 1 to 366.</param>
/// <param name="Scale">Part of the node's real volume: above 0, up to 10. Every crime script is injected at every scale.</param>
public sealed record SimulationPlan(ulong Seed, DateOnly From, int Days = 1, double Scale = 1);

/// <summary>One simulated day.</summary>
/// <param name="Date">The day, at the place of the node.</param>
/// <param name="Files">Its files in order of name within each source. What happens after midnight comes with the next day, or with the last.</param>
/// <param name="Scripts">The crime scripts injected in it, by start.</param>
/// <param name="Observations">What the files say, as observations, by source and order of arrival; before mistakes of transport such as duplicates.</param>
public sealed record SimulatedDay(DateOnly Date, IReadOnlyList<SimulatedFile> Files, IReadOnlyList<InjectedScript> Scripts, IReadOnlyList<Observation> Observations);

/// <summary>A file as a source of the port would have written it.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Name">Name of the file; begins with the slice of time in which it was closed.</param>
/// <param name="Bytes">Its content.</param>
public sealed record SimulatedFile(string Source, string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>A crime script that was laid into a day: the truth against which signals are held.</summary>
/// <param name="Id">Unique in a simulation: date and number.</param>
/// <param name="Pattern">Path of the pattern that covers it: <c>terminal/second-collector</c>.</param>
/// <param name="Subject">What a signal should be about.</param>
/// <param name="Start">Time of its first observation.</param>
/// <param name="End">Time of its last observation.</param>
/// <param name="Keys">Every key that it used, by field.</param>
public sealed record InjectedScript(string Id, string Pattern, Subject Subject, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<KeyValuePair<string, string>> Keys);

/// <summary>A partner of the simulated node.</summary>
/// <param name="Id">Short name.</param>
/// <param name="Name">Name on screens.</param>
public sealed record SimulatedOrganisation(string Id, string Name);

/// <summary>A source of the simulated node, as a configuration names it.</summary>
/// <param name="Name">Name, the organisation first: <c>ect/gate</c>.</param>
/// <param name="Organisation">Short name of the organisation.</param>
/// <param name="Format">edifact, ais, cloudevents or mapped.</param>
/// <param name="Mapping">Text of its mapping (YAML); null unless it is mapped.</param>
/// <param name="Handling">What may be done with its records.</param>
/// <param name="Lateness">How late a record may come: longer than a slice.</param>
public sealed record SimulatedSource(string Name, string Organisation, string Format, string? Mapping, Handling Handling, TimeSpan Lateness);
