using Knooppunt.Node.Shell;
using Knooppunt.Tests.Node.Journal;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>Work of a room that fails, whatever the fault, stops nothing else and is told until it succeeds.</summary>
public sealed class AttemptsTests
{
    readonly StandingClock _clock = new();
    readonly Attempts _attempts;

    public AttemptsTests()
    {
        var sight = new FirstSight(_clock);
        _ = sight.Comes(Task.CompletedTask, default);
        _attempts = new(sight, _clock, NullLogger<Attempts>.Instance);
    }

    [Fact]
    public async Task Failed_work_is_told_and_tried_again_each_time_later_until_it_succeeds()
    {
        var (tried, fails) = (0, true);
        Task Work(CancellationToken stop) => ++tried > 0 && fails ? throw new InvalidOperationException("kenteken VX-123-L") : Task.CompletedTask;
        Assert.False(await _attempts.Do("Mail", TimeSpan.FromMinutes(10), Work, default));
        var since = _clock.Now;
        Assert.False(await _attempts.Do("Mail", TimeSpan.FromMinutes(10), Work, default));
        Assert.Equal(1, tried);
        foreach (var minutes in new[] { 10, 20, 40, 50, 50 })
        {
            _clock.Now += TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1);
            await _attempts.Do("Mail", TimeSpan.FromMinutes(10), Work, default);
            var before = tried;
            _clock.Now += TimeSpan.FromSeconds(1);
            await _attempts.Do("Mail", TimeSpan.FromMinutes(10), Work, default);
            Assert.Equal(before + 1, tried);
        }

        var trouble = Assert.Single(_attempts.Troubles);
        Assert.Equal(("Mail", since, 6, "InvalidOperationException"), (trouble.Work, trouble.Since, trouble.Times, trouble.Kind));
        var health = await new WorkCheck(_attempts).CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("Mail does not succeed since", health.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("VX-123-L", health.Description, StringComparison.Ordinal);
        Assert.True(await _attempts.Do("Other", TimeSpan.FromMinutes(10), _ => Task.CompletedTask, default));

        fails = false;
        _clock.Now += Attempts.Longest;
        Assert.True(await _attempts.Do("Mail", TimeSpan.FromMinutes(10), Work, default));
        Assert.Empty(_attempts.Troubles);
        Assert.Equal(HealthStatus.Healthy, (await new WorkCheck(_attempts).CheckHealthAsync(new(), TestContext.Current.CancellationToken)).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30 * 60)]
    public async Task Work_that_fails_for_days_is_still_tried_within_the_hour(int first)
    {
        for (var times = 1; times <= 100; times++)
        {
            Assert.False(await _attempts.Do("Mail", TimeSpan.FromSeconds(first), _ => throw new InvalidOperationException(), default));
            var trouble = Assert.Single(_attempts.Troubles);
            Assert.Equal(times, trouble.Times);
            Assert.InRange(trouble.Next - _clock.Now, TimeSpan.FromSeconds(first), Attempts.Longest);
            _clock.Now = trouble.Next;
        }

        Assert.Equal(Attempts.Longest, Assert.Single(_attempts.Troubles).Next - Assert.Single(_attempts.Troubles).Last);
    }

    [Fact]
    public async Task Who_is_told_to_stop_has_not_failed()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _attempts.Do("Mail", TimeSpan.FromMinutes(1), token => Task.FromCanceled(token), stop.Token));
        Assert.Empty(_attempts.Troubles);
    }

    [Fact]
    public async Task Room_that_breaks_in_the_background_stops_neither_the_next_room_nor_the_node()
    {
        var (broken, daily, resumed) = (new Broken(), new Room(null), new Room(null));
        using var resumer = new Resumer([broken, resumed], _attempts, TimeProvider.System);
        using var each = new EachDay([broken, daily], new DailyRuns(), _attempts, TimeProvider.System);
        await resumer.StartAsync(TestContext.Current.CancellationToken);
        await each.StartAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(resumed.Done.Task, daily.Done.Task).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(["Broken (daily)", "Broken (resuming)"], _attempts.Troubles.Select(trouble => trouble.Work).Order(StringComparer.Ordinal));
        Assert.False(resumer.ExecuteTask!.IsFaulted || each.ExecuteTask!.IsFaulted);
        await resumer.StopAsync(TestContext.Current.CancellationToken);
        await each.StopAsync(TestContext.Current.CancellationToken);
    }

    sealed class Broken() : Room(new KeyNotFoundException());

    class Room(Exception? fault) : IResumes, IDaily
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Resume(CancellationToken stop) => Run(stop);

        public Task Run(CancellationToken stop)
        {
            if (fault is not null)
                throw fault;
            Done.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
