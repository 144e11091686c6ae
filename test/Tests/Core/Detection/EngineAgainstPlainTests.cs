using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

public sealed class EngineAgainstPlainTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 2)]
    [InlineData(4, 10)]
    public void Engine_finds_what_the_plain_interpreter_finds(int disorder, int lateness) => Agree(RandomWork.Patterns, disorder, lateness, times: 300);

    [Fact]
    public void Engine_finds_what_the_plain_interpreter_finds_with_very_many_rules() => Agree(RandomWork.ManyPatterns, disorder: 4, lateness: 2, times: 60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lines_find_with_very_many_rules_what_the_plain_interpreter_finds(bool escapesLittle) =>
        Gen.Select(RandomWork.ManyPatterns, RandomWork.Events(disorder: 4)).Sample((patterns, events) =>
        {
            var file = PatternFile.Parse("random.yml", patterns);
            var late = TimeSpan.FromSeconds(2);
            var state = new DetectionState(Plan.Compile(file.Documents, new PlanOptions { Lateness = late }));
            var lines = RandomWork.Lines(events, escapesLittle);
            var fast = new PlainInput(state, "time", "lines").Take(lines, 0, lines.Length).Concat(Detector.Tick(state, RandomWork.Start.AddDays(1))).Select(PlainInterpreter.Describe).Order(StringComparer.Ordinal).ToList();
            var plain = new PlainInterpreter(file.Documents, late);
            foreach (var one in events)
                plain.Take(one);
            plain.Tick(RandomWork.Start.AddDays(1));
            Assert.Equal(plain.Found.Order(StringComparer.Ordinal), fast);
        }, iter: 40);

    static void Agree(Gen<string> work, int disorder, int lateness, int times) =>
        Gen.Select(work, RandomWork.Events(disorder)).Sample((patterns, events) =>
        {
            var file = PatternFile.Parse("random.yml", patterns);
            Assert.Empty(file.Complaints);
            var late = TimeSpan.FromSeconds(lateness);
            var plan = Plan.Compile(file.Documents, new PlanOptions { Lateness = late });
            Assert.Empty(plan.Complaints);
            var state = new DetectionState(plan);
            var fast = Detector.Step(state, events).Concat(Detector.Tick(state, RandomWork.Start.AddDays(1))).Select(PlainInterpreter.Describe).Order(StringComparer.Ordinal).ToList();
            var plain = new PlainInterpreter(file.Documents, late);
            foreach (var one in events)
                plain.Take(one);
            plain.Tick(RandomWork.Start.AddDays(1));
            Assert.Equal(plain.Found.Order(StringComparer.Ordinal), fast);
        }, iter: times);
}
