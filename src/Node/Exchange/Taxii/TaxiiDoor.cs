using Knooppunt.Node.Exchange.Parties;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>Marks an endpoint as one of TAXII, which the door lets through.</summary>
sealed class TaxiiEndpoint;

/// <summary>
/// Stands before everything under <c>/taxii2</c>: who has no key gets 401, who wants another format 406, and whatever is refused, also by the server itself, is
/// answered with TAXII's error message (3.6).
/// </summary>
static partial class TaxiiDoor
{
    public const string Root = "/taxii2";

    static readonly object Key = new();

    public static void Use(WebApplication app) => app.UseWhen(http => http.Request.Path.StartsWithSegments(Root), taxii => taxii.Use(Stand));

    /// <summary>Who asks.</summary>
    public static Party PartyOf(HttpContext http) => (Party)http.Items[Key]!;

    static async Task Stand(HttpContext http, RequestDelegate next)
    {
        try
        {
            http.Response.Headers.CacheControl = "no-store";
            if (await Refusal(http) is { } refusal)
                await refusal.ExecuteAsync(http);
            // A path that is known with a method that is not: the router's own answer says which it knows.
            else if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<TaxiiEndpoint>() is null)
                await endpoint.RequestDelegate!(http);
            else
                await InTurn(http, next);
        }
        catch (BadHttpRequestException wrong) when (!http.Response.HasStarted)
        {
            await TaxiiAnswers.WriteError(http, wrong.StatusCode, Title(wrong.StatusCode));
        }

        catch (Exception wrong) when (wrong is not OperationCanceledException && !http.Response.HasStarted)
        {
            LogFailed(http.RequestServices.GetRequiredService<ILogger<DoorGate>>(), wrong);
            // A disk that refuses is no fault of the request: the same one may be sent again later.
            var status = wrong is Microsoft.Data.Sqlite.SqliteException or IOException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
            await TaxiiAnswers.WriteError(http, status, Title(status), "The request could not be done, through no fault of yours; try again later.");
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null })
            await TaxiiAnswers.WriteError(http, http.Response.StatusCode, Title(http.Response.StatusCode));
    }

    static async Task InTurn(HttpContext http, RequestDelegate next)
    {
        var places = await http.RequestServices.GetRequiredService<DoorGate>().Enter(PartyOf(http), http.RequestAborted);
        try
        {
            await next(http);
        }
        finally
        {
            places.Release();
        }
    }

    static async Task<IResult?> Refusal(HttpContext http)
    {
        var (gate, keys) = (http.RequestServices.GetRequiredService<DoorGate>(), http.RequestServices.GetRequiredService<ExchangeKeys>());
        if (!gate.MayTry(http.Connection.RemoteIpAddress))
            return TaxiiAnswers.Error(StatusCodes.Status429TooManyRequests, "Too many tries", "Too many tries without a valid key came from this address; try again in a minute.");
        if (await keys.PartyOf(http.Request.Headers.Authorization, http.RequestAborted) is not { } party)
        {
            // Who comes without a key does not guess: it asks how to come in.
            if (http.Request.Headers.Authorization.Count > 0)
                gate.Failed(http.Connection.RemoteIpAddress);
            http.Response.Headers.WWWAuthenticate = new(["Basic realm=\"TAXII\", charset=\"UTF-8\"", "Bearer realm=\"TAXII\""]);
            return TaxiiAnswers.Error(StatusCodes.Status401Unauthorized, "No valid key", "Send the key of your organisation or node, as Bearer or as the password of Basic; an administrator of this node makes one.");
        }

        http.Items[Key] = party;
        if (!TaxiiMedia.Accepts(http.Request.Headers))
            return TaxiiAnswers.Error(StatusCodes.Status406NotAcceptable, "Not acceptable", $"Here {TaxiiMedia.Taxii} is spoken; name it, or application/taxii+json, under Accept.");
        return http.GetEndpoint() is null ? TaxiiAnswers.Error(StatusCodes.Status404NotFound, "Not found", $"Nothing is here; begin at {Root}/.") : null;
    }

    static string Title(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Refused";

    [LoggerMessage(LogLevel.Error, "A request of TAXII could not be done.")]
    static partial void LogFailed(ILogger logger, Exception wrong);
}
