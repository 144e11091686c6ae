using System.Globalization;
using Knooppunt.Barriers;
using Knooppunt.Knowledge;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Phenomena;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Barriers;

/// <summary>What stands where, what it costs, and whether it works.</summary>
public static class BarriersRoom
{
    static readonly string[]
        Register = ["title", "kind", "step", "place", "branch", "organisation", "state", "works_since", "days_worked", "euros_once", "euros_yearly", "euros_so_far", "expected", "expected_fall_percent", "expected_written", "expected_before_start", "expected_times_written"],
        Expected = ["written", "by", "expected", "expected_fall_percent", "before_start", "held_against_figures"],
        Panel = ["what", "place", "treated", "week", "number", "after", "count", "effort"],
        Counts = ["study", "what", "source", "area", "period", "days", "count", "size", "harm", "weights_source"];

    internal static void AddBarriers(this IServiceCollection services)
    {
        services.AddRoomDatabase<BarriersDb>();
        services.AddSingleton<BarrierBook>().AddSingleton<OwnCounts>().AddSingleton<WeekBook>().AddSingleton<IDaily>(provider => provider.GetRequiredService<WeekBook>()).AddSingleton<MethodFigures>().AddSingleton<MeasuredEffects>().AddSingleton<SourceWatch>().AddSingleton(PhenomenonPart.Of<PhenomenonBarriers>());
        services.AddHostedService(provider => provider.GetRequiredService<SourceWatch>());
    }

