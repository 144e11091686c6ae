using System.Globalization;
using Knooppunt.Concerned;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Concerned;

/// <summary>What one organisation decides on a request: its own privacy officer, once, for what it holds itself.</summary>
static class DecideRoute
{
    static readonly Word
        Changed = new("Een collega was u voor: hierover is intussen besloten of opnieuw gezocht. Kijk opnieuw.", "A colleague was first: this was decided or searched again in the meantime. Look again.");

    public static async Task<IResult> Handle(IFormCollection form, Requests requests, ConcernedRights rights, SearchRooms rooms, Takings takings, ReadLog log, HttpContext http, CancellationToken stop)
    {
        var (desks, organisation) = (rights.Desks(http.User), form.Text("organisation"));
        if (desks.Length == 0)
            return Results.Forbid();
        if (await requests.Find(desks, form.Text("request"), stop) is not { } request || request.PartOf(organisation) is not { } part)
            return Results.NotFound();
        if (!desks.Contains(organisation))
            return Results.Forbid();
        if (request.IsFinished || part.Outcome != ConcernedOutcome.Open || form.Number("version") != part.Version)
            return Refused.Because(http, StatusCodes.Status409Conflict, Changed);
        var words = form.Text("words");
        DeskRoutes.TryEnum<ConcernedOutcome>(form, "outcome", out var outcome);
        DeskRoutes.TryEnum<ConcernedAction>(form, "action", out var action);
        var found = request.Of(organisation).Select(finding => finding.Id).ToArray();
        var ticked = form["told"].Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Intersect(found).ToArray();
        var wanted = new WantedDecision(request.Row.Right, request.Row.Identity, part.Searched is not null, found.Length, ticked.Length, outcome, form.Text("ground"), rooms.AnswersAlone(organisation), action, words);
        if (DecisionRule.Weigh(wanted) is var fault and not DecisionFault.None)
            return Refused.Because(http, StatusCodes.Status400BadRequest, ConcernedWords.Of(fault));
        if (OwnWords.Refusal(words) is { } clear)
            return Refused.Because(http, StatusCodes.Status400BadRequest, clear);
        var (grants, refuses) = (outcome is ConcernedOutcome.Granted or ConcernedOutcome.Partly, outcome is ConcernedOutcome.Refused or ConcernedOutcome.Partly);
        long[] told = outcome switch { ConcernedOutcome.Granted => found, ConcernedOutcome.Partly => ticked, _ => [] };
        await log.Record(http.User, "concerned", request.Row.Id, $"besluit van {organisation}: {outcome}", refuses ? RefusalGrounds.Find(wanted.Ground)!.Article : ConcernedLaw.ArticleOf(request.Row.Right), stop);
        var takesBack = grants && action == ConcernedAction.TakenBack && request.Row.Right != ConcernedRight.Access;
        var decided = await requests.Decide(part, told, takesBack ? takings.Of(part, http.User.PersonId, http.User.DisplayName) : [], row =>
        {
            (row.Outcome, row.Ground, row.Words, row.DecidedBy) = (outcome, refuses ? wanted.Ground : "", words, http.User.DisplayName);
            row.Action = grants && request.Row.Right != ConcernedRight.Access ? action : ConcernedAction.None;
        }, stop);
        if (!decided)
            return Refused.Because(http, StatusCodes.Status409Conflict, Changed);
        if (takesBack)
            await takings.Resume(stop);
        return Results.LocalRedirect($"/concerned/{request.Row.Id}#decisions");
    }
}
