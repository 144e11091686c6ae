using Knooppunt.Node.Connectors.Files;
using Spectre.Console;

namespace Knooppunt.Node.Commands.Detect;

/// <summary>A progress bar on a terminal; nothing when the talk goes to a file.</summary>
static class Progressing
{
    public static void Over(IReadOnlyList<PulledFile> files, Action<Action> work)
    {
        if (Console.IsErrorRedirected)
        {
            work(() => { });
            return;
        }

        var talk = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        talk.Progress().AutoClear(true).Start(bars =>
        {
            var bar = bars.AddTask("Reading", maxValue: Math.Max(1, files.Sum(file => file.Length)));
            work(() => bar.Value = files.Sum(file => file.Read));
        });
    }
}
