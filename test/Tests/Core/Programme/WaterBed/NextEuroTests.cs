using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.WaterBed;
using Knooppunt.Programme;

namespace Knooppunt.Tests.Core.Programme.WaterBed;

public sealed class NextEuroTests
{
    static readonly Dictionary<string, int> Letter = LetterNode.All.ToDictionary(node => node.Code, node => node.Budgets[^1]);

    // What Rotterdam keeps out moves more where the other seaports take its place, and its own barriers are worth less.
    [Fact]
    public void Seaports_that_replace_each_other_make_the_water_bed_deeper()
    {
        int[] own = [.. ExampleBarrier.All.Index().Where(barrier => barrier.Item.Node == "rotterdam").Select(barrier => barrier.Index)];
        var (plain, alike) = (new WaterBedSpread(WaterBedExample.Model), new WaterBedSpread(WaterBedExample.Alike));
        Assert.True(alike.Moved(own).Value.Value > plain.Moved(own).Value.Value);
        Assert.True(alike.Through(own).Value > plain.Through(own).Value);
        Assert.Equal(plain.Through([]).Value, alike.Through([]).Value, 9);
        var answer = NextEuro.Of(Letter, LetterNode.All[0], null, 1_000, alike: true);
        Assert.Equal((true, false), (answer.Alike, answer.Proved));
        Assert.All(answer.Plans, plan => Assert.InRange(plan.Cost, 0, plan.Budget));
        Assert.True(NextEuro.Of(Letter, LetterNode.All[0], null, 1_000).Proved);
    }

    [Fact]
    public void Every_figure_of_the_example_is_assumed_listed_once_and_in_use()
    {
        var model = WaterBedExample.Model;
        Assert.All(WaterBedExample.Parameters, parameter => Assert.True(parameter.Figure.IsAssumed));
        Assert.Equal(WaterBedExample.Parameters.Count, WaterBedExample.Parameters.DistinctBy(parameter => parameter.Figure.Name).Count());
        foreach (var used in model.Routes.SelectMany(route => new[] { route.Pull, route.Pass }).Concat(model.Barriers.SelectMany(barrier => new[] { barrier.Hindrance, barrier.Catch })).Append(model.Reaction).Append(model.NotShipping))
            Assert.Equal(used, WaterBedExample.Find(used.Name)!.Figure);
        Assert.Equal(LetterNode.All.Select(node => node.Code), model.Routes.Select(route => route.Node).Distinct());
        Assert.All(model.Barriers, barrier => Assert.True(barrier.Routes.Count > 0 && barrier.Cost % 250 == 0));
        Assert.All(ExampleBarrier.All, barrier => Assert.Equal(barrier.Stands.Count, barrier.Stands.Count(stand => ExampleRoute.All.Any(route => route.Node == barrier.Node && (stand == route.Modus || stand == $"{route.Modus}/{route.Concealment}")))));
    }

    [Fact]
    public void Money_is_not_overspent_and_pooling_never_reckons_worse() => Gen.Select(Gen.Int[0, 20_000].Array[5], Gen.Int[0, 4], Gen.Int[1, 5_000]).Sample((money, own, extra) =>
    {
        var budgets = LetterNode.All.Index().ToDictionary(node => node.Item.Code, node => money[node.Index]);
        var answer = NextEuro.Of(budgets, LetterNode.All[own], null, extra);
        Assert.All(answer.Plans, plan => Assert.True(plan.Cost <= plan.Budget && Sound(plan.Through) && Sound(plan.Reduction)));
        Assert.All(answer.Plan(MoneyPlan.OwnNode).Built, barrier => Assert.Equal(LetterNode.All[own].Code, ExampleBarrier.All[barrier].Node));
        Assert.True(answer.Pooled.Value >= -1e-9 && Sound(answer.Pooled));
        Assert.True(answer.Plan(MoneyPlan.OneBudget).Through.Value <= answer.Plan(MoneyPlan.EachItsOwn).Through.Value + 1e-9);
        Assert.All(answer.More, more => Assert.True(more.Less.Value >= -1e-9 && Sound(more.Less)));
        Assert.True(!answer.Moved.Ok || Sound(answer.Moved.Value));
    }, iter: 5, threads: 1);

    [Fact]
    public void Without_money_nothing_is_built_and_with_all_of_it_everything()
    {
        var nothing = NextEuro.Of(Letter.ToDictionary(budget => budget.Key, _ => 0), LetterNode.All[0], 0, 1);
        Assert.All(nothing.Plans, plan => Assert.Empty(plan.Built));
        Assert.False(nothing.Moved.Ok);
        Assert.Empty(nothing.Swings);
        var everything = NextEuro.Of(Letter.ToDictionary(budget => budget.Key, _ => NextEuro.MostBudget), LetterNode.All[0], null, 1);
        Assert.Equal(ExampleBarrier.All.Count, everything.Plan(MoneyPlan.OneBudget).Built.Count);
        Assert.All(everything.More, more => Assert.Empty(more.Added));
    }

    [Fact]
    public void A_plan_has_a_place_only_when_its_band_is_apart()
    {
        var answer = NextEuro.Of(Letter, LetterNode.All[0], null, 1_000);
        foreach (var plan in answer.Plans)
            Assert.Equal(plan.Rank is null, answer.Plans.Any(other => !other.Built.SequenceEqual(plan.Built) && other.Reduction.Interval.Overlaps(plan.Reduction.Interval)));
        Assert.NotEmpty(answer.Swings);
        Assert.Equal(answer.Swings.OrderByDescending(swing => swing.Width), answer.Swings);
    }

    static bool Sound(Estimate estimate) => double.IsFinite(estimate.Interval.Low) && double.IsFinite(estimate.Interval.High) && estimate.Interval.Holds(estimate.Value);
}
