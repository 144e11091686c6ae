using System.Globalization;
using System.Text;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>The forms and files of the programme.</summary>
static class ProgrammeRoutes
{
    static readonly string[]
        Account = ["measure", "letter", "organisation", "state", "year", "kind", "euros", "note", "at"],
        Ledger = ["node", "year", "period", "metric", "value", "unit", "as_reported_by", "url", "note", "as_of"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/programme/open", async (IFormCollection form, AccountBook book, HttpContext http, ReadLog log, CancellationToken stop) =>
        {
            if (!ProgrammeRights.Writes(http.User))
                return Results.Forbid();
            var (id, refusal) = await book.Open(form.Text("title"), form.Text("letter"), form.Text("organisation"), stop);
            if (id is null)
                return refusal!.Answer(http);
            await log.Record(http.User, "programme", id, "maatregel van het programma opschrijven", ProgrammeRights.Ground, stop);
            return Results.LocalRedirect($"/programme/{id}");
        });
        routes.MapPost("/programme/enter", (IFormCollection form, AccountBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "bedrag opschrijven", id =>
            book.Enter(http.User, id, form.Choice<EntryKind>("kind"), form.Number("year"), long.TryParse(form.Text("euros"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var euros) ? euros : null, form.Text("note"), stop), stop));
        routes.MapPost("/programme/tell", (IFormCollection form, AccountBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "stand van een maatregel opschrijven", id =>
            book.Tell(id, form.Number("version"), form.Choice<MeasureState>("state"), form.Text("result"), form.Text("open") == "yes", stop), stop));
        routes.MapPost("/outcomes/add", Add);
        routes.MapGet("/programme/account.csv", async (AccountBook book, HttpContext http, CancellationToken stop) => !ProgrammeRights.Reads(http.User) ? Results.Forbid()
            : Export.Of(http, "account", null, Account, (await book.All(stop: stop)).SelectMany(measure => measure.Entries.Select(entry => new ExportLine(null, measure.Row.Title, measure.Row.Letter, measure.Row.Organisation, measure.Row.State.ToString(), entry.Year, entry.Kind.ToString(), entry.Euros, entry.Note, UnixTime.FromMicroseconds(entry.At))))));
        routes.MapGet("/programme/years.csv", async (AccountBook book, NodeSettings settings, HttpContext http, CancellationToken stop) => !ProgrammeRights.Reads(http.User) ? Results.Forbid()
            : Export.Of(http, "years", null, [.. NodeYearFile.Columns], Accounting.Of(settings.Node, await book.All(stop: stop), book.Today.Year).Select(account =>
                new ExportLine(null, settings.Node, account.Year, account.Allotted, account.Committed, account.Spent, book.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), settings.Name))));
        routes.MapGet("/outcomes.csv", async (OutcomeBook book, HttpContext http, CancellationToken stop) => !ProgrammeRights.Reads(http.User) ? Results.Forbid()
            : Export.Of(http, "outcomes", null, Ledger, book.Current(await book.All(stop)).OrderBy(row => row.Id).Select(row => new ExportLine(null, row.Node, row.Year, row.Period, row.Metric, row.Value, row.Unit, row.Reporter, row.Address, row.Note, row.Figure.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))));
    }

    static async Task<IResult> Do(IFormCollection form, HttpContext http, ReadLog log, string what, Func<string, Task<Refusal?>> deed, CancellationToken stop)
    {
        if (!ProgrammeRights.Writes(http.User))
            return Results.Forbid();
        var id = form.Text("measure");
        await log.Record(http.User, "programme", id, what, ProgrammeRights.Ground, stop);
        return await deed(id) is { } refusal ? refusal.Answer(http) : Results.LocalRedirect($"/programme/{id}");
    }

    // What is typed goes the way of a file, so that it is weighed by the same rules.
    static async Task<IResult> Add(IFormCollection form, OutcomeBook book, HttpContext http, ReadLog log, CancellationToken stop)
    {
        if (!ProgrammeRights.Writes(http.User))
            return Results.Forbid();
        await log.Record(http.User, "programme", "outcomes", "cijfer opschrijven", ProgrammeRights.Ground, stop);
        if (TypedNumber.Unclear(form.Text("value")) is { } unclear)
            return Refusal.Wrong(unclear.Dutch, unclear.English).Answer(http);
        string[] cells = [form.Text("node"), form.Text("year"), form.Text("period"), form.Text("metric"), form.Text("value").Replace(',', '.'), form.Text("unit"), form.Text("reporter"), form.Text("url"), form.Text("note"), form.Text("as_of")];
        var line = string.Join(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var read = OutcomeFile.Read("", Encoding.UTF8.GetBytes(string.Join(',', Ledger) + "\n" + line + "\n"));
        if (read.Complaints.Count > 0)
            return Refusal.Wrong($"Dit cijfer kan zo niet: {read.Complaints[0].Sentence}", read.Complaints[0].Sentence).Answer(http);
        await book.Take(read.Items, stop);
        return Results.LocalRedirect("/outcomes");
    }
}
