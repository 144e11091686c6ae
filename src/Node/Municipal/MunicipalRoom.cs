using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Municipal;

/// <summary>The signal protocol of municipalities: four steps, five weighings, a privacy check in each.</summary>
public static class MunicipalRoom
{
    internal static void AddMunicipal(this IServiceCollection services)
    {
        services.AddRoomDatabase<MunicipalDb>();
        services.AddSingleton<MunicipalBook>().AddSingleton<MunicipalDeeds>().AddSingleton<MunicipalSourceDeeds>().AddSingleton<RiecHandOvers>().AddSingleton<MunicipalForms>().AddSingleton<IMatters, MunicipalMatters>().AddScoped<ShownMunicipal>();
        services.AddSingleton<IHoldsAbout, MunicipalHoldings>().AddSingleton<IKnowsWhatLeft, MunicipalDepartures>();
        services.AddSingleton<EndMunicipal>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndMunicipal>());
    }

    internal static void MapMunicipal(this IEndpointRouteBuilder routes) => MunicipalRoutes.Map(routes);
}
