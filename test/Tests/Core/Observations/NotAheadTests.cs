using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Observations;

public sealed class NotAheadTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Time_ahead_of_the_clock_is_told_and_moves_nothing()
    {
        var sink = new CollectingSink();
        var front = new NotAhead(sink, "a.csv", Now);
        foreach (var (time, line) in new[] { (Now.AddDays(-1), 2L), (new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), 3L), (Now, 4L) })
            front.Take(new Observation { Id = "x", Source = "s", Type = new(Family.Presence, "seen"), Time = time, Data = Fields.Empty }, line);
        Assert.Equal([2L, 4L], sink.Taken.Select(taken => taken.Line));
        Assert.Equal("a.csv(3): The time 2099-01-01T00:00:00Z lies ahead of the clock of this machine; the observation was left out. Look at the clock of the source.", Assert.Single(sink.Complaints));
    }
}
