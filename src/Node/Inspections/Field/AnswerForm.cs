using Knooppunt.Inspections;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Inspections;

/// <summary>One answer as a plain form: the page for a phone without script.</summary>
static class AnswerForm
{
    public static async Task<IResult> Handle(IFormCollection form, InspectionBook inspections, TakeAnswers take, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var (id, organisation, item) = (form.Text("inspection"), form.Text("organisation"), form.Text("item"));
        if (await inspections.Find(http.User, id, stop) is not { } row || InspectionBook.VoicesOf(http.User, row).FirstOrDefault(voice => voice.Organisation == organisation) is not { } voice)
            return Results.NotFound();
        if (!voice.Sees)
            return Refused.Because(http, StatusCodes.Status403Forbidden, new(voice.Access.Why, voice.Access.WhyEnglish));
        var (looked, found) = (Count(form, "looked"), Count(form, "found"));
        var verdict = Enum.TryParse<FieldVerdict>(form["verdict"], out var given) ? given : found > 0 ? FieldVerdict.Wrong : looked > 0 ? FieldVerdict.Fine : FieldVerdict.NotSeen;
        // Who answers on a fresh page saw all that stood there.
        var seen = form.Text("replaces").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var answer = new FieldAnswer(RandomId.New(), item, organisation, verdict, looked, found, form.Text("note"), clock.GetUtcNow(), seen);
        var refused = await take.Take(http.User, id, voice, [answer], stop);
        return refused.Count > 0 ? Refused.Because(http, StatusCodes.Status400BadRequest, refused[0].Why) : Results.LocalRedirect($"/inspections/{id}/field#{item}");
    }

    // A question has no counts.
    static int Count(IFormCollection form, string name) => form.Text(name).Length == 0 ? 0 : form.Number(name);
}
