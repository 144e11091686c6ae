namespace Knooppunt.Node.Commands;

/// <summary>Headers that keep a page to itself: no frames, no foreign scripts, no referrer for others.</summary>
static class SecurityHeaders
{
    // The map compiles its worker from a blob; MapLibre sets styles on elements.
    const string Policy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; child-src blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    /// <summary>The headers of a node; a provider of accounts is where the form that links one leads to.</summary>
    public static void Use(WebApplication app, string? provider)
    {
        var policy = Uri.TryCreate(provider, UriKind.Absolute, out var authority) ? $"{Policy} {authority.GetLeftPart(UriPartial.Authority)}" : Policy;
        app.Use((http, next) =>
        {
            // At the last moment, since an error clears what was set before it.
            http.Response.OnStarting(() => Write(http.Response.Headers, policy));
            return next(http);
        });
    }

    static Task Write(IHeaderDictionary headers, string policy)
    {
        // What a stranger sent is shown under a policy of its own, which is narrower.
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: a form would then be sent with the origin "null", which a passkey is checked against.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self)";
        return Task.CompletedTask;
    }
}
