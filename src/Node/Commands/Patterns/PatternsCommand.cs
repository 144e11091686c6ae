using System.CommandLine;
using Knooppunt.Node.Detection;

namespace Knooppunt.Node.Commands.Patterns;

/// <summary><c>knooppunt patterns</c>: look after a folder of patterns.</summary>
static class PatternsCommand
{
    public static Command Make() => new("patterns", "Look after a folder of patterns.")
    {
        Check(),
        Over("test", "Run the proof of every pattern; one line each.", TestPatterns.Run),
        List(),
    };

    static Argument<string> Folder() => new("folder")
    {
        Description = "Pattern file or folder; default the shipped ones.",
        DefaultValueFactory = _ => ShippedFiles.Patterns,
    };

    static Command Check()
    {
        var (folder, strict) = (Folder(), new Option<bool>("--strict") { Description = "Refuse what the Sigma specification 2.1.0 has not yet: absence." });
        var placeholders = Outputs.Placeholders();
        var command = new Command("check", "Say what is wrong with the patterns, with file, line and column, and what each costs.") { folder, strict, placeholders };
        command.SetAction(result => Exists(result.GetValue(folder)!) ?? Outputs.NoPlaceholders(result.GetValue(placeholders)) ?? CheckPatterns.Run(result.GetValue(folder)!, result.GetValue(strict), result.GetValue(placeholders)));
        return command;
    }

    static Command Over(string name, string description, Func<string, int> run)
    {
        var folder = Folder();
        var command = new Command(name, description) { folder };
        command.SetAction(result => Exists(result.GetValue(folder)!) ?? run(result.GetValue(folder)!));
        return command;
    }

    static Command List()
    {
        var (folder, output) = (Folder(), Outputs.Option());
        var command = new Command("list", "List the patterns.") { folder, output };
        command.SetAction(result => Exists(result.GetValue(folder)!) ?? ListPatterns.Run(result.GetValue(folder)!, result.GetValue(output)!));
        return command;
    }

    static int? Exists(string folder) =>
        !Directory.Exists(folder) && !File.Exists(folder) ? Outputs.Usage($"The pattern folder \"{folder}\" does not exist.")
        : PatternFolder.Files(folder).Any() ? null
        : Outputs.Usage($"The folder \"{folder}\" holds no pattern files (.yml).");
}
