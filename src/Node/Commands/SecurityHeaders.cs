namespace Knooppunt.Node.Commands;

/// <summary>Headers that keep a page to itself: no frames, no foreign scripts, no referrer.</summary>
static class SecurityHeaders
{
    // The map compiles its worker from a blob; MapLibre sets styles on elements.
    const string Policy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; child-src blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        // At the last moment, since an error clears what was set before it.
        http.Response.OnStarting(Write, http.Response.Headers);
        return next(http);
    }

    static Task Write(object response)
    {
        var headers = (IHeaderDictionary)response;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self)";
        return Task.CompletedTask;
    }
}
