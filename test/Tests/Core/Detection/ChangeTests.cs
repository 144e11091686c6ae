using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Rules changed, added and taken out in the middle of a stream.</summary>
public sealed class ChangeTests
{
    static readonly PlanOptions Options = new() { Lateness = TimeSpan.FromSeconds(3) };

    /// <summary>An own rule and correlation beside the random ones: what is done to these must not be felt by the others.</summary>
    const string Aside = """
        ---
        title: Aside
        id: aside
        logsource: {category: t}
        detection: {s: {LINE}, condition: s}
        ---
        title: Above
        id: above
        correlation: {type: event_count, rules: [aside], group-by: [GROUP], timespan: 4s, condition: {gte: 2}}
        """;

    static Gen<T> Pick<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    static readonly Gen<string> Beside = Gen.Select(Pick("", Aside), Pick("a: x", "n|gt: 2", "b|exists: true", "new|contains: y", "n: 2", "m|lt: 3, a: y"), Pick("k", "l", "a", "fresh"))
        .Select((text, line, group) => text.Replace("LINE", line, StringComparison.Ordinal).Replace("GROUP", group, StringComparison.Ordinal));

    [Fact]
    public void Others_match_as_if_nothing_had_changed() =>
        Gen.Select(RandomWork.Patterns, RandomWork.Events(4), Beside.Array[4], Gen.Int[1, 15]).Sample((patterns, events, besides, size) =>
        {
            var undisturbed = Matches(new DetectionState(Plan.Compile(Documents(patterns), Options)), events);
            var plan = Plan.Compile(Documents(patterns + besides[0]), Options);
            var state = new DetectionState(plan);
            var found = new List<string>();
            foreach (var (batch, i) in events.Chunk(size).Select((batch, i) => (batch, i)))
            {
                plan = plan.With(Documents(patterns + besides[i % besides.Length]));
                state = state.GoOver(plan);
                found.AddRange(Matches(state, batch).Where(match => !match.StartsWith("aside", StringComparison.Ordinal) && !match.StartsWith("above", StringComparison.Ordinal)));
            }

            Assert.Equal(undisturbed, found);
        }, iter: 200);

    /// <summary>With so many rules beside them that terms are found from what an event has.</summary>
    static readonly string Many = string.Concat(Enumerable.Range(0, 100).Select(i => $"---\ntitle: F{i}\nid: f{i}\nlogsource: {{category: t}}\ndetection: {{s: {{a: '{(i % 10 == 0 ? "x" : $"q{i}")}'}}, condition: s}}\n"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Changed_in_place_is_what_compiled_anew_and_restored_is(bool many) =>
        Gen.Select(RandomWork.Patterns.Array[3], RandomWork.Events(4), Beside.Array[4], Gen.Int[1, 15]).Sample((patterns, events, besides, size) =>
        {
            var plan = Plan.Compile(Documents(patterns[0] + (many ? Many : "")), Options);
            var (inPlace, anew) = (new DetectionState(plan), new DetectionState(plan));
            foreach (var (batch, i) in events.Chunk(size).Select((batch, i) => (batch, i)))
            {
                var documents = Documents(patterns[i / 2 % patterns.Length] + (many ? Many : "") + besides[i % besides.Length]);
                plan = plan.With(documents);
                inPlace = inPlace.GoOver(plan);
                anew = anew.GoOver(Plan.Compile(documents, Options));
                Assert.Equal(Matches(anew, batch), Matches(inPlace, batch));
            }
        }, iter: 200);

    [Fact]
    public void What_a_change_does_not_touch_goes_over_in_place()
    {
        var plan = Plan.Compile(Documents(RuleOn("a: x") + Aside.Replace("LINE", "a: y", StringComparison.Ordinal).Replace("GROUP", "k", StringComparison.Ordinal)), Options);
        var state = new DetectionState(plan);
        var correlation = Assert.Single(state.Correlations);
        var next = plan.With(Documents(RuleOn("b: z") + Aside.Replace("LINE", "a: y", StringComparison.Ordinal).Replace("GROUP", "k", StringComparison.Ordinal)));
        Assert.Same(state, state.GoOver(next));
        Assert.Same(correlation, Assert.Single(state.Correlations));
    }

    [Fact]
    public void Thousands_of_changes_leave_no_tests_behind()
    {
        var plan = Plan.Compile(Documents(RuleOn("a: x")), Options);
        var state = new DetectionState(plan);
        for (var change = 0; change < 3_000; change++)
        {
            plan = plan.With(Documents(RuleOn($"a: y{change}")));
            state = state.GoOver(plan);
        }

        Assert.InRange(plan.Slots.Sum(slot => slot.Tests.Count), 1, 2_100);
        Assert.Single(Detector.Step(state, [new Recorded(1, RandomWork.Event(RandomWork.Start, Fields.Of(("a", "y2999"))))]));
    }

    static string RuleOn(string line) => $"title: R\nid: r\nlogsource: {{category: t}}\ndetection: {{s: {{{line}}}, condition: s}}\n";

    static IReadOnlyList<PatternDocument> Documents(string text)
    {
        var file = PatternFile.Parse("p.yml", text);
        Assert.Empty(file.Complaints);
        return file.Documents;
    }

    static List<string> Matches(DetectionState state, Recorded[] events) => [.. Detector.Step(state, events).Select(PlainInterpreter.Describe)];
}
