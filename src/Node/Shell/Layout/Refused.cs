using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>A refusal that says why and what to do: a page in the person's language for a person, problem+json for a program.</summary>
static class Refused
{
    static readonly object Key = new();

    /// <summary>The answer; the page that is drawn for it asks <see cref="Sentence"/>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">HTTP status, 400 or more.</param>
    /// <param name="sentence">Why, and what to do.</param>
    public static IResult Because(HttpContext http, int status, Word sentence)
    {
        http.Items[Key] = sentence;
        return IsPerson(http) ? Results.StatusCode(status) : Results.Problem(sentence.English, statusCode: status);
    }

    /// <summary>Why this request was refused; null when nobody said.</summary>
    public static Word? Sentence(HttpContext? http) => http?.Items[Key] as Word?;

    /// <summary>Whether somebody at a browser asks.</summary>
    public static bool IsPerson(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The page from which the person came, when it is one of ours; null otherwise.</summary>
    public static string? CameFrom(HttpContext? http) =>
        Uri.TryCreate(http?.Request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == http!.Request.Host.Value ? from.PathAndQuery : null;
}
