using Knooppunt.Node.Shell.Settings;
using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>The mailbox of a reporter: opened by the code, in a form and never in an address.</summary>
sealed class MailboxDoor(FormStates states, ShownSheet shown, Mailboxes mailboxes, SentFiles files, PublicGates gates, NodeSettings settings)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/report/mailbox", (string? l, MailboxDoor door) => door.Draw(Sheet.Door, Tongues.Of(l))).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/report/mailbox", (HttpContext http, MailboxDoor door, CancellationToken stop) => door.Open(http, stop)).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        routes.MapPost("/report/mailbox/file", (HttpContext http, MailboxDoor door, CancellationToken stop) => door.Add(http, stop)).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        routes.MapPost("/report/mailbox/write", (HttpContext http, MailboxDoor door, CancellationToken stop) => door.Write(http, stop)).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }

    async Task<IResult> Open(HttpContext http, CancellationToken stop)
    {
        if (await PostedForm.Read(http, stop) is not { } form)
            return Draw(Sheet.Sorry, Tongue.Nl, FormText.Old, StatusCodes.Status400BadRequest);
        var tongue = Tongues.Of(form["l"]);
        if (!gates.MayTry(PublicGates.ItemsOf(http)))
            return Draw(Sheet.Door, tongue, FormText.Busy, StatusCodes.Status429TooManyRequests);
        return await mailboxes.Open(form["code"], stop) is { } box ? Show(box, ReceiptCode.Read(form["code"])!) : Draw(Sheet.Door, tongue, FormText.BoxWrong, StatusCodes.Status400BadRequest);
    }

    async Task<IResult> Write(HttpContext http, CancellationToken stop)
    {
        if (await PostedForm.Read(http, stop) is not { } form || states.Open(form["state"]) is not { Code.Length: > 0 } state || await mailboxes.Open(state.Code, stop) is not { } box)
            return Draw(Sheet.Sorry, Tongue.Nl, FormText.Old, StatusCodes.Status400BadRequest);
        if (LeftDesks.NobodyReads(box.Row, settings))
            return Show(box, state.Code, LeftDesks.Stays);
        var text = TakenAnswer.Cleaned(form["text"]);
        if (text.Length is 0 or > ReportAnswers.LongestText)
            return Show(box, state.Code, text.Length == 0 ? FormText.SaySomething : FormText.TooLong);
        if (!gates.MaySend())
            return Show(box, state.Code, FormText.Busy, StatusCodes.Status429TooManyRequests);
        return await mailboxes.Leave(box, text, stop) && await mailboxes.Open(state.Code, stop) is { } after ? Show(after, state.Code) : Show(box, state.Code, FormText.Full);
    }

    async Task<IResult> Add(HttpContext http, CancellationToken stop)
    {
        using var place = gates.Receive();
        if (place is null)
            return Draw(Sheet.Sorry, Tongue.Nl, FormText.Busy, StatusCodes.Status429TooManyRequests);
        if (await PostedForm.Read(http, stop, SentFiles.LongestUpload) is not { } form)
            return Draw(Sheet.Sorry, Tongue.Nl, FileText.TooLarge, StatusCodes.Status413PayloadTooLarge);
        if (states.Open(form["state"]) is not { Code.Length: > 0 } state || await mailboxes.Open(state.Code, stop) is not { } box)
            return Draw(Sheet.Sorry, Tongue.Nl, FormText.Old, StatusCodes.Status400BadRequest);
        if (LeftDesks.NobodyReads(box.Row, settings))
            return Show(box, state.Code, LeftDesks.Stays);
        if (form.Files is not [{ Length: > 0 } file])
            return Show(box, state.Code, FileText.Choose);
        var upload = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(upload, stop);
        return await files.Add(box, upload, stop) is { } wrong ? Show(box, state.Code, wrong) : Show((await mailboxes.Open(state.Code, stop))!, state.Code);
    }

    IResult Show(OpenedReport box, string code, Said? wrong = null, int status = StatusCodes.Status200OK)
    {
        (shown.Box, shown.Closed) = (box, states.Close(new("", ReportStep.Check, new() { Tongue = box.Answers.Tongue }, code)));
        return Draw(Sheet.Box, box.Answers.Tongue, wrong, wrong is not null && status == StatusCodes.Status200OK ? StatusCodes.Status400BadRequest : status);
    }

    IResult Draw(Sheet sheet, Tongue tongue, Said? wrong = null, int status = StatusCodes.Status200OK) => shown.Draw(sheet, tongue, wrong, status);
}
