using Knooppunt.Node.Shell.Stripping;

namespace Knooppunt.Node.Shell.Photos;

/// <summary>Where photos are drawn anew, each in a process of its own, one at a time: unpacked, each takes a hundred megabytes.</summary>
sealed class PhotoTable(Stripper stripper) : IDisposable
{
    readonly OneAtATime _one = new();

    /// <summary>The photo as a new JPEG, or why there is none.</summary>
    public async Task<Stripped> Redraw(ReadOnlyMemory<byte> upload, CancellationToken stop)
    {
        using var alone = await _one.Enter(stop);
        return await stripper.Strip(upload, stop);
    }

    public void Dispose() => _one.Dispose();
}
