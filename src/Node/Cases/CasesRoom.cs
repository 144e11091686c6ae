using Knooppunt.Node.Cases.Following;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals.Following;

namespace Knooppunt.Node.Cases;

/// <summary>Cases: who works on what together, where the evidence lies, what was decided and what came of it.</summary>
public static class CasesRoom
{
    internal static void AddCases(this IServiceCollection services)
    {
        services.AddRoomDatabase<CasesDb>();
        services.AddSingleton<CaseBook>().AddSingleton<CaseDeeds>().AddSingleton<CustodyBook>().AddSingleton<CaseVerdicts>().AddSingleton<IResumes>(provider => provider.GetRequiredService<CaseVerdicts>()).AddSingleton<CaseNews>().AddSingleton<CaseForms>();
        services.AddScoped<ShownCase>().AddSingleton(SignalPart.Of<SignalCases>(belowEvidence: true));
        services.AddSingleton<IHoldsAbout, CaseHoldings>().AddSingleton<IKnowsWhatLeft, CaseDepartures>();
        services.AddSingleton<EndCases>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndCases>());
    }

    internal static void MapCases(this IEndpointRouteBuilder routes) => CaseRoutes.Map(routes);
}
