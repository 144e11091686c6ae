using System.Text;
using System.Text.Json;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

public sealed class InputTests
{
    [Fact]
    public void Json_and_columns_find_what_observations_find() => Agree(RandomWork.Patterns, 400);

    [Fact]
    public void Json_and_columns_find_what_observations_find_with_very_many_rules() => Agree(RandomWork.ManyPatterns, 60);

    static void Agree(Gen<string> work, int times) =>
        Gen.Select(work, RandomWork.Events(4), Gen.Int[0, 1000]).Sample((patterns, events, seed) =>
        {
            var options = new PlanOptions { Lateness = TimeSpan.FromSeconds(3) };
            var plan = Plan.Compile(PatternFile.Parse("random.yml", patterns).Documents, options);
            var expected = Detector.Step(new DetectionState(plan), events).Select(PlainInterpreter.Describe).ToList();
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', events.Select(one => Json(one.Observation, seed))));
            // With room behind the lines the quick way is taken, without it the strict one.
            Assert.Equal(expected, new PlainInput(new DetectionState(plan), "when.at", "lines").Take([.. bytes, .. new byte[64]], 0, bytes.Length).Select(PlainInterpreter.Describe));
            Assert.Equal(expected, new PlainInput(new DetectionState(plan), "when.at", "lines").Take(bytes, 0, bytes.Length).Select(PlainInterpreter.Describe));
            Assert.Equal(expected, new ColumnInput(new DetectionState(plan)).Take(Block(events)).Select(PlainInterpreter.Describe));
            Assert.Equal(expected, InTwo(plan, events, _ => null).Select(PlainInterpreter.Describe));
            Assert.Equal(expected, InTwo(plan, events, InSeries()).Select(PlainInterpreter.Describe));
        }, iter: times);

    /// <summary>As two blocks, the second in the room of the first.</summary>
    static List<Match> InTwo(Plan plan, Recorded[] events, Func<Column, SeriesNumbers?> series)
    {
        var (input, half) = (new ColumnInput(new DetectionState(plan)), events.Length / 2);
        var first = input.Open(Block(events[..half], series));
        List<Match> found = [.. input.Take(first, 0, half)];
        var second = input.Open(Block(events[half..], series) with { FirstOffset = 1 + half }, first);
        Assert.Throws<InvalidOperationException>(() => input.Take(first, 0, half));
        return [.. found, .. input.Take(second, 0, events.Length - half)];
    }

    /// <summary>Numbers for most values of each field, the same in all blocks.</summary>
    static Func<Column, SeriesNumbers?> InSeries()
    {
        var (series, numbers) = (new object(), new Dictionary<(string Field, FieldValue Value), int>());
        return column => new SeriesNumbers(series, [.. column.Values.Select(value => numbers.TryGetValue((column.Name, value), out var known) ? known : numbers[(column.Name, value)] = numbers.Count % 5 == 4 ? 0 : numbers.Count + 1), 7]);
    }

