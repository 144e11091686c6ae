using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Knowledge.Remarks;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Knowledge;

/// <summary>Crime scripts and barriers: what is known of ways of working, in a form that travels. Exchange comes in and goes out through <see cref="KnowledgeForOthers"/>.</summary>
public static class KnowledgeRoom
{
    internal static void AddKnowledge(this IServiceCollection services, ShippedScripts shipped, Func<IServiceProvider, PatternsAtHand> patterns, Func<IServiceProvider, FieldsDelivered> delivered)
    {
        services.AddRoomDatabase<KnowledgeDb>();
        services.AddSingleton(shipped).AddSingleton(patterns).AddSingleton(delivered).AddSingleton<ScriptShelf>().AddSingleton<ScriptBook>().AddSingleton<KnowledgeForOthers>().AddSingleton<ProposalBook>().AddSingleton<AdoptPatterns>().AddSingleton<SightingBook>().AddSingleton<KnowledgeNews>().AddSingleton<AddToStep>().AddSingleton<StepProposals>();
        services.AddSingleton<RemarkSubjects>().AddSingleton<RemarkBook>().AddSingleton<RemarkReader>().AddSingleton<NeighbourCoverage>();
        services.AddSingleton<IHoldsAbout, KnowledgeHoldings>().AddSingleton<IFindsByWords, FindScripts>();
    }

    internal static async Task OpenKnowledge(IServiceProvider services, CancellationToken stop)
    {
        await services.GetRequiredService<ScriptShelf>().Load(stop);
        await services.GetRequiredService<AdoptPatterns>().Lay(stop);
    }

    internal static void MapKnowledge(this IEndpointRouteBuilder routes)
    {
        KnowledgeRoutes.Map(routes);
        RemarkRoutes.Map(routes);
    }
}
