namespace Knooppunt.Observations;

/// <summary>How far one source has come.</summary>
/// <param name="Source">Its name.</param>
/// <param name="GreatestTime">Greatest time that it told; null when it never told anything.</param>
/// <param name="LastArrival">When it last told something; null when never.</param>
/// <param name="Lateness">How late it may tell.</param>
/// <param name="SilentAfter">How long it may say nothing; zero when for ever.</param>
/// <param name="Waits">Whether more of it lies waiting than was taken, as files in a folder do; false by default.</param>
public readonly record struct SourceProgress(string Source, DateTimeOffset? GreatestTime, DateTimeOffset? LastArrival, TimeSpan Lateness, TimeSpan SilentAfter, bool Waits = false)
{
    /// <summary>Whether it has been silent too long at a moment. A source that never spoke is not silent: it has not begun; nor is one of which more lies waiting.</summary>
    public bool SilentAt(DateTimeOffset now) => !Waits && SilentAfter > TimeSpan.Zero && LastArrival is { } last && now - last >= SilentAfter;
}

/// <summary>The time up to which a journal is complete, as far as its sources tell.</summary>
public static class Watermarks
{
    /// <summary>The least of greatest time less lateness over the sources that have spoken and are not silent; null when there is none, or when one that never spoke lies waiting.</summary>
    public static DateTimeOffset? At(IEnumerable<SourceProgress> sources, DateTimeOffset now)
    {
        DateTimeOffset? least = null;
        foreach (var source in sources)
        {
            if (source is { Waits: true, GreatestTime: null })
                return null;
            if (source.GreatestTime is not { } greatest || source.SilentAt(now))
                continue;
            var mark = greatest - source.Lateness;
            if (least is null || mark < least)
                least = mark;
        }

        return least;
    }

    /// <summary>The observation that a source is silent; its id is that of the silence, so that telling it twice changes nothing.</summary>
    /// <param name="source">The silent source; it must have spoken once.</param>
    /// <param name="told">Name of the source that tells it.</param>
    /// <param name="now">When it is told.</param>
    public static Observation Silence(SourceProgress source, string told, DateTimeOffset now)
    {
        var since = source.LastArrival ?? now;
        return new Observation
        {
            Id = $"silent {source.Source} {since.UtcTicks / TimeSpan.TicksPerMillisecond}",
            Source = told,
            Type = new ObservationType(Family.Information, "source_silent"),
            Time = since + source.SilentAfter,
            Data = Fields.Of(("sensor", source.Source), ("duration_seconds", Math.Floor((now - since).TotalSeconds))),
        };
    }
}
