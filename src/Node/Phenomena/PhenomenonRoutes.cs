using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;
using Knooppunt.Phenomena;

namespace Knooppunt.Node.Phenomena;

/// <summary>The forms of phenomenon files. Every deed stands in the read log before it is done.</summary>
static class PhenomenonRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/phenomena/open", Open);
        routes.MapPost("/phenomena/partner", (IFormCollection form, PhenomenonDeeds deeds, PhenomenonForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "partner van een dossier", id =>
            deeds.Partner(http.User, id, form.Number("version"), form.Text("organisation"), form.Text("deed") != "remove", stop), stop));
        routes.MapPost("/phenomena/contribute", (IFormCollection form, PhenomenonDeeds deeds, PhenomenonForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "bijdrage inbrengen", id =>
            deeds.Contribute(http.User, id, form.Text("organisation"), form.Choice<Regime>("regime"), form.Choice<Tlp>("tlp"), form.Text("text"), stop), stop));
        routes.MapPost("/phenomena/take-back", (IFormCollection form, PhenomenonDeeds deeds, PhenomenonForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "bijdrage terugnemen", id =>
            deeds.TakeBack(http.User, id, form.Number("contribution"), stop), stop));
        routes.MapPost("/phenomena/hypothesis", (IFormCollection form, PhenomenonDeeds deeds, PhenomenonForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "verklaring opschrijven", id =>
            deeds.Suppose(http.User, id, form.Text("text"), stop), stop));
        routes.MapPost("/phenomena/argument", (IFormCollection form, PhenomenonDeeds deeds, PhenomenonForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "voor of tegen opschrijven", id =>
            deeds.Argue(http.User, id, form.Number("hypothesis"), form.Text("deed") != "against", form.Text("text"), stop), stop));
        routes.MapPost("/phenomena/pattern", (IFormCollection form, PhenomenonDeeds deeds, PhenomenonForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "patroon bij een dossier", id =>
            deeds.Pattern(http.User, id, form.Text("pattern"), form.Text("deed") != "remove", stop), stop));
        routes.MapPost("/phenomena/propose", (IFormCollection form, PhenomenonProposals proposals, PhenomenonForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "voorstel voor een script", id =>
            proposals.Propose(http.User, id, form.Text("where"), form.Text("what"), new(form.Text("text"), form.Text("english")), stop), stop));
        routes.MapPost("/phenomena/course", (IFormCollection form, PhenomenonDeeds deeds, PhenomenonForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "maatregel of resultaat vastleggen", id =>
            deeds.Course(http.User, id, form.Number("version"), new(form.Text("intervention"), form.Text("step"), form.Text("barrier"), form.Text("result"), form.Text("to").Length > 0 ? form.Choice<PhenomenonState>("to") : null), stop), stop));
    }

    static async Task<IResult> Open(IFormCollection form, PhenomenonBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Answers)
            return Results.Forbid();
        var (id, refusal) = await book.Open(http.User, form.Text("question"), form.Text("script"), form.Text("home"), stop);
        if (id is null)
            return refusal!.Answer(http);
        await log.Record(http.User, "phenomenon", id, "dossier openen", PhenomenonForms.Ground, stop);
        return Results.LocalRedirect($"/phenomena/{id}");
    }
}

/// <summary>What every deed in a file has in common: who may not see it learns nothing, and the deed is logged first.</summary>
sealed class PhenomenonForms(PhenomenonBook book, ReadLog log)
{
    /// <summary>On what reading a file rests: it holds no personal data itself.</summary>
    public const string Ground = "AVG art. 2, art. 5 lid 1 b";

    public async Task<IResult> Do(IFormCollection form, HttpContext http, string what, Func<string, Task<Refusal?>> deed, CancellationToken stop)
    {
        var id = form.Text("file");
        if (await book.Find(http.User, id, stop) is null)
            return Results.NotFound();
        await log.Record(http.User, "phenomenon", id, what, Ground, stop);
        return await deed(id) is { } refusal ? refusal.Answer(http) : Results.LocalRedirect($"/phenomena/{id}");
    }
}
