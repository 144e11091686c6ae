using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Phenomena;
using Knooppunt.Node.Reports.Following;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Reports;

/// <summary>Reports by people, with or without a name, and the answers to them.</summary>
public static class ReportsRoom
{
    internal static void AddReports(this IServiceCollection services)
    {
        services.AddRoomDatabase<ReportsDb>();
        services.AddSingleton<DeskKeys>().AddSingleton<Mailboxes>().AddSingleton<SentFiles>().AddSingleton<DeskRights>().AddSingleton<ReportNews>().AddSingleton<FormStates>().AddSingleton<PublicGates>();
        services.AddScoped<ShownSheet>().AddScoped<ReportForm>().AddScoped<MailboxDoor>();
        // Counted before they are deleted.
        services.AddSingleton<ReportFigures>().AddSingleton<PublicFigures>().AddSingleton(PhenomenonPart.Of<PhenomenonReports>()).AddSingleton<CountForms>().AddSingleton<CountReports>().AddSingleton<IDaily>(provider => provider.GetRequiredService<CountReports>());
        services.AddSingleton<IHoldsAbout, ReportHoldings>().AddSingleton<LeftDesks>().AddSingleton<IResumes>(provider => provider.GetRequiredService<LeftDesks>());
        services.AddSingleton<EndReports>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndReports>());
    }

    /// <summary>Takes away what could tell who comes to the public pages. First in the pipeline, so that nothing behind it can keep it.</summary>
    internal static void UsePublicDoor(WebApplication app) => PublicDoor.Use(app);

    internal static void MapReports(this IEndpointRouteBuilder routes)
    {
        ReportForm.Map(routes);
        MailboxDoor.Map(routes);
        routes.MapPost("/reports/reply", DeskRoutes.Reply);
        routes.MapPost("/reports/hand-on", DeskRoutes.HandOn);
        routes.MapGet("/reports/{id}/files/{file:long}", DeskFiles.Show);
        routes.MapGet("/reports/figures.csv", FiguresExport.Csv);
    }
}
