using System.Globalization;
using Knooppunt.FollowUp;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>What a person answers to what was shared with their organisation or asked of it: we take it, it is not ours, this came of it.</summary>
static class AnswerRoutes
{
    public static async Task<IResult> Handle(IFormCollection form, Duties duties, AllMatters matters, IDbContextFactory<FollowUpDb> database, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var (kind, id, deed) = ((string?)form["kind"] ?? "", (string?)form["object"] ?? "", (string?)form["deed"] ?? "");
        var (outcome, text) = ((string?)form["outcome"] ?? "", ((string?)form["text"] ?? "").Trim());
        if (Outcomes.For(kind).Count == 0 || await matters.Find(http.User, kind, id, stop) is not { } matter || (await duties.Of(kind, [id], stop)).GetValueOrDefault(id) is not { } row)
            return Results.NotFound();
        if (!OnDutyPeople.MayAnswer(http.User.Viewers, row.Owner))
            return Results.Forbid();
        if ((Refusal(row, deed, outcome, text) ?? OwnWords.Refusal(text)) is { } wrong)
            return Refused.Because(http, StatusCodes.Status400BadRequest, wrong);
        var due = kind == Duties.Action ? await DueOf(id, database, stop) : null;
        var now = clock.GetUtcNow();
        (Func<Duty, OnDuty, Duty?> Change, DutyDeed Deed) answer = deed switch
        {
            "accept" => ((duty, _) => duty.Accept(http.User.PersonId, now, due), DutyDeed.Accepted),
            "decline" => ((duty, onDuty) => duty.Decline(now, onDuty), DutyDeed.Declined),
            _ => ((duty, _) => duty.Close(now), DutyDeed.Closed),
        };
        return int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version)
            && await duties.Change(kind, id, answer.Change, answer.Deed, new(http.User.DisplayName, text), stop, version, deed == "done" ? outcome : "") is not null
            ? Results.LocalRedirect(matter.Href)
            : Refused.Because(http, StatusCodes.Status409Conflict, DutyRoutes.Changed);
    }

    static Word? Refusal(DutyRow row, string deed, string outcome, string text) => deed switch
    {
        _ when row.State == DutyState.Closed => DutyRoutes.Changed,
        "accept" => null,
        "decline" when !row.Duty.HasNext => new("Hierna komt niemand meer: leg vast wat ervan kwam.", "Nobody comes after this: record what came of it."),
        "decline" => text.Length < OwnWords.Shortest ? DutyRoutes.NeedsReason : null,
        "done" when Outcomes.For(row.Kind).All(known => known.Code != outcome) => new("Kies wat ervan kwam: wie het vroeg wacht daarop.", "Choose what came of it: who asked waits for it."),
        "done" => outcome == "not-done" && text.Length < OwnWords.Shortest ? DutyRoutes.NeedsReason : null,
        _ => new("Kies een van de knoppen.", "Choose one of the buttons."),
    };

    static async Task<DateTimeOffset?> DueOf(string id, IDbContextFactory<FollowUpDb> database, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.ActionPoints.Where(row => row.Id == id).Select(row => (long?)row.Due).SingleOrDefaultAsync(stop) is { } due ? UnixTime.FromMicroseconds(due) : null;
    }
}
