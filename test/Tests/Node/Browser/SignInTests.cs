using System.Text.Json;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

[Collection(nameof(RunningBrowser))]
public sealed class SignInTests(RunningBrowser browser) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => browser.CloseAll();

    [Fact]
    public async Task Printed_link_lets_the_first_administrator_in_once_and_a_passkey_after_that()
    {
        var page = await browser.Open();
        await AddAuthenticator(page);
        await page.GotoAsync(browser.Node.Link);
        await page.WaitForURLAsync("**/account**");
        Assert.DoesNotContain("#", page.Url, StringComparison.Ordinal);

        await page.ClickAsync("form[data-passkey=create] button");
        await page.WaitForURLAsync("**/account?added=1");
        await page.ClickAsync("form[action='/account/sign-out'] button");
        await page.WaitForURLAsync("**/sign-in");

        await page.ClickAsync("form[data-passkey=get] button");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        Assert.True(await page.Locator("nav.rail a[href='/settings']").IsVisibleAsync());

        var other = await browser.Open();
        await other.GotoAsync(browser.Node.Link);
        await other.WaitForURLAsync("**/welcome?refused=1");
        Assert.True(await other.Locator("[role=alert]").IsVisibleAsync());
    }

    [Fact]
    public async Task Device_that_gives_no_passkey_is_told_so()
    {
        var page = await browser.Open();
        await AddAuthenticator(page);
        await page.GotoAsync("/sign-in");
        await page.ClickAsync("form[data-passkey=get] button");
        await page.Locator(".passkey-wrong").WaitForAsync(new() { State = WaitForSelectorState.Visible });
    }

    static async Task AddAuthenticator(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = JsonSerializer.SerializeToElement(new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true }),
        });
    }
}
