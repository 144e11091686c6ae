using Knooppunt.Node.Detection;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Knooppunt.Tests.Node.Detection;

public sealed class BacktestDeskTests
{
    const int MostWaiting = 8, MostKept = 20;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Node_that_stops_ends_the_backtest_that_runs_and_those_that_wait()
    {
        await using var node = new RunningNode();
        await node.InitializeAsync();
        var desk = node.Services.GetRequiredService<BacktestDesk>();
        Assert.Null(desk.Start("first", EndlessBacktest.Over(JournalFixture.Organisation), []));
        Assert.Null(desk.Start("second", EndlessBacktest.Over(JournalFixture.Organisation), []));
        var (running, waiting) = (desk.Of("first")!, desk.Of("second")!);
        await Until(() => running.State == JobState.Running);
        // The host itself gives up only after thirty seconds.
        await node.Stop().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal((JobState.Cancelled, false), (running.State, running.Result is not null));
        Assert.Equal((true, false), (waiting.Stop.IsCancellationRequested, waiting.Begin()));
    }

    [Fact]
    public async Task Person_has_one_at_a_time_and_no_more_than_eight_wait()
    {
        await using var desk = new OwnDesk();
        Assert.Null(desk.Start("runs", EndlessBacktest.Over(JournalFixture.Organisation)));
        await Until(() => desk.Of("runs")!.State == JobState.Running);
        Assert.Contains("previous", desk.Start("runs", EndlessBacktest.Over(JournalFixture.Organisation))!.Value.English, StringComparison.Ordinal);
        for (var number = 0; number < MostWaiting; number++)
            Assert.Null(desk.Start($"waits-{number}", EndlessBacktest.Over(JournalFixture.Organisation)));
        Assert.Contains("waiting already", desk.Start("one too many", EndlessBacktest.Over(JournalFixture.Organisation))!.Value.English, StringComparison.Ordinal);
        Assert.Null(desk.Of("one too many"));
        Assert.All(Enumerable.Range(0, MostWaiting), number => Assert.Equal(JobState.Waiting, desk.Of($"waits-{number}")!.State));
        desk.Cancel("waits-0");
        Assert.Equal(JobState.Cancelled, desk.Of("waits-0")!.State);
        // A cancelled one keeps its place in the line until its turn, which it passes on.
        Assert.NotNull(desk.Start("one too many", EndlessBacktest.Over(JournalFixture.Organisation)));
        desk.Cancel("runs");
        await Until(() => desk.Of("waits-1")!.State == JobState.Running);
        Assert.Equal((JobState.Cancelled, JobState.Cancelled), (desk.Of("runs")!.State, desk.Of("waits-0")!.State));
        Assert.Null(desk.Start("one too many", EndlessBacktest.Over(JournalFixture.Organisation)));
    }

    [Fact]
    public async Task Results_are_forgotten_after_half_a_day_and_the_oldest_of_many()
    {
        await using var desk = new OwnDesk();
        for (var number = 0; number < MostKept + 2; number++)
        {
            Assert.Null(desk.Start($"p{number}", Short()));
            await Until(() => !desk.Of($"p{number}")!.Open);
            Assert.Equal(JobState.Done, desk.Of($"p{number}")!.State);
            desk.Clock.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal((null, null), (desk.Of("p0"), desk.Of("p1")));
        Assert.NotNull(desk.Of("p2"));
        desk.Clock.Now += TimeSpan.FromHours(12) - TimeSpan.FromMinutes(10);
        Assert.Null(desk.Of("p2"));
        Assert.NotNull(desk.Of($"p{MostKept + 1}"));
        desk.Clock.Now += TimeSpan.FromHours(1);
        Assert.Null(desk.Of($"p{MostKept + 1}"));
    }

    static async Task Until(Func<bool> happened)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!happened())
            await beat.WaitForNextTickAsync(patience.Token);
    }

    static BacktestRequest Short() => EndlessBacktest.Over(JournalFixture.Organisation) with { Journals = [JournalFixture.Organisation] };

    /// <summary>A desk without a node around it, with a clock that stands.</summary>
    sealed class OwnDesk : IAsyncDisposable, IHostApplicationLifetime, IDbContextFactory<SignalsDb>
    {
        readonly JournalFixture _fixture = new();
        readonly Knooppunt.Node.Journal.JournalRoom _room;
        readonly CancellationTokenSource _stopping = new();
        readonly BacktestDesk _desk;
        readonly string _database;

        public OwnDesk()
        {
            _room = _fixture.Open();
            _database = Path.Combine(_fixture.Folder, "rooms.db");
            using (var db = CreateDbContext())
                db.Database.Migrate();
            _desk = new BacktestDesk(_room, new Judges(), new AssessedSignals(this), this, Clock, NullLogger<BacktestDesk>.Instance);
            _desk.StartAsync(default).GetAwaiter().GetResult();
        }

        public StandingClock Clock => _fixture.Clock;

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopping.Cancel();

        public SignalsDb CreateDbContext() => new(new DbContextOptionsBuilder<SignalsDb>().UseSqlite($"Data Source={_database};Pooling=False").Options);

        public BacktestJob? Of(string person) => _desk.Of(person);

        public Knooppunt.Node.Shell.Words.Word? Start(string person, BacktestRequest request) => _desk.Start(person, request, []);

        public void Cancel(string person) => _desk.Cancel(person);

        public async ValueTask DisposeAsync()
        {
            StopApplication();
            await _desk.StopAsync(default);
            _desk.Dispose();
            _stopping.Dispose();
            _room.Dispose();
            _fixture.Dispose();
        }
    }
}
