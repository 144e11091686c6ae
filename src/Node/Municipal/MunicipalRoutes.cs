using Knooppunt.Municipal;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Municipal;

/// <summary>The forms of the protocol. Every deed stands in the read log before it is done.</summary>
static class MunicipalRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/municipal/open", Open);
        routes.MapPost("/municipal/weigh", (IFormCollection form, MunicipalDeeds deeds, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "weging", (id, version) =>
            deeds.Weigh(http.User, id, version, form.Choice<Weighing>("weighing"), form.Choice<WeighingOutcome>("outcome"), form.Text("reason"), new(form.Text("plan"), form.Text("direction"), form.Number("monitor"), form.Number("keep")), stop), stop));
        routes.MapPost("/municipal/check", (IFormCollection form, MunicipalDeeds deeds, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "privacytoets", (id, version) =>
            deeds.Check(http.User, id, version, form.Text("deed") == "agree", form.Text("reason"), stop), stop));
        routes.MapPost("/municipal/source", (IFormCollection form, MunicipalSourceDeeds deeds, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "bron openen", (id, version) =>
            deeds.Open(http.User, id, version, form.Text("source"), form.Text("ground"), form.Number("months"), stop), stop));
        routes.MapPost("/municipal/answer", (IFormCollection form, MunicipalSourceDeeds deeds, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "antwoord van een bron", (id, version) =>
            form.Text("deed") is "hit" or "no-hit" ? deeds.Answer(http.User, id, version, form.Text("source"), form.Text("deed") == "hit", stop) : Task.FromResult<Refusal?>(Refusal.First), stop));
        routes.MapPost("/municipal/departments", (IFormCollection form, MunicipalSourceDeeds deeds, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "toets 2A", (id, version) =>
            deeds.Departments(http.User, id, version, form.Text("source"), form.Text("departments"), stop), stop));
        routes.MapPost("/municipal/exchange", (IFormCollection form, MunicipalDeeds deeds, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "toets 2B", (id, version) =>
            deeds.Exchange(http.User, id, version, form.Text("text"), stop), stop));
        routes.MapPost("/municipal/team", (IFormCollection form, MunicipalDeeds deeds, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "gezamenlijk team", (id, version) =>
            deeds.Team(http.User, id, version, form.Text("deed") != "back", stop), stop));
        routes.MapPost("/municipal/close", (IFormCollection form, MunicipalDeeds deeds, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "aanpak afronden", (id, version) =>
            deeds.Close(http.User, id, version, form.Text("result"), stop), stop));
        routes.MapPost("/municipal/riec", (IFormCollection form, RiecHandOvers handOvers, MunicipalForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "overdracht aan het RIEC", (id, version) =>
            handOvers.HandOver(http.User, id, version, form.Text("text"), form.Text("basis"), stop), stop));
    }

    static async Task<IResult> Open(IFormCollection form, MunicipalBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!book.Works(http.User))
            return Results.Forbid();
        var (id, refusal) = await book.Open(http.User, new(form.Text("home"), form.Text("reference"), form.Text("text"), form.Text("from"), form.Text("basis"), form.Text("place"), form.Day("seen")), stop);
        if (id is null)
            return refusal!.Answer(http);
        await log.Record(http.User, "municipal", id, "gemeentelijk signaal openen", MunicipalRights.Ground, stop);
        return Results.LocalRedirect($"/municipal/{id}");
    }
}

/// <summary>What every deed has in common: who may not see the signal learns nothing, and the deed is logged first.</summary>
sealed class MunicipalForms(MunicipalBook book, ReadLog log)
{
    public async Task<IResult> Do(IFormCollection form, HttpContext http, string what, Func<string, int, Task<Refusal?>> deed, CancellationToken stop)
    {
        var id = form.Text("signal");
        if (await book.Find(http.User, id, stop) is null)
            return Results.NotFound();
        await log.Record(http.User, "municipal", id, what, MunicipalRights.Ground, stop);
        return await deed(id, form.Number("version")) is { } refusal ? refusal.Answer(http) : Results.LocalRedirect($"/municipal/{id}");
    }
}
