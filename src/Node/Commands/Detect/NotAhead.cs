using System.Globalization;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands.Detect;

/// <summary>Leaves out of files what lies ahead of the clock, as a node keeps it apart: one time of 2099 would move the watermark there, and all that follows would be too late.</summary>
sealed class NotAhead(IObservationSink inner, string fileName, DateTimeOffset latest) : IObservationSink
{
    public void Take(Observation observation, long line)
    {
        if (observation.Time <= latest)
            inner.Take(observation, line);
        else
            Reject(new Complaint(new(fileName, line), $"The time {observation.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} lies ahead of the clock of this machine; the observation was left out. Look at the clock of the source."), []);
    }

    public void Reject(Complaint complaint, ReadOnlySpan<byte> original) => inner.Reject(complaint, original);

    public void Count(string what) => inner.Count(what);

    public void Keep(string type, InputPlace place, ReadOnlySpan<byte> original, long length) => inner.Keep(type, place, original, length);
}
