using System.Net;
using Knooppunt.Node.Reports;
using Knooppunt.Reports;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Reports;

/// <summary>Guesses of a code and floods of reports.</summary>
public sealed class GuessTests(RunningNode node) : IClassFixture<RunningNode>
{
    const int Guesses = 1000;

    [Fact]
    public async Task Guesses_of_one_connection_are_told_to_wait_and_another_reporter_is_not()
    {
        using var guesser = new Reporter(node.Client());
        var refused = 0;
        for (var i = 0; i < Guesses; i++)
        {
            await guesser.Post("/report/mailbox", ("code", ReceiptCode.Of([.. Enumerable.Range(i, ReceiptCode.Symbols).Select(n => (byte)(n * i))])));
            refused += guesser.Status == HttpStatusCode.TooManyRequests ? 1 : 0;
            Assert.True(guesser.Status is HttpStatusCode.TooManyRequests || (i < PublicGates.TriesOfOne + 30 && guesser.Status == HttpStatusCode.BadRequest));
        }

        Assert.Contains("te veel tegelijk", guesser.Page, StringComparison.Ordinal);
        using var other = new Reporter(node.Client());
        await other.Post("/report/mailbox", ("code", "no code at all"));
        Assert.Equal((HttpStatusCode.BadRequest, Guesses - PublicGates.TriesOfOne), (other.Status, refused));
    }

    [Fact]
    public void Of_a_thousand_guesses_in_a_minute_few_are_tried_however_many_connections_they_use()
    {
        var clock = new Clock();
        var gates = new PublicGates(clock);
        var tried = 0;
        for (var i = 0; i < 1000; i++)
        {
            tried += gates.MayTry(new Dictionary<object, object?>()) ? 1 : 0;
            clock.Now += TimeSpan.FromMilliseconds(60);
        }

        Assert.InRange(tried, PublicGates.Tries, PublicGates.Tries + (PublicGates.TriesPerHour / 60) + 1);
        clock.Now += TimeSpan.FromHours(1);
        Assert.True(gates.MayTry(null));
    }

    [Fact]
    public void Flood_of_reports_ends_at_a_bound_and_passes()
    {
        var clock = new Clock();
        var gates = new PublicGates(clock);
        Assert.Equal(PublicGates.Reports, Enumerable.Range(0, 500).Count(_ => gates.MaySend()));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(PublicGates.ReportsPerHour / 60, Enumerable.Range(0, 500).Count(_ => gates.MaySend()));
    }

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
