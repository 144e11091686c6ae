using CsCheck;
using Knooppunt.Advice;
using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Tests.Core.Advice;

/// <summary>Advice out of the shipped scripts.</summary>
public sealed class AdviserTests
{
    static readonly IReadOnlyList<CrimeScript> Shipped =
    [
        .. Directory.GetFiles(Path.Combine(SharedData.Repository, "scripts"), "mo-*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => ScriptsInStix.Read(StixReader.Read(File.ReadAllBytes(file), file).Value.Objects, file)).Select(read => read.Value),
    ];

    [Fact]
    public void Every_step_and_barrier_of_the_questionnaire_is_in_the_scripts_and_belongs_together()
    {
        var steps = Shipped.SelectMany(script => script.Steps.Select(step => (Name: Adviser.Name(script, step), step.Barriers))).ToDictionary(step => step.Name, step => step.Barriers, StringComparer.Ordinal);
        var wrong = ActivityTable.All.SelectMany(activity => activity.Steps.Where(step => !steps.ContainsKey(step)).Select(step => $"{activity.Code}: no step {step}")
            .Concat(activity.Barriers.Where(barrier => !activity.Steps.Any(step => steps.GetValueOrDefault(step)?.Contains(barrier) == true)).Select(barrier => $"{activity.Code}: {barrier} stands against none of its steps")));
        Assert.Equal([], wrong);
        Assert.Equal(ActivityTable.All.Count, ActivityTable.All.Select(activity => activity.Code).Distinct().Count());
        Assert.Equal([], steps.Where(step => step.Value.Count > 0 && !ActivityTable.All.Any(activity => activity.Steps.Contains(step.Key))).Select(step => step.Key).Except(["MO-05/avoid-scan", "MO-07/drop-off"]));
    }

    [Fact]
    public void Haulier_is_told_to_join_the_trust_chain_first_and_why()
    {
        Activity[] does = [ActivityTable.Find("drive")!];
        var advised = Adviser.Work(does, [], Shipped);
        Assert.Equal(["MO-03", "MO-02", "MO-10"], advised.Touching.Select(one => one.Script.Code));
        Assert.Equal([("secure-chain", 2), ("know-your-principal", 1)], advised.First.Select(one => (one.Barrier.Code, one.Bare)));
        Assert.Equal(["MO-02/trojan"], advised.Open);
        var paper = AdvicePaper.Write(advised, does, "Snelweg BV", english: false, tag => [new ScriptSource(tag, $"https://example.org/{tag}", null)]);
        Assert.Equal("Dit staat tegen 2 stappen waartegen u nog niets hebt.", paper.First[0].Why);
        Assert.Equal(["Een tijdvak boeken (MO-03)", "Ophalen (MO-03)"], paper.First[0].Against);
        Assert.Contains(paper.Sources, source => source.Tag == "S91");
        var later = Adviser.Work(does, ["secure-chain"], Shipped);
        Assert.Equal(["know-your-principal"], later.First.Select(one => one.Barrier.Code));
        Assert.Equal(["secure-chain"], later.Standing.Select(barrier => barrier.Code));
    }

    [Fact]
    public void What_the_receiver_may_not_read_is_not_in_the_advice()
    {
        var advised = Adviser.Work([ActivityTable.Find("drive")!], [], [.. Shipped.Where(script => script.Code != "MO-03")]);
        Assert.DoesNotContain(advised.Touching, one => one.Script.Code == "MO-03");
        Assert.DoesNotContain(advised.First, one => one.Barrier.Code == "secure-chain");
    }

    [Fact]
    public void Each_choice_adds_most_and_together_they_cover_what_can_be_covered() =>
        Gen.Select(Gen.Shuffle(ActivityTable.All.ToArray(), 1, 8), Gen.Shuffle(Shipped.SelectMany(script => script.Barriers.Select(barrier => barrier.Code)).Distinct().ToArray(), 0, 12)).Sample((activities, standing) =>
        {
            var advised = Adviser.Work(activities, standing, Shipped);
            var steps = advised.Touching.SelectMany(one => one.Steps.Select(step => (Name: Adviser.Name(one.Script, step), step.Barriers))).ToArray();
            var bare = steps.Where(step => !step.Barriers.Intersect(standing).Any()).Select(step => step.Name).ToHashSet();
            var own = activities.SelectMany(activity => activity.Barriers).Except(standing).ToHashSet();
            foreach (var one in advised.First)
            {
                var most = own.Max(code => steps.Count(step => bare.Contains(step.Name) && step.Barriers.Contains(code)));
                Assert.Equal(most, one.Bare);
                Assert.True(own.Remove(one.Barrier.Code));
                bare.ExceptWith(one.Against);
            }

            Assert.Equal(0, own.Select(code => steps.Count(step => bare.Contains(step.Name) && step.Barriers.Contains(code))).DefaultIfEmpty(0).Max());
            Assert.Equal(bare, advised.Open.ToHashSet());
            Assert.Equal(0, advised.Also.Sum(one => one.Bare));
        }, iter: 200);
}
