using System.Globalization;

namespace Knooppunt.Observations;

/// <summary>Leaves out what lies ahead of the clock, as a node keeps it apart: one time of 2099 would move the watermark there, end every wait for what is absent, and make all that follows too late.</summary>
/// <param name="inner">Takes the others.</param>
/// <param name="fileName">Name of the file, for complaints.</param>
/// <param name="latest">The last time that is believed.</param>
public sealed class NotAhead(IObservationSink inner, string fileName, DateTimeOffset latest) : IObservationSink
{
    /// <summary>What is said of a time that is not believed.</summary>
    public static string Sentence(DateTimeOffset time) =>
        $"The time {time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} lies ahead of the clock of this machine; the observation was left out. Look at the clock of the source.";

    /// <inheritdoc/>
    public void Take(Observation observation, long line)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (observation.Time <= latest)
            inner.Take(observation, line);
        else
            Reject(new Complaint(new(fileName, line), Sentence(observation.Time)), []);
    }

    /// <inheritdoc/>
    public void Reject(Complaint complaint, ReadOnlySpan<byte> original) => inner.Reject(complaint, original);

    /// <inheritdoc/>
    public void Count(string what) => inner.Count(what);

    /// <inheritdoc/>
    public void Keep(string type, InputPlace place, ReadOnlySpan<byte> original, long length) => inner.Keep(type, place, original, length);
}
