using Knooppunt.Disclosure.Access;

namespace Knooppunt.Tests.Node.Browser;

/// <summary>A wide table on a telephone: read row by row, still told as a table, and left alone where it fits or is a grid.</summary>
[Collection(nameof(RunningBrowser))]
public sealed class TableTests(RunningBrowser browser) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => browser.CloseAll();

    [Fact]
    public async Task Table_that_does_not_fit_on_a_telephone_is_read_row_by_row()
    {
        var page = await browser.SignedIn(390, language: "en", roles: Role.ProgrammeManager);
        await page.GotoAsync("/programme/letter");
        var box = page.Locator(".table-box.by-row").First;
        await box.WaitForAsync();
        Assert.True(await box.EvaluateAsync<bool>("box => box.scrollWidth <= box.clientWidth"), "The table still scrolls sideways.");
        var cell = box.GetByRole(Microsoft.Playwright.AriaRole.Cell).Nth(1);
        Assert.Equal("The letter says", await cell.GetAttributeAsync("data-column"));
        Assert.NotEqual(0, await box.GetByRole(Microsoft.Playwright.AriaRole.Columnheader).CountAsync());
        Assert.Equal([], await Axe.Violations(page, coloursOnly: false));
        await page.SetViewportSizeAsync(1280, 900);
        await page.Locator(".table-box.by-row").First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task Grid_of_scripts_and_phases_keeps_its_columns()
    {
        var page = await browser.SignedIn(390, roles: Role.Analyst);
        await page.GotoAsync("/scripts/coverage");
        await page.Locator(".table-box > table:has(tbody th)").First.WaitForAsync();
        Assert.Equal(0, await page.Locator(".by-row > table:has(tbody th)").CountAsync());
    }
}