    static string Json(Observation observation, int seed)
    {
        var time = observation.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ");
        // Some lines are nested and take the strict way, others are flat.
        var parts = new List<string> { seed % 3 == 0 ? $"\"when\":{{\"at\":\"{time}\"}}" : $"\"when.at\": \"{time}\"" };
        foreach (var (name, value) in observation.Data)
            parts.Add($"\"{name}\":{Value(value)}");
        new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parts));
        return "{" + string.Join(seed % 2 == 0 ? "," : ", ", parts) + "}";
    }

    static string Value(FieldValue value) => value.Kind switch
    {
        FieldKind.Text => JsonSerializer.Serialize(value.Text),
        FieldKind.List => $"[{string.Join(',', value.List.Select(Value))}]",
        FieldKind.None => "null",
        _ => value.ToString(),
    };

    static ColumnBlock Block(Recorded[] events, Func<Column, SeriesNumbers?>? series = null)
    {
        var columns = new List<Column>();
        foreach (var name in events.SelectMany(one => one.Observation.Data).Select(field => field.Key).Distinct())
        {
            var values = events.Select(one => one.Observation.Data[name]).Distinct().ToList();
            var column = new Column(name, ColumnValues.Of(values), [.. events.Select(one => one.Observation.Data.Has(name) ? values.IndexOf(one.Observation.Data[name]) : -1)]);
            columns.Add(column with { Series = series?.Invoke(column) });
        }

        return new ColumnBlock { Times = [.. events.Select(one => one.Observation.Time.UtcTicks)], FirstOffset = 1, Columns = columns };
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{", 1)]
    [InlineData("[1]", 1)]
    [InlineData("{\"a\":\"x\"}", 1)]
    [InlineData("{\"time\":\"yesterday\",\"a\":\"x\"}", 1)]
    [InlineData("{\"time\":\"2026-03-01T00:00:00Z\",\"a\":\"x\"} {", 1)]
    [InlineData("{\"time\":\"2026-02-01T00:00:00Z\",\"a\":\"\\ud800\"}", 0)]
    public void A_line_that_cannot_be_read_is_counted_and_the_rest_goes_on(string line, int unread)
    {
        var plan = Plan.Compile(PatternFile.Parse("p.yml", "title: T\nlogsource: {category: t}\ndetection: {s: {a: x}, condition: s}\n").Documents);
        var input = new PlainInput(new DetectionState(plan), "time", "lines.jsonl");
        var bytes = Encoding.UTF8.GetBytes(line + "\n{\"a\":\"x\",\"time\":\"2026-03-01T00:00:00.5+01:00\"}\n");
        var match = Assert.Single(input.Take(bytes, 0, bytes.Length));
        Assert.Equal(2, match.Offset);
        Assert.Equal(unread, input.Unread);
        Assert.All(input.Complaints, complaint => Assert.Equal(1, complaint.Place.Line));
    }

    [Fact]
    public void A_time_that_is_not_believed_ends_no_wait_and_makes_nothing_late()
    {
        var plan = Plan.Compile(PatternFile.Parse("p.yml", "title: A\nname: a\nlogsource: {category: t}\ndetection: {s: {k: a}, condition: s}\n---\ntitle: B\nname: b\nlogsource: {category: t}\ndetection: {s: {k: b}, condition: s}\n---\ntitle: Absent\ncorrelation: {type: temporal, rules: [a, b], timespan: 1h, condition: a and not b}\n").Documents);
        var state = new DetectionState(plan);
        var input = new PlainInput(state, "time", "lines.jsonl", latest: new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var bytes = "{\"time\":\"2026-03-01T01:00:00Z\",\"k\":\"a\"}\n{\"time\":\"9999-12-31T23:59:59Z\",\"k\":\"a\"}\n{\"time\":\"2026-03-01T01:30:00Z\",\"k\":\"b\"}\n"u8.ToArray();
        Assert.Empty(input.Take(bytes, 0, bytes.Length));
        Assert.Empty(Detector.Tick(state, DateTimeOffset.MaxValue));
        Assert.Equal((2, 0, 1), (state.Evaluated, state.Late, input.Unread));
        Assert.StartsWith("lines.jsonl(2): The time 9999-12-31T23:59:59Z lies ahead of the clock", Assert.Single(input.Complaints).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"n\":5\t,\"time\":1}")]
    [InlineData("{\"time\":1\t,\"n\":5}")]
    [InlineData("{\"time\":1,\"n\":5\r}")]
    public void White_space_behind_a_number_is_none_of_it(string line)
    {
        var plan = Plan.Compile(PatternFile.Parse("p.yml", "title: T\nlogsource: {category: t}\ndetection: {s: {n: 5}, condition: s}\n").Documents);
        var input = new PlainInput(new DetectionState(plan), "time", "lines");
        var bytes = Encoding.UTF8.GetBytes(line);
        Assert.Single(input.Take([.. bytes, .. new byte[64]], 0, bytes.Length));
    }

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Char["{}[]\":,\\tfn1e-. a\u00e9"].Array[0, 60].Sample(chars =>
        {
            var plan = Plan.Compile(PatternFile.Parse("p.yml", "title: T\nlogsource: {category: t}\ndetection: {s: {a: x, n|gt: 1}, condition: s}\n").Documents);
            var bytes = Encoding.UTF8.GetBytes("{\"time\":1," + new string(chars));
            new PlainInput(new DetectionState(plan), "time", "lines").Take([.. bytes, .. new byte[64]], 0, bytes.Length);
        }, iter: 1000);

    [Fact]
    public void Keywords_look_in_every_field_of_a_line()
    {
        var plan = Plan.Compile(PatternFile.Parse("p.yml", "title: T\nlogsource: {category: t}\ndetection: {keywords: [needle, 'a*z'], condition: keywords}\n").Documents);
        var input = new PlainInput(new DetectionState(plan), "time", "lines");
        var bytes = "{\"time\":1,\"x\":{\"y\":\"a NEEDLE here\"}}\n{\"time\":2,\"x\":\"hay\"}\n{\"time\":3,\"q\":\"1 abcz 2\"}"u8.ToArray();
        Assert.Equal([1L, 3L], input.Take(bytes, 0, bytes.Length).Select(match => match.Offset));
    }
}
