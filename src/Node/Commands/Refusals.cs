using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Commands;

/// <summary>What somebody gets who cannot have what was asked: a page for a person, problem+json (RFC 9457) for a program.</summary>
static class Refusals
{
    public static void Use(WebApplication app)
    {
        app.UseWhen(Refused.IsPerson, pages => pages.UseExceptionHandler("/refused/500", createScopeForErrors: true).UseStatusCodePagesWithReExecute("/refused/{0}", createScopeForStatusCodePages: true));
        app.UseWhen(http => !Refused.IsPerson(http), programs => programs.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf }).UseStatusCodePages());
    }

    // Kestrel finds some requests wrong only while they are read: too long, cut off.
    static int StatusOf(Exception wrong) => wrong is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError;
}
