using System.Globalization;
using System.Text;
using Knooppunt.Simulation;

namespace Knooppunt.Node.Commands.Simulate;

/// <summary>Writes the configuration with which a node can be started on a simulation.</summary>
static class SimulatedConfiguration
{
    public static string Write(string node, PortSimulation simulation, SimulatedFolder folder)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# A simulated node. The folders are watched: files laid there are taken in.\nnode: {node}\nname: {Quoted(simulation.Name)}\norganisations:\n");
        foreach (var organisation in simulation.Organisations)
            text.Append(CultureInfo.InvariantCulture, $"  - id: {organisation.Id}\n    name: {Quoted(organisation.Name)}\n");
        text.Append("sources:\n");
        foreach (var source in simulation.Sources)
            Source(text, source, folder);
        return text.ToString();
    }

    static void Source(StringBuilder text, SimulatedSource source, SimulatedFolder folder)
    {
        var handling = source.Handling;
        text.Append(CultureInfo.InvariantCulture, $"  - name: {source.Name}\n    organisation: {source.Organisation}\n    format: {source.Format}\n");
        if (source.Mapping is not null)
            text.Append(CultureInfo.InvariantCulture, $"    mapping: {Quoted(folder.Inside(folder.MappingOf(source.Name)))}\n");
        text.Append(CultureInfo.InvariantCulture, $"    watch: {Quoted(folder.Inside(folder.Of(source.Name)))}\n    regime: {Word(handling.Regime)}\n    purpose: {Word(handling.Purpose)}\n    tlp: {Word(handling.Tlp)}\n    pap: {Word(handling.Pap)}\n");
        text.Append(CultureInfo.InvariantCulture, $"    retention: {handling.Retention.Name}\n    retention-days: {handling.Retention.Days}\n    lateness-minutes: {source.Lateness.TotalMinutes}\n");
    }

    /// <summary>A word of an enumeration as configurations write it: <c>site-security</c>.</summary>
    static string Word(Enum value) => string.Concat(value.ToString().Select((c, at) => char.IsUpper(c) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
