using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Node.Commands.Detect;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands.Simulate;

/// <summary><c>knooppunt simulate score DIR</c>: runs the patterns over a simulation and prints precision and recall of each.</summary>
static class ScoreCommand
{
    const int MostComplaintsShown = 20;
    static readonly string[] Header = ["pattern", "level", "injected", "found", "missed", "other scripts", "false", "recall", "precision"];

    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "Folder that simulate wrote." };
        var patterns = new Option<string?>("--patterns") { Description = "Pattern file or folder; default the shipped ones." };
        var lists = Outputs.Lists();
        var output = Outputs.Option();
        var command = new Command("score", "Run the patterns, those about staff too, over a simulation and print precision and recall of each.") { folder, patterns, lists, output };
        command.SetAction(result => Run(result.GetValue(folder)!, result.GetValue(patterns) ?? ShippedFiles.Patterns, result.GetValue(lists) ?? ShippedFiles.Lists, result.GetValue(output)!));
        return command;
    }

    static int Run(string folder, string patterns, string lists, string output)
    {
        if (!File.Exists(Path.Combine(folder, SimulatedFolder.Truth)))
            return Outputs.Usage($"\"{folder}\" holds no {SimulatedFolder.Truth}; write a simulation there first: knooppunt simulate --out {folder}.");
        var truth = TruthLines.Read(Path.Combine(folder, SimulatedFolder.Truth));
        var settings = SettingsFile.Load(Path.Combine(folder, SimulatedFolder.Configuration), new Dictionary<string, string?>());
        if ((truth.Complaint ?? settings.Complaint) is { } complaint)
            return Outputs.Usage(complaint.ToString());
        var places = NodePlaces.Read(ConfigCommand.PlacesOf(settings.Value));
        if (!places.Ok)
            return Outputs.Usage(places.Complaint!.ToString());
        if (!Directory.Exists(lists))
            return Outputs.Usage($"The folder of lists \"{lists}\" does not exist.");
        var (shelved, complaints) = PatternFolder.Read(patterns);
        // Nobody is watched in a simulation: patterns about staff run too.
        var lateness = TimeSpan.FromMinutes(settings.Value.Sources.Select(source => source.LatenessMinutes).DefaultIfEmpty(5).Max());
        var plan = Plan.Compile(shelved.Select(pattern => pattern.Document), new PlanOptions { Lateness = lateness });
        List<Complaint> wrong = [.. complaints, .. plan.Complaints];
        var read = ListFolder.Read([lists], wrong);
        wrong.ForEach(Console.Error.WriteLine);
        var run = Detect(settings.Value, plan, new Enricher(places.Value.Map, TimeZoneInfo.FindSystemTimeZoneById(settings.Value.TimeZone), [.. read]));
        // A file of rules and their correlation speaks with the gravest of its levels.
        var levels = shelved.GroupBy(pattern => pattern.File, StringComparer.Ordinal).ToDictionary(file => file.Key, file => file.Max(pattern => pattern.Document.Level).ToString().ToLowerInvariant(), StringComparer.Ordinal);
        var paths = shelved.ToDictionary(pattern => pattern.Document.Id, pattern => (Path.ChangeExtension(pattern.File, null), levels[pattern.File]), StringComparer.Ordinal);
        var scores = Score.Of(truth.Value, run.Stories, paths);
        Print(scores, output);
        return scores.All(score => score.Missed.Count == 0 || score.Level.Length == 0) && wrong.Count == 0 ? 0 : 1;
    }

    static DetectRun Detect(NodeSettings settings, Plan plan, Enricher enricher)
    {
        var complained = 0;
        var input = new FolderInput(settings, complaint =>
        {
            if (complained++ < MostComplaintsShown)
                Console.Error.WriteLine(complaint);
        });
        var run = new DetectRun(plan, enricher);
        run.Take(input.Observations(), () => { });
        run.Close();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{input.Taken:N0} observations, {input.Refused:N0} refused, {run.Late:N0} too late, {run.Stories.Count:N0} signals"));
        return run;
    }

    static void Print(IReadOnlyList<PatternScore> scores, string output)
    {
        if (output == "json")
        {
            foreach (var score in scores)
                Console.Out.WriteLine(JsonSerializer.Serialize(score, JsonSerializerOptions.Web));
            return;
        }

        Outputs.Rows(output, Header, scores.Select(score => new[]
        {
            score.Pattern, score.Level.Length == 0 ? "no pattern" : score.Level, Number(score.Injected), Number(score.Found), string.Join(' ', score.Missed), Number(score.Others), Number(score.False), Part(score.Recall), Part(score.Precision),
        }));
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Part(double? part) => part is { } known ? known.ToString("0.00", CultureInfo.InvariantCulture) : "";
}
