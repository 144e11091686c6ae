using System.Text;
using Knooppunt.Effect.WaterBed.Paths;
using Knooppunt.Observations;

namespace Knooppunt.Programme;

/// <summary>A network of steps with a budget, as the instances of the literature give it.</summary>
/// <param name="Network">The network; places are numbered from 0, one less than in the file.</param>
/// <param name="Budget">What barriers may cost together.</param>
public sealed record PathInstance(PathNetwork Network, long Budget);

/// <summary>
/// Reads instances of shortest-path interdiction in the data format of AMPL (Fourer, Gay and Kernighan 2003, chapter 9), with the names of the public instances (<c>SPI_*.dat</c>): <c>N_Nodes</c>,
/// <c>N_Arcs</c>, <c>Budget</c>, <c>Source_Node</c>, <c>Dest_Node</c>, the table <c>Node_Arc</c> (a row for each arc, -1 where it begins and 1 where it ends) and the columns <c>Arc_Length</c>,
/// <c>Arc_Delay</c> and <c>Arc_Resource</c>.
/// </summary>
public static class PathNetworkFile
{
    /// <summary>The longest file, in bytes.</summary>
    public const int MostBytes = 16 << 20;

    static readonly string[] Singles = ["N_Nodes", "N_Arcs", "Budget", "Source_Node", "Dest_Node"], Columns = ["Arc_Length", "Arc_Delay", "Arc_Resource"];

    /// <summary>Reads a whole file.</summary>
    /// <param name="name">Name of the file, for complaints.</param>
    /// <param name="bytes">The file, UTF-8.</param>
    public static Parsed<PathInstance> Read(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            return Parsed<PathInstance>.Wrong(new InputPlace(name), $"The file is larger than {MostBytes >> 20} MiB.");
        var read = new AmplData(name, Encoding.UTF8.GetString(bytes)).Read();
        return read.Ok ? Understand(name, read.Value) : read.Complaint!;
    }

    static Parsed<PathInstance> Understand(string name, AmplTables tables)
    {
        Parsed<PathInstance> Wrong(string sentence, long line = 0) => Parsed<PathInstance>.Wrong(new InputPlace(name, line), sentence);
        if (Singles.FirstOrDefault(single => !tables.Singles.ContainsKey(single)) is { } absent)
            return Wrong($"\"param {absent} := number;\" is missing.");
        var (places, arcs, budget) = (tables.Singles["N_Nodes"], tables.Singles["N_Arcs"], tables.Singles["Budget"]);
        if (places is < 2 or > PathNetwork.Most || arcs is < 1 or > PathNetwork.Most)
            return Wrong($"A network has 2 to {PathNetwork.Most} nodes and 1 to {PathNetwork.Most} arcs.");
        var (source, target) = (tables.Singles["Source_Node"], tables.Singles["Dest_Node"]);
        if (source < 1 || source > places || target < 1 || target > places || source == target || budget < 0)
            return Wrong($"Source_Node and Dest_Node are two different nodes from 1 to {places}, and the budget is 0 or more.");

        var ends = new (int From, int To)[arcs];
        foreach (var (row, column, value, line) in tables.Cells.GetValueOrDefault("Node_Arc") ?? [])
        {
            if (row < 1 || row > arcs || column < 1 || column > places || value is < -1 or > 1)
                return Wrong($"Node_Arc holds -1, 0 or 1 for arcs 1 to {arcs} and nodes 1 to {places}.", line);
            ref var end = ref ends[row - 1];
            if ((value == -1 && end.From > 0) || (value == 1 && end.To > 0))
                return Wrong($"Arc {row} begins or ends twice.", line);
            end = value switch { -1 => ((int)column, end.To), 1 => (end.From, (int)column), _ => end };
        }

        var figures = new long?[arcs, Columns.Length];
        for (var i = 0; i < Columns.Length; i++)
        {
            foreach (var (row, _, value, line) in tables.Cells.GetValueOrDefault(Columns[i]) ?? [])
            {
                if (row < 1 || row > arcs || value < 0)
                    return Wrong($"{Columns[i]} is 0 or more, for arcs 1 to {arcs}.", line);
                figures[row - 1, i] = value;
            }
        }

        var steps = new PathStep[arcs];
        for (var arc = 0; arc < arcs; arc++)
        {
            if (ends[arc].From == 0 || ends[arc].To == 0)
                return Wrong($"Arc {arc + 1} has no -1 or no 1 in Node_Arc: where does it begin and end?");
            if (figures[arc, 0] is not { } length || figures[arc, 1] is not { } delay || figures[arc, 2] is not { } resource)
                return Wrong($"Arc {arc + 1} needs {string.Join(", ", Columns)}.");
            steps[arc] = new PathStep(ends[arc].From - 1, ends[arc].To - 1, length, delay, resource);
        }

        return new PathInstance(new PathNetwork { Places = (int)places, Steps = steps, Source = (int)source - 1, Target = (int)target - 1 }, budget);
    }
}
