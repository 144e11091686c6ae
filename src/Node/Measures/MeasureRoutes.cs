using System.Globalization;
using Knooppunt.Measures;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Observations;

namespace Knooppunt.Node.Measures;

/// <summary>The forms of measures. Every deed stands in the read log before it is done.</summary>
static class MeasureRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/measures/use", Use);
        routes.MapPost("/measures/take", Take);
        routes.MapPost("/measures/judge", Judge);
        routes.MapPost("/measures/seize", Seize);
        routes.MapPost("/extractors/open", Open);
        routes.MapPost("/extractors/youth-care", YouthCare);
    }

    static async Task<IResult> Use(IFormCollection form, MeasureBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (MeasureRights.WritesFor(http.User).Length == 0)
            return Results.Forbid();
        await log.Record(http.User, "measures", form.Text("instrument"), "gebruik van een maatregel opschrijven", MeasureRights.Ground, stop);
        return Answer(await book.Use(http.User, form.Text("organisation"), form.Text("instrument"), form.Text("used") == "yes", form.Text("note"), stop), http, "/measures");
    }

    static async Task<IResult> Take(IFormCollection form, MeasureBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (MeasureRights.WritesFor(http.User).Length == 0)
            return Results.Forbid();
        var incident = form.Text("incident");
        await log.Record(http.User, "measures", incident.Length > 0 ? incident : form.Text("instrument"), "maatregel opschrijven", MeasureRights.Ground, stop);
        return Answer(await book.Take(http.User, new(form.Text("instrument"), form.Text("organisation"), form.Choice<Purpose>("purpose"), form.Day("day"), form.Text("place"), form.Day("last"), Euros(form, "euros"), form.Text("reference"), incident), stop),
            http, incident.Length > 0 ? $"/extractors/{incident}" : "/measures/taken");
    }

    static async Task<IResult> Judge(IFormCollection form, MeasureBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (MeasureRights.WritesFor(http.User).Length == 0)
            return Results.Forbid();
        await log.Record(http.User, "measures", form.Text("measure"), "uitkomst van een maatregel opschrijven", MeasureRights.Ground, stop);
        return Answer(await book.Judge(http.User, form.Text("measure"), form.Number("version"), new(form.Choice<MeasureResult>("result"), form.Choice<CourtOutcome>("court"), form.Text("judgment"), form.Day("last")), stop), http, "/measures/taken");
    }

    static async Task<IResult> Seize(IFormCollection form, SeizureBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (SeizureBook.WritesFor(http.User).Length == 0)
            return Results.Forbid();
        await log.Record(http.User, "measures", "seized", "inbeslagname opschrijven", MeasureRights.Ground, stop);
        var month = DateOnly.TryParseExact(form.Text("month") + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? SeizureBook.MonthOf(first) : 0;
        var line = new SeizureRow
        {
            Organisation = form.Text("organisation"),
            Month = month,
            Kind = form.Choice<AssetKind>("kind"),
            Euros = form.Number("euros"),
            Cost = Euros(form, "cost"),
            Outcome = form.Choice<AssetOutcome>("outcome"),
            Confiscated = Euros(form, "confiscated"),
        };
        return Answer(await book.Write(http.User, Math.Max(0, form.Number("line")), form.Number("version"), line, stop), http, "/measures/seized");
    }

    static async Task<IResult> Open(IFormCollection form, ExtractorBook book, MeasureRights rights, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (MeasureRights.WritesFor(http.User).Length == 0)
            return Results.Forbid();
        var ages = Enum.GetValues<AgeGroup>().Select(group => form.Text($"age.{group}") is { Length: 0 } ? 0 : form.Number($"age.{group}")).ToArray();
        var first = form.Text("first").Length == 0 ? -1 : form.Number("first") is var count and >= 0 ? count : int.MaxValue;
        var (id, refusal) = await book.Open(http.User, new(form.Text("organisation"), form.Choice<Purpose>("purpose"), form.Text("place"), form.Moment("day", "time", rights.Zone), form.Text("text"), ages, first, form.Text("signal")), stop);
        if (id is null)
            return refusal!.Answer(http);
        await log.Record(http.User, "extractors", id, "voorval met uithalers opschrijven", MeasureRights.Ground, stop);
        return Results.LocalRedirect($"/extractors/{id}");
    }

    static async Task<IResult> YouthCare(IFormCollection form, ExtractorBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        var id = form.Text("incident");
        if (await book.Find(http.User, id, stop) is null)
            return Results.NotFound();
        await log.Record(http.User, "extractors", id, "jeugdhulp bij een voorval", MeasureRights.Ground, stop);
        return Answer(await book.YouthCare(http.User, id, form.Number("version"), form.Text("deed") == "asked", form.Text("note"), stop), http, $"/extractors/{id}");
    }

    static IResult Answer(Refusal? refusal, HttpContext http, string then) => refusal is null ? Results.LocalRedirect(then) : refusal.Answer(http);

    // Empty is not said; what is no amount becomes one that is refused.
    static int? Euros(IFormCollection form, string name) => form.Text(name).Length == 0 ? null : form.Number(name);
}
