using Knooppunt.Node.Shell;
using Knooppunt.Tests.Node.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>What can wait waits until a started node sees, and not for ever.</summary>
public sealed class FirstSightTests
{
    readonly StandingClock _clock = new();
    readonly FirstSight _sight;

    public FirstSightTests() => _sight = new(_clock);

    [Fact]
    public async Task The_work_of_rooms_begins_when_detection_follows()
    {
        var stop = TestContext.Current.CancellationToken;
        var (done, following) = (0, new TaskCompletionSource());
        var work = new Attempts(_sight, _clock, NullLogger<Attempts>.Instance).Do("Post", TimeSpan.FromMinutes(1), _ => Task.FromResult(++done), stop);
        var seeing = _sight.Comes(following.Task, stop);
        Assert.False(work.IsCompleted);
        following.SetResult();
        await seeing;
        Assert.True(await work);
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task A_node_that_stops_before_it_sees_does_none_of_it()
    {
        using var stop = new CancellationTokenSource();
        var work = new Attempts(_sight, _clock, NullLogger<Attempts>.Instance).Do("Post", TimeSpan.FromMinutes(1), _ => throw new InvalidOperationException("done"), stop.Token);
        var seeing = _sight.Comes(new TaskCompletionSource().Task, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => seeing);
    }
}
