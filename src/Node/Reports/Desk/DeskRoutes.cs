using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>A handler answers a report, or closes it with an outcome that the reporter reads.</summary>
static class DeskRoutes
{
    static readonly Word
        NeedsText = new($"Schrijf 1 tot {ReportAnswers.LongestText} tekens: de melder moet iets te lezen hebben.", $"Write 1 to {ReportAnswers.LongestText} characters: the reporter must have something to read."),
        NeedsOutcome = new("Kies een afloop uit de lijst, of alleen beantwoorden.", "Choose an outcome from the list, or only to answer."),
        Changed = new("Een collega was u voor: deze melding is intussen beantwoord of afgesloten. Kijk opnieuw.", "A colleague was first: this report has been answered or closed in the meantime. Look again.");

    public static async Task<IResult> Reply(IFormCollection form, Mailboxes mailboxes, DeskRights rights, ReadLog log, HttpContext http, CancellationToken stop)
    {
        var (id, text) = ((string?)form["report"] ?? "", TakenAnswer.Cleaned(form["text"]));
        if (await mailboxes.OwnerOf(id, stop) is not { } owner || !rights.ReadableBy(http.User).Contains(owner))
            return Results.NotFound();
        if (!rights.MayAnswer(http.User, owner))
            return Results.Forbid();
        if (text.Length is 0 or > ReportAnswers.LongestText)
            return Refused.Because(http, StatusCodes.Status400BadRequest, NeedsText);
        if (!Enum.TryParse<ReportOutcome>(form["outcome"], out var outcome) || !Enum.IsDefined(outcome))
            return Refused.Because(http, StatusCodes.Status400BadRequest, NeedsOutcome);
        await log.Record(http.User, "report", id, outcome == ReportOutcome.Open ? "melding beantwoorden" : "melding afsluiten", rights.GroundOf(owner), stop);
        if (!int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) || await mailboxes.OpenFor(owner, id, stop) is not { } report
            || report.Row.Version != version || !await mailboxes.Reply(report, text, http.User.DisplayName, outcome, stop))
        {
            return Refused.Because(http, StatusCodes.Status409Conflict, Changed);
        }

        return Results.LocalRedirect($"/reports/{id}");
    }
}
