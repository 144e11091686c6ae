using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Disclosure;

/// <summary>Who may see what and who saw what: visibility labels, the log of looks, opaque links to subjects.</summary>
public static class DisclosureRoom
{
    internal static void AddDisclosure(this IServiceCollection services)
    {
        services.AddRoomDatabase<DisclosureDb>();
        services.AddSingleton<ReadLog>().AddSingleton<SubjectLinks>().AddSingleton<Labels>();
        services.AddSingleton<IHoldsAbout, LookHoldings>();
        services.AddSingleton<EndLooks>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndLooks>());
    }

    internal static void MapDisclosure(this IEndpointRouteBuilder routes) => routes.MapPost("/disclosure/export", ExportLog.Handle);

    internal static async Task OpenDisclosure(IServiceProvider services, CancellationToken stop)
    {
        await services.GetRequiredService<Labels>().Load(stop);
    }
}
