using CsCheck;
using Knooppunt.FollowUp;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.FollowUp;

public sealed class CompetenceMapTests
{
    static readonly CompetenceRule Everywhere = Rule(null, null, "haven");

    [Theory]
    [InlineData("ect-delta/quay", "MO-02", "zeehavenpolitie")]
    [InlineData("ect-delta/quay", "MO-01", "ect")]
    [InlineData("ect-delta", "MO-02", "ect")]
    [InlineData("ect-delta-2", "MO-02", "douane")]
    [InlineData("rwg", "MO-02", "douane")]
    [InlineData("rwg", null, "haven")]
    [InlineData(null, null, "haven")]
    public void Narrowest_rule_counts_place_before_phenomenon(string? place, string? phenomenon, string body)
    {
        CompetenceMap map = new([Everywhere, Rule(null, "MO-02", "douane"), Rule("ect-delta", null, "ect"), Rule("ect-delta/quay", "MO-02", "zeehavenpolitie")], "partnership");
        Assert.Equal(body, map.Find(new(place, phenomenon, Regime.Avg)).Organisations[0]);
    }

    [Fact]
    public void Route_is_body_fallback_and_last_resort_none_twice_in_a_row()
    {
        CompetenceMap map = new([Rule("a", null, "x", "y"), Rule("b", null, "y", "y"), Rule("c", null, "last"), Rule("d", null, "last", "x")], "last");
        Assert.Equal(["x", "y", "last"], map.Find(new("a", null, Regime.Avg)).Organisations);
        Assert.Equal(["y", "last"], map.Find(new("b/1", null, Regime.Avg)).Organisations);
        Assert.Equal(["last"], map.Find(new("c", null, Regime.Avg)).Organisations);
        Assert.Equal(["last", "x", "last"], map.Find(new("d", null, Regime.Avg)).Organisations);
    }

    [Fact]
    public void Hole_falls_to_the_last_resort_and_is_named()
    {
        CompetenceMap map = new([Rule("a", "MO-01", "x")], "last");
        Assert.Equal(["last"], map.Find(new("b", "MO-01", Regime.Avg)).Organisations);
        Assert.Equal([new("a", "MO-02", Regime.Avg), new("b", "MO-01", Regime.Avg), new("b", "MO-02", Regime.Avg)], map.Holes(["a", "b"], ["MO-01", "MO-02"], [Regime.Avg]));
        Assert.Empty(new CompetenceMap([Everywhere], "last").Holes(["a", "b"], ["MO-01"], [Regime.Avg, Regime.Wpg8]));
    }

    [Fact]
    public void Two_bodies_for_the_very_same_overlap_and_the_oldest_counts()
    {
        CompetenceMap map = new([Rule("a", null, "x"), Rule("a", null, "y"), Rule("a", "MO-01", "z"), Rule("b", null, "x", "y"), Rule("b", null, "x")], "last");
        Assert.Equal(["x", "y"], Assert.Single(map.Overlaps).Select(rule => rule.Body));
        Assert.Equal("x", map.Find(new("a", null, Regime.Avg)).Organisations[0]);
        Assert.Equal(["x", "y"], map.Bodies(new("a", null, Regime.Avg)));
        Assert.Equal(["z"], map.Bodies(new("a", "MO-01", Regime.Avg)));
        Assert.Equal(["x"], map.Bodies(new("b", null, Regime.Avg)));
        Assert.Empty(map.Bodies(new("c", "MO-01", Regime.Avg)));
    }

    [Fact]
    public void Whatever_the_rules_every_question_has_a_route_that_ends_at_the_last_resort() =>
        Gen.Select(GenRule.Array[0, 8], GenPlace, Pick("MO-01", "MO-02", null), Gen.Enum<Regime>()).Sample((rules, place, phenomenon, regime) =>
        {
            var route = new CompetenceMap(rules, "last").Find(new(place, phenomenon, regime));
            Assert.Equal("last", route.Organisations[^1]);
            Assert.DoesNotContain(route.Organisations.Zip(route.Organisations.Skip(1)), pair => pair.First == pair.Second);
            Assert.True(route.Answer > TimeSpan.Zero && route.Act > TimeSpan.Zero);
        });

    static readonly Gen<string?> GenPlace = Pick("a", "a/b", "a/b/c", "ab", null);

    static readonly Gen<CompetenceRule> GenRule = Gen.Select(GenPlace, Pick("MO-01", null), Pick("x", "y", "last"), Pick("x", "z", null), (place, phenomenon, body, fallback) => Rule(place, phenomenon, body!, fallback));

    static Gen<string?> Pick(params string?[] of) => Gen.Int[0, of.Length - 1].Select(index => of[index]);

    static CompetenceRule Rule(string? place, string? phenomenon, string body) => Rule(place, phenomenon, body, null);

    static CompetenceRule Rule(string? place, string? phenomenon, string body, string? fallback) =>
        new() { Place = place, Phenomenon = phenomenon, Body = body, Fallback = fallback, Answer = TimeSpan.FromMinutes(30), Act = TimeSpan.FromHours(12) };
}
