using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Knooppunt.Node.Journal;

/// <summary>Whether every journal takes and gives: unhealthy when one takes nothing any more, degraded when one has told of damage since the start.</summary>
sealed class JournalsCheck(JournalRoom journals) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (unwritable, told) = (journals.Unwritable, journals.Health);
        return Task.FromResult(
            unwritable.Count > 0 ? HealthCheckResult.Unhealthy(string.Join('\n', unwritable))
            : told.Count > 0 ? HealthCheckResult.Degraded(string.Join('\n', told))
            : HealthCheckResult.Healthy());
    }
}
