using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>So many groups come and go that they are let go of and their places used again; and rows are more than one batch.</summary>
public sealed class ManyGroupsTests
{
    const int Rows = 14_000, Groups = 9_000, SecondsAtMost = 60;

    const string Patterns = """
        title: A
        name: a
        logsource: {category: t}
        detection: {s: {k: a}, condition: s}
        ---
        title: B
        name: b
        logsource: {category: t}
        detection: {s: {k: b}, t: {v: 3}, condition: s or t}
        ---
        title: Single
        logsource: {category: t}
        detection: {s: {k: [b, c], v: 1}, condition: s}
        ---
        title: Count
        id: count
        correlation: {type: event_count, rules: [a], group-by: [g], timespan: 60s, condition: {gte: 2}, generate: true}
        ---
        title: Values
        correlation: {type: value_count, rules: [a, b], group-by: [g], timespan: 60s, condition: {gte: 2, field: v}}
        ---
        title: Order
        correlation: {type: temporal_ordered, rules: [a, b], group-by: [g], timespan: 60s}
        ---
        title: Absent
        correlation: {type: temporal, rules: [a, b], group-by: [g], timespan: 60s, condition: b and not a}
        """;

    [Fact]
    public void Columns_find_what_single_observations_find_and_an_obvious_count_agrees() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        var events = Events(new Random(seed));
        var plan = Plan.Compile(PatternFile.Parse("p.yml", Patterns).Documents, new PlanOptions { Lateness = TimeSpan.FromSeconds(2) });
        Assert.Empty(plan.Complaints);
        var (one, other) = (new DetectionState(plan), new DetectionState(plan));
        var expected = events.Chunk(4_000).SelectMany(chunk => Detector.Step(one, chunk).Select(PlainInterpreter.Describe).ToList()).ToList();
        var input = new ColumnInput(other);
        var found = events.Chunk(4_000).SelectMany(chunk => input.Take(Block(chunk)).Select(PlainInterpreter.Describe).ToList()).ToList();
        Assert.Equal(expected, found);
        Assert.Equal((one.Evaluated, one.Late), (other.Evaluated, other.Late));
        Assert.True(one.Late > 0);
        Assert.Equal(Counted(events), found.Count(line => line.StartsWith("count ", StringComparison.Ordinal)));
    }, iter: 4, threads: 1);

    static Recorded[] Events(Random luck)
    {
        var events = new Recorded[Rows];
        var time = RandomWork.Start;
        for (var i = 0; i < Rows; i++)
        {
            time += TimeSpan.FromMilliseconds(luck.Next(100));
            var late = luck.Next(50) == 0 ? TimeSpan.FromSeconds(luck.Next(6)) : TimeSpan.Zero;
            events[i] = new Recorded(i + 1, RandomWork.Event(time - late, Fields.Of(("k", "abc"[luck.Next(3)].ToString()), ("v", luck.Next(6)), ("g", $"group {(int)(Groups * Math.Pow(luck.NextDouble(), 2))}"))));
        }

        return events;
    }

    /// <summary>How often an event of the first rule has another of its group in the minute up to it, those left out that came too late.</summary>
    static int Counted(Recorded[] events)
    {
        var (watermark, count) = (DateTimeOffset.MinValue, 0);
        var seen = new Dictionary<string, List<DateTimeOffset>>();
        foreach (var (time, data) in events.Select(one => (one.Observation.Time, one.Observation.Data)))
        {
            if (time < watermark)
                continue;
            watermark = time.AddSeconds(-2) > watermark ? time.AddSeconds(-2) : watermark;
            if (data["k"].Text != "a")
                continue;
            if (!seen.TryGetValue(data["g"].Text!, out var times))
                seen[data["g"].Text!] = times = [];
            times.Add(time);
            count += times.Count(other => other >= time.AddSeconds(-SecondsAtMost) && other <= time) >= 2 ? 1 : 0;
        }

        return count;
    }

    static ColumnBlock Block(Recorded[] events) => new()
    {
        Times = [.. events.Select(one => one.Observation.Time.UtcTicks)],
        FirstOffset = events[0].Offset,
        Columns = [.. new[] { "k", "v", "g" }.Select(name =>
        {
            var places = new Dictionary<FieldValue, int>();
            var ids = events.Select(one => places.TryGetValue(one.Observation.Data[name], out var known) ? known : places[one.Observation.Data[name]] = places.Count).ToArray();
            return new Column(name, ColumnValues.Of(places.OrderBy(place => place.Value).Select(place => place.Key)), ids);
        })],
    };
}
