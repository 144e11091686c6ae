using System.Text;
using Knooppunt.Chance;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Rows taken together find what they find one by one, also when values get other numbers between two parts of them.</summary>
public sealed class NumberedAnewTests
{
    const string Patterns = """
        title: x
        id: x
        logsource: {category: t}
        detection: {s: {a: x}, condition: s}
        ---
        title: y
        id: y
        logsource: {category: t}
        detection: {s: {a: y}, condition: s}
        ---
        title: often
        id: often
        correlation: {type: event_count, rules: [x], group-by: [k], timespan: 20s, condition: {gte: 2}, generate: true}
        ---
        title: many
        id: many
        correlation: {type: value_count, rules: [x, y], group-by: [k, a], timespan: 30s, condition: {field: v, gte: 2}, generate: true}
        ---
        title: gone
        id: gone
        correlation: {type: temporal_ordered, rules: [x, y], group-by: [k], timespan: 10s, condition: x and not y}
        ---
        title: both
        id: both
        correlation: {type: temporal, rules: [often, y], group-by: [k], timespan: 30s}
        """;

    [Fact]
    public void Two_blocks_taken_in_turns_find_what_their_rows_find_one_by_one()
    {
        const int Part = 500, Rows = 70_000;
        var plan = Plan.Compile(PatternFile.Parse("p.yml", Patterns).Documents, new PlanOptions { Lateness = TimeSpan.FromSeconds(4), MaxValues = 300 });
        Assert.Empty(plan.Complaints);
        var events = Events(Rows);
        var state = new DetectionState(plan);
        var (input, before) = (new ColumnInput(state), state.Values);
        Recorded[][] halves = [.. Enumerable.Range(0, 2).Select(half => events.Where((_, at) => at / Part % 2 == half).ToArray())];
        OpenBlock[] open = [.. halves.Select(half => input.Open(Block(half)))];
        var found = new List<string>();
        for (var part = 0; part < Rows / Part; part++)
            found.AddRange(input.Take(open[part % 2], part / 2 * Part, (part / 2 + 1) * Part).Select(PlainInterpreter.Describe));
        Assert.NotSame(before, state.Values);
        Assert.Equal(Detector.Step(new DetectionState(plan), events).Select(PlainInterpreter.Describe), found);
        Assert.All(new[] { "x ", "many ", "gone ", "both " }, rule => Assert.Contains(found, line => line.StartsWith(rule, StringComparison.Ordinal)));
    }

    [Fact]
    public void Lines_with_a_watermark_of_their_own_between_them_find_what_they_find_one_by_one()
    {
        var plan = Plan.Compile(PatternFile.Parse("p.yml", Patterns).Documents, new PlanOptions { MaxValues = 60 });
        var (state, one, events) = (new DetectionState(plan), new DetectionState(plan), Events(6_000));
        var (input, before) = (new PlainInput(state, "time", "lines"), state.Values);
        foreach (var part in events.Chunk(1_300))
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(part.Select(recorded => $"{{\"time\":\"{recorded.Observation.Time:O}\",{string.Join(',', recorded.Observation.Data.Select(field => $"\"{field.Key}\":\"{field.Value}\""))}}}\n")));
            var watermark = part[^1].Observation.Time.AddSeconds(-3);
            List<string> found = [.. input.Take([.. bytes, .. new byte[64]], 0, bytes.Length).Select(PlainInterpreter.Describe), .. Detector.Tick(state, watermark).Select(PlainInterpreter.Describe)];
            Assert.NotEmpty(found);
            Assert.Equal(Detector.Step(one, part, watermark).Select(PlainInterpreter.Describe), found);
        }

        Assert.NotSame(before, state.Values);
        Assert.Equal((one.Evaluated, one.Late), (state.Evaluated, state.Late));
        Assert.True(one.Late > 0);
    }

    /// <summary>Some groups at a time, in which the next ones come in the place of earlier ones; one in ten comes late, some of them too late.</summary>
    static Recorded[] Events(int count)
    {
        var luck = new Luck(11);
        return [.. Enumerable.Range(0, count).Select(i => new Recorded(i + 1, RandomWork.Event(
            RandomWork.Start.AddMilliseconds(100 * i - (luck.Chance(.1) ? luck.Below(6000) : 0)),
            new Fields.Builder().Set("k", $"group {i / 200 + luck.Below(40)}").Set("a", luck.Pick("x", "y", "z")).Set("v", $"{luck.Below(5)}").Build())))];
    }

    static ColumnBlock Block(Recorded[] rows) => new()
    {
        Times = [.. rows.Select(row => row.Observation.Time.UtcTicks)],
        FirstOffset = 0,
        Offsets = [.. rows.Select(row => row.Offset)],
        Columns = [.. new[] { "k", "a", "v" }.Select(name =>
        {
            string[] values = [.. rows.Select(row => row.Observation.Data[name].ToString()).Distinct()];
            var places = values.Index().ToDictionary(value => value.Item, value => value.Index, StringComparer.Ordinal);
            return new Column(name, ColumnValues.Of(values.Select(value => FieldValue.Of(value))), [.. rows.Select(row => places[row.Observation.Data[name].ToString()])]);
        })],
    };
}
