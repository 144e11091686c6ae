using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Riec;

namespace Knooppunt.Node.Riec;

/// <summary>What was handed to the RIEC, for the RIEC alone.</summary>
public static class RiecRoom
{
    internal static void AddRiec(this IServiceCollection services)
    {
        services.AddRoomDatabase<RiecDb>();
        services.AddSingleton<RiecGate>().AddSingleton<RiecBook>();
        services.AddSingleton<IHoldsAbout, RiecHoldings>();
        services.AddSingleton<EndRiecCases>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndRiecCases>());
    }

    internal static void MapRiec(this IEndpointRouteBuilder routes) => routes.MapPost("/riec/write", Write);

    static async Task<IResult> Write(IFormCollection form, RiecBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!book.Works(http.User))
            return Results.Forbid();
        var id = form.Text("case");
        await log.Record(http.User, "riec", id, "aantekening bij een RIEC-zaak", RiecBook.Ground, stop);
        RiecPhase? to = form.Text("to").Length > 0 ? form.Choice<RiecPhase>("to") : null;
        return await book.Write(http.User, id, form.Number("version"), to, form.Text("text"), stop) is { } refusal ? refusal.Answer(http) : Results.LocalRedirect($"/riec/{id}");
    }
}
