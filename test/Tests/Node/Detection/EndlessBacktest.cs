using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Node.Detection;

/// <summary>A backtest over the same journal over and over: nothing but stopping it ends it in the time of a test.</summary>
static class EndlessBacktest
{
    public static BacktestRequest Over(string journal) => new()
    {
        PatternId = "endless",
        Title = "Endless",
        Text = "",
        Documents = PatternFile.Parse("endless.yml", "title: Endless\nlogsource: {product: knooppunt}\ndetection: {sel: {type: nothing}, condition: sel}\n").Documents,
        First = new(2026, 1, 1),
        Last = new(2026, 1, 1),
        Zone = TimeZoneInfo.Utc,
        Journals = [.. Enumerable.Repeat(journal, 1_000_000)],
        Viewers = [new(journal, Role.Analyst)],
    };
}
