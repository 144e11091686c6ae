using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Tests.Core.Signals;

public class StoryBookTests
{
    static readonly DateTimeOffset Night = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);
    static readonly Subject Box = new("container", "MSKU1234565");

    static Evidence Seen(long offset, Family family, int minute) => new(offset, new Observation
    {
        Id = $"o{offset}",
        Source = "ect/test",
        Type = new(family, "lookup"),
        Time = Night.AddMinutes(minute),
        Data = Fields.Of(("place", "ect-delta")),
    });

    static Finding Found(string pattern, Severity level, int minute, string? contradiction, params Evidence[] evidence) => new()
    {
        PatternId = pattern,
        PatternTitle = pattern,
        Level = level,
        Contradiction = contradiction,
        Subject = Box,
        Time = Night.AddMinutes(minute),
        Offset = evidence[^1].Offset,
        Evidence = evidence,
        StoryGap = TimeSpan.FromHours(1),
    };

    [Fact]
    public void One_family_alone_stays_low() =>
        Assert.Equal(Severity.Low, new StoryBook("ect").Take(Found("a", Severity.High, 0, null, Seen(1, Family.Information, 0))).Story.Severity);

    [Fact]
    public void Two_families_let_the_pattern_speak() =>
        Assert.Equal(Severity.High, new StoryBook("ect").Take(Found("a", Severity.High, 5, null, Seen(1, Family.Information, 0), Seen(2, Family.Presence, 5))).Story.Severity);

    [Fact]
    public void Two_families_may_come_from_two_patterns_about_the_same_subject()
    {
        var book = new StoryBook("ect");
        book.Take(Found("a", Severity.High, 0, null, Seen(1, Family.Information, 0)));
        var (story, _) = book.Take(Found("b", Severity.Medium, 10, null, Seen(2, Family.Presence, 10)));
        Assert.Equal((Severity.High, "a", 2), (story.Severity, story.Lead.PatternId, story.Observations));
    }

    [Fact]
    public void A_hard_contradiction_speaks_with_one_family() =>
        Assert.Equal(Severity.High, new StoryBook("ect").Take(Found("a", Severity.High, 0, "already collected", Seen(1, Family.Information, 0))).Story.Severity);

    [Fact]
    public void A_contradiction_lends_its_weight_to_no_other_pattern()
    {
        var book = new StoryBook("ect");
        book.Take(Found("a", Severity.Critical, 0, null, Seen(1, Family.Presence, 0)));
        Assert.Equal(Severity.Medium, book.Take(Found("b", Severity.Medium, 1, "dead pass", Seen(2, Family.Presence, 1))).Story.Severity);
    }

    [Fact]
    public void An_outcome_does_not_strengthen_the_suspicion_that_led_to_it() =>
        Assert.Equal(Severity.Low, new StoryBook("ect").Take(Found("a", Severity.High, 5, null, Seen(1, Family.Presence, 0), Seen(2, Family.Outcome, 5))).Story.Severity);

    [Fact]
    public void A_silence_longer_than_the_gap_opens_a_new_story()
    {
        var book = new StoryBook("ect");
        var (first, _) = book.Take(Found("a", Severity.Low, 0, null, Seen(1, Family.Presence, 0)));
        var (joined, _) = book.Take(Found("a", Severity.Low, 60, null, Seen(2, Family.Presence, 60)));
        var (next, _) = book.Take(Found("a", Severity.Low, 121, null, Seen(3, Family.Presence, 121)));
        Assert.Equal(first.Id, joined.Id);
        Assert.NotEqual(first.Id, next.Id);
    }

    [Fact]
    public void Evidence_is_kept_once_and_bounded()
    {
        var book = new StoryBook("ect");
        Story story = null!;
        for (var offset = 1; offset <= 500; offset++)
            (story, _) = book.Take(Found("a", Severity.Low, 0, null, Seen(1, Family.Presence, 0), Seen(offset, Family.Presence, 0)));
        Assert.Equal(Story.MostEvidence, story.Evidence.Count);
        Assert.Equal(500, story.Patterns[0].Matches);
    }

    [Fact]
    public void Closing_forgets_only_what_nothing_can_join()
    {
        var book = new StoryBook("ect");
        book.Take(Found("a", Severity.Low, 0, null, Seen(1, Family.Presence, 0)));
        book.Close(Night.AddMinutes(60));
        Assert.Equal(1, book.Open);
        book.Close(Night.AddMinutes(61));
        Assert.Equal(0, book.Open);
    }
}
