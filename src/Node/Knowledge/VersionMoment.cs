namespace Knooppunt.Node.Knowledge;

/// <summary>The moment of a new version: to the millisecond, as a version of STIX has it, and later than the one before.</summary>
static class VersionMoment
{
    /// <summary>The moment.</summary>
    /// <param name="clock">Says what time it is.</param>
    /// <param name="before">The version before; default when there is none.</param>
    public static DateTimeOffset After(TimeProvider clock, DateTimeOffset before)
    {
        var now = clock.GetUtcNow();
        now = new(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
        return now > before ? now : before.AddMilliseconds(1);
    }
}
