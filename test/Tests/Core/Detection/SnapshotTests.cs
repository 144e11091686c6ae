using System.Buffers;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

public sealed class SnapshotTests
{
    [Fact]
    public void After_a_restore_the_same_matches_follow() =>
        Gen.Select(RandomWork.Patterns, RandomWork.Events(4), Gen.Int[0, 40]).Sample((patterns, events, cut) =>
        {
            var plan = Plan.Compile(PatternFile.Parse("random.yml", patterns).Documents, new PlanOptions { Lateness = TimeSpan.FromSeconds(3) });
            var whole = new DetectionState(plan);
            var first = new DetectionState(plan);
            cut = Math.Min(cut, events.Length);
            var expected = Run(whole, events.AsSpan(0, cut)).Concat(Run(whole, events.AsSpan(cut))).ToList();
            var found = Run(first, events.AsSpan(0, cut));
            var restored = DetectionState.Read(Bytes(first), Plan.Compile(PatternFile.Parse("random.yml", patterns).Documents, plan.Options)).Value;
            Assert.Equal(expected, found.Concat(Run(restored, events.AsSpan(cut))));
            Assert.Equal(Bytes(whole).Length, Bytes(restored).Length);
        }, iter: 300);

    [Fact]
    public void Damage_is_a_complaint() =>
        Gen.Select(RandomWork.Patterns, RandomWork.Events(4), Gen.Int[0, 100_000], Gen.Byte).Sample((patterns, events, at, flip) =>
        {
            var plan = Plan.Compile(PatternFile.Parse("random.yml", patterns).Documents);
            var state = new DetectionState(plan);
            Run(state, events);
            var bytes = Bytes(state);
            bytes[at % bytes.Length] ^= (byte)(flip | 1);
            Assert.False(DetectionState.Read(bytes, plan).Ok);
            Assert.False(DetectionState.Read(bytes.AsSpan(0, at % bytes.Length), plan).Ok);
        }, iter: 100);

    [Fact]
    public void A_changed_rule_starts_empty_and_the_others_keep_their_state()
    {
        string Text(int gte) => $$"""
            title: B
            id: b
            logsource: {category: t}
            detection: {s: {a: x}, condition: s}
            ---
            title: One
            id: one
            correlation: {type: event_count, rules: [b], group-by: [k], timespan: 1h, condition: { gte: 3 } }
            ---
            title: Two
            id: two
            correlation: {type: event_count, rules: [b], group-by: [k], timespan: 1h, condition: { gte: {{gte}} } }
            """;
        var state = new DetectionState(Plan.Compile(PatternFile.Parse("p.yml", Text(3)).Documents));
        Run(state, Events(1, 2));
        var changed = DetectionState.Read(Bytes(state), Plan.Compile(PatternFile.Parse("p.yml", Text(2)).Documents)).Value;
        Assert.StartsWith("one ", Assert.Single(Run(changed, Events(3, 1))), StringComparison.Ordinal);
    }

    static Recorded[] Events(long first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Recorded(first + i, RandomWork.Event(RandomWork.Start.AddMinutes(first + i), Fields.Of(("a", "x"), ("k", "k1")))))];

    static List<string> Run(DetectionState state, ReadOnlySpan<Recorded> events) => [.. Detector.Step(state, events).Select(PlainInterpreter.Describe)];

    static byte[] Bytes(DetectionState state)
    {
        var to = new ArrayBufferWriter<byte>();
        state.Write(to);
        return to.WrittenSpan.ToArray();
    }
}
