using Knooppunt.Riec;

namespace Knooppunt.Tests.Core.Municipal;

/// <summary>What the RIEC's case can become, and the one word of it that goes back.</summary>
public sealed class RiecCourseTests
{
    [Fact]
    public void Goes_on_one_phase_at_a_time_or_closes_and_never_back()
    {
        foreach (var phase in Enum.GetValues<RiecPhase>())
            Assert.All(RiecCourse.After(phase), next => Assert.True(next == phase + 1 || next == RiecPhase.Closed));
        Assert.Empty(RiecCourse.After(RiecPhase.Closed));
    }

    [Fact]
    public void Word_that_goes_back_tells_nothing_but_taken_up_or_not()
    {
        Assert.Equal(RiecReceipt.HandedOver, RiecCourse.ReceiptOf(RiecPhase.Received, false));
        Assert.Equal(RiecReceipt.Confirmed, RiecCourse.ReceiptOf(RiecPhase.Enriched, false));
        Assert.Equal(RiecReceipt.NotTakenUp, RiecCourse.ReceiptOf(RiecPhase.Closed, false));
        Assert.All([RiecPhase.Case, RiecPhase.Execution, RiecPhase.Monitoring, RiecPhase.Closed], phase => Assert.Equal(RiecReceipt.TakenUp, RiecCourse.ReceiptOf(phase, true)));
    }

    [Fact]
    public void Hash_changes_with_every_part_and_parts_cannot_flow_into_each_other()
    {
        var handed = new HandedOver("gemeente", "Z-1", "tekst", "grond", "Anna", DateTimeOffset.UnixEpoch);
        HandedOver[] others = [handed with { From = "buur" }, handed with { Reference = "Z-2" }, handed with { Text = "tekst." }, handed with { Basis = "g" }, handed with { By = "Bob" }, handed with { At = DateTimeOffset.UnixEpoch.AddTicks(1) }, handed with { Reference = "Z-1\n5:tekst", Text = "" }];
        Assert.All(others, other => Assert.NotEqual(handed.Sha256, other.Sha256));
        Assert.Equal(handed.Sha256, (handed with { At = DateTimeOffset.UnixEpoch.ToOffset(TimeSpan.FromHours(2)) }).Sha256);
    }
}
