using Knooppunt.Detection;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Tests.Core.Detection;
using Microsoft.AspNetCore.Http;

namespace Knooppunt.Tests.Node.Signals;

public sealed class ClueWordsTests
{
    [Theory]
    [InlineData("f: x", "=")]
    [InlineData("f|exists: true", "ingevuld:")]
    [InlineData("g|exists: false", "niet ingevuld")]
    [InlineData("g: null", "leeg")]
    [InlineData("f|contains: x", "lijkt op *x*:")]
    [InlineData("f|re: x", "past op x:")]
    [InlineData("ip|cidr: 10.0.0.0/8", "ligt in 10.0.0.0/8:")]
    [InlineData("f|neq: y", "is niet y:")]
    [InlineData("n|gte: 2", ">= 2:")]
    [InlineData("t|hour|lt: 4", "uur < 4:")]
    [InlineData("n|fieldref|gt: m", "> m (1):")]
    [InlineData("f|fieldref|startswith: x", "lijkt op x (x):")]
    public void A_line_that_was_met_is_said_in_words(string line, string said)
    {
        var file = PatternFile.Parse("p.yml", $"title: T\nlogsource: {{category: t}}\ndetection:\n  s:\n    {line}\n  condition: s\n");
        Assert.Empty(file.Complaints);
        var data = new Fields.Builder().Set("f", "x").Set("x", "x").Set("ip", "10.1.2.3").Set("n", 2).Set("m", 1).Set("t", "2026-03-01T03:00:00Z").Build();
        var clue = Assert.Single(Explanation.Explain(Plan.Compile(file.Documents), file.Documents[0].Id, RandomWork.Event(RandomWork.Start, data)));
        Assert.Equal(said, ClueWords.Of(clue, new Language(new HttpContextAccessor())));
    }
}
