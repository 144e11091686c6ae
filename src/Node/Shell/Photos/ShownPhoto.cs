namespace Knooppunt.Node.Shell.Photos;

/// <summary>A photo or text of somebody else, shown by itself: nothing in it can act on a page of the node.</summary>
static class ShownPhoto
{
    /// <summary>The answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="bytes">What is shown.</param>
    /// <param name="type">Media type.</param>
    public static IResult Of(HttpContext http, byte[] bytes, string type = "image/jpeg")
    {
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(bytes, type);
    }
}
