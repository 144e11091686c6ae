using Knooppunt.Cases;
using Knooppunt.Node.Cases.Following;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;

namespace Knooppunt.Node.Cases;

/// <summary>The forms of cases. Every deed stands in the read log before it is done.</summary>
static class CaseRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cases/open", Open);
        routes.MapPost("/cases/partner", (IFormCollection form, CaseDeeds deeds, CaseForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "partner opnemen", id =>
            deeds.AddPartner(http.User, id, form.Number("version"), form.Text("organisation"), form.Choice<PartnerPart>("part"), form.Choice<LegalBasis>("basis"), form.Text("article"), stop), stop));
        routes.MapPost("/cases/partner/remove", (IFormCollection form, CaseDeeds deeds, CaseForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "partner eruit halen", id =>
            deeds.RemovePartner(http.User, id, form.Number("version"), form.Text("organisation"), form.Text("why"), stop), stop));
        routes.MapPost("/cases/signal", Link);
        routes.MapPost("/cases/pointer", (IFormCollection form, CustodyBook custody, CaseForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "verwijzing schrijven", id =>
            custody.Write(http.User, id, new(form.Choice<EvidenceKind>("kind"), form.Text("description"), form.Text("holder"), form.Text("reference"), form.Text("sha256"), form.Text("secured")), stop), stop));
        routes.MapPost("/cases/custody", (IFormCollection form, CustodyBook custody, CaseForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "bewijs overdragen of bevestigen", id =>
            custody.Add(http.User, id, form.Text("pointer"), form.Number("links"), form.Choice<CustodyDeed>("deed"), form.Text("to"), form.Text("why"), stop), stop));
        routes.MapGet("/cases/{id}/custody", ExportCustody.Handle);
        routes.MapPost("/cases/decide", (IFormCollection form, CaseDeeds deeds, CaseForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "besluit vastleggen", id =>
            deeds.Decide(http.User, id, form.Text("text"), form.Text("ground"), stop), stop));
        routes.MapPost("/cases/close", Close);
        routes.MapPost("/cases/reopen", (IFormCollection form, CaseDeeds deeds, CaseForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "zaak heropenen", id =>
            deeds.Reopen(http.User, id, form.Number("version"), form.Text("why"), stop), stop));
    }

    static async Task<IResult> Open(IFormCollection form, CaseBook book, ListSignals signals, ReadLog log, IEnumerable<ICaseFollower> followers, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Answers)
            return Results.Forbid();
        SignalRow? signal = null;
        if (form.Text("signal") is { Length: > 0 } named)
        {
            if (await signals.Find(http.User, named, stop) is not { } found)
                return Results.NotFound();
            signal = found.Row;
        }

        var wish = new CaseWish(form.Text("title"), form.Text("script"), form.Text("place"), form.Text("home"), form.Choice<Regime>("regime"), form.Choice<Purpose>("purpose"), form.Choice<Tlp>("tlp"),
            form.Choice<LegalBasis>("basis"), form.Text("article"), signal);
        if (!Enum.IsDefined(wish.Regime) || !Enum.IsDefined(wish.Purpose) || !Enum.IsDefined(wish.Tlp) || !Enum.IsDefined(wish.Basis))
            return Refused.Because(http, StatusCodes.Status400BadRequest, new("Kies regime, doel, merk en grond uit de lijsten.", "Choose regime, purpose, mark and ground from the lists."));
        var (id, refusal) = await book.Open(http.User, wish, stop);
        if (id is null)
            return Refused.Because(http, StatusCodes.Status400BadRequest, refusal);
        await log.Record(http.User, "case", id, "zaak openen", wish.Article, stop);
        foreach (var follower in followers)
            await follower.CatchUp(stop);
        return Results.LocalRedirect($"/cases/{id}");
    }

    static async Task<IResult> Link(IFormCollection form, CaseDeeds deeds, ListSignals signals, CaseForms forms, HttpContext http, CancellationToken stop) =>
        await signals.Find(http.User, form.Text("signal"), stop) is not { } found ? Results.NotFound()
            : await forms.Do(form, http, "signaal koppelen", id => deeds.Link(http.User, id, found.Row, stop), stop);

    static Task<IResult> Close(IFormCollection form, CaseDeeds deeds, CaseVerdicts verdicts, CaseForms forms, HttpContext http, CancellationToken stop) => forms.Do(form, http, "zaak afsluiten", async id =>
    {
        if (await deeds.Close(http.User, id, form.Number("version"), form.Choice<CaseOutcome>("outcome"), form.Text("text"), stop) is { } refusal)
            return refusal;
        await verdicts.Resume(stop);
        return null;
    }, stop);
}

/// <summary>What every deed in a case has in common: who may not see the case learns nothing, the deed is logged, and who follows the cases takes it in.</summary>
sealed class CaseForms(CaseBook book, ReadLog log, IEnumerable<ICaseFollower> followers)
{
    public async Task<IResult> Do(IFormCollection form, HttpContext http, string what, Func<string, Task<Refusal?>> deed, CancellationToken stop)
    {
        var id = form.Text("case");
        if (await book.Find(http.User, id, stop) is not { } file)
            return Results.NotFound();
        await log.Record(http.User, "case", id, what, file.Ask(http.User).Article, stop);
        if (await deed(id) is { } refusal)
            return refusal.Answer(http);
        foreach (var follower in followers)
            await follower.CatchUp(stop);
        return Results.LocalRedirect($"/cases/{id}");
    }
}
