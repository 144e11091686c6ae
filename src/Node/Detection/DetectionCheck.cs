using System.Globalization;
using Knooppunt.Node.Journal;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Knooppunt.Node.Detection;

/// <summary>Whether Detection follows every journal: unhealthy until it has come to where each stood at the start, degraded when it falls far behind.</summary>
sealed class DetectionCheck(JournalRoom journals, Progress progress) : IHealthCheck
{
    /// <summary>About five seconds of the heaviest intake that a node is made for.</summary>
    const long FarBehind = 100_000;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] blind = [.. journals.Organisations.Where(journal => !progress.Follows(journal)).Select(journal => $"Detection does not follow the journal {journal} yet.")];
        if (blind.Length > 0)
            return Task.FromResult(HealthCheckResult.Unhealthy(string.Join('\n', blind)));
        string[] late = [.. journals.Organisations.Select(journal => (Journal: journal, Behind: journals.Next(journal) - progress.Reached(journal))).Where(item => item.Behind > FarBehind)
            .Select(item => string.Create(CultureInfo.InvariantCulture, $"Detection is {item.Behind} records behind the journal {item.Journal}."))];
        return Task.FromResult(late.Length > 0 ? HealthCheckResult.Degraded(string.Join('\n', late)) : HealthCheckResult.Healthy());
    }
}
