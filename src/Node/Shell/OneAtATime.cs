namespace Knooppunt.Node.Shell;

/// <summary>Lets one piece of work at a time through; who comes meanwhile stands in line. Not from inside another turn of the same.</summary>
sealed class OneAtATime : IDisposable
{
    readonly SemaphoreSlim _turn = new(1);

    /// <summary>Waits for its turn, which lasts until what is given back is disposed.</summary>
    /// <param name="stop">Stops waiting.</param>
    public async Task<Turn> Enter(CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        return new(_turn);
    }

    public void Dispose() => _turn.Dispose();

    internal readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
