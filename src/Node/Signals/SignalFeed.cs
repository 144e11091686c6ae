using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Knooppunt.Node.Signals;

/// <summary>Tells open pages of new and changed signals. A page that does not keep up loses the oldest news and reads the list again.</summary>
sealed class SignalFeed
{
    readonly ConcurrentDictionary<Channel<SignalRow>, bool> _pages = new();

    /// <summary>Passes rows on to every open page; never waits.</summary>
    public void Tell(IReadOnlyCollection<SignalRow> rows)
    {
        foreach (var page in _pages.Keys)
        {
            foreach (var row in rows)
                page.Writer.TryWrite(row);
        }
    }

    /// <summary>The news from now on, until stopped.</summary>
    public async IAsyncEnumerable<SignalRow> Follow([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var page = Channel.CreateBounded<SignalRow>(new BoundedChannelOptions(500) { FullMode = BoundedChannelFullMode.DropOldest });
        _pages[page] = true;
        try
        {
            await foreach (var row in page.Reader.ReadAllAsync(stop))
                yield return row;
        }
        finally
        {
            _pages.TryRemove(page, out _);
        }
    }
}
