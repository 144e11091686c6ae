using Knooppunt.Detection.Backtest;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Signals;
using Knooppunt.Tests.Core.Simulation;
using Knooppunt.Tests.Node.Journal;

namespace Knooppunt.Tests.Node.Detection;

public sealed class BacktestTests(LiveDay live) : IClassFixture<LiveDay>
{
    static readonly DateOnly First = Simulated.Monday, Second = Simulated.Monday.AddDays(1);

    [Fact]
    public async Task Pattern_in_force_finds_in_history_what_it_found_live()
    {
        await AssertSameAsLive();
        live.Seal();
        await AssertSameAsLive();
    }

    [Fact]
    public async Task Part_of_the_time_gives_the_matches_that_fall_in_it_with_what_led_to_them()
    {
        foreach (var file in new[] { "gate/two-entries-without-exit.yml", "water/drifting-vessel.yml", "terminal/second-collector.yml" })
        {
            var whole = await live.Backtest(file, First, Second.AddDays(1));
            var (one, other) = (await live.Backtest(file, First, First), await live.Backtest(file, Second, Second.AddDays(1)));
            Assert.True(whole.Hits > 0, file);
            Assert.Equal(whole.First.Select(hit => hit.Finding.Offset), one.First.Concat(other.First).Select(hit => hit.Finding.Offset));
            Assert.Equal(whole.Days, one.Days.Concat(other.Days));
        }
    }

    [Fact]
    public async Task What_people_assessed_and_what_is_in_force_is_held_against_it()
    {
        const string File = "terminal/second-collector.yml";
        var request = LiveDay.Request(File, First, Second.AddDays(1)) with { Overlap = true };
        var stories = live.Stories.Select(story => (Story: story, Own: story.Patterns.Any(part => part.PatternId == request.PatternId))).ToList();
        var assessed = stories.Select(pair => new AssessedSignal(pair.Story.Id, pair.Story.Subject, pair.Story.First, pair.Story.Last, TimeSpan.FromHours(1), [.. pair.Story.Evidence.Select(item => item.Offset)], pair.Own)).ToList();
        var result = await live.Backtest(request, assessed);
        Assert.Equal(stories.Count(pair => pair.Own), result.Assessed.ConfirmedRaised);
        Assert.Equal(0, result.Assessed.ConfirmedMissed);
        Assert.True(result.Assessed.DismissedMissed > 5);
        Assert.Equal(stories.Count, result.Assessed.All);
        var own = Assert.Single(result.Overlaps!, overlap => overlap.PatternId == request.PatternId);
        Assert.Equal((result.Hits, result.Hits), (own.SameObservation, own.SameStory));
    }

    [Fact]
    public async Task What_a_person_may_not_have_compared_is_left_out_and_said()
    {
        var clerk = await live.Backtest("terminal/second-collector.yml", First, Second.AddDays(1), viewers: [new(LiveDay.Journal, Role.Inspector)]);
        Assert.Equal((0, 0), (clerk.Hits, clerk.Read));
        Assert.True(clerk.Coverage.Single().Withheld.Sum(withheld => withheld.Rows) > 1000);
        Assert.Contains(clerk.Coverage.Single().Withheld, withheld => withheld.Article == "AVG art. 5 lid 1 b en c");
    }