    internal static void MapBarriers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/barriers/open", Open);
        routes.MapPost("/barriers/stand", (IFormCollection form, BarrierBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "stand van een barrière", id =>
            book.Stand(http.User, id, form.Choice<BarrierState>("state"), form.Day("day"), form.Text("note"), stop), stop));
        routes.MapPost("/barriers/expect", (IFormCollection form, BarrierBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "verwachting van een barrière", id =>
            book.Expect(http.User, id, form.Text("expected"), Maybe(form, "fall"), stop), stop));
        routes.MapPost("/barriers/source", (IFormCollection form, BarrierBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "bron van een barrière", id =>
            book.Lean(http.User, id, form.Text("source"), stop), stop));
        routes.MapPost("/barriers/study", (IFormCollection form, BarrierBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "vergelijking bij een barrière", id =>
            book.Study(http.User, id, number => StudyOf(form, number, http, book), stop), stop));
        routes.MapPost("/barriers/count", (IFormCollection form, BarrierBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "vergelijking tellen bij een barrière", id =>
            book.Count(http.User, id, form.Text("control"), form.Text("around"), form.Text("control-around"), form.Number("days"), stop), stop));
        routes.MapPost("/barriers/weights", (IFormCollection form, BarrierBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "gewichten van een vergelijking bij een barrière", id =>
            StudyWeights.Unclear(form) is { } unclear ? Task.FromResult<Refusal?>(unclear) : book.Weigh(http.User, id, StudyWeights.Read(form, http.User.DisplayName, book.Now), stop), stop));
        routes.MapGet("/barriers.csv", async (BarrierBook book, HttpContext http, CancellationToken stop) => !BarrierBook.Reads(http.User) ? Results.Forbid()
            : Export.Of(http, "barriers", null, Register, (await book.All(stop)).Select(barrier => LineOf(barrier, book.Today))));
        routes.MapGet("/barriers/{id}/studies.csv", async (string id, BarrierBook book, HttpContext http, CancellationToken stop) => !BarrierBook.Reads(http.User) ? Results.Forbid()
            : await book.Find(id, stop) is { } barrier ? Export.Of(http, "studies", null, Counts, barrier.Studies.SelectMany(LinesOf)) : Results.NotFound());
        routes.MapGet("/barriers/{id}/expectations.csv", async (string id, BarrierBook book, HttpContext http, CancellationToken stop) => !BarrierBook.Reads(http.User) ? Results.Forbid()
            : await book.Find(id, stop) is { } barrier ? Export.Of(http, "expectations", null, Expected, barrier.Expectations.Select(line => LineOf(line, barrier))) : Results.NotFound());
        routes.MapGet("/barriers/{id}/weeks.csv", Weeks);
        EffectPaper.Map(routes);
    }

    static async Task<IResult> Open(IFormCollection form, BarrierBook book, PhenomenonBook phenomena, HttpContext http, ReadLog log, CancellationToken stop)
    {
        if (BarrierBook.WritesFor(http.User).Length == 0)
            return Results.Forbid();
        if (form.Text("phenomenon") is { Length: > 0 } file && await phenomena.Find(http.User, file, stop) is null)
            return Results.NotFound();
        var row = new BarrierRow
        {
            Id = RandomId.New(),
            Title = form.Text("title"),
            Kind = form.Choice<BarrierKind>("kind"),
            Step = form.Text("step"),
            Place = form.Text("place"),
            Organisation = form.Text("organisation"),
            Once = Euros(form, "once"),
            Yearly = Euros(form, "yearly"),
            Branch = form.Text("branch").Length == 0 ? BarrierBranch.None : form.Choice<BarrierBranch>("branch"),
            Phenomenon = form.Text("phenomenon"),
        };
        var (id, refusal) = await book.Open(http.User, row, form.Text("expected"), Maybe(form, "fall"), form.Choice<BarrierState>("state"), form.Day("day"), stop);
        if (id is null)
            return refusal!.Answer(http);
        await log.Record(http.User, "barrier", id, "barrière opschrijven", BarrierBook.Ground, stop);
        return Results.LocalRedirect($"/barriers/{id}");
    }

    // The panel as the methods see it: own place first, one line per place and week. Effort is that of the own place, which alone the method uses.
    static async Task<IResult> Weeks(string id, BarrierBook book, MethodFigures figures, HttpContext http, CancellationToken stop)
    {
        if (!BarrierBook.Reads(http.User))
            return Results.Forbid();
        if (await book.Find(id, stop) is not { } barrier)
            return Results.NotFound();
        var weeks = await figures.Of(barrier, MethodQuestion.Read(http.Request.Query), stop);
        if (!weeks.Panel.Ok)
            return Refusal.Wrong(MethodWords.Of(weeks.Panel.Untested!.Obstacle).Dutch, weeks.Panel.Untested.Sentence).Answer(http);
        if (weeks.Pooled is { } pooled)
            return Export.Of(http, "weeks", null, Panel, pooled.Treated.Concat(pooled.Controls).SelectMany(row => LinesOf(weeks.What, pooled, row)), WeeklyFile.Most);
        var panel = weeks.Panel.Value;
        return Export.Of(http, "weeks", null, Panel, panel.Others.Prepend(panel.Own).SelectMany(row => row.Counts.Select((count, week) =>
            new ExportLine(null, weeks.What, row.Place, row == panel.Own ? 1 : 0, panel.Monday(week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), week + 1, week >= panel.Start ? 1 : 0, count, row == panel.Own ? weeks.Looked?[week] : null))), WeeklyFile.Most);
    }

    // Weeks between the first start and the last count for neither time: their "after" is empty.
    static IEnumerable<ExportLine> LinesOf(string what, PooledAnswer pooled, PlaceWeeks row) => row.Counts.Select((count, week) => new ExportLine(null, what, row.Place, pooled.Treated.Contains(row) ? 1 : 0,
        pooled.Panel.Monday(week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), week + 1, week < pooled.First ? 0 : week >= pooled.Last ? 1 : null, count, null));

    static async Task<IResult> Do(IFormCollection form, HttpContext http, ReadLog log, string what, Func<string, Task<Refusal?>> deed, CancellationToken stop)
    {
        if (BarrierBook.WritesFor(http.User).Length == 0)
            return Results.Forbid();
        var id = form.Text("barrier");
        await log.Record(http.User, "barrier", id, what, BarrierBook.Ground, stop);
        return await deed(id) is { } refusal ? refusal.Answer(http) : Results.LocalRedirect($"/barriers/{id}");
    }

    static StudyRow StudyOf(IFormCollection form, long number, HttpContext http, BarrierBook book) => new()
    {
        Barrier = number,
        What = form.Text("what"),
        Source = form.Text("source"),
        DaysBefore = form.Number("days-before"),
        DaysAfter = form.Number("days-after"),
        TreatedBefore = form.Number("treated-before"),
        TreatedAfter = form.Number("treated-after"),
        ControlBefore = form.Number("control-before"),
        ControlAfter = form.Number("control-after"),
        AroundTreatedBefore = Maybe(form, "around-treated-before"),
        AroundTreatedAfter = Maybe(form, "around-treated-after"),
        AroundControlBefore = Maybe(form, "around-control-before"),
        AroundControlAfter = Maybe(form, "around-control-after"),
        Name = http.User.DisplayName,
        At = book.Now,
    };

    static ExportLine LineOf(RegisteredBarrier barrier, DateOnly today) => new(null, barrier.Row.Title, barrier.Row.Kind.ToString(), barrier.Row.Step, barrier.Row.Place, barrier.Row.Branch.ToString(), barrier.Row.Organisation, barrier.Life.On(today)?.ToString(),
        barrier.Life.FirstWorked?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), barrier.Life.DaysWorked(today), barrier.Row.Once, barrier.Row.Yearly, barrier.Life.CostUntil(barrier.Row.Once, barrier.Row.Yearly, today),
        barrier.Registered?.Words ?? "", barrier.Registered?.Fall, Written(barrier.Registered), Before(barrier.Registered, barrier), barrier.Expectations.Count);

    static ExportLine LineOf(ExpectationRow line, RegisteredBarrier barrier) => new(null, Written(line), line.Name, line.Words, line.Fall, Before(line, barrier), line == barrier.Registered ? 1 : 0);

    // Empty when nobody kept the moment.
    static string? Written(ExpectationRow? line) => line is null or { At: 0, Day: 0 } ? null : line.At == 0 ? DateOnly.FromDayNumber(line.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : UnixTime.FromMicroseconds(line.At).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static int? Before(ExpectationRow? line, RegisteredBarrier barrier) => line is null ? null : barrier.TimeOf(line) switch { ExpectationTime.Before => 1, ExpectationTime.After => 0, _ => null };

    // One count per line, as R reads a table.
    static IEnumerable<ExportLine> LinesOf(StudyRow study) => new (string Area, double? Size, int? Before, int? After)[]
        {
            ("treated", study.Weights?.SizeTreated, study.TreatedBefore, study.TreatedAfter),
            ("control", study.Weights?.SizeControl, study.ControlBefore, study.ControlAfter),
            ("treated_neighbours", study.Weights?.SizeAroundTreated, study.AroundTreatedBefore, study.AroundTreatedAfter),
            ("control_neighbours", study.Weights?.SizeAroundControl, study.AroundControlBefore, study.AroundControlAfter),
        }.Where(area => area.Before is not null).SelectMany(area => new[] { ("before", study.DaysBefore, area.Before), ("after", study.DaysAfter, area.After) }
            .Select(line => new ExportLine(null, study.Id, study.What, study.Source, area.Area, line.Item1, line.Item2, line.Item3, area.Size ?? 1, study.Weights?.Harm ?? 1, study.Weights is null ? "" : StudyWeights.SourceOf(study.Weights).English)));

    static int Euros(IFormCollection form, string name) => form.Text(name).Length == 0 ? 0 : form.Number(name);

    static int? Maybe(IFormCollection form, string name) => form.Text(name).Length == 0 ? null : form.Number(name);
}
