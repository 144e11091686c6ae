using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Concerned;

/// <summary>The person concerned: what people may ask about their own data, and what the node can show of how it handles data.</summary>
public static class ConcernedRoom
{
    internal static void AddConcerned(this IServiceCollection services)
    {
        services.AddRoomDatabase<ConcernedDb>();
        services.AddSingleton<Sought>().AddSingleton<Requests>().AddSingleton<ConcernedRights>().AddSingleton<SearchRooms>().AddSingleton<Takings>().AddSingleton<IResumes>(provider => provider.GetRequiredService<Takings>());
        services.AddSingleton<IKnowsWhatLeft, LetterDepartures>().AddScoped<ShownRequest>().AddSingleton(FramePart.Of<DeskBell>());
        services.AddSingleton<EndRequests>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndRequests>());
    }

    internal static void MapConcerned(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/concerned/add", DeskRoutes.Add);
        routes.MapPost("/concerned/search", DeskRoutes.Search);
        routes.MapPost("/concerned/identify", DeskRoutes.Identify);
        routes.MapPost("/concerned/extend", DeskRoutes.Extend);
        routes.MapPost("/concerned/decide", DecideRoute.Handle);
        routes.MapPost("/concerned/finish", DeskRoutes.Finish);
        routes.MapPost("/concerned/copy", CopyRoute.Handle);
        routes.MapGet("/register/export", ExportRegister.Handle);
    }
}
