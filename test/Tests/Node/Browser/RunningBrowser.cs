using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Tests.Node.Running;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

/// <summary>Tests that share the browser and its node.</summary>
[CollectionDefinition(nameof(RunningBrowser))]
public sealed class BrowserTests : ICollectionFixture<RunningBrowser>;

/// <summary>The machine's own Chromium and a node to look at, shared by the tests of a class. Without Chromium the tests say so and are skipped.</summary>
public sealed class RunningBrowser : IAsyncLifetime
{
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    IPlaywright? _playwright;
    IBrowser? _browser;

    readonly RunningNode _node = new();

    /// <summary>The node to look at. Without a browser nobody looks: the test says so and is skipped.</summary>
    public RunningNode Node
    {
        get
        {
            Assert.SkipWhen(_browser is null, "Chromium is not installed (Debian: apt-get install chromium), so no page was opened.");
            return _node;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not { } chromium)
            return;
        await _node.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _node.DisposeAsync();
    }

    /// <summary>A fresh browser window of a width, without cookies, on the shared node or another.</summary>
    public async Task<IPage> Open(int width = 1280, string language = "nl", bool script = true, bool dark = false, RunningNode? on = null)
    {
        var node = on ?? Node;
        var context = await _browser!.NewContextAsync(new() { BaseURL = node.Address, ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 900 }, JavaScriptEnabled = script, Locale = "nl-NL", ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        // Patience on a busy machine, not a measure of the pages.
        context.SetDefaultTimeout(30_000);
        if (language == "en")
            await context.AddCookiesAsync([new() { Name = "language", Value = "c%3Den%7Cuic%3Den", Url = node.Address }]);
        return await context.NewPageAsync();
    }

    /// <summary>Closes every window.</summary>
    public async ValueTask CloseAll()
    {
        foreach (var context in _browser?.Contexts.ToArray() ?? [])
            await context.CloseAsync();
    }

    /// <summary>A fresh window in which a new person with these roles is signed in.</summary>
    public async Task<IPage> SignedIn(int width = 1280, string language = "nl", bool script = true, bool dark = false, params Role[] roles)
    {
        var page = await Open(width, language, script, dark);
        var (name, code) = await Node.Invite([.. roles.Select(role => ("ect", role))]);
        // From an address of its own: twenty sign-ins a minute are all that the node lets one address try.
        var cookies = new CookieContainer();
        using var session = new Session(Node.Client(cookies), name);
        (await session.Post("/sign-in/code", "/welcome", ("code", code))).Dispose();
        await page.Context.AddCookiesAsync(cookies.GetAllCookies().Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = Node.Address, HttpOnly = cookie.HttpOnly }));
        await page.GotoAsync("/account?first=1");
        return page;
    }

    static string? Executable() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") }).FirstOrDefault(File.Exists);
}
