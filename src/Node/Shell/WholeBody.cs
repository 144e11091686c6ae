using Microsoft.AspNetCore.Http.Features;

namespace Knooppunt.Node.Shell;

/// <summary>The body of a request, bounded and in memory alone.</summary>
static class WholeBody
{
    // Who sends hears an answer only after it could send all of it: what is too large is read to here and thrown away.
    const long Drained = 128 << 20;

    /// <summary>All of it; null when it is longer than it may be, or breaks off.</summary>
    /// <param name="http">The request.</param>
    /// <param name="longest">Bytes that it may have.</param>
    /// <param name="stop">Stops.</param>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpContext http, int longest, CancellationToken stop)
    {
        Allow(http, Drained);
        if (http.Request.ContentLength > longest)
        {
            await Drain(http, stop);
            return null;
        }

        try
        {
            var (body, buffer) = (new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 0, longest)), new byte[64 << 10]);
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, stop)) > 0;)
            {
                if (body.Length + read > longest)
                {
                    await Drain(http, stop);
                    return null;
                }

                body.Write(buffer, 0, read);
            }

            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
        catch (Exception gone) when (gone is BadHttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>The form in the body; null when it is longer than it may be, or no form.</summary>
    /// <param name="http">The request.</param>
    /// <param name="longest">Bytes that it may have, files in it included: none is ever written to a disk.</param>
    /// <param name="patient">Whether what is longer is read to its end before it is refused.</param>
    /// <param name="stop">Stops.</param>
    public static async Task<IFormCollection?> ReadForm(HttpContext http, int longest, bool patient, CancellationToken stop)
    {
        Allow(http, patient ? Drained : longest);
        try
        {
            if (http.Request.HasFormContentType && (http.Request.ContentLength ?? 0) <= longest)
                return await http.Request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = longest, MultipartBodyLengthLimit = longest }, stop);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or BadHttpRequestException or IOException)
        {
            // Longer than it said, or broken.
        }

        await Drain(http, stop);
        return null;
    }

    static void Allow(HttpContext http, long bytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytes;
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
