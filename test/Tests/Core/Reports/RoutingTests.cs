using CsCheck;
using Knooppunt.Reports;

namespace Knooppunt.Tests.Core.Reports;

public sealed class RoutingTests
{
    static readonly Desks Node = new("douane", "zhp", "haven", place => place == "ect-delta" ? "ect" : null);

    static Gen<T> Pick<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    [Theory]
    [InlineData(ReportKind.Seen, ReportWhere.Site, "ect-delta", "roster", "ect")]
    [InlineData(ReportKind.Seen, ReportWhere.Site, "ect-delta", "fence", "douane")]
    [InlineData(ReportKind.Seen, ReportWhere.Site, null, "roster", "haven")]
    [InlineData(ReportKind.Seen, ReportWhere.Road, null, "vehicle", "zhp")]
    [InlineData(ReportKind.Seen, ReportWhere.Online, null, "questions", "haven")]
    [InlineData(ReportKind.Approached, ReportWhere.Site, "ect-delta", "money", "haven")]
    [InlineData(ReportKind.Internal, ReportWhere.Site, "ect-delta", "roster", "rwg")]
    public void Goes_to_whom_the_published_rules_name(ReportKind kind, ReportWhere where, string? place, string indicator, string owner) =>
        Assert.Equal(owner, Node.OwnerFor(new() { Kind = kind, Where = where, Place = place, Indicators = [indicator], Employer = "rwg" }));

    [Fact]
    public void Goes_to_the_centre_where_a_desk_is_missing() =>
        Assert.Equal("haven", (Node with { Customs = null, Police = null }).OwnerFor(new() { Where = ReportWhere.Road }));

    [Fact]
    public void Who_was_approached_is_heard_by_the_confidential_adviser_and_nobody_else_where_there_is_one()
    {
        var node = Node with { Adviser = "vp" };
        Assert.Equal("vp", node.OwnerFor(new() { Kind = ReportKind.Approached, Where = ReportWhere.Site, Place = "ect-delta", Indicators = ["roster"] }));
        Assert.Equal("haven", node.OwnerFor(new() { Kind = ReportKind.Approached, Without = ["vp"] }));
        Assert.Equal("ect", node.OwnerFor(new() { Kind = ReportKind.Seen, Where = ReportWhere.Site, Place = "ect-delta", Indicators = ["roster"] }));
    }

    [Fact]
    public void Nobody_whom_the_reporter_leaves_out_ever_gets_it() => Gen.Select(Gen.Enum<ReportKind>(), Gen.Enum<ReportWhere>(), Pick<string?>("ect-delta", "x", null), Pick("roster", "fence"), Pick("ect", "douane", "zhp", "haven").Array[0, 4])
        .Sample((kind, where, place, indicator, without) =>
        {
            var owner = Node.OwnerFor(new() { Kind = kind, Where = where, Place = place, Indicators = [indicator], Without = without, Employer = "ect" });
            Assert.DoesNotContain(owner, without);
            Assert.True(owner is not null || without.Distinct().Count() >= 3);
        });

    [Fact]
    public void Every_question_is_reached_and_left_again()
    {
        foreach (var kind in Enum.GetValues<ReportKind>())
        {
            var answers = new ReportAnswers { Kind = kind };
            List<ReportStep> way = [ReportStep.Kind];
            while (way[^1] != ReportStep.Check)
                way.Add(ReportSteps.Next(answers, way[^1]));
            Assert.Equal(ReportSteps.Of(answers), way);
            Assert.All(way.Skip(1).Index(), step => Assert.Equal(way[step.Index], ReportSteps.Previous(answers, step.Item)));
        }
    }

    [Fact]
    public void Every_text_is_there_in_every_language()
    {
        var texts = IndicatorList.All.Select(indicator => indicator.Text).Concat(RoutingRules.All.Select(rule => rule.When)).Concat(Enum.GetValues<IndicatorGroup>().Select(IndicatorList.TitleOf)).ToArray();
        Assert.All(texts, text => Assert.All(text.All, said => Assert.False(string.IsNullOrWhiteSpace(said))));
        Assert.Equal(IndicatorList.All.Count, IndicatorList.All.Select(indicator => indicator.Code).Distinct().Count());
        Assert.All(IndicatorList.For(ReportKind.Approached), indicator => Assert.NotNull(IndicatorList.Find(indicator.Code)));
    }
}
