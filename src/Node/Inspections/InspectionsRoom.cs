using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Phenomena;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals.Following;

namespace Knooppunt.Node.Inspections;

/// <summary>Joint inspections: planned together, done on the spot with or without a network, counted afterwards.</summary>
public static class InspectionsRoom
{
    internal static void AddInspections(this IServiceCollection services)
    {
        services.AddRoomDatabase<InspectionsDb>();
        services.AddSingleton<InspectionBook>().AddSingleton<InspectionCounts>().AddSingleton<TakeAnswers>().AddSingleton<FieldPhotos>().AddSingleton<IMatters, InspectionMatters>().AddSingleton<INews, InspectionNews>();
        services.AddSingleton(SignalPart.Of<PlannedSection>()).AddSingleton(PhenomenonPart.Of<PhenomenonInspections>());
        services.AddSingleton<IHoldsAbout, InspectionHoldings>();
        services.AddSingleton<EndInspections>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndInspections>());
    }

    internal static void MapInspections(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/inspections/plan", PlanRoutes.Plan);
        routes.MapPost("/inspections/move", PlanRoutes.Move);
        routes.MapPost("/inspections/close", PlanRoutes.Close);
        routes.MapPost("/inspections/propose", ProposeRoute.Handle);
        routes.MapPost("/inspections/answer", AnswerForm.Handle);
        // A telephone that was away for days has no form token any more: a header that no foreign page can send stands for it.
        routes.MapPost("/inspections/{id}/sync", SyncRoutes.Answers).DisableAntiforgery().ExcludeFromDescription();
        routes.MapPut("/inspections/{id}/photos/{photo}", SyncRoutes.Photo).DisableAntiforgery().ExcludeFromDescription();
        routes.MapGet("/inspections/{id}/photos/{photo}", SyncRoutes.Show).ExcludeFromDescription();
    }
}
