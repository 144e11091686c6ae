namespace Knooppunt.Node.Detection;

/// <summary>Runs the patterns, live and over history. What matches goes to Signals, with how far it came.</summary>
public static class DetectionRoom
{
    internal static void AddDetection(this IServiceCollection services, string shippedPatterns)
    {
        services.AddSingleton(new ShippedPatterns(shippedPatterns));
        services.AddSingleton<PatternsInForce>().AddSingleton<Snapshots>();
        services.AddSingleton<Progress>().AddHostedService<DetectionWork>();
        services.AddHealthChecks().AddCheck<DetectionCheck>("detection");
    }
}
