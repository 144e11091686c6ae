using CsCheck;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Tests.Core.Signals;

public sealed class JoinedStoryTests
{
    static readonly DateTimeOffset Night = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    // A story is told by its pattern names and its observations.
    static readonly Gen<Story> Stories = Gen.Select(Gen.Int[0, 2].Array[1, 3], Gen.Int[0, 9].Array[1, 6]).Select((patterns, offsets) => Told("ect", patterns, offsets));

    static Story Told(string journal, int[] patterns, int[] offsets)
    {
        var evidence = offsets.Distinct().Order().Select(offset => new Evidence(offset, new Observation
        {
            Id = $"o{offset}",
            Source = "ect/test",
            Type = new(offset % 2 == 0 ? Family.Presence : Family.Information, "lookup"),
            Time = Night.AddMinutes(offset),
            Data = Fields.Of(("place", "ect-delta")),
        })).ToArray();
        return new()
        {
            Id = $"s{string.Concat(patterns)}-{string.Concat(offsets)}",
            Journal = journal,
            Subject = new("container", "MSKU1234565"),
            Patterns = [.. patterns.Distinct().Select(pattern => new PatternPart($"p{pattern}", $"p{pattern}", Severity.High, 1, null))],
            First = evidence[0].Observation.Time,
            Last = evidence[^1].Observation.Time,
            Evidence = evidence,
            Observations = evidence.Length,
        };
    }

    [Fact]
    public void Order_of_the_others_does_not_matter_and_nothing_is_told_twice() =>
        Gen.Select(Stories, Stories, Stories).Sample((lead, one, other) =>
        {
            var joined = JoinedStory.Of(lead, [one, other]);
            Assert.Equal(StoryText(joined), StoryText(JoinedStory.Of(lead, [other, one])));
            Assert.Equal(lead.Evidence.Concat(one.Evidence).Concat(other.Evidence).Select(item => item.Offset).Distinct().Order(), joined.Evidence.Select(item => item.Offset));
            Assert.Equal(joined.Evidence.Count, joined.Observations);
            Assert.Equal((lead.Id, lead.Subject), (joined.Id, joined.Subject));
            Assert.True(joined.Severity >= lead.Severity, "Together it cannot be less grave than alone.");
        });

    [Fact]
    public void Alone_it_is_itself_and_another_journal_is_not_told_with_it()
    {
        var own = Told("ect", [1], [1, 2]);
        Assert.Same(own, JoinedStory.Of(own, []));
        Assert.Throws<ArgumentException>(() => JoinedStory.Of(own, [Told("rwg", [1], [1])]));
    }

    static string StoryText(Story story) => string.Join(' ', story.Patterns.Select(part => $"{part.PatternId}:{part.Matches}")) + "|" + string.Join(' ', story.Evidence.Select(item => item.Offset)) + $"|{story.First:O}|{story.Last:O}|{story.Observations}";
}
