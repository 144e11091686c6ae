using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals.Following;

namespace Knooppunt.Node.Measures;

/// <summary>What partners do beside catching: measures, bans, seized assets, extractor incidents.</summary>
public static class MeasuresRoom
{
    internal static void AddMeasures(this IServiceCollection services)
    {
        services.AddRoomDatabase<MeasuresDb>();
        services.AddSingleton<MeasureRights>().AddSingleton<MeasureBook>().AddSingleton<SeizureBook>().AddSingleton<ExtractorBook>();
        services.AddSingleton(SignalPart.Of<SignalExtractors>(belowEvidence: true));
        services.AddSingleton<IHoldsAbout, MeasureHoldings>();
        services.AddSingleton<EndMeasures>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndMeasures>());
    }

    internal static void MapMeasures(this IEndpointRouteBuilder routes)
    {
        MeasureRoutes.Map(routes);
        MeasureExports.Map(routes);
    }
}
