using System.Globalization;
using Knooppunt.Advice;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Advice;

/// <summary>Advice to companies and services: what they can do first, and what came of it.</summary>
public static class AdviceRoom
{
    static readonly string[] Columns = ["receiver", "given_by", "partner", "activities", "state", "opened", "due", "steps"];

    internal static void AddAdvice(this IServiceCollection services)
    {
        services.AddRoomDatabase<AdviceDb>();
        services.AddSingleton<AdviceBook>().AddSingleton<AdviceFromScripts>();
        services.AddSingleton<IMatters, AdviceMatters>().AddSingleton<INews, AdviceNews>().AddSingleton(BriefingPart.Of<LateAdvice>());
        services.AddSingleton<AdviceClock>().AddSingleton<IDaily>(provider => provider.GetRequiredService<AdviceClock>());
        services.AddSingleton<EndAdvice>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndAdvice>());
    }

    internal static void MapAdvice(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/advice/open", Open);
        routes.MapPost("/advice/step", Step);
        AdviceDocument.Map(routes);
        routes.MapGet("/advice.csv", async (AdviceBook book, HttpContext http, CancellationToken stop) => !AdviceRights.Reads(http.User) ? Results.Forbid()
            : Export.Of(http, "advice", null, Columns, (await book.Of(http.User, stop)).Select(file => LineOf(file, book))));
    }

    static async Task<IResult> Open(IFormCollection form, AdviceBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Answers)
            return Results.Forbid();
        var (id, refusal) = await book.Open(http.User, new AdviceRow
        {
            Id = RandomId.New(),
            Organisation = form.Text("organisation"),
            Receiver = form.Text("receiver"),
            Partner = form.Text("partner"),
            English = form.Text("language") == "en",
            Activities = string.Join(' ', form["activity"].OfType<string>()),
            Standing = string.Join(' ', form["standing"].OfType<string>()),
            Name = http.User.DisplayName,
            Opened = book.Now,
        }, stop);
        if (id is null)
            return refusal!.Answer(http);
        await log.Record(http.User, "advice", id, "advies opstellen", AdviceRights.Ground, stop);
        return Results.LocalRedirect($"/advice/{id}");
    }

    static async Task<IResult> Step(IFormCollection form, AdviceBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        var id = form.Text("advice");
        if (await book.Find(http.User, id, stop) is null)
            return Results.NotFound();
        await log.Record(http.User, "advice", id, "stap in een advies", AdviceRights.Ground, stop);
        return await book.Take(http.User, id, form.Number("seen"), form.Choice<AdviceStep>("step"), form.Day("look"), form.Text("text"), stop) is { } refusal ? refusal.Answer(http) : Results.LocalRedirect($"/advice/{id}");
    }

    static ExportLine LineOf(AdviceFile file, AdviceBook book) => new(null, file.Row.Receiver, file.Row.Organisation, file.Row.Partner, file.Row.Activities, file.Last?.ToString() ?? "",
        UnixTime.FromMicroseconds(file.Row.Opened).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), book.DueOf(file)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), file.Steps.Count);
}
