namespace Knooppunt.Node.Detection;

/// <summary>Runs the patterns, live and over history. What matches goes to Signals, with how far it came.</summary>
public static class DetectionRoom
{
    internal static void AddDetection(this IServiceCollection services, string shippedPatterns)
    {
        services.AddSingleton(new ShippedPatterns(shippedPatterns));
        services.AddSingleton<PatternsInForce>().AddSingleton<Snapshots>();
        services.AddHostedService<DetectionWork>();
    }

    internal static void MapDetection(this IEndpointRouteBuilder routes) => routes.MapGet("/patterns/export", ExportPatterns.Handle);
}
