using Microsoft.AspNetCore.Http.Features;

namespace Knooppunt.Node.Reports;

/// <summary>A form of a stranger: bounded, and in memory alone, since a file in a temporary folder would lie there in clear.</summary>
static class PostedForm
{
    const int Longest = 256 << 10;

    // A browser shows an answer only to what it could send whole: what is too large is read to here and thrown away.
    const long Drained = 128 << 20;

    /// <summary>The form; null when it is too long or no form.</summary>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops.</param>
    /// <param name="upload">Bytes that a file in it may have besides; 0 where none is due.</param>
    public static async Task<IFormCollection?> Read(HttpContext http, CancellationToken stop, int upload = 0)
    {
        var most = Longest + upload;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = upload > 0 ? Drained : most;
        try
        {
            if (http.Request.HasFormContentType && (http.Request.ContentLength ?? 0) <= most)
                return await http.Request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = most, MultipartBodyLengthLimit = most }, stop);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or BadHttpRequestException or IOException)
        {
        }

        await Drain(http, stop);
        return null;
    }

    static async Task Drain(HttpContext http, CancellationToken stop)
    {
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, stop);
        }
        catch (Exception wrong) when (wrong is BadHttpRequestException or IOException or InvalidOperationException)
        {
            // Larger still, or gone.
        }
    }
}
