using Knooppunt.Node.Shell.Layout;
using Knooppunt.Reports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Knooppunt.Node.Reports;

/// <summary>Which public page is drawn.</summary>
enum Sheet
{
    Start,
    Question,
    Code,
    Saved,
    Rules,
    Door,
    Box,
    Figures,
    Sorry,
}

/// <summary>What the public page of this request shows.</summary>
sealed class ShownSheet(IHttpContextAccessor http)
{
    public Sheet Sheet { get; set; }

    public Tongue Tongue { get; set; }

    /// <summary>How far somebody is; null where nothing was answered yet.</summary>
    public FormState? State { get; set; }

    /// <summary>The state for the next page, encrypted.</summary>
    public string Closed { get; set; } = "";

    /// <summary>What is wrong and what to do; null when nothing is.</summary>
    public Said? Wrong { get; set; }

    /// <summary>The opened mailbox; null elsewhere.</summary>
    public OpenedReport? Box { get; set; }

    /// <summary>Id of the place of a poster; null without one.</summary>
    public string? At { get; set; }

    /// <summary>The page as an answer; a program that is refused gets a problem, as everywhere.</summary>
    public IResult Draw(Sheet sheet, Tongue tongue, Said? wrong, int status)
    {
        (Sheet, Tongue, Wrong) = (sheet, tongue, wrong);
        return status >= StatusCodes.Status400BadRequest && !Refused.IsPerson(http.HttpContext!) ? Results.Problem(wrong?.En, statusCode: status)
            : new RazorComponentResult<ReportSheet> { StatusCode = status, PreventStreamingRendering = true };
    }
}
