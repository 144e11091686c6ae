using System.CommandLine;
using System.Globalization;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Knooppunt.Simulation;

namespace Knooppunt.Node.Commands.Simulate;

/// <summary><c>knooppunt simulate</c>: writes days of a node that never were, and the truth about them beside it.</summary>
static class SimulateCommand
{
    // A Monday: at the weekend a port does less than half.
    const string FirstDay = "2026-03-02";

    public static Command Make()
    {
        var node = new Option<string>("--node") { Description = $"One of {string.Join(", ", PortSimulation.Nodes)}.", DefaultValueFactory = _ => "rotterdam" };
        var days = new Option<int>("--days") { Description = "How many days.", DefaultValueFactory = _ => 1 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed writes the same bytes.", DefaultValueFactory = _ => 42 };
        var scale = new Option<double>("--scale") { Description = "Part of the node's real volume; 1 is all of it.", DefaultValueFactory = _ => .1 };
        var from = new Option<string>("--from") { Description = "First day, yyyy-mm-dd.", DefaultValueFactory = _ => FirstDay };
        // Not required here, so that "simulate score" needs no --out.
        var folder = new Option<string?>("--out") { Description = "Folder to write to; made when it does not exist, and must be empty." };
        var command = new Command("simulate", "Write a port's day in the port's own formats, with ordinary mistakes, crime scripts and the truth about them.") { node, days, seed, scale, from, folder, ScoreCommand.Make() };
        command.SetAction(result => Run(result.GetValue(node)!, result.GetValue(from)!, result.GetValue(folder), new SimulationPlan(result.GetValue(seed), default, result.GetValue(days), result.GetValue(scale))));
        return command;
    }

    static int Run(string node, string from, string? folder, SimulationPlan plan)
    {
        if (!DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            return Outputs.Usage($"\"{from}\" is not a day; write for example {FirstDay}.");
        if (string.IsNullOrEmpty(folder))
            return Outputs.Usage("Say with --out where to write.");
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            return Outputs.Usage($"\"{folder}\" is not an empty folder; a simulation never writes over anything.");
        var simulation = Of(node, plan with { From = first });
        if (!simulation.Ok)
            return Outputs.Usage(simulation.Complaint!.Sentence);
        try
        {
            var written = new SimulatedFolder(folder).Write(node, simulation.Value);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{written.Observations:N0} observations in {written.Files:N0} files, {written.Bytes / 1e6:N1} MB; {written.Scripts:N0} crime scripts. Start a node on it with: knooppunt serve --config {Path.Combine(folder, SimulatedFolder.Configuration)}"));
            return 0;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(wrong.Message);
            return 1;
        }
    }

    /// <summary>A simulation with the shipped places of the node.</summary>
    public static Parsed<PortSimulation> Of(string node, SimulationPlan plan)
    {
        var places = NodePlaces.Read(PortSimulation.Nodes.Contains(node) ? ShippedFiles.PlacesOf(node) : null);
        return places.Ok ? PortSimulation.Of(node, places.Value.Map, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), plan) : places.Complaint!;
    }
}
