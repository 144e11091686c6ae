using System.CommandLine;

namespace Knooppunt.Node.Commands.Scripts;

/// <summary><c>knooppunt scripts</c>: look after a folder of crime scripts.</summary>
static class ScriptsCommand
{
    public static Command Make() => new("scripts", "Look after a folder of crime scripts.")
    {
        Over("build", "Write the STIX bundle of each text in the folder; what did not change keeps its version.", folder => BuildScripts.Run(folder, write: true)),
        Over("check", "Say what is wrong with the texts, and which bundles say something else than their text.", folder => BuildScripts.Run(folder, write: false)),
    };

    static Command Over(string name, string description, Func<string, int> run)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of scripts; default the shipped ones.", DefaultValueFactory = _ => ShippedFiles.Scripts };
        var command = new Command(name, description) { folder };
        command.SetAction(result => Directory.Exists(result.GetValue(folder)!) ? run(result.GetValue(folder)!) : Outputs.Usage($"The folder \"{result.GetValue(folder)}\" does not exist."));
        return command;
    }
}
