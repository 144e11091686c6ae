using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Programme;

/// <summary>What the next euro buys, over HTTP.</summary>
public sealed partial class WaterBedPageTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Page_says_if_in_its_title_shows_bands_first_and_calls_assumptions_assumed()
    {
        var page = await cases.Officer.Read("/programme/waterbed");
        Assert.Contains("<title>Als deze aannames kloppen", page, StringComparison.Ordinal);
        foreach (var text in new[] { "value=\"16500\"", "de brief (bijlage", "banden overlappen", "Waterbed: van wat er door Haven van Rotterdam minder komt", "Wat eerst meten?", "procentpunt" })
            Assert.Contains(text, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(Knooppunt.Programme.WaterBedExample.Parameters.Count, AssumedCells().Count(page) - 5);
        Assert.True(Bands(page).Length >= 10);
        PageFigures.AreNumbers(page);
    }

    [Fact]
    public async Task Moving_a_budget_changes_the_figures_and_what_cannot_be_is_told()
    {
        var usual = await cases.Officer.Read("/programme/waterbed");
        var moved = await cases.Officer.Read("/programme/waterbed?rotterdam=3000&zeeland=0&own=schiphol&joint=9000&extra=500");
        Assert.NotEqual(Bands(usual), Bands(moved));
        Assert.Contains("door u gekozen", moved, StringComparison.Ordinal);
        Assert.Contains("Alleen Luchthaven Schiphol, met eigen geld", moved, StringComparison.Ordinal);
        Assert.Contains("9.000.000", moved, StringComparison.Ordinal);
        foreach (var (wrong, said) in new[] { ("rotterdam=veel", "budget van Haven van Rotterdam"), ("zeeland=-1", "hele duizenden"), ("nzkg=NaN", "hele duizenden"), ("flowers=1,5", "zonder punt of komma"), ("joint=500001", "som van de budgetten"), ("extra=0", "van 1 tot"), ("own=maasvlakte", "kies er een uit de lijst"), ("schiphol=1&schiphol=2", "hele duizenden") })
        {
            // The frame around it holds the address that was asked for, to come back to.
            var page = WebUtility.HtmlDecode((await cases.Officer.Read("/programme/waterbed?" + wrong)).Split("<section class=\"page\">")[1].Split("</main>")[0]);
            Assert.Equal((wrong, true), (wrong, page.Contains(said, StringComparison.Ordinal)));
            PageFigures.AreNumbers(page);
            Assert.Equal(Bands(WebUtility.HtmlDecode(usual)), Bands(page));
        }
    }

    [Fact]
    public async Task Seaports_that_replace_each_other_are_a_choice_with_its_own_assumption_and_no_proof()
    {
        var (plain, alike) = (WebUtility.HtmlDecode(await cases.Officer.Read("/programme/waterbed")), WebUtility.HtmlDecode(await cases.Officer.Read("/programme/waterbed?alike=on")));
        Assert.Contains("Bewezen: binnen elk budget", plain, StringComparison.Ordinal);
        Assert.Contains("dat er geen beter is, is niet bewezen", alike, StringComparison.Ordinal);
        Assert.Contains("hoe verschillend de zeehavens", alike, StringComparison.Ordinal);
        Assert.DoesNotContain("hoe verschillend de zeehavens", plain, StringComparison.Ordinal);
        Assert.NotEqual(Bands(plain), Bands(alike));
        Assert.Contains("assumption,unlikeness,0.3,0.6,1,assumed", await cases.Officer.Read("/programme/waterbed.csv?alike=on"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_holds_every_assumption_and_figure_and_refuses_what_cannot_be()
    {
        var file = await cases.Officer.Read("/programme/waterbed.csv?flowers=500");
        Assert.StartsWith("part,name,low,value,high,source\r\n", file, StringComparison.Ordinal);
        foreach (var line in new[] { "assumption,reaction,0.3,1,2,assumed\r\n", "budget,flowers,500,500,500,chosen\r\n", "budget,nzkg,1500,1500,1500,\"letter", "result,through/OneBudget,0.", "result,water-bed-share/rotterdam,0.", "result,extra-1000-less/flowers," })
            Assert.Contains(line, file, StringComparison.Ordinal);
        await CaseNode.Refused(await cases.Officer.Client.GetAsync("/programme/waterbed.csv?flowers=veel", TestContext.Current.CancellationToken), "whole thousands of euros");
    }

    static string[] Bands(string page) => [.. Band().Matches(page).Select(match => match.Value)];

    [GeneratedRegex("<td>aangenomen</td>")]
    private static partial Regex AssumedCells();

    [GeneratedRegex("-?[0-9,]+%? tot -?[0-9,]+%?, gerekend -?[0-9,]+")]
    private static partial Regex Band();
}
