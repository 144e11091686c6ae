using Knooppunt.FollowUp;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.FollowUp;

/// <summary>Who takes the lead of a case, says that it is not theirs, or hands it over to a partner that is named on it. Closing is done on the case itself.</summary>
static class CaseDutyRoutes
{
    static readonly Word
        NotNamed = new("Kies een partner die op de zaak genoemd is en erin mag werken.", "Choose a partner that is named on the case and may work in it."),
        LastOne = new("Na uw organisatie komt niemand meer. Noem eerst een partner op de zaak, of sluit haar.", "Nobody comes after your organisation. Name a partner on the case first, or close it.");

    public static async Task<IResult> Handle(IFormCollection form, Duties duties, CaseMatters matters, FollowCases follow, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var (id, deed, to, reason) = (form.Text("case"), form.Text("deed"), form.Text("organisation"), form.Text("reason"));
        if ((await matters.Find(http.User, [id], stop)).GetValueOrDefault(id) is not { } matter || (await duties.Of(Duties.Case, [id], stop)).GetValueOrDefault(id) is not { } row)
            return Results.NotFound();
        if (!OnDutyPeople.MayAnswer(http.User.Viewers, row.Owner))
            return Results.Forbid();
        if (Refusal(matter, row, deed, to, reason) is { } wrong)
            return Refused.Because(http, StatusCodes.Status400BadRequest, wrong);
        var now = clock.GetUtcNow();
        (Func<Duty, OnDuty, Duty?> Change, DutyDeed Deed) answer = deed switch
        {
            "hand-over" => ((duty, onDuty) => duty.HandOver(to, now, onDuty), DutyDeed.HandedOver),
            "decline" => ((duty, onDuty) => duty.Decline(now, onDuty), DutyDeed.Declined),
            _ => ((duty, _) => duty.Accept(http.User.PersonId, now), DutyDeed.Accepted),
        };
        if (row.State == DutyState.Closed || (deed == "decline" && row.State != DutyState.Offered) || await duties.Change(Duties.Case, id, answer.Change, answer.Deed, new(http.User.DisplayName, reason), stop, form.Number("version")) is null)
            return Refused.Because(http, StatusCodes.Status409Conflict, DutyRoutes.Changed);

        await follow.CatchUp(stop);
        return Results.LocalRedirect(matter.Href);
    }

    static Word? Refusal(Matter matter, DutyRow row, string deed, string to, string reason) => deed switch
    {
        "hand-over" when to == row.Owner || !matter.Partners.Contains(to) => NotNamed,
        "decline" when row is { State: DutyState.Offered, Duty.HasNext: false } => LastOne,
        "hand-over" or "decline" => reason.Length < OwnWords.Shortest ? DutyRoutes.NeedsReason : OwnWords.Refusal(reason),
        _ => null,
    };
}
