using System.CommandLine;
using System.Globalization;
using Knooppunt.Effect.WaterBed.Paths;
using Knooppunt.Node.Programme.Paths;
using Knooppunt.Programme;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt harden NETWORK</c>: where barriers make the shortest way through a network longest.</summary>
static class HardenCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("network") { Description = "AMPL data: N_Nodes, N_Arcs, Budget, Source_Node, Dest_Node, Node_Arc, and Arc_Length, Arc_Delay, Arc_Resource per arc." };
        var budget = new Option<long?>("--budget") { Description = "What barriers may cost together; by default what the file says." };
        var seconds = new Option<double>("--seconds") { Description = "How long to look; then the best so far is given as not proved.", DefaultValueFactory = _ => 60 };
        var output = Outputs.Option();
        var command = new Command("harden", "Choose the barriers that make the shortest way through a network longest, exactly, if the lengths in it hold.") { file, budget, seconds, output };
        command.SetAction(result => Run(result.GetValue(file)!, result.GetValue(budget), result.GetValue(seconds), result.GetValue(output)!));
        return command;
    }

    static int Run(string path, long? budget, double seconds, string output)
    {
        if (!File.Exists(path))
            return Outputs.Usage($"The file \"{path}\" does not exist.");
        if (new FileInfo(path).Length > PathNetworkFile.MostBytes)
            return Outputs.Usage($"The file \"{path}\" is larger than {PathNetworkFile.MostBytes >> 20} MiB.");
        if (budget < 0 || !(seconds is > 0 and <= 86_400))
            return Outputs.Usage("A budget is 0 or more, and the seconds lie above 0, up to a day.");
        var read = PathNetworkFile.Read(Path.GetFileName(path), File.ReadAllBytes(path));
        if (!read.Ok)
            return Outputs.Usage(read.Complaint!.ToString());
        var plan = PathHardening.Plan(read.Value.Network, budget ?? read.Value.Budget, program => CpSat.Solve(program, seconds));
        if (!plan.Ok)
        {
            Console.Error.WriteLine(plan.Untested!.Sentence);
            return 1;
        }

        Show(read.Value.Network, plan.Value, output);
        return 0;
    }

    // Numbered from 1, as in the file.
    static void Show(PathNetwork network, PathPlan plan, string output)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"If these lengths hold: the shortest way goes from {plan.Before} to {plan.After} for {plan.Cost}{(plan.Exact ? "; no other choice within the budget does more." : "; the time was up, another choice may do more.")}"));
        if (output == "json")
        {
            Console.Out.WriteLine(System.Text.Json.JsonSerializer.Serialize(new { before = plan.Before, after = plan.After, cost = plan.Cost, exact = plan.Exact, built = plan.Built.Select(step => step + 1), way = plan.Way.Select(step => step + 1) }));
            return;
        }

        string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        Outputs.Rows(output, ["arc", "from", "to", "length", "barrier", "cost", "shortest way left"], plan.Built.Concat(plan.Way).Distinct().Order().Select(i =>
            (string[])[Text(i + 1), Text(network.Steps[i].From + 1L), Text(network.Steps[i].To + 1L), Text(network.Steps[i].Length), plan.Built.Contains(i) ? $"+{Text(network.Steps[i].Added)}" : "", plan.Built.Contains(i) ? Text(network.Steps[i].Cost) : "", plan.Way.Contains(i) ? "yes" : ""]));
    }
}
