using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Node.Detection.Register;

namespace Knooppunt.Node.Detection;

/// <summary>Runs the patterns, live and over history. What matches goes to Signals, with how far it came.</summary>
public static class DetectionRoom
{
    internal static void AddDetection(this IServiceCollection services, ShippedRules shipped)
    {
        services.AddSingleton(shipped).AddSingleton<Judges>().AddSingleton<RulesOfNode>().AddSingleton<Announcements>().AddSingleton<Snapshots>();
        services.AddSingleton<Progress>().AddSingleton(new DetectionPace()).AddHostedService<DetectionWork>();
        services.AddSingleton<BacktestDesk>().AddHostedService(provider => provider.GetRequiredService<BacktestDesk>());
        services.AddSingleton<AlgorithmRegister>();
        services.AddHealthChecks().AddCheck<DetectionCheck>("detection");
    }

    /// <summary>Writes into the journals by what they are judged, before anything comes in that is to be judged.</summary>
    internal static Task OpenDetection(IServiceProvider services)
    {
        services.GetRequiredService<RulesOfNode>().Read();
        return services.GetRequiredService<Announcements>().Run();
    }

    internal static void MapDetection(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/patterns/export", ExportPatterns.Handle);
        routes.MapGet("/patterns/register.json", ExportAlgorithms.Json);
        routes.MapGet("/patterns/register.csv", ExportAlgorithms.Csv);
        Quality.QualityFile.Map(routes);
        routes.MapBacktest();
    }
}
