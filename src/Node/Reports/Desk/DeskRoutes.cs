using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>A handler answers a report, closes it with an outcome, or gives it to who can do something about it. The reporter reads each of them.</summary>
static class DeskRoutes
{
    static readonly Word
        NeedsText = new($"Schrijf 1 tot {ReportAnswers.LongestText} tekens: de melder moet iets te lezen hebben.", $"Write 1 to {ReportAnswers.LongestText} characters: the reporter must have something to read."),
        NeedsOutcome = new("Kies een afloop uit de lijst, of alleen beantwoorden.", "Choose an outcome from the list, or only to answer."),
        Changed = new("Een collega was u voor: deze melding is intussen beantwoord of afgesloten. Kijk opnieuw.", "A colleague was first: this report has been answered or closed in the meantime. Look again.");

    static readonly Word
        NoDesk = new("Kies een andere organisatie van dit knooppunt.", "Choose another organisation of this node."),
        NotWanted = new("De melder wil niet dat deze organisatie het leest. Vraag het de melder in het postvak, of kies een andere.", "The reporter does not want this organisation to read it. Ask the reporter in the mailbox, or choose another."),
        Stays = new("Een interne melding blijft bij wie bij de werkgever meldingen behandelt (Wet bescherming klokkenluiders, art. 1a). Vraag de melder in het postvak om het zelf elders te melden.", "An internal report stays with who handles reports at the employer (Dutch whistle-blower law, art. 1a). Ask the reporter in the mailbox to report it elsewhere themselves.");

    /// <summary>Answers, or closes.</summary>
    public static Task<IResult> Reply(IFormCollection form, Mailboxes mailboxes, DeskRights rights, ReadLog log, HttpContext http, CancellationToken stop)
    {
        var known = Enum.TryParse<ReportOutcome>(form["outcome"], out var outcome) && Enum.IsDefined(outcome) && outcome != ReportOutcome.NobodyLeft;
        return Answer(form, mailboxes, rights, log, http, outcome == ReportOutcome.Open ? "melding beantwoorden" : "melding afsluiten", _ => known ? null : NeedsOutcome,
            (report, text) => mailboxes.Reply(report, text, http.User.DisplayName, outcome, stop), id => $"/reports/{id}", stop);
    }

    /// <summary>Gives it to another organisation.</summary>
    public static Task<IResult> HandOn(IFormCollection form, Mailboxes mailboxes, DeskRights rights, NodeSettings settings, ReadLog log, HttpContext http, CancellationToken stop)
    {
        var to = form.Text("organisation");
        return Answer(form, mailboxes, rights, log, http, "melding overdragen", report =>
                to == report.Row.Owner || settings.Organisations.All(partner => partner.Id != to) ? NoDesk
                : report.Answers.Kind == ReportKind.Internal ? Stays
                : report.Answers.Without.Contains(to) ? NotWanted : null,
            (report, text) => mailboxes.HandOn(report, to, text, http.User.DisplayName, stop), _ => "/reports", stop);
    }

    static async Task<IResult> Answer(IFormCollection form, Mailboxes mailboxes, DeskRights rights, ReadLog log, HttpContext http, string why, Func<OpenedReport, Word?> refusal, Func<OpenedReport, string, Task<bool>> answer, Func<string, string> next, CancellationToken stop)
    {
        var (id, text) = (form.Text("report"), TakenAnswer.Cleaned(form["text"]));
        if (await mailboxes.OwnerOf(id, stop) is not { } owner || !rights.ReadableBy(http.User).Contains(owner))
            return Results.NotFound();
        if (!rights.MayAnswer(http.User, owner))
            return Results.Forbid();
        if (text.Length is 0 or > ReportAnswers.LongestText)
            return Refused.Because(http, StatusCodes.Status400BadRequest, NeedsText);
        await log.Record(http.User, "report", id, why, rights.GroundOf(owner), stop);
        if (await mailboxes.OpenFor(owner, id, stop) is not { } report || report.Row.Version != form.Number("version"))
            return Refused.Because(http, StatusCodes.Status409Conflict, Changed);
        if (refusal(report) is { } wrong)
            return Refused.Because(http, StatusCodes.Status400BadRequest, wrong);
        return await answer(report, text) ? Results.LocalRedirect(next(id)) : Refused.Because(http, StatusCodes.Status409Conflict, Changed);
    }
}
