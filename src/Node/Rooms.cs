using Knooppunt.Node.Advice;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Cases;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Concerned;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Loop;
using Knooppunt.Node.Measures;
using Knooppunt.Node.Municipal;
using Knooppunt.Node.Phenomena;
using Knooppunt.Node.Programme;
using Knooppunt.Node.Reports;
using Knooppunt.Node.Riec;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node;

/// <summary>The list of rooms, one line each.</summary>
static class Rooms
{
    public static void Add(WebApplicationBuilder builder, NodeSettings settings, NodeFolders folders, NodePlaces places)
    {
        builder.AddShell(settings, folders, places);
        builder.Services.AddDisclosure();
        builder.Services.AddSingleton(JournalsOf.Settings(settings, folders));
        JournalRoom.AddJournal(builder.Services);
        builder.Services.AddSignals();
        builder.Services.AddDetection(new ShippedRules(ShippedFiles.Patterns, ShippedFiles.Lists));
        builder.Services.AddConnectors();
        builder.Services.AddReports();
        builder.Services.AddFollowUp();
        builder.Services.AddInspections();
        builder.Services.AddConcerned();
        builder.Services.AddCases();
        builder.Services.AddPhenomena();
        builder.Services.AddRiec();
        builder.Services.AddMunicipal();
        builder.Services.AddMeasures();
        builder.Services.AddProgramme();
        builder.Services.AddBarriers();
        builder.Services.AddAdvice();
        builder.Services.AddLoop();
        builder.Services.AddExchange(services => services.GetRequiredService<PatternWeeks>().Of);
        builder.Services.AddKnowledge(new ShippedScripts(ShippedFiles.Scripts), services => PatternsOf.Shelf(services.GetRequiredService<PatternShelf>()), services => () => FieldsOf.Journals(services.GetRequiredService<JournalRoom>()));
    }

    /// <summary>Brings every room's tables up to date and reads what a node must know before anything is served.</summary>
    public static async Task Open(IServiceProvider services, CancellationToken stop)
    {
        await RoomDatabase.Migrate(services, stop);
        await ShellRoom.OpenShell(services, stop);
        await DisclosureRoom.OpenDisclosure(services, stop);
        await ExchangeRoom.OpenExchange(services, stop);
        await KnowledgeRoom.OpenKnowledge(services, stop);
        await FollowUpRoom.OpenFollowUp(services, stop);
        await DetectionRoom.OpenDetection(services);
    }

    public static void Map(WebApplication app)
    {
        app.MapShell();
        app.MapDisclosure();
        JournalRoom.MapJournal(app);
        app.MapSignals();
        app.MapDetection();
        app.MapConnectors();
        app.MapReports();
        app.MapCases();
        app.MapPhenomena();
        app.MapRiec();
        app.MapMunicipal();
        app.MapMeasures();
        app.MapProgramme();
        app.MapBarriers();
        app.MapAdvice();
        app.MapLoop();
        app.MapExchange();
        app.MapKnowledge();
        app.MapFollowUp();
        app.MapInspections();
        app.MapConcerned();
        MakeOnce(app);
    }

    // Routing and authorization each ask every list of routes for its endpoints, and a list makes them anew for each who asks; of this one there is one answer.
    static void MakeOnce(IEndpointRouteBuilder routes)
    {
        var all = new CompositeEndpointDataSource([.. routes.DataSources]);
        routes.DataSources.Clear();
        routes.DataSources.Add(all);
    }
}
