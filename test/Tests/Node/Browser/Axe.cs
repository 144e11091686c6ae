using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

/// <summary>What axe objects to on a page. It is put into the page once and asked there: our pages have no frames, for which alone a runner opens a page of its own at each question.</summary>
static class Axe
{
    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Each rule that the page breaks, with the first places.</summary>
    /// <param name="page">The page as it stands.</param>
    /// <param name="coloursOnly">A theme changes colours and nothing else.</param>
    public static async Task<IReadOnlyList<string>> Violations(IPage page, bool coloursOnly)
    {
        Assert.Single(page.Frames);
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>("""
            async colours => (await axe.run(document, { resultTypes: ['violations'], ...(colours ? { runOnly: ['cat.color'] } : {}) })).violations
                .map(rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.html).join(' | ')}`)
            """, coloursOnly);
        return [.. found.EnumerateArray().Select(rule => rule.GetString()!)];
    }
}
