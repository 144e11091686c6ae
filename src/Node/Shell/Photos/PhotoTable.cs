using Knooppunt.Node.Shell.Stripping;

namespace Knooppunt.Node.Shell.Photos;

/// <summary>Where photos are drawn anew, each in a process of its own, one at a time: unpacked, each takes a hundred megabytes.</summary>
sealed class PhotoTable(Stripper stripper) : IDisposable
{
    readonly SemaphoreSlim _one = new(1);

    /// <summary>The photo as a new JPEG, or why there is none.</summary>
    public async Task<Stripped> Redraw(ReadOnlyMemory<byte> upload, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            return await stripper.Strip(upload, stop);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
