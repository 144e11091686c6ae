namespace Knooppunt.Node.Shell;

/// <summary>The moment from which a started node sees: Detection follows every journal. Work that can wait waits for it, so that a start has the processor for what the port needs first.</summary>
/// <param name="clock">The time.</param>
sealed class FirstSight(TimeProvider clock)
{
    // What Detection must catch up with may take long; letters and terms do not wait for that.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says that the node sees when this does, and in any case after half a minute.</summary>
    public async Task Comes(Task following, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(following, Task.Delay(Longest, clock, over.Token));
        await over.CancelAsync();
        stop.ThrowIfCancellationRequested();
        _seen.TrySetResult();
    }

    /// <summary>Waits until the node sees.</summary>
    public Task Wait(CancellationToken stop) => _seen.Task.WaitAsync(stop);
}
