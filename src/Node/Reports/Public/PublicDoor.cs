using System.Net;

namespace Knooppunt.Node.Reports;

/// <summary>
/// Stands before everything else on the public pages: takes away what could tell who comes (address, cookies, browser), and lets the answer be kept nowhere and say nothing to others.
/// </summary>
static class PublicDoor
{
    const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    static readonly string[] Telling = ["Cookie", "Authorization", "User-Agent", "Referer", "X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP", "X-Forwarded-Host"];

    /// <summary>Whether a path is for the public.</summary>
    public static bool IsPublic(PathString path) => path.StartsWithSegments("/report") || path.StartsWithSegments("/melden");

    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        if (!IsPublic(http.Request.Path))
            return next(http);
        http.Connection.RemoteIpAddress = IPAddress.None;
        http.Connection.RemotePort = 0;
        foreach (var header in Telling)
            http.Request.Headers.Remove(header);
        // The first to register writes last.
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-store";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers.Remove("Set-Cookie");
            return Task.CompletedTask;
        });
        return next(http);
    });
}
