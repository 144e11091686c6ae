using Knooppunt.Inspections;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Phenomena;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Inspections;

/// <summary>Planning an inspection, moving it and closing it.</summary>
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
        NotLead = new("Alleen wie de controle leidt verzet haar of sluit haar af.", "Only who leads the inspection moves or closes it."),
        Changed = new("Iemand was u voor: de controle is intussen verzet of afgesloten. Kijk opnieuw.", "Somebody was first: the inspection has been moved or closed in the meantime. Look again.");

    /// <summary>The organisation for which a person plans; null when the person plans for none.</summary>
    public static string? HomeOf(System.Security.Claims.ClaimsPrincipal person) => person.Viewers.FirstOrDefault(viewer => PersonRights.AnsweringRoles.Contains(viewer.Role))?.Organisation;

    public static async Task<IResult> Plan(IFormCollection form, InspectionBook inspections, ListSignals signals, PhenomenonBook phenomena, FollowNews follow, NodeSettings settings, NodePlaces places, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        if (HomeOf(http.User) is not { } lead)
            return Results.Forbid();
        var (title, why, signal, phenomenon) = (form.Text("title"), form.Text("why"), form.Text("signal"), form.Text("phenomenon"));
        if ((signal.Length > 0 && await signals.Find(http.User, signal, stop) is null) || (phenomenon.Length > 0 && await phenomena.Find(http.User, phenomenon, stop) is null))
            return Results.NotFound();
        var (starts, ends) = Times(form, settings, clock);
        var row = new InspectionRow
        {
            Id = RandomId.New(),
            Lead = lead,
            Title = title,
            Place = places.Map.Find(form["place"])?.Id,
            Why = why,
            Signal = signal.Length > 0 ? signal : null,
            Phenomenon = phenomenon.Length > 0 ? phenomenon : null,
            Starts = starts?.UnixMicroseconds ?? 0,
            Ends = ends.UnixMicroseconds,
            Name = http.User.DisplayName,
        };
        row.Participants.AddRange(settings.Organisations.Where(partner => Powers.Find(form["power." + partner.Id]) is not null).Select(partner => new ParticipantRow { Inspection = row.Id, Organisation = partner.Id, Power = form["power." + partner.Id]! }));
        var wrong = title.Length is < 5 or > LongestTitle ? NeedsTitle : why.Length < OwnWords.Shortest ? NeedsWhy
            : starts is null ? NeedsTime
            : row.Participants.All(one => one.Organisation != lead) ? NeedsPartner
            : OwnWords.Refusal(title) ?? OwnWords.Refusal(why);
        if (wrong is { } because)
            return Refused.Because(http, StatusCodes.Status400BadRequest, because);
        var id = await inspections.Plan(http.User, row, stop);
        await follow.CatchUp(stop);
        return Results.LocalRedirect($"/inspections/{id}");
    }

    public static async Task<IResult> Move(IFormCollection form, InspectionBook inspections, FollowNews follow, NodeSettings settings, NodePlaces places, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var id = form.Text("inspection");
        if (await inspections.Find(http.User, id, stop) is not { } row)
            return Results.NotFound();
        if (!OnDutyPeople.MayAnswer(http.User.Viewers, inspections.LeadOf(row)))
            return Refused.Because(http, StatusCodes.Status403Forbidden, NotLead);
        var (starts, ends) = Times(form, settings, clock);
        if (starts is null)
            return Refused.Because(http, StatusCodes.Status400BadRequest, NeedsTime);
        if (!await inspections.Move(http.User, id, form.Number("version"), places.Map.Find(form["place"])?.Id, starts.Value, ends, stop))
            return Refused.Because(http, StatusCodes.Status409Conflict, Changed);
        await follow.CatchUp(stop);
        return Results.LocalRedirect($"/inspections/{id}");
    }

    public static async Task<IResult> Close(IFormCollection form, InspectionBook inspections, FollowNews follow, HttpContext http, CancellationToken stop)
    {
        var (id, result) = (form.Text("inspection"), form.Text("result"));
        if (await inspections.Find(http.User, id, stop) is not { } row)
            return Results.NotFound();
        if (!OnDutyPeople.MayAnswer(http.User.Viewers, inspections.LeadOf(row)))
            return Refused.Because(http, StatusCodes.Status403Forbidden, NotLead);
        if (!Enum.TryParse<InspectionOutcome>(form["outcome"], out var outcome) || !Enum.IsDefined(outcome) || outcome == InspectionOutcome.Open)
            return Refused.Because(http, StatusCodes.Status400BadRequest, NeedsOutcome);
        if (OwnWords.Refusal(result) is { } clear)
            return Refused.Because(http, StatusCodes.Status400BadRequest, clear);
        if (!await inspections.Close(http.User, id, form.Number("version"), outcome, result, stop))
            return Refused.Because(http, StatusCodes.Status409Conflict, Changed);
        await follow.CatchUp(stop);
        return Results.LocalRedirect($"/inspections/{id}");
    }

    // No start when day, time or duration is none that can be planned.
    static (DateTimeOffset? Starts, DateTimeOffset Ends) Times(IFormCollection form, NodeSettings settings, TimeProvider clock)
    {
        var (now, hours) = (clock.GetUtcNow(), form.Number("hours"));
        return form.Moment("day", "time", TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone)) is { } starts && starts >= now.AddHours(-1) && starts <= now.AddDays(366) && hours is >= 1 and <= LongestHours
            ? (starts, starts.AddHours(hours)) : (null, default);
    }
}
