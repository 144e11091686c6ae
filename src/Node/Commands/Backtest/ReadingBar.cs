using Spectre.Console;

namespace Knooppunt.Node.Commands.Backtest;

/// <summary>How far the reading is, on stderr: a bar on a terminal, a line per tenth where the talk goes to a file.</summary>
static class ReadingBar
{
    public static async Task<T> Over<T>(Func<Action<long, long>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            var tenths = 0L;
            return await work((done, all) =>
            {
                if (all > 0 && Math.Min(10, done * 10 / all) is var reached && reached > tenths)
                    Console.Error.WriteLine($"{(tenths = reached) * 10}% of {all:N0} rows");
            });
        }

        var talk = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await talk.Progress().AutoClear(true).StartAsync(bars =>
        {
            var bar = bars.AddTask("Reading");
            return work((done, all) => (bar.MaxValue, bar.Value) = (Math.Max(1, all), done));
        });
    }
}
