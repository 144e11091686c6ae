using Knooppunt.Detection;
using Knooppunt.Detection.Backtest;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Tests.Core.Detection.Backtest;

public sealed class BookTests
{
    static readonly DateTimeOffset Midnight = new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero);
    static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [Fact]
    public void Hits_are_counted_on_the_local_day_and_at_the_last_named_place_and_grouped_as_signals_are()
    {
        var book = new HitBook(Amsterdam);
        book.Take("ect", Found("c1", Midnight.AddMinutes(-1), 1, "gate"));
        book.Take("ect", Found("c1", Midnight, 2, "quay"));
        book.Take("ect", Found("c2", Midnight.AddHours(1), 3, "quay"));
        book.Take("ect", Found("c1", Midnight.AddHours(30), 4, null));
        Assert.Equal([(new(2026, 3, 1), 1), (new(2026, 3, 2), 2), (new(2026, 3, 3), 1)], book.Days.Select(day => (day.Name, day.Hits)));
        Assert.Equal([("quay", 2), ("gate", 1), (null, 1)], book.Places.Select(place => (place.Name, place.Hits)));
        Assert.Equal((4, 3), (book.Total, book.Signals));
    }

    [Fact]
    public void First_hundred_by_time_are_kept_in_whatever_order_they_come()
    {
        var book = new HitBook(TimeZoneInfo.Utc);
        var minutes = Enumerable.Range(0, 500).ToArray();
        new Random(3).Shuffle(minutes);
        foreach (var minute in minutes)
            book.Take("ect", Found($"c{minute}", Midnight.AddMinutes(minute), minute, null));
        Assert.Equal(Enumerable.Range(0, HitBook.MostKept).Select(minute => Midnight.AddMinutes(minute)), book.First.Select(hit => hit.Finding.Time));
    }

    [Fact]
    public void Overlap_counts_matches_on_the_same_observation_and_in_the_same_story()
    {
        var book = new OverlapBook();
        book.InForce(Found("c1", Midnight, 1, null, pattern: "same"));
        book.Tried(Found("c1", Midnight, 1, null));
        book.Tried(Found("c1", Midnight.AddMinutes(5), 2, null));
        book.Tried(Found("c9", Midnight, 3, null));
        book.InForce(Found("c1", Midnight.AddMinutes(9), 4, null, pattern: "near"));
        book.InForce(Found("c7", Midnight, 5, null, pattern: "elsewhere"));
        Assert.Equal([new Overlap("same", "same", 1, 2), new Overlap("near", "near", 0, 2)], book.Result());
        Assert.True(book.Complete);
    }

    [Fact]
    public void Assessed_signal_is_raised_by_a_match_on_its_evidence_or_in_its_story_and_else_missed()
    {
        AssessedSignal Signal(string subject, long offset, bool confirmed) => new(subject, new("container", subject), Midnight, Midnight.AddHours(1), TimeSpan.FromHours(2), [offset], confirmed);
        var book = new AssessedBook([Signal("a", 1, true), Signal("b", 2, true), Signal("c", 3, true), Signal("d", 4, false), Signal("e", 5, false)]);
        book.Take(Found("x", Midnight.AddDays(9), 1, null));
        book.Take(Found("b", Midnight.AddHours(3), 90, null));
        book.Take(Found("c", Midnight.AddHours(30), 91, null));
        book.Take(Found("y", Midnight, 4, null));
        Assert.Equal(new AssessedOutcome(2, 1, 1, 1), book.Outcome);
        Assert.Equal((3, 3, 5), (book.Outcome.Raised, book.Outcome.Confirmed, book.Outcome.All));
    }

    [Fact]
    public void Days_of_which_what_the_pattern_reads_is_gone_are_not_covered()
    {
        var plan = Plan.Compile(PatternFile.Parse("p.yml", "title: T\nlogsource: {product: knooppunt, service: plate_read}\ndetection: {s: {a: x}, condition: s}\n").Documents);
        DateOnly Day(int day) => new(2026, 3, day);
        var book = new CoverageBook(plan, Day(1), Day(9));
        foreach (var day in Enumerable.Range(1, 8))
            book.Read(Day(day), 10);
        book.Holds("plates", new ObservationType(Family.Presence, "plate_read"));
        book.Holds("gate", new ObservationType(Family.Goods, "container_gate"));
        book.End(new EndedPart("plates", Day(1)));
        book.End(new EndedPart("plates", Day(2)));
        book.End(new EndedPart("gate", Day(3)));
        book.End(new EndedPart("never-seen", Day(4)));
        book.Damage("The segment main-x is missing.", [Day(5)]);
        book.Withhold(new Withheld(2, "art. 1", "waarom", "why"));
        book.Withhold(new Withheld(3, "art. 1", "waarom", "why"));
        var result = book.Result("ect");
        Assert.Equal([Day(3), Day(6), Day(7), Day(8)], result.Covered.Order());
        Assert.Equal((9, 80), (result.Asked, result.Read));
        Assert.Equal([("never-seen", 1), ("plates", 2)], result.Ended);
        Assert.Equal([new Withheld(5, "art. 1", "waarom", "why")], result.Withheld);
        Assert.Single(result.Damaged);
        Assert.Empty(result.Missing);
    }

    [Fact]
    public void What_a_pattern_names_and_a_journal_does_not_hold_is_said()
    {
        const string Rule = "logsource: {product: knooppunt, service: %}\ndetection: {s: {a: x}, condition: s}\n---\n";
        var plan = Plan.Compile(PatternFile.Parse("p.yml", "title: T\n" + Rule.Replace("%", "plate_read", StringComparison.Ordinal) + "title: U\n" + Rule.Replace("%", "release", StringComparison.Ordinal)
            + "title: V\n" + Rule.Replace("%", "stay", StringComparison.Ordinal) + "title: W\nlogsource: {product: knooppunt, category: goods}\ndetection: {s: {b: x}, condition: s}\n---\ntitle: D\nderived: {kind: stay, from: vessel_position, key: vessel, zone: z}\n").Documents);
        var book = new CoverageBook(plan, new(2026, 3, 1), new(2026, 3, 9));
        Assert.Equal(["plate_read", "release", "vessel_position"], book.Result("ect").Missing);
        book.Holds("plates", new ObservationType(Family.Presence, "plate_read"));
        Assert.Equal(["release", "vessel_position"], book.Result("ect").Missing);
    }

    static Finding Found(string container, DateTimeOffset time, long offset, string? place, string pattern = "tried")
    {
        var type = new ObservationType(Family.Goods, "container_seen");
        var observation = new Observation { Id = $"o{offset}", Source = "ect/gate", Type = type, Time = time, Data = Fields.Of(("container", container), ("place", place)) };
        return new Finding
        {
            PatternId = pattern,
            PatternTitle = pattern,
            Level = Severity.Low,
            Subject = new("container", container),
            Time = time,
            Offset = offset,
            Evidence = [new(offset, observation)],
            StoryGap = TimeSpan.FromHours(1),
        };
    }
}
