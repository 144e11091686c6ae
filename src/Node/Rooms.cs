using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node;

/// <summary>The list of rooms, one line each.</summary>
static class Rooms
{
    public static void Add(WebApplicationBuilder builder, NodeSettings settings, NodeFolders folders)
    {
        builder.AddShell(settings, folders);
        builder.Services.AddDisclosure();
    }

    /// <summary>Brings every room's tables up to date, before anything is served.</summary>
    public static async Task Open(IServiceProvider services, CancellationToken stop)
    {
        await ShellRoom.OpenShell(services, stop);
        await DisclosureRoom.OpenDisclosure(services, stop);
    }

    public static void Map(WebApplication app)
    {
        app.MapShell();
    }
}
