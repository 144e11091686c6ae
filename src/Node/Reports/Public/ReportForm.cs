using System.Globalization;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>The public form: one question per page, without script, cookie or account.</summary>
sealed class ReportForm(FormStates states, ShownSheet shown, NodeSettings settings, NodePlaces places, Mailboxes mailboxes, PublicGates gates, CountForms forms)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in new[] { "/report", "/melden" })
            routes.MapGet(path, (string? l, string? at, ReportForm form) => form.Start(Tongues.Of(l), at)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/report/rules", (string? l, ReportForm form) => form.Draw(Sheet.Rules, Tongues.Of(l))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/report/figures", (string? l, ReportForm form, NodeSettings settings) => settings.PublicFigures ? form.Draw(Sheet.Figures, Tongues.Of(l)) : Results.NotFound()).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/report", (HttpContext http, ReportForm form, CancellationToken stop) => form.Answer(http, stop)).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        routes.MapPost("/report/saved", (HttpContext http, ReportForm form, CancellationToken stop) => form.Saved(http, stop)).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The organisations of this node behind the desks.</summary>
    public static Desks DesksOf(NodeSettings settings, NodePlaces places) => new(settings.Customs, settings.SeaportPolice, settings.LastResort,
        place => places.Map.Find(place)?.Organisation is { } owner && settings.Organisations.Any(partner => partner.Id == owner) ? owner : null, settings.ConfidentialAdviser);

    IResult Start(Tongue tongue, string? at)
    {
        shown.At = places.Map.Find(at)?.Id;
        return Draw(Sheet.Start, tongue);
    }

    async Task<IResult> Answer(HttpContext http, CancellationToken stop)
    {
        if (await PostedForm.Read(http, stop) is not { } form)
            return http.Request.HasFormContentType ? Draw(Sheet.Sorry, Tongue.Nl, FormText.TooLong, StatusCodes.Status413PayloadTooLarge) : Draw(Sheet.Sorry, Tongue.Nl, FormText.Old, StatusCodes.Status400BadRequest);
        if (form.ContainsKey("begin"))
        {
            await forms.Began(stop);
            return Ask(FormState.New(Tongues.Of(form["begin"]), places.Map.Find(form["at"])?.Id));
        }

        if (states.Open(form["state"]) is not { } state)
            return Draw(Sheet.Sorry, Tongues.Of(form["l"]), FormText.Old, StatusCodes.Status400BadRequest);
        var (answers, wrong) = state.Step == ReportStep.Check ? (state.Answers, null) : new TakenAnswer(settings, places).Take(state, form);
        // What was typed stays, also when somebody goes back or chooses another language before it is right.
        if (form.ContainsKey("language"))
            return Ask(state with { Answers = answers with { Tongue = Tongues.Of(form["language"]) } });
        if (form.ContainsKey("back"))
            return Ask(state with { Answers = answers, Step = ReportSteps.Previous(answers, state.Step) });
        if (state.Step == ReportStep.Check)
            return await Send(state, stop);
        return wrong is null ? Ask(state with { Answers = answers, Step = ReportSteps.Next(answers, state.Step) }) : Ask(state, wrong);
    }

    async Task<IResult> Send(FormState state, CancellationToken stop)
    {
        if (!state.Answers.SaysSomething)
            return Ask(state, FormText.SaySomething);
        if (DesksOf(settings, places).OwnerFor(state.Answers) is not { } owner)
            return Ask(state, FormText.NobodyLeft);
        if (!gates.MaySend())
            return Ask(state, FormText.Busy, StatusCodes.Status429TooManyRequests);
        if (await mailboxes.Send(state.Answers, owner, state.Form, stop, db => forms.Sent(db, stop)) is not { } code)
            return Draw(Sheet.Sorry, state.Answers.Tongue, FormText.Twice, StatusCodes.Status409Conflict);
        return ShowCode(new("", ReportStep.Check, new() { Tongue = state.Answers.Tongue }, code));
    }

    async Task<IResult> Saved(HttpContext http, CancellationToken stop)
    {
        if (await PostedForm.Read(http, stop) is not { } form || states.Open(form["state"]) is not { Code.Length: > 0 } state)
            return Draw(Sheet.Sorry, Tongue.Nl, FormText.Old, StatusCodes.Status400BadRequest);
        if (!ReceiptCode.EndsWith(state.Code, form["end"]))
            return ShowCode(state, FormText.CodeWrong);
        await mailboxes.Saved(state.Code, stop);
        shown.Closed = states.Close(state);
        return Draw(Sheet.Saved, state.Answers.Tongue);
    }

    IResult ShowCode(FormState state, Said? wrong = null)
    {
        (shown.State, shown.Closed) = (state, states.Close(state));
        return Draw(Sheet.Code, state.Answers.Tongue, wrong, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    IResult Ask(FormState state, Said? wrong = null, int status = StatusCodes.Status200OK)
    {
        (shown.State, shown.Closed) = (state, states.Close(state));
        return Draw(Sheet.Question, state.Answers.Tongue, wrong, wrong is not null && status == StatusCodes.Status200OK ? StatusCodes.Status400BadRequest : status);
    }

    IResult Draw(Sheet sheet, Tongue tongue, Said? wrong = null, int status = StatusCodes.Status200OK) => shown.Draw(sheet, tongue, wrong, status);
}

/// <summary>Takes the answer to one question out of a form, bounded.</summary>
sealed class TakenAnswer(NodeSettings settings, NodePlaces places)
{
    static readonly string[] Lines = ["spot", "when", "name"], Texts = ["what", "details"];

    /// <summary>The answers with this one in it, and what is wrong with it; null when nothing is.</summary>
    public (ReportAnswers Answers, Said? Wrong) Take(FormState state, IFormCollection form)
    {
        var answers = state.Answers;
        string Text(string name) => Cleaned(form[name]);
        bool TooLong(string name, int most) => Text(name).Length > most;
        T? Choice<T>(string name) where T : struct, Enum => Enum.TryParse<T>(form[name], out var value) && Enum.IsDefined(value) ? value : null;
        if (Lines.Any(name => TooLong(name, ReportAnswers.LongestLine)) || Texts.Any(name => TooLong(name, ReportAnswers.LongestText)))
            return (answers, FormText.TooLong);
        switch (state.Step)
        {
            case ReportStep.Kind:
                return Choice<ReportKind>("kind") is { } kind ? (answers with { Kind = kind }, null) : (answers, FormText.Choose);
            case ReportStep.Employer:
                return settings.Organisations.Find(partner => partner.Id == form["employer"]) is { } employer ? (answers with { Employer = employer.Id }, null) : (answers, FormText.Choose);
            case ReportStep.Indicators:
                return (answers with { Indicators = [.. form["indicator"].OfType<string>().Distinct().Where(code => IndicatorList.Find(code) is not null)] }, null);
            case ReportStep.Where:
                return Choice<ReportWhere>("where") is { } where ? (answers with { Where = where, Place = places.Map.Find(form["place"])?.Id, Spot = Text("spot") }, null) : (answers, FormText.Choose);
            case ReportStep.When:
                DateOnly? day = DateOnly.TryParseExact(form["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
                return (answers with { Day = day, Part = Choice<DayPart>("part") ?? DayPart.Unsaid, When = Text("when") }, null);
            case ReportStep.What:
                return (answers with { What = Text("what") }, null);
            case ReportStep.Details:
                return (answers with { Details = Text("details") }, null);
            case ReportStep.Readers:
                var without = answers with { Without = [.. settings.Organisations.Select(partner => partner.Id).Where(id => form["without"].Contains(id))] };
                return ReportForm.DesksOf(settings, places).OwnerFor(without) is null ? (answers, FormText.NobodyLeft) : (without, null);
            default:
                return (answers with { Name = Text("name") }, null);
        }
    }

    /// <summary>Text without what no reader sees: control and direction marks.</summary>
    public static string Cleaned(string? text) => new([.. (text ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || (!char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)).ToArray().AsSpan().Trim()]);
}
