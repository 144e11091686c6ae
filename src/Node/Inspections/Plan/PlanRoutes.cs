using Knooppunt.Inspections;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Inspections;

/// <summary>Planning an inspection, closing it, and proposing what it taught.</summary>
static class PlanRoutes
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 120;

    /// <summary>The longest inspection, in hours.</summary>
    public const int LongestHours = 72;

    static readonly Word
        NeedsTitle = new($"Geef een titel van 5 tot {LongestTitle} tekens, zodat iedereen weet welke controle dit is.", $"Give a title of 5 to {LongestTitle} characters, so that everybody knows which inspection this is."),
        NeedsWhy = new("Schrijf waarom en wat iedereen vooraf moet weten (5 tekens of meer).", "Write why, and what everybody must know before (5 characters or more)."),
        NeedsTime = new($"Kies dag en tijd van nu tot over een jaar, en een duur van 1 tot {LongestHours} uur.", $"Choose a day and time from now to a year ahead, and 1 to {LongestHours} hours."),
        NeedsPartner = new("Kies voor ten minste uw eigen organisatie onder welke bevoegdheid zij meedoet: zonder bevoegdheid mag niemand kijken.", "Choose for at least your own organisation under which power it takes part: without one nobody may look."),
        NeedsOutcome = new("Kies wat de controle heeft opgeleverd.", "Choose what came of the inspection."),
        NotLead = new("Alleen wie de controle leidt sluit haar af.", "Only who leads the inspection closes it."),
        Changed = new("Iemand was u voor: de controle is intussen afgesloten. Kijk opnieuw.", "Somebody was first: the inspection has been closed in the meantime. Look again."),
        NoProposal = new("Schrijf in 5 tekens of meer wat u over de werkwijze leerde.", "Write in 5 characters or more what you learnt about the way of working.");

    /// <summary>The organisation for which a person plans; null when the person plans for none.</summary>
    public static string? HomeOf(System.Security.Claims.ClaimsPrincipal person) => person.Viewers.FirstOrDefault(viewer => PersonRights.AnsweringRoles.Contains(viewer.Role))?.Organisation;

    public static async Task<IResult> Plan(IFormCollection form, InspectionBook inspections, ListSignals signals, NodeSettings settings, NodePlaces places, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        if (HomeOf(http.User) is not { } lead)
            return Results.Forbid();
        var (title, why, signal) = (form.Text("title"), form.Text("why"), form.Text("signal"));
        if (signal.Length > 0 && await signals.Find(http.User, signal, stop) is null)
            return Results.NotFound();
        var (starts, hours) = (form.Moment("day", "time", TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone)), form.Number("hours"));
        var now = clock.GetUtcNow();
        var row = new InspectionRow
        {
            Id = RandomId.New(),
            Lead = lead,
            Title = title,
            Place = places.Map.Find(form["place"])?.Id,
            Why = why,
            Signal = signal.Length > 0 ? signal : null,
            Starts = starts?.UnixMicroseconds ?? 0,
            Ends = starts?.AddHours(hours).UnixMicroseconds ?? 0,
            Name = http.User.DisplayName,
        };
        row.Participants.AddRange(settings.Organisations.Where(partner => Powers.Find(form["power." + partner.Id]) is not null).Select(partner => new ParticipantRow { Inspection = row.Id, Organisation = partner.Id, Power = form["power." + partner.Id]! }));
        var wrong = title.Length is < 5 or > LongestTitle ? NeedsTitle : why.Length < OwnWords.Shortest ? NeedsWhy
            : starts < now.AddHours(-1) || starts > now.AddDays(366) || starts is null || hours is < 1 or > LongestHours ? NeedsTime
            : row.Participants.All(one => one.Organisation != lead) ? NeedsPartner
            : OwnWords.Refusal(title) ?? OwnWords.Refusal(why);
        return wrong is { } because ? Refused.Because(http, StatusCodes.Status400BadRequest, because) : Results.LocalRedirect($"/inspections/{await inspections.Plan(row, stop)}");
    }

    public static async Task<IResult> Close(IFormCollection form, InspectionBook inspections, HttpContext http, CancellationToken stop)
    {
        var (id, result) = (form.Text("inspection"), form.Text("result"));
        if (await inspections.Find(http.User, id, stop) is not { } row)
            return Results.NotFound();
        if (!OnDutyPeople.MayAnswer(http.User.Viewers, row.Lead))
            return Refused.Because(http, StatusCodes.Status403Forbidden, NotLead);
        if (!Enum.TryParse<InspectionOutcome>(form["outcome"], out var outcome) || !Enum.IsDefined(outcome) || outcome == InspectionOutcome.Open)
            return Refused.Because(http, StatusCodes.Status400BadRequest, NeedsOutcome);
        if (OwnWords.Refusal(result) is { } clear)
            return Refused.Because(http, StatusCodes.Status400BadRequest, clear);
        return await inspections.Close(id, form.Number("version"), outcome, result, stop)
            ? Results.LocalRedirect($"/inspections/{id}") : Refused.Because(http, StatusCodes.Status409Conflict, Changed);
    }

    public static async Task<IResult> Propose(IFormCollection form, InspectionBook inspections, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var (id, text) = (form.Text("inspection"), form.Text("text"));
        if (await inspections.Find(http.User, id, stop) is not { } row)
            return Results.NotFound();
        if (InspectionBook.VoicesOf(http.User, row).FirstOrDefault(voice => OnDutyPeople.MayAnswer(http.User.Viewers, voice.Organisation)) is not { } voice)
            return Results.Forbid();
        if ((text.Length < OwnWords.Shortest ? NoProposal : OwnWords.Refusal(text)) is { } wrong)
            return Refused.Because(http, StatusCodes.Status400BadRequest, wrong);
        await inspections.Propose(new() { Inspection = id, At = clock.GetUtcNow().UnixMicroseconds, Name = http.User.DisplayName, Organisation = voice.Organisation, Text = text }, stop);
        return Results.LocalRedirect($"/inspections/{id}#learnt");
    }
}
