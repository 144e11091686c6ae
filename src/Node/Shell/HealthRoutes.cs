using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Knooppunt.Node.Shell;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: journals are open and detection follows, 503 when not; degraded while work of a room does not succeed. Everybody gets one word; the
/// sentences are for this machine and for administrators. A source that is silent is no fault of the node and stands in the journal, not here.
/// </summary>
static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = (http, _) => http.Response.WriteAsync("alive") }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new() { ResponseWriter = Write }).AllowAnonymous();
    }

    static Task Write(HttpContext http, HealthReport report)
    {
        var word = report.Status switch { HealthStatus.Healthy => "ready", HealthStatus.Degraded => "degraded", _ => "not-ready" };
        return MaySeeMore(http)
            ? http.Response.WriteAsJsonAsync(new HealthAnswer(word, report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description?.Split('\n') ?? [])))
            : http.Response.WriteAsync(word);
    }

    // Behind a reverse proxy every request seems to come from this machine, so one that was passed on is not trusted.
    static bool MaySeeMore(HttpContext http) => http.User.Has(Role.Administrator)
        || (http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !http.Request.Headers.Keys.Any(IsForwarded));

    static bool IsForwarded(string header) => header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || header.Equals("Via", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The answer in full.</summary>
/// <param name="Status">ready, degraded or not-ready.</param>
/// <param name="Checks">What each room says, one sentence each; none when all is well. No identifiers.</param>
sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string[]> Checks);
