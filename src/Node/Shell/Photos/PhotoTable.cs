namespace Knooppunt.Node.Shell.Photos;

/// <summary>Where photos are drawn anew, one at a time: unpacked, each takes tens of megabytes.</summary>
sealed class PhotoTable : IDisposable
{
    readonly SemaphoreSlim _one = new(1);

    /// <summary>The photo as a new JPEG; null when it is none or cannot be opened safely.</summary>
    public async Task<byte[]?> Redraw(ReadOnlyMemory<byte> upload, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            return await Task.Run(() => Redrawn.Of(upload.Span), stop);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
