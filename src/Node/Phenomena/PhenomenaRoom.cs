using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Phenomena;

/// <summary>Phenomenon files: partners find out together how something can be stopped.</summary>
public static class PhenomenaRoom
{
    internal static void AddPhenomena(this IServiceCollection services)
    {
        services.AddRoomDatabase<PhenomenaDb>();
        services.AddSingleton<PhenomenonBook>().AddSingleton<PhenomenonDeeds>().AddSingleton<PhenomenonForms>().AddSingleton<PhenomenonProposals>().AddScoped<ShownPhenomenon>();
        services.AddSingleton<IHoldsAbout, PhenomenonHoldings>().AddSingleton<IKnowsWhatLeft, PhenomenonDepartures>();
        services.AddSingleton<EndPhenomena>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndPhenomena>());
    }

    internal static void MapPhenomena(this IEndpointRouteBuilder routes) => PhenomenonRoutes.Map(routes);
}
