using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Programme;

/// <summary>The account of the node: the letter, the money, the outcomes.</summary>
public static class ProgrammeRoom
{
    internal static void AddProgramme(this IServiceCollection services)
    {
        services.AddRoomDatabase<ProgrammeDb>();
        services.AddSingleton<AccountBook>().AddSingleton<NeighbourBook>().AddSingleton<OutcomeBook>().AddSingleton<ShiftFigures>();
    }

    internal static void MapProgramme(this IEndpointRouteBuilder routes)
    {
        ProgrammeRoutes.Map(routes);
        WaterBedFile.Map(routes);
        WaysFile.Map(routes);
        ShiftFile.Map(routes);
        AccountPaper.Map(routes);
    }
}
