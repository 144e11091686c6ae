using Knooppunt.Simulation;

namespace Knooppunt.Node.Commands.Simulate;

/// <summary>What was written.</summary>
sealed record WrittenSimulation(long Observations, int Files, long Bytes, int Scripts);

/// <summary>The folder of a simulation: a configuration, mappings, the truth, and below <c>sources</c> one folder per source.</summary>
sealed class SimulatedFolder(string folder)
{
    /// <summary>Name of the configuration file.</summary>
    public const string Configuration = "knooppunt.yml";

    /// <summary>Name of the file with the truth; it lies in no watched folder.</summary>
    public const string Truth = "truth.jsonl";

    readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Folder of a source's files.</summary>
    public string Of(string source) => Path.Combine(_folder, "sources", source.Replace('/', '-'));

    /// <summary>Mapping file of a source.</summary>
    public string MappingOf(string source) => Path.Combine(_folder, "mappings", source.Replace('/', '-') + ".yml");

    /// <summary>A path in the folder as the configuration in it writes it, so that the same simulation has the same bytes wherever it is written, and can be moved.</summary>
    public string Inside(string path) => Path.GetRelativePath(_folder, path).Replace('\\', '/');

    /// <summary>Writes everything, day by day.</summary>
    /// <exception cref="IOException">The disk or the folder failed.</exception>
    public WrittenSimulation Write(string node, PortSimulation simulation)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "mappings"));
        foreach (var source in simulation.Sources)
        {
            Directory.CreateDirectory(Of(source.Name));
            if (source.Mapping is { } mapping)
                File.WriteAllText(MappingOf(source.Name), mapping);
        }

        File.WriteAllText(Path.Combine(_folder, Configuration), SimulatedConfiguration.Write(node, simulation, this));
        var written = new WrittenSimulation(0, 0, 0, 0);
        using var truth = new StreamWriter(Path.Combine(_folder, Truth)) { NewLine = "\n" };
        foreach (var day in simulation.Days())
        {
            foreach (var file in day.Files)
                File.WriteAllBytes(Path.Combine(Of(file.Source), file.Name), file.Bytes.Span);
            foreach (var script in day.Scripts)
                truth.WriteLine(TruthLines.Write(script));
            written = new(written.Observations + day.Observations.Count, written.Files + day.Files.Count, written.Bytes + day.Files.Sum(file => (long)file.Bytes.Length), written.Scripts + day.Scripts.Count);
        }

        return written;
    }
}
