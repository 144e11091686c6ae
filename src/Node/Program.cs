using System.CommandLine;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Commands.Backtest;
using Knooppunt.Node.Commands.Detect;
using Knooppunt.Node.Commands.Patterns;
using Knooppunt.Node.Commands.Replay;
using Knooppunt.Node.Commands.Simulate;

var serve = ServeCommand.Make();
var root = new RootCommand("Knooppunt: see, judge, act, learn, share, account.")
{
    serve, DetectCommand.Make(), BacktestCommand.Make(), ReplayCommand.Make(), SimulateCommand.Make(), PatternsCommand.Make(), MapCommand.Make(), ConfigCommand.Make(), TaxonomyCommand.Make(),
};
// Without a command the node starts: `dotnet run --project src/Node`.
return await root.Parse(args.Length == 0 ? ["serve"] : args).InvokeAsync();
