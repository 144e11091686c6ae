using System.Collections.Concurrent;

namespace Knooppunt.Node.Shell;

/// <summary>When the daily works of the rooms were done last, since the node started; it does them all at each start.</summary>
sealed class DailyRuns
{
    readonly ConcurrentDictionary<IDaily, DateTimeOffset> _done = new();

    /// <summary>A work was done.</summary>
    public void Done(IDaily work, DateTimeOffset at) => _done[work] = at;

    /// <summary>When a work was done last; null when it was not done yet.</summary>
    public DateTimeOffset? Last(IDaily work) => _done.TryGetValue(work, out var at) ? at : null;
}
