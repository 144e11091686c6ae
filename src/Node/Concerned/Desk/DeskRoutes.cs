using System.Globalization;
using Knooppunt.Concerned;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Concerned;

/// <summary>Entering a request, searching for it, knowing who asks, taking longer, and finishing it.</summary>
static class DeskRoutes
{
    /// <summary>How many days ago a request can have come in at most: one that lay longer is entered with a day of that time, and is late.</summary>
    public const int LongestAgoDays = 366;

    static readonly Word
        Changed = new("Een collega was u voor: dit verzoek is intussen veranderd. Kijk opnieuw.", "A colleague was first: this request has changed in the meantime. Look again."),
        AllMustDecide = new("Nog niet elke organisatie heeft besloten. Vraag haar privacyfunctionaris, of stuur de persoon bericht dat het langer duurt.", "Not every organisation has decided yet. Ask its privacy officer, or tell the person that it takes longer."),
        TakingBack = new("Nog niet alle kopieën zijn teruggenomen. Het knooppunt probeert het elke vijf minuten; sluit af als het aantal er staat, want de brief noemt het.", "Not all copies have been taken back yet. The node tries every five minutes; finish when the number stands there, because the letter names it."),
        NoDay = new("Vul de dag in waarop het verzoek binnenkwam: hoogstens een jaar geleden en niet in de toekomst.", "Fill in the day on which the request came in: at most a year ago and not in the future."),
        NoChoice = new("Kies het recht, hoe het binnenkwam, hoe is vastgesteld wie het vraagt, en bij welke organisaties.", "Choose the right, how it came in, how it was established who asks, and at which organisations."),
        NoShown = new($"Schrijf in {OwnWords.Shortest} tot {OwnWords.Longest} tekens hoe bleek dat dit nummer van de aanvrager is, zonder het nummer zelf.", $"Write in {OwnWords.Shortest} to {OwnWords.Longest} characters how it appeared that this number is theirs, without the number itself."),
        NoReason = new("Kies waarom het langer duurt, en schrijf het op voor de persoon.", "Choose why it takes longer, and write it for the person."),
        TooLate = new("De eerste maand is om of de termijn is al verlengd: verlengen kan niet meer. Antwoord zo snel u kunt.", "The first month is over or the term was extended already: it can no longer be extended. Answer as soon as you can.");

    public static async Task<IResult> Add(IFormCollection form, Requests requests, ConcernedRights rights, ReadLog log, NodeSettings settings, HttpContext http, CancellationToken stop)
    {
        var receivedBy = form.Text("organisation");
        if (!rights.Desks(http.User).Contains(receivedBy))
            return Results.Forbid();
        var (kind, text, shown) = (form.Text("kind"), form.Text("subject"), form.Text("shown"));
        if (Sought.Refusal(kind, text) is { } wrong)
            return Wrong(http, wrong);
        if (!TryDay(form.Text("received"), out var received) || received > requests.Today || received < requests.Today.AddDays(-LongestAgoDays))
            return Wrong(http, NoDay);
        string[] asked = [.. form["asked"].OfType<string>().Distinct(StringComparer.Ordinal)];
        if (!TryEnum<ConcernedRight>(form, "right", out var right) || !TryEnum<IdentityCheck>(form, "identity", out var identity)
            || ConcernedWords.Channels.All(channel => channel.Code != form.Text("channel")) || asked.Any(organisation => settings.Organisations.All(known => known.Id != organisation)))
        {
            return Wrong(http, NoChoice);
        }

        if (shown.Length < OwnWords.Shortest)
            return Wrong(http, NoShown);
        if (OwnWords.Refusal(shown) is { } clear)
            return Wrong(http, clear);
        var id = await requests.Add(http.User, new(right, kind, text, receivedBy, received, form.Text("channel"), identity, shown, form.Text("language") == "en", asked), stop);
        await log.Record(http.User, "concerned", id, "verzoek ingeschreven", ConcernedLaw.ArticleOf(right), stop);
        return Results.LocalRedirect($"/concerned/{id}");
    }

