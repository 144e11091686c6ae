using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Knooppunt.Node.Shell;

/// <summary>Whether the work of rooms that goes on by itself succeeds: degraded while some does not, since all else goes on.</summary>
sealed class WorkCheck(Attempts attempts) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] wrong = [.. attempts.Troubles.Select(trouble => string.Create(CultureInfo.InvariantCulture, $"{trouble.Work} does not succeed since {trouble.Since:yyyy-MM-dd HH:mm} UTC ({trouble.Kind}, {trouble.Times} times); it is tried again after {trouble.Next:HH:mm} UTC. The log says why."))];
        return Task.FromResult(wrong.Length > 0 ? HealthCheckResult.Degraded(string.Join('\n', wrong)) : HealthCheckResult.Healthy());
    }
}
