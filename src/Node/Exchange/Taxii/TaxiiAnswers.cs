using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>Answers as TAXII has them.</summary>
static class TaxiiAnswers
{
    /// <summary>A resource.</summary>
    public static IResult Resource<T>(T resource, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => Bytes(JsonSerializer.SerializeToUtf8Bytes(resource, type), status);

    /// <summary>A resource that is written already.</summary>
    public static IResult Bytes(ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK) => new Written(json, status);

    /// <summary>An error message.</summary>
    public static IResult Error(int status, string title, string? description = null) => Resource(Message(status, title, description), TaxiiJson.Default.ErrorResource, status);

    /// <summary>Writes an error message where no answer was made.</summary>
    public static Task WriteError(HttpContext http, int status, string title, string? description = null) => Error(status, title, description).ExecuteAsync(http);

    static ErrorResource Message(int status, string title, string? description) => new(title, description, status.ToString(System.Globalization.CultureInfo.InvariantCulture));

    sealed class Written(ReadOnlyMemory<byte> json, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = TaxiiMedia.Taxii;
            httpContext.Response.ContentLength = json.Length;
            await httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}
