using System.Buffers;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>What was derived from several observations is under the marks of them all, and so is the signal that rests on it.</summary>
public sealed class MarksTests
{
    const string Meet = """
        title: Meet
        derived: {kind: encounter, distance: 100, duration: 5m}
        ---
        title: T
        logsource: {product: knooppunt, service: encounter}
        detection: {s: {other_vessel: '*'}, condition: s}
        """;

    static readonly Handling Open = new("port", Regime.None, Purpose.TrafficSafety, Tlp.Green, Pap.Clear, new("ships", 365));
    static readonly Handling Closed = new("port", Regime.Avg, Purpose.SiteSecurity, Tlp.Red, Pap.Amber, new("camera", 7));

    [Fact]
    public void Encounter_stands_under_the_marks_of_both_vessels_also_after_a_restart()
    {
        // The source of the first vessel is the stricter one, and the second vessel's position completes the meeting.
        var events = Enumerable.Range(0, 12).Select(i => Position(i, i % 2 == 0 ? "1" : "2", i % 2 == 0 ? Closed : Open)).ToArray();
        var plan = Plan.Compile(PatternFile.Parse("p.yml", Meet).Documents);
        var state = new DetectionState(plan);
        Assert.Empty(Detector.Step(state, events.AsSpan(0, 6)));
        var bytes = new ArrayBufferWriter<byte>();
        state.Write(bytes);
        var restarted = DetectionState.Read(bytes.WrittenSpan, plan).Value;
        foreach (var running in new[] { state, restarted })
        {
            var finding = Findings.Of(Assert.Single(Detector.Step(running, events.AsSpan(6))), offset => events[offset].Observation, running)!;
            var evidence = Assert.Single(finding.Evidence);
            Assert.Equal(Open, evidence.Observation.Handling);
            Assert.Equal([Open, Closed], evidence.Handlings);
            var told = Assert.Single(new StoryBook("port").Take(finding).Story.Evidence);
            Assert.Equal([Open, Closed], told.Handlings);
            // What was worked out stays with the evidence, as strict as all of it: only so can anybody say which line of the rule held, and for which value.
            var derived = Assert.Single(told.Derived!);
            Assert.Equal(("encounter", Tlp.Red), (derived.Type.Name, derived.Handling!.Tlp));
            Assert.Equal(derived.Data["other_vessel"].ToString(), Explanation.Explain(plan, finding.PatternId, derived)[^1].Observed);
            Assert.Empty(Explanation.Explain(plan, finding.PatternId, told.Observation));
        }
    }

    [Fact]
    public void Correlation_keeps_what_was_derived_at_each_of_its_events_also_after_a_restart()
    {
        const string Then = Meet + """

            ---
            title: Out
            name: out
            logsource: {product: knooppunt, service: container_gate}
            detection: {s: {direction: out}, condition: s}
            ---
            title: Met, then out
            correlation: {type: temporal_ordered, rules: [met, out], timespan: 1h, generate: true}
            """;
        var met = Then.Replace("title: T\n", "title: T\nname: met\n", StringComparison.Ordinal);
        var events = Enumerable.Range(0, 12).Select(i => Position(i, i % 2 == 0 ? "1" : "2", i % 2 == 0 ? Closed : Open)).ToArray();
        var left = new Recorded(12, events[11].Observation with { Id = "out", Type = new(Family.Goods, "container_gate"), Data = Fields.Of(("direction", "out")) });
        var plan = Plan.Compile(PatternFile.Parse("p.yml", met).Documents);
        var state = new DetectionState(plan);
        var meeting = Assert.Single(Detector.Step(state, events));
        var derived = Assert.Single(Findings.Of(meeting, offset => events[offset].Observation, state)!.Evidence).Derived!;
        var bytes = new ArrayBufferWriter<byte>();
        state.Write(bytes);
        foreach (var running in new[] { DetectionState.Read(bytes.WrittenSpan, plan).Value, state })
        {
            var finding = Findings.Of(Assert.Single(Detector.Step(running, [left]), match => match.Title == "Met, then out"), offset => offset == 12 ? left.Observation : events[offset].Observation, running)!;
            Assert.Equal([meeting.Offset, 12], finding.Evidence.Select(one => one.Offset));
            Assert.Equal(derived, finding.Evidence[0].Derived);
            Assert.Null(finding.Evidence[1].Derived);
        }
    }

    [Fact]
    public void Vessels_under_the_same_marks_add_none()
    {
        var events = Enumerable.Range(0, 12).Select(i => Position(i, i % 2 == 0 ? "1" : "2", Open)).ToArray();
        var state = new DetectionState(Plan.Compile(PatternFile.Parse("p.yml", Meet).Documents));
        var finding = Findings.Of(Assert.Single(Detector.Step(state, events)), offset => events[offset].Observation, state)!;
        Assert.Null(Assert.Single(finding.Evidence).Marks);

        // A second pattern about the same meeting adds nothing; one about something else worked out there does.
        var book = new StoryBook("port");
        book.Take(finding);
        Assert.Single(Assert.Single(book.Take(finding with { PatternId = "other" }).Story.Evidence).Derived!);
        var more = finding.Evidence[0].Derived![0] with { Id = "more" };
        Assert.Equal(2, Assert.Single(book.Take(finding with { PatternId = "third", Evidence = [finding.Evidence[0] with { Derived = [more] }] }).Story.Evidence).Derived!.Count);
    }

    [Fact]
    public void Story_that_has_the_observation_already_takes_the_marks_of_the_next_pattern()
    {
        var book = new StoryBook("port");
        book.Take(Found("a", null));
        Assert.Equal([Open, Closed], Assert.Single(book.Take(Found("b", [Closed])).Story.Evidence).Handlings);
    }

    [Fact]
    public void Strictest_is_each_mark_by_itself_and_the_shortest_term()
    {
        var marks = Marks.None.With(Open).With(Closed).With(Open);
        Assert.Equal([Open, Closed], marks.All);
        Assert.Equal(new Handling("port", Regime.Avg, Purpose.TrafficSafety, Tlp.Red, Pap.Amber, Closed.Retention), marks.Strictest(Open));
    }

    [Fact]
    public void What_is_forgotten_is_as_strict_as_all_that_was_forgotten()
    {
        var made = new MadeOf();
        made.Add(0, Marks.None.With(Closed));
        for (var offset = 1L; offset <= 1 << 16; offset++)
            made.Add(offset, Marks.None.With(Open));
        Assert.Equal([Closed], made.At(0).All);
        Assert.Equal([Open], made.At(1).All);
        Assert.Empty(made.At(1 << 17).All);
    }

    static Finding Found(string pattern, Handling[]? marks) => new()
    {
        PatternId = pattern,
        PatternTitle = pattern,
        Level = Severity.Low,
        Subject = new("vessel", "1"),
        Time = RandomWork.Start,
        Offset = 0,
        Evidence = [new(0, Position(0, "1", Open).Observation) { Marks = marks }],
        StoryGap = TimeSpan.FromHours(1),
    };

    static Recorded Position(int offset, string vessel, Handling handling) => new(offset, new Observation
    {
        Id = $"{offset}",
        Source = "ais",
        Type = new(Family.Presence, "vessel_position"),
        Time = RandomWork.Start.AddSeconds(offset * 30),
        Subject = new Subject("vessel", vessel),
        Data = Fields.Of(("vessel", vessel), ("lat", 52 + (offset % 2 * .0005)), ("lon", 4)),
        Handling = handling,
    });
}
