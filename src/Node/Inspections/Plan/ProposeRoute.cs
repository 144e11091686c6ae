using Knooppunt.Inspections;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Inspections;

/// <summary>What was learnt: in words for those who took part, or proposed for a step of a script, from where it goes on to others.</summary>
static class ProposeRoute
{
    static readonly Word NoProposal = new("Schrijf in 5 tekens of meer wat u over de werkwijze leerde.", "Write in 5 characters or more what you learnt about the way of working.");

    public static async Task<IResult> Handle(IFormCollection form, InspectionBook inspections, StepProposals steps, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var (id, text, where) = (form.Text("inspection"), form.Text("text"), form.Text("where").Split('/'));
        if (await inspections.Find(http.User, id, stop) is not { } row)
            return Results.NotFound();
        var voices = InspectionBook.VoicesOf(http.User, row);
        var finding = form.Text("finding") is { Length: > 0 } given ? await FindingOf(inspections, id, voices, given, stop) : null;
        if (form.Text("finding").Length > 0 && finding is null)
            return Results.NotFound();
        if (voices.FirstOrDefault(voice => (finding is null || voice.Organisation == finding.Organisation) && OnDutyPeople.MayAnswer(http.User.Viewers, voice.Organisation)) is not { } voice)
            return Results.Forbid();
        if ((text.Length < OwnWords.Shortest ? NoProposal : OwnWords.Refusal(text)) is { } wrong)
            return Refused.Because(http, StatusCodes.Status400BadRequest, wrong);
        var learnt = new ProposalRow { Inspection = id, At = clock.GetUtcNow().UnixMicroseconds, Name = http.User.DisplayName, Organisation = voice.Organisation, Text = text };
        if (where.Length == 2)
        {
            if (voice.Power.IsClosed)
                return Refused.Because(http, StatusCodes.Status403Forbidden, InspectionWords.Stays(voice.Power));
            if (await steps.Propose(http.User, new(voice.Organisation, where[0], where[1], form.Text("what"), new(text, form.Text("english"))), (number, whole) => InspectionBook.Learn(learnt, number, whole, stop), stop) is { } refusal)
                return refusal.Answer(http);
        }
        else
        {
            await inspections.Learn(learnt, stop);
        }

        return Results.LocalRedirect($"/inspections/{id}#learnt");
    }

    /// <summary>A finding that the person may see; null when there is none.</summary>
    public static async Task<FieldAnswer?> FindingOf(InspectionBook inspections, string id, IReadOnlyList<Voice> voices, string finding, CancellationToken stop = default) =>
        (await inspections.Answers(id, [.. voices.Where(voice => voice.Sees).Select(voice => voice.Organisation)], stop)).FirstOrDefault(answer => answer.Id == finding)?.Answer;
}
