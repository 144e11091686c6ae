using Knooppunt.Effect.RareCounts;

namespace Knooppunt.Effect.Detectors;

/// <summary>How many alerts a detector gives.</summary>
public static class AlertLoad
{
    /// <summary>Alerts per day with the exact Poisson interval (Garwood 1936). Alerts that come in bursts need a wider one: count stories, not alerts.</summary>
    /// <param name="alerts">Alerts counted, 0 or more.</param>
    /// <param name="days">Days looked at, above 0, also where nothing came.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    public static Estimate PerDay(long alerts, double days, double confidence = Confidence.Usual) => CountRate.Of(new CountOver(alerts, days), confidence);
}
