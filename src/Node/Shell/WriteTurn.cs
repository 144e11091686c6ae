namespace Knooppunt.Node.Shell;

/// <summary>
/// One writer at a time in the rooms' database. SQLite has one write lock for the whole file and hands it out by polling, so that
/// of many writers some wait until they are told "database is locked"; here they stand in line.
/// </summary>
sealed class WriteTurn : IDisposable
{
    readonly SemaphoreSlim _turn = new(1);

    /// <summary>Does a write when it is its turn. Not from inside another turn.</summary>
    public async Task<T> Take<T>(Func<Task<T>> write, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            return await write();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Does a write when it is its turn. Not from inside another turn.</summary>
    public T Take<T>(Func<T> write)
    {
        // Waited for as a task, so that the thread pool knows that a thread stands still and gives another one to whoever's turn it is.
        _turn.WaitAsync().GetAwaiter().GetResult();
        try
        {
            return write();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