    public static async Task<IResult> Search(IFormCollection form, Requests requests, ConcernedRights rights, SearchRooms rooms, HttpContext http, CancellationToken stop)
    {
        var desks = rights.Desks(http.User);
        if (desks.Length == 0)
            return Results.Forbid();
        if (await requests.Find(desks, form.Text("request"), stop) is not { } request)
            return Results.NotFound();
        if (request.IsFinished)
            return Refused.Because(http, StatusCodes.Status409Conflict, Changed);
        foreach (var part in request.Parts.Where(part => desks.Contains(part.Organisation) && part.Outcome == ConcernedOutcome.Open))
            await rooms.For(http.User, request, part.Organisation, stop);
        return Results.LocalRedirect($"/concerned/{request.Row.Id}#found");
    }

    public static Task<IResult> Identify(IFormCollection form, Requests requests, ConcernedRights rights, ReadLog log, NodeSettings settings, HttpContext http, CancellationToken stop) =>
        Change(form, requests, rights, settings, http, async request =>
        {
            if (!TryEnum<IdentityCheck>(form, "identity", out var identity))
                return Wrong(http, NoChoice);
            await log.Record(http.User, "concerned", request.Row.Id, "vastgesteld wie het vraagt", "AVG art. 12 lid 6", stop);
            return Done(http, request, await requests.Change(request.Row, row => row.Identity = identity, stop));
        }, stop);

    public static Task<IResult> Extend(IFormCollection form, Requests requests, ConcernedRights rights, ReadLog log, NodeSettings settings, HttpContext http, CancellationToken stop) =>
        Change(form, requests, rights, settings, http, async request =>
        {
            var (delay, words) = (ConcernedWords.Delays.FirstOrDefault(known => known.Code == form.Text("delay")), form.Text("why"));
            if (delay.Code is null || words.Length < OwnWords.Shortest)
                return Wrong(http, NoReason);
            if (OwnWords.Refusal(words) is { } clear)
                return Wrong(http, clear);
            if (!request.Terms.MayExtend(requests.Today))
                return Refused.Because(http, StatusCodes.Status409Conflict, TooLate);
            await log.Record(http.User, "concerned", request.Row.Id, "termijn verlengd", "AVG art. 12 lid 3", stop);
            return Done(http, request, await requests.Change(request.Row, row => (row.Extended, row.ExtendedWhy) = (requests.Today, $"{delay.Text.In(row.English)}: {words}"), stop));
        }, stop);

    public static Task<IResult> Finish(IFormCollection form, Requests requests, ConcernedRights rights, ReadLog log, NodeSettings settings, HttpContext http, CancellationToken stop) =>
        Change(form, requests, rights, settings, http, async request =>
        {
            if (request.AwaitsDecision(settings))
                return Refused.Because(http, StatusCodes.Status409Conflict, AllMustDecide);
            if (request.AwaitsTaking)
                return Refused.Because(http, StatusCodes.Status409Conflict, TakingBack);
            await log.Record(http.User, "concerned", request.Row.Id, "antwoord verstuurd", "AVG art. 12 lid 3", stop);
            return Done(http, request, await requests.Finish(request.Row, http.User.DisplayName, stop));
        }, stop);

    // These are for the organisation that received the request: it speaks with the person.
    static async Task<IResult> Change(IFormCollection form, Requests requests, ConcernedRights rights, NodeSettings settings, HttpContext http, Func<OpenedRequest, Task<IResult>> change, CancellationToken stop)
    {
        var desks = rights.Desks(http.User);
        if (desks.Length == 0)
            return Results.Forbid();
        if (await requests.Find(desks, form.Text("request"), stop) is not { } request)
            return Results.NotFound();
        if (!request.IsSpokenForBy(desks, settings))
            return Results.Forbid();
        return form.Number("version") != request.Row.Version || request.IsFinished ? Refused.Because(http, StatusCodes.Status409Conflict, Changed) : await change(request);
    }

    static IResult Done(HttpContext http, OpenedRequest request, bool changed) =>
        changed ? Results.LocalRedirect($"/concerned/{request.Row.Id}") : Refused.Because(http, StatusCodes.Status409Conflict, Changed);

    static IResult Wrong(HttpContext http, Word sentence) => Refused.Because(http, StatusCodes.Status400BadRequest, sentence);

    static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A code of a closed list.</summary>
    public static bool TryEnum<T>(IFormCollection form, string name, out T value) where T : struct, Enum => Enum.TryParse(form[name], out value) && Enum.IsDefined(value) && !char.IsAsciiDigit(form.Text(name)[0]);
}
