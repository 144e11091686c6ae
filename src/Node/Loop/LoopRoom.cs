using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals.Following;

namespace Knooppunt.Node.Loop;

/// <summary>From a report to its answer: what belongs together, and what is missing.</summary>
public static class LoopRoom
{
    /// <summary>On what joining rests.</summary>
    internal const string Ground = "AVG art. 6 lid 1 e en f";

    internal static void AddLoop(this IServiceCollection services)
    {
        services.AddRoomDatabase<LoopDb>();
        services.AddSingleton<LoopThings>().AddSingleton<LoopBook>().AddSingleton(SignalPart.Of<SignalLoop>(belowEvidence: true));
        services.AddSingleton<EndLinks>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndLinks>());
    }

    internal static void MapLoop(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/loop/join", (IFormCollection form, LoopBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "een keten verbinden", one =>
            LoopThing.Pasted(form.Text("other")) is { } other ? book.Join(http.User, one, other, stop)
                : Task.FromResult<Refusal?>(Refusal.Wrong("Plak het adres van de pagina van een melding, signaal, controle, zaak, advies of barrière.", "Paste the address of the page of a report, signal, inspection, case, advice or barrier.")), stop));
        routes.MapPost("/loop/measure", (IFormCollection form, LoopBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "een maatregel aan een keten verbinden", one =>
            book.Join(http.User, one, new(LoopKind.Measure, form.Text("measure")), stop), stop));
        routes.MapPost("/loop/change", (IFormCollection form, LoopBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "een verandering bij een bedrijf opschrijven", one =>
            book.Change(http.User, one, form.Text("organisation"), form.Text("text"), form.Choice<ChangeState>("state"), form.Day("day"), stop), stop));
        routes.MapPost("/loop/tell", (IFormCollection form, LoopBook book, HttpContext http, ReadLog log, CancellationToken stop) => Do(form, http, log, "een verandering bij een bedrijf bijwerken", _ =>
            book.Tell(http.User, form.Text("change"), form.Number("version"), form.Choice<ChangeState>("state"), form.Day("day"), stop), stop));
    }

    static async Task<IResult> Do(IFormCollection form, HttpContext http, ReadLog log, string what, Func<LoopThing, Task<Refusal?>> deed, CancellationToken stop)
    {
        if (!http.User.Answers)
            return Results.Forbid();
        if (LoopThing.Of(form.Text("kind"), form.Text("id")) is not { } one)
            return Refusal.Wrong("Begin bij een keten die er is.", "Begin at a chain that is there.").Answer(http);
        await log.Record(http.User, "loop", one.Name, what, Ground, stop);
        return await deed(one) is { } refusal ? refusal.Answer(http) : Results.LocalRedirect(one.Href);
    }
}
