using System.Net;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Programme;

/// <summary>Which way is left, over HTTP.</summary>
public sealed class WaysPageTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Page_says_if_in_its_title_and_the_band_before_each_figure()
    {
        var page = WebUtility.HtmlDecode(await cases.Officer.Read("/programme/ways?budget=9000"));
        Assert.Contains("<title>Als deze aannames kloppen", page, StringComparison.Ordinal);
        foreach (var text in new[] { "procentpunt minder aantrekkelijk. Zoals gerekend is dat nu Haven van Rotterdam: erin zetten en eruit halen (rip-off), in losse tassen", "◀ de beste weg nu, zoals gerekend", "◀ de beste die overblijft, zoals gerekend", "Banden overlappen", "Wat eerst meten?", "aangenomen", "geen rangorde" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        // Each of the nineteen ways has two bands with their figure.
        Assert.True(page.Split("gerekend").Length - 1 >= 2 * 19);
        PageFigures.AreNumbers(page);
    }

    [Fact]
    public async Task One_node_alone_and_what_cannot_be_are_told()
    {
        Assert.Contains("Dit budget betaalt geen enkele barri", await cases.Officer.Read("/programme/ways?budget=100"), StringComparison.Ordinal);
        Assert.DoesNotContain("Haven van Rotterdam: ophalen alleen met de eigen identiteit<", await cases.Officer.Read("/programme/ways?budget=9000&node=zeeland"), StringComparison.Ordinal);
        Assert.Contains("Daar moet dan een ander bouwen", await cases.Officer.Read("/programme/ways?budget=9000&node=zeeland"), StringComparison.Ordinal);
        foreach (var (wrong, said) in new[] { ("budget=veel", "hele duizenden"), ("budget=-1", "hele duizenden"), ("budget=500001", "hele duizenden"), ("node=maasvlakte", "kies er een uit de lijst") })
            Assert.Contains(said, await cases.Officer.Read("/programme/ways?" + wrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_holds_each_way_with_its_range_and_refuses_what_cannot_be()
    {
        var file = await cases.Officer.Read("/programme/ways.csv?budget=9000");
        Assert.StartsWith("part,node,modus,concealment,low,value,high,source\r\n", file, StringComparison.Ordinal);
        foreach (var line in new[] { "\r\nbudget,,,,9000,9000,9000,chosen\r\n", "\r\nnow,rotterdam,rip-off,bags,0.", "\r\nleft,flowers,cargo,built-in,0.", "\r\nless,,,," })
            Assert.Contains(line, file, StringComparison.Ordinal);
        await CaseNode.Refused(await cases.Officer.Client.GetAsync("/programme/ways.csv?budget=veel", TestContext.Current.CancellationToken), "whole thousands of euros");
        await CaseNode.Refused(await cases.Officer.Client.GetAsync("/programme/ways.csv?budget=0", TestContext.Current.CancellationToken), "pays for no barrier");
    }
}
