using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Commands;

/// <summary>What somebody gets who cannot have what was asked: a page for a person, problem+json (RFC 9457) for a program.</summary>
static class Refusals
{
    public static void Use(WebApplication app)
    {
        app.UseWhen(Refused.IsPerson, pages => pages.UseExceptionHandler("/refused/500", createScopeForErrors: true).UseStatusCodePagesWithReExecute("/refused/{0}", createScopeForStatusCodePages: true));
        app.UseWhen(http => !Refused.IsPerson(http), programs => programs.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf }).UseStatusCodePages());
        app.Use(Unsay);
    }

    // A page that refuses a form has said that HTML would follow, and nothing does: without this it would be an empty page.
    static async Task Unsay(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (!http.Response.HasStarted && http.Response.StatusCode >= 400 && http.Response.ContentLength is null)
            http.Response.ContentType = null;
    }

    // Kestrel finds some requests wrong only while they are read: too long, cut off.
    // A disk that refuses is no fault of the request: the same one may be sent again later.
    static int StatusOf(Exception wrong) => wrong switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        JournalUnwritableException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
