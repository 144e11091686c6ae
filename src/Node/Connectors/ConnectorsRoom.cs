using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Connectors;

/// <summary>Takes in what a port already has: files that appear in folders, and CloudEvents over HTTP. Parsing is in Core; here is the world around it.</summary>
public static class ConnectorsRoom
{
    internal static void AddConnectors(this IServiceCollection services)
    {
        services.AddRoomDatabase<ConnectorsDb>();
        services.AddSingleton<SourceStates>().AddSingleton<FirstFiles>().AddSingleton<ApiKeys>().AddSingleton<MadeKeys>();
        services.AddHostedService<FolderWatch>();
    }

    internal static void MapConnectors(this IEndpointRouteBuilder routes)
    {
        TakeObservations.Map(routes);
        KeyRoutes.Map(routes);
        routes.MapGet("/sources/export", ExportSources.Handle);
    }
}
