using System.Collections.Concurrent;
using System.Net;
using System.Threading.RateLimiting;

namespace Knooppunt.Node.Exchange.Parties;

/// <summary>How often somebody without a valid key may try, by address; and how much one party may have under way, since each request is in memory until it is answered.</summary>
sealed class DoorGate : IDisposable
{
    /// <summary>Failed tries of one address in a minute.</summary>
    public const int TriesOfOne = 30;

    /// <summary>Requests of one party at a time; more wait.</summary>
    public const int AtOnce = 4;

    readonly ConcurrentDictionary<string, SemaphoreSlim> _underWay = new(StringComparer.Ordinal);

    readonly PartitionedRateLimiter<IPAddress> _failed = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new() { PermitLimit = TriesOfOne, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether this address may try.</summary>
    public bool MayTry(IPAddress? address)
    {
        using var lease = _failed.AttemptAcquire(address ?? IPAddress.None, 0);
        return lease.IsAcquired;
    }

    /// <summary>Counts a failed try.</summary>
    public void Failed(IPAddress? address)
    {
        using var lease = _failed.AttemptAcquire(address ?? IPAddress.None);
    }

    /// <summary>A place for a request of a party, when there is one; until it is released.</summary>
    public async Task<SemaphoreSlim> Enter(Party party, CancellationToken stop)
    {
        var places = _underWay.GetOrAdd(party.Name, _ => new(AtOnce));
        await places.WaitAsync(stop);
        return places;
    }

    public void Dispose() => _failed.Dispose();
}
