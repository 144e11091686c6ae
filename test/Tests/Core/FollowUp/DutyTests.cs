using CsCheck;
using Knooppunt.FollowUp;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Tests.Core.FollowUp;

public sealed class DutyTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero);
    static readonly CompetenceRoute Route = new(null, ["terminal", "police", "centre"], TimeSpan.FromMinutes(30), TimeSpan.FromHours(12));

    [Fact]
    public void Goes_first_to_who_is_competent_and_somebody_is_on_duty_there()
    {
        var duty = Duty.Offer(Route, Severity.High, Start, Everybody);
        Assert.Equal(("terminal", "terminal's", DutyState.Offered, Start.AddMinutes(30)), (duty.Owner, duty.Person, duty.State, duty.Deadline));
        Assert.Equal("centre", Duty.Offer(Route, Severity.High, Start, organisation => organisation == "centre" ? "c" : null).Owner);
        Assert.Equal(("centre", null), (Duty.Offer(Route, Severity.High, Start, _ => null) is var nobody ? (nobody.Owner, nobody.Person) : default));
    }

    [Fact]
    public void Owner_that_leaves_leaves_it_to_the_next_partner_to_who_had_it_before_or_to_the_last_resort()
    {
        var police = Duty.Offer(Route, Severity.High, Start, Everybody).Decline(Start, Everybody)!.Accept("agent", Start);
        var at = Start.AddDays(2);
        Assert.Equal(("centre", "centre's", DutyState.Offered, at + Route.Answer), (police.Leave(partner => partner != "police", "centre", at, Everybody) is var next ? (next.Owner, next.Person, next.State, next.Deadline) : default));
        Assert.Equal(["terminal"], police.Leave(partner => partner == "terminal", "harbour", at, Everybody).Route);
        Assert.Equal(["harbour"], police.Leave(_ => false, "harbour", at, Everybody).Route);
    }

    [Theory]
    [InlineData(Severity.Critical, 30)]
    [InlineData(Severity.High, 30)]
    [InlineData(Severity.Medium, 120)]
    [InlineData(Severity.Low, 720)]
    public void Less_grave_may_wait_longer(Severity severity, int minutes) =>
        Assert.Equal(Start.AddMinutes(minutes), Duty.Offer(Route, severity, Start, Everybody).Deadline);

    [Fact]
    public void Case_goes_on_to_who_may_act_in_it_and_never_back_to_who_let_it_lie()
    {
        var duty = Duty.Offer(Asked.ToCase("terminal"), Severity.High, Start, Everybody);
        Assert.Equal((Start + Asked.CaseAnswer, false), (duty.Deadline, duty.HasNext));
        duty = duty with { Route = Asked.Onward(duty, ["police", "centre", "terminal"], ["terminal", "customs", "centre"]) };
        Assert.Equal(["terminal", "centre", "customs"], duty.Route);
        duty = duty.Escalate(duty.Deadline, Everybody);
        duty = duty with { Route = Asked.Onward(duty, ["terminal", "police"], ["terminal", "customs", "police"]) };
        Assert.Equal(["terminal", "centre", "customs", "police"], duty.Route);
        Assert.Equal("centre", duty.Owner);
        Assert.Equal(duty.Route, Asked.Onward(duty, ["terminal", "police"], ["terminal", "customs", "police"]));
    }

    [Fact]
    public void Unanswered_goes_to_the_next_and_stays_late_with_the_last()
    {
        var duty = Duty.Offer(Route, Severity.High, Start, Everybody);
        var owners = new List<string>();
        for (var round = 0; round < 4; round++)
        {
            owners.Add(duty.Owner);
            duty = duty.Escalate(duty.Deadline, Everybody);
        }

        Assert.Equal(["terminal", "police", "centre", "centre"], owners);
        Assert.Equal(4, duty.Late);
    }

    [Fact]
    public void Who_works_on_it_keeps_it_when_the_term_passes()
    {
        var duty = Duty.Offer(Route, Severity.High, Start, Everybody).Accept("jan", Start.AddMinutes(5));
        Assert.Equal(Start.AddMinutes(5).AddHours(12), duty.Deadline);
        var late = duty.Escalate(duty.Deadline, Everybody);
        Assert.Equal(("terminal", "jan", DutyState.Accepted, 1, duty.Deadline.AddHours(12)), (late.Owner, late.Person, late.State, late.Late, late.Deadline));
    }

    [Fact]
    public void Declined_goes_on_and_the_last_cannot_decline()
    {
        var police = Duty.Offer(Route, Severity.High, Start, Everybody).Decline(Start, Everybody)!;
        Assert.Equal("police", police.Owner);
        Assert.Null(police.Decline(Start, Everybody)!.Decline(Start, Everybody));
    }

    [Fact]
    public void Handed_over_starts_anew_and_keeps_who_comes_after()
    {
        var duty = Duty.Offer(Route, Severity.High, Start, Everybody).HandOver("customs", Start.AddMinutes(9), Everybody);
        Assert.Equal(["customs", "police", "centre"], duty.Route);
        Assert.Equal(("customs", Start.AddMinutes(39)), (duty.Owner, duty.Deadline));
        Assert.Equal(["police", "centre"], duty.HandOver("police", Start, Everybody).Route);
        var taken = duty.TakeOver("centre", "mia", Start.AddMinutes(10));
        Assert.Equal(("centre", "mia", DutyState.Accepted), (taken.Owner, taken.Person, taken.State));
    }

    [Fact]
    public void Graver_ends_sooner_never_later()
    {
        var duty = Duty.Offer(Route, Severity.Low, Start, Everybody);
        Assert.Equal(Start.AddMinutes(90), duty.Hasten(Route, Severity.High, Start.AddMinutes(60)).Deadline);
        Assert.Equal(duty.Deadline, duty.Hasten(Route, Severity.High, duty.Deadline.AddMinutes(-10)).Deadline);
        var closed = duty.Close(Start);
        Assert.Equal(closed.Deadline, closed.Hasten(Route, Severity.High, Start.AddHours(1)).Deadline);
    }

    /// <summary>
    /// 38 kilos lay three days at a terminal: the terminal may not move it, one police unit held another competent, that one had no car, and nobody was told.
    /// Here the same answers come in the same order, and at every minute one organisation and one person own it with a clock that runs.
    /// </summary>
    [Fact]
    public void Thirty_eight_kilos_never_lie_without_an_owner()
    {
        CompetenceMap map = new(
        [
            new() { Place = "terminal-velsen", Body = "police-velsen", Fallback = "police-amsterdam", Answer = TimeSpan.FromMinutes(30), Act = TimeSpan.FromHours(4), Channel = "112" },
        ], "centre");
        OnDuty onDuty = organisation => organisation == "police-amsterdam" ? null : organisation + "'s";
        var duty = Duty.Offer(map.Find(new("terminal-velsen/stack", "MO-01", Regime.Avg)), Severity.Critical, Start, onDuty);
        List<(int Minute, string Owner)> owners = [];
        DateTimeOffset? taken = null;
        for (var minute = 0; minute <= 3 * 24 * 60; minute++)
        {
            var now = Start.AddMinutes(minute);
            if (minute == 20)
                duty = duty.Decline(now, onDuty)!; // "Not our jurisdiction": nobody is on duty in Amsterdam at night, so it goes on at once.
            if (duty.Deadline <= now)
                duty = duty.Escalate(now, onDuty);
            if (duty.Late == 2 && taken is null)
                (duty, taken) = (duty.HandOver("customs", now, onDuty).Accept("customs's", now), now);
            Assert.NotNull(duty.Person);
            Assert.True(duty.Deadline > now);
            if (owners.Count == 0 || owners[^1].Owner != duty.Owner)
                owners.Add((minute, duty.Owner));
        }

        Assert.Equal([(0, "police-velsen"), (20, "centre"), (80, "customs")], owners);
        Assert.Equal(Start.AddMinutes(80), taken);
    }

    [Fact]
    public void Whatever_people_do_or_do_not_there_is_one_owner_and_open_work_has_a_clock_ahead() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 40], Gen.Bool.Array[4]).Sample((deeds, present) =>
        {
            string[] all = ["terminal", "police", "customs", "centre"];
            OnDuty onDuty = organisation => organisation == "centre" || present[Array.IndexOf(all, organisation)] ? organisation + "'s" : null;
            var now = Start;
            var duty = Duty.Offer(Route, Severity.Medium, now, onDuty);
            foreach (var deed in deeds)
            {
                now = now.AddMinutes(7);
                duty = deed switch
                {
                    0 => duty.Escalate(duty.Deadline > now ? now = duty.Deadline : now, onDuty),
                    1 => duty.Accept("somebody", now),
                    2 => duty.Decline(now, onDuty) ?? duty,
                    3 => duty.HandOver(all[now.Minute % all.Length], now, onDuty),
                    4 => duty.Close(now).Reopen(now, onDuty),
                    _ => duty.TakeOver("police", "agent", now),
                };
                Assert.NotNull(duty.Person);
                Assert.Contains(duty.Owner, all);
                Assert.Equal("centre", duty.Route[^1]);
                if (duty.Deadline <= now)
                    duty = duty.Escalate(now, onDuty);
                Assert.True(duty.Deadline > now);
            }
        });

    static string? Everybody(string organisation) => organisation + "'s";
}
