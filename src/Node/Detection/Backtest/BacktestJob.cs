using Knooppunt.Detection;
using Knooppunt.Detection.Backtest;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>How far a backtest is.</summary>
enum JobState : byte
{
    /// <summary>Others go first.</summary>
    Waiting,
    /// <summary>It reads.</summary>
    Running,
    /// <summary>Its result is there.</summary>
    Done,
    /// <summary>Somebody stopped it.</summary>
    Cancelled,
    /// <summary>It could not go on.</summary>
    Failed,
}

/// <summary>One backtest of one person. Read by pages while it runs.</summary>
sealed class BacktestJob(string person, BacktestRequest request, int[] visible, CancellationToken node) : IDisposable
{
    readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(node);
    long _done, _all;
    volatile JobState _state;

    public string Person => person;

    public BacktestRequest Request => request;

    /// <summary>Ids of the labels of signals that the person might see when it was asked.</summary>
    public int[] Visible => visible;

    public CancellationToken Stop => _stop.Token;

    public JobState State => _state;

    /// <summary>Whether it waits or runs.</summary>
    public bool Open => State is JobState.Waiting or JobState.Running;

    /// <summary>Rows read.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Rows to read; 0 before that is known.</summary>
    public long All => Interlocked.Read(ref _all);

    /// <summary>Whole per cent, 0 to 100.</summary>
    public int Percent => State == JobState.Done ? 100 : All == 0 ? 0 : (int)Math.Min(99, Done * 100 / All);

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? Ended { get; private set; }

    /// <summary>What was found; null until it is done.</summary>
    public BacktestResult? Result { get; private set; }

    /// <summary>The plan that found it, for explanations; null until it is done.</summary>
    public Plan? Plan { get; private set; }

    public void Tell(long done, long all)
    {
        Interlocked.Exchange(ref _all, all);
        Interlocked.Exchange(ref _done, done);
    }

    /// <summary>Begins; false when it was cancelled while it waited.</summary>
    public bool Begin()
    {
        if (_stop.IsCancellationRequested)
            return false;
        _state = JobState.Running;
        return true;
    }

    public void Finish(BacktestResult result, Plan plan, DateTimeOffset now)
    {
        (Result, Plan) = (result, plan);
        End(JobState.Done, now);
    }

    public void End(JobState how, DateTimeOffset now)
    {
        Ended = now;
        _state = how;
    }

    public void Cancel() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}
