using Knooppunt.FollowUp;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.FollowUp;

/// <summary>Who takes a report up. What is answered, and to whom it is handed on, is written on the report itself: the reporter reads it.</summary>
static class ReportDutyRoutes
{
    public static async Task<IResult> Take(IFormCollection form, Duties duties, ReportMatters matters, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var id = form.Text("report");
        if ((await matters.Find(http.User, [id], stop)).GetValueOrDefault(id) is not { } matter || (await duties.Of(Duties.Report, [id], stop)).GetValueOrDefault(id) is not { } row)
            return Results.NotFound();
        if (!OnDutyPeople.MayAnswer(http.User.Viewers, row.Owner))
            return Results.Forbid();
        return row.State != DutyState.Closed && await duties.Change(Duties.Report, id, (duty, _) => duty.Accept(http.User.PersonId, clock.GetUtcNow()), DutyDeed.Accepted, new(http.User.DisplayName), stop, form.Number("version")) is not null
            ? Results.LocalRedirect(matter.Href) : Refused.Because(http, StatusCodes.Status409Conflict, DutyRoutes.Changed);
    }
}
