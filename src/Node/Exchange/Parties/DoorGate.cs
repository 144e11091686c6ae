using System.Net;
using System.Threading.RateLimiting;

namespace Knooppunt.Node.Exchange.Parties;

/// <summary>How often somebody without a valid key may try, of one address and of all together. Who has one is not slowed down by who has not.</summary>
sealed class DoorGate : IDisposable
{
    /// <summary>Failed tries of one address in a minute.</summary>
    public const int TriesOfOne = 30;

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

    public void Dispose() => _failed.Dispose();
}
