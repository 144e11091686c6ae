using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Knowledge.Remarks;

/// <summary>The forms with which analysts speak of scripts, steps, barriers and proposals.</summary>
static class RemarkRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/scripts/remarks", (IFormCollection form, RemarkBook book, RemarkSubjects subjects, HttpContext http, CancellationToken stop) =>
            Back(http, form, subjects, book.Say(http.User, form.Text("organisation"), form.Text("about"), form.Text("opinion"), form.Text("text"), form.Text("language"), form.Text("tlp"), stop), stop));
        routes.MapPost("/scripts/remarks/change", (IFormCollection form, RemarkBook book, RemarkSubjects subjects, HttpContext http, CancellationToken stop) => Back(http, form, subjects, form.Text("deed") switch
        {
            "change" => book.Change(http.User, form.Number("number"), form.Text("opinion"), form.Text("text"), stop),
            "withdraw" => book.Withdraw(http.User, form.Number("number"), stop),
            "hide" => book.Hide(http.User, form.Number("number"), stop),
            _ => Task.FromResult<Refusal?>(http.User.WritesScripts ? Refusal.Wrong("Kies of u het wijzigt, intrekt of verbergt.", "Choose whether you change it, withdraw it or hide it.") : Refusal.Forbidden),
        }, stop));
    }

    // To the page of what it is about; a field that names none leads to the proposals, where what others say stands too.
    static async Task<IResult> Back(HttpContext http, IFormCollection form, RemarkSubjects subjects, Task<Refusal?> deed, CancellationToken stop) =>
        await deed is { } refusal ? refusal.Answer(http) : Results.LocalRedirect(await subjects.Of(http.User, form.Text("about"), stop) is [var first, ..] ? first.Page : "/scripts/proposals#said");
}