    [Fact]
    public async Task Days_past_their_term_are_said_and_patterns_about_staff_are_refused()
    {
        using var fixture = new JournalFixture();
        using var room = fixture.Open();
        var first = DateOnly.FromDateTime(fixture.Clock.Now.UtcDateTime);
        foreach (var _ in Enumerable.Range(0, 40))
        {
            await JournalFixture.Append(room, new Incoming(fixture.Observation($"g{fixture.Clock.Now:O}")), new Incoming(fixture.Observation($"p{fixture.Clock.Now:O}", "ect/plates") with { Type = new ObservationType(Family.Presence, "plate_read") }));
            fixture.Clock.Now += TimeSpan.FromDays(1);
            await room.Maintain(fixture.Clock.Now);
        }

        foreach (var (service, days) in new[] { ("plate_read", 28), ("container_gate", 40) })
        {
            var request = LiveDay.Request("terminal/second-collector.yml", first, first.AddDays(364)) with { Documents = PatternFile.Parse("p.yml", $"title: T\nlogsource: {{product: knooppunt, service: {service}}}\ndetection: {{s: {{direction: in}}, condition: s}}\n").Documents };
            using var history = room.History(JournalFixture.Organisation);
            var (result, _) = await new Backtester(new Judges()).Run(request, [history], _ => Task.FromResult<IReadOnlyList<AssessedSignal>>([]), (_, _) => { }, default);
            Assert.Equal((service, days, 365, days), (service, result.Covered.Count, result.Asked, result.Hits));
        }

        var complaints = new List<Complaint>();
        Assert.Null(TriedPattern.Read("staff.yml", File.ReadAllText(Path.Combine(SharedData.Repository, "patterns", "passes", "off-roster-presence.yml")), new HashSet<string>(), complaints));
        Assert.Contains(complaints, complaint => complaint.Sentence.Contains("works council", StringComparison.Ordinal));
        complaints.Clear();
        Assert.NotNull(TriedPattern.Read("other.yml", "title: Of another port\nlogsource: {product: knooppunt, service: gate_visit}\ndetection: {s: {direction: in}, condition: s}\n", new HashSet<string>(), complaints));
        Assert.Empty(complaints);
    }

    [Fact]
    public void Everybody_gets_the_own_journals_and_the_partnership_s_and_only_who_may_compare()
    {
        using var fixture = new JournalFixture();
        fixture.Settings = fixture.Settings with { Organisations = ["ect", "rwg", "partnership"], Partnership = "partnership" };
        using var room = fixture.Open();
        string[] Journals(params Viewer[] viewers) => [.. BacktestRights.Of(viewers, room).Select(lawful => lawful.Journal)];
        Assert.Equal(["rwg", "partnership"], Journals(new Viewer("rwg", Role.Analyst)));
        Assert.Equal(["ect"], Journals(new Viewer("ect", Role.Inspector), new Viewer("ect", Role.PrivacyOfficer)).Except(["partnership"]));
        Assert.Equal([], Journals(new Viewer("ect", Role.GateClerk), new Viewer("ect", Role.Administrator), new Viewer("rwg", Role.Inspector)));
    }

    /// <summary>Every shipped pattern that spoke in a signal, and three that did not.</summary>
    async Task AssertSameAsLive()
    {
        var files = PatternFolder.Read(Path.Combine(SharedData.Repository, "patterns")).Patterns.Where(pattern => pattern.Speaks && pattern.Off is null).ToList();
        var spoke = files.Where(pattern => Parts(pattern.Document).Any()).ToList();
        Assert.True(spoke.Count >= 10, $"Only {spoke.Count} patterns spoke.");
        foreach (var pattern in spoke.Concat(files.Except(spoke).Take(3)))
        {
            var result = await live.Backtest(pattern.File, First.AddDays(-1), Second.AddDays(2));
            var told = Parts(pattern.Document).ToList();
            Assert.Equal((pattern.File, told.Sum(story => story.Part.Matches)), (pattern.File, result.Hits));
            foreach (var hit in result.First)
            {
                var story = told.Single(story => story.Story.Subject == hit.Finding.Subject && hit.Finding.Time >= story.Story.First && hit.Finding.Time <= story.Story.Last).Story;
                foreach (var item in hit.Finding.Evidence.Where(_ => story.Evidence.Count < Story.MostEvidence))
                    Assert.Contains(item, story.Evidence);
            }
        }
    }

    IEnumerable<(Story Story, PatternPart Part)> Parts(PatternDocument pattern) =>
        from story in live.Stories from part in story.Patterns where part.PatternId == pattern.Id select (story, part);
}
