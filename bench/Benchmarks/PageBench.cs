using System.Globalization;
using Knooppunt.Node.Commands.Replay;
using Microsoft.Playwright;

namespace Knooppunt.Benchmarks;

/// <summary>From sending an observation to its signal standing on an open page, in this machine's Chromium, while 1,000 observations/s come in. Usage: page [path to chromium].</summary>
static class PageBench
{
    const int Probes = 50;

    const string Watch = """
        () => {
            window.drawn = {};
            const look = () => { const now = Date.now(); for (const row of document.querySelectorAll('[data-live-signals] a')) for (const [name] of row.textContent.matchAll(/PROB ?[0-9 -]+/g)) drawn[name.replace(/[^A-Z0-9]/g, '')] ??= now; };
            new MutationObserver(look).observe(document.querySelector('[data-live-signals]').parentElement, { childList: true, subtree: true });
        }
        """;

    public static int Run(string[] args) => RunAsync(args.Length > 0 ? args[0] : "/usr/bin/chromium").GetAwaiter().GetResult();

    static async Task<int> RunAsync(string chromium)
    {
        Machine.Print();
        await using var node = await BenchNode.Start();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
        var page = await browser.NewPageAsync(new() { BaseURL = node.Address });
        await page.GotoAsync($"/welcome#{await node.Invite()}");
        await page.WaitForURLAsync("**/account**");
        await page.GotoAsync("/live");
        await page.Locator("[data-drawn]").WaitForAsync();
        await page.EvaluateAsync(Watch);
        using var stop = new CancellationTokenSource();
        var background = Task.Run(() => node.Background(stop.Token));
        var times = new List<double>();
        for (var probe = 0; probe < Probes; probe++)
        {
            var container = string.Create(CultureInfo.InvariantCulture, $"PROB{probe:0000000}");
            var sent = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            await node.Post(CloudEventText.Batch([BenchNode.Contradiction(probe, container)]));
            var drawn = await page.WaitForFunctionAsync("name => window.drawn[name]", container);
            times.Add(await drawn.JsonValueAsync<double>() - sent);
        }

        await stop.CancelAsync();
        await BenchNode.Quiet(background);
        var (first, rest) = (times[0], times.Skip(1).Max());
        times.Sort();
        Console.WriteLine($"observation sent to signal on the page, at 1,000 observations/s: median {times[Probes / 2]:N0} ms, slowest of {Probes - 1} {rest:N0} ms; the very first after the start {first:N0} ms");
        return 0;
    }
}
