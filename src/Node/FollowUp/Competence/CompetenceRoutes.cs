using System.Globalization;
using System.Security.Claims;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.FollowUp;

/// <summary>Partners keep the competence map: each writes itself in and out, the centre writes for all.</summary>
static class CompetenceRoutes
{
    const int MostMinutes = 10_080, MostHours = 8_760, LongestText = 200;

    /// <summary>Whether a person may write or end a line that makes an organisation competent.</summary>
    public static bool MayKeep(ClaimsPrincipal person, NodeSettings settings, string body) =>
        OnDutyPeople.MayAnswer(person.Viewers, body) || OnDutyPeople.MayAnswer(person.Viewers, settings.LastResort);

    public static async Task<IResult> Write(IFormCollection form, Competences competences, NodeSettings settings, NodePlaces places, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        string Text(string name) => ((string?)form[name] ?? "").Trim();
        string? Any(string name) => Text(name) is { Length: > 0 } text ? text : null;
        int Number(string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var row = new CompetenceRow
        {
            Place = Any("place"),
            Phenomenon = Any("phenomenon"),
            Regime = Any("regime"),
            Body = Text("body"),
            Fallback = Any("fallback"),
            AnswerMinutes = Number("answer"),
            ActHours = Number("act"),
            Channel = Text("channel"),
            Basis = Text("basis"),
            Since = clock.GetUtcNow().UnixMicroseconds,
            By = http.User.DisplayName,
        };
        if (Wrong(row, settings, places) is { } wrong)
            return Refused.Because(http, StatusCodes.Status400BadRequest, wrong);
        long? instead = long.TryParse(form["instead"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var old = instead is null ? null : await competences.Find(instead.Value, stop);
        if (!MayKeep(http.User, settings, row.Body) || (old is not null && !MayKeep(http.User, settings, old.Body)))
            return Results.Forbid();
        return await competences.Write(row, instead, stop) ? Results.LocalRedirect("/competence") : Refused.Because(http, StatusCodes.Status409Conflict, Gone);
    }

    public static async Task<IResult> End(IFormCollection form, Competences competences, NodeSettings settings, HttpContext http, CancellationToken stop)
    {
        if (!long.TryParse(form["line"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || await competences.Find(id, stop) is not { } row)
            return Results.NotFound();
        if (!MayKeep(http.User, settings, row.Body))
            return Results.Forbid();
        return await competences.End(id, http.User.DisplayName, stop) ? Results.LocalRedirect("/competence") : Refused.Because(http, StatusCodes.Status409Conflict, Gone);
    }

    /// <summary>The lines in force as a file.</summary>
    public static async Task<IResult> Csv(Competences competences, HttpContext http, CancellationToken stop) => !http.User.SeesWhoActs ? Results.Forbid()
        : Export.Of(http, "competence", null, Columns, (await competences.Read(stop)).Rows.Select(row => new ExportLine(null, row.Place, row.Phenomenon, row.Regime, row.Body, row.Fallback, row.AnswerMinutes, row.ActHours, row.Channel, row.Basis, UnixTime.FromMicroseconds(row.Since), row.By)));

    static readonly string[] Columns = ["place", "phenomenon", "regime", "body", "fallback", "answer_minutes", "act_hours", "channel", "basis", "since", "by"];

    static Word Gone => new("Deze regel geldt al niet meer: iemand was u voor. Kijk opnieuw.", "This line is no longer in force: somebody was first. Look again.");

    static Word? Wrong(CompetenceRow row, NodeSettings settings, NodePlaces places)
    {
        bool Partner(string? organisation) => settings.Organisations.Any(partner => partner.Id == organisation);
        return row.Place is { } place && places.Map.Find(place) is null ? new($"\"{place}\" is geen plaats van dit knooppunt. Kies er een uit de lijst.", $"\"{place}\" is no place of this node. Choose one from the list.")
            : row.Phenomenon is { } phenomenon && !ScriptNames.Codes.Contains(phenomenon) ? new("Kies een verschijnsel uit de lijst.", "Choose a phenomenon from the list.")
            : row.Regime is { } regime && !Enum.TryParse<Regime>(regime, out _) ? new("Kies een wettelijk regime uit de lijst.", "Choose a legal regime from the list.")
            : !Partner(row.Body) ? new("Kies wie bevoegd is: een organisatie van dit knooppunt.", "Choose who is competent: an organisation of this node.")
            : row.Fallback is { } fallback && !Partner(fallback) ? new("Kies als vervanger een organisatie van dit knooppunt, of geen.", "Choose an organisation of this node as the fall-back, or none.")
            : row.AnswerMinutes is < 1 or > MostMinutes ? new($"De tijd om te antwoorden is 1 tot {MostMinutes} minuten.", $"The time to answer is 1 to {MostMinutes} minutes.")
            : row.ActHours is < 1 or > MostHours ? new($"De tijd om af te handelen is 1 tot {MostHours} uur.", $"The time to act is 1 to {MostHours} hours.")
            : row.Channel.Length > LongestText || row.Basis.Length > LongestText ? new($"Hoe te bereiken en op grond waarvan zijn hoogstens {LongestText} tekens.", $"How to reach and on what ground are at most {LongestText} characters.")
            : null;
    }
}
