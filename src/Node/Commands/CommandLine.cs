using System.CommandLine;
using Knooppunt.Node.Commands.Backtest;
using Knooppunt.Node.Commands.Detect;
using Knooppunt.Node.Commands.Exchanging;
using Knooppunt.Node.Commands.Patterns;
using Knooppunt.Node.Commands.Replay;
using Knooppunt.Node.Commands.Scripts;
using Knooppunt.Node.Commands.Simulate;

namespace Knooppunt.Node.Commands;

/// <summary>The words of the program.</summary>
static class CommandLine
{
    /// <summary>Does what the words say. Without any the node starts: <c>dotnet run --project src/Node</c>. Exit 0 ok, 1 failed, 2 wrong words.</summary>
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Knooppunt: see, judge, act, learn, share, account.")
        {
            ServeCommand.Make(), DetectCommand.Make(), BacktestCommand.Make(), ReplayCommand.Make(), SimulateCommand.Make(), PatternsCommand.Make(), ScriptsCommand.Make(), MapCommand.Make(), ExchangeCommand.Make(), ConfigCommand.Make(), TaxonomyCommand.Make(), OutcomesCommand.Make(), AccountCommand.Make(), BarriersCommand.Make(), HardenCommand.Make(),
        };
        var parsed = root.Parse(args.Length == 0 ? ["serve"] : args);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? 2 : code;
    }
}
