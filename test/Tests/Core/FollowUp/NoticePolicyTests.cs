using CsCheck;
using Knooppunt.FollowUp;
using Knooppunt.Signals;

namespace Knooppunt.Tests.Core.FollowUp;

public sealed class NoticePolicyTests
{
    static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    // Noon in Amsterdam, in winter.
    static readonly DateTimeOffset Noon = new(2026, 1, 15, 11, 0, 0, TimeSpan.Zero);
    static readonly NoticeWish Night = new() { QuietFrom = new(22, 0), QuietTo = new(6, 0) };

    static bool Goes(NoticeWish wish, Severity severity, DateTimeOffset now, params Told[] told) => NoticePolicy.Ready(wish, [new(1, "p", severity, now.AddMinutes(-1))], told, now, Amsterdam).Count == 1;

    [Fact]
    public void Less_grave_than_asked_is_never_told() => Assert.False(Goes(new() { Lowest = Severity.High }, Severity.Medium, Noon));

    [Theory]
    [InlineData(21, 59, true)]
    [InlineData(22, 0, false)]
    [InlineData(5, 59, false)]
    [InlineData(6, 0, true)]
    public void Quiet_hours_go_over_midnight_and_only_what_is_critical_breaks_them(int hour, int minute, bool goes)
    {
        var at = new DateTimeOffset(2026, 1, 15, hour, minute, 0, TimeSpan.FromHours(1));
        Assert.Equal(goes, Goes(Night, Severity.High, at));
        Assert.True(Goes(Night, Severity.Critical, at));
    }

    [Fact]
    public void Same_topic_waits_for_the_cooldown_however_grave()
    {
        Assert.False(Goes(new(), Severity.Critical, Noon, new Told("p", Noon.AddMinutes(-14))));
        Assert.True(Goes(new(), Severity.Critical, Noon, new Told("p", Noon.AddMinutes(-15))));
        Assert.True(Goes(new(), Severity.High, Noon, new Told("q", Noon.AddMinutes(-1))));
    }

    [Fact]
    public void Full_hour_holds_all_but_what_is_critical()
    {
        Told[] told = [.. Enumerable.Range(1, 6).Select(minute => new Told($"q{minute}", Noon.AddMinutes(-minute)))];
        Assert.False(Goes(new(), Severity.High, Noon, told));
        Assert.True(Goes(new(), Severity.Critical, Noon, told));
        Assert.True(Goes(new() { MostPerHour = 7 }, Severity.High, Noon, told));
    }

    [Fact]
    public void Digest_holds_what_is_less_than_high_until_its_hour()
    {
        var wish = new NoticeWish { Digest = new(7, 0) };
        var waiting = new Notice(1, "p", Severity.Medium, Noon);
        bool At(DateTimeOffset now) => NoticePolicy.Ready(wish, [waiting], [], now, Amsterdam).Count == 1;
        Assert.False(At(Noon.AddHours(18)));
        Assert.True(At(Noon.AddHours(19)));
        Assert.True(Goes(wish, Severity.High, Noon));
    }

    // A person who is told all day: what is grave enough is told in the end, no topic twice within the cooldown, and no hour holds more messages than asked.
    [Fact]
    public void Nothing_is_lost_and_nobody_is_flooded()
    {
        var wishes = Gen.Select(Gen.Int[0, 60], Gen.Int[1, 4], Gen.Int[0, 23], Gen.Int[0, 23], Gen.Bool).Select((cooldown, most, from, to, digest) => new NoticeWish
        {
            Cooldown = TimeSpan.FromMinutes(cooldown),
            MostPerHour = most,
            QuietFrom = new(from, 0),
            QuietTo = new(to, 0),
            Digest = digest ? new(12, 0) : null,
        });
        var news = Gen.Select(Gen.Int[0, 600], Gen.Int[0, 4], Gen.Int[0, 5]).Array[0, 40];
        Gen.Select(wishes, news).Sample((wish, all) =>
        {
            var waiting = new List<Notice>(all.Select((one, id) => new Notice(id, $"p{one.Item3}", (Severity)one.Item2, Noon.AddMinutes(one.Item1))));
            var told = new List<Told>();
            for (var now = Noon; now < Noon.AddDays(4); now = now.AddMinutes(5))
            {
                var ready = NoticePolicy.Ready(wish, waiting.Where(one => one.At <= now), told, now, Amsterdam);
                foreach (var topic in ready.Select(one => one.Topic).Distinct())
                    Assert.DoesNotContain(told, one => one.Topic == topic && now - one.At < wish.Cooldown);
                if (ready.Any(one => one.Severity < Severity.Critical))
                    Assert.True(told.Where(one => one.At > now.AddHours(-1)).Select(one => one.At).Distinct().Count() < wish.MostPerHour);
                told.AddRange(ready.Select(one => new Told(one.Topic, now)));
                waiting.RemoveAll(ready.Contains);
            }

            Assert.DoesNotContain(waiting, one => one.Severity >= wish.Lowest);
        });
    }
}
