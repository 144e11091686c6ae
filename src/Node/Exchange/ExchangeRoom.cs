using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Exchange.Files;
using Knooppunt.Node.Exchange.Given;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Sightings;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Exchange.Taxii;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Exchange;

/// <summary>Knowledge that travels: a TAXII 2.1 server for partners and neighbours, and the links to other nodes.</summary>
public static class ExchangeRoom
{
    internal static void AddExchange(this IServiceCollection services, Func<IServiceProvider, CountWeeks> weeks)
    {
        services.AddRoomDatabase<ExchangeDb>();
        services.AddSingleton<ExchangeKeys>().AddSingleton<DoorGate>().AddSingleton<Collections>();
        services.AddSingleton(provider => new ObjectFile(provider.GetRequiredService<NodeFolders>())).AddSingleton<ObjectCheck>(_ => IncomingCheck.Refusal).AddSingleton<ObjectStore>();
        services.AddSingleton<Cursor>().AddSingleton<GetObjects>();
        services.AddSingleton(LinkLimits.Default).AddSingleton<LinkBook>().AddSingleton<LinkRound>();
        services.AddSingleton<GivenCounts>().AddHostedService(provider => provider.GetRequiredService<GivenCounts>()).AddSingleton<IDaily>(provider => provider.GetRequiredService<GivenCounts>()).AddSingleton<IKnowsWhatLeft, ExchangeDepartures>();
        services.AddSingleton(weeks).AddSingleton<SightingFlow>().AddSingleton<TakenFiles>();
        // No redirect, no cookie, nothing unpacked: what a neighbour sends is as long as it is, and the key goes nowhere else.
        services.AddHttpClient(Remote.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) }).RemoveAllLoggers();
        services.AddSingleton<LinkWork>().AddHostedService(provider => provider.GetRequiredService<LinkWork>());
        services.AddSingleton<Relay>().AddSingleton<KnowledgeFlow>().AddHostedService(provider => provider.GetRequiredService<KnowledgeFlow>());
        services.AddSingleton<EndStatuses>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndStatuses>());
    }

    internal static async Task OpenExchange(IServiceProvider services, CancellationToken stop)
    {
        await services.GetRequiredService<Collections>().Open(stop);
        _ = services.GetRequiredService<ObjectFile>();
    }

    /// <summary>Stands between the router and who may sign in: machines come in by a key.</summary>
    internal static void UseTaxiiDoor(WebApplication app) => TaxiiDoor.Use(app);

    internal static void MapExchange(this IEndpointRouteBuilder routes)
    {
        TaxiiRoutes.Map(routes);
        ExchangeRoutes.Map(routes);
    }
}
