using Knooppunt.Node.Connectors.Files;

namespace Knooppunt.Node.Connectors;

/// <summary>Takes in what a port already has: files that appear in folders, and CloudEvents over HTTP. Parsing is in Core; here is the world around it.</summary>
public static class ConnectorsRoom
{
    internal static void AddConnectors(this IServiceCollection services)
    {
        services.AddSingleton<SourceStates>();
        services.AddHostedService<FolderWatch>();
    }
}
