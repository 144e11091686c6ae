namespace Knooppunt.Observations;

/// <summary>Where a reader puts what it reads. One sink serves one stream and is called from one thread.</summary>
public interface IObservationSink
{
    /// <summary>An observation was read.</summary>
    /// <param name="observation">What was read; without handling and arrival time, which the border adds.</param>
    /// <param name="line">Line of the input on which it began, one-based; never smaller than that of the observation before it. 0 when the input has no lines.</param>
    void Take(Observation observation, long line);

    /// <summary>Something was wrong. Content that is good in spite of it is still taken.</summary>
    /// <param name="complaint">What, where, and what would be right.</param>
    /// <param name="original">The offending bytes, at most <see cref="SourceContext.KeptBytes"/> of them; valid only during the call. Empty when there are none.</param>
    void Reject(Complaint complaint, ReadOnlySpan<byte> original);

    /// <summary>Something was recognised and deliberately made no observation, or a value was left out: counted by reason.</summary>
    /// <param name="what">The reason or kind, one of a small number of texts: <c>BAPLIE</c>, <c>relayed</c>, <c>speed not available</c>.</param>
    void Count(string what);

    /// <summary>A whole message was recognised that makes no observation, and was counted: who keeps what came in keeps its beginning.</summary>
    /// <param name="type">Its type: <c>BAPLIE</c>.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="original">Its first bytes, at most <see cref="SourceContext.KeptBytes"/> of them; valid only during the call.</param>
    /// <param name="length">How many bytes it has.</param>
    void Keep(string type, InputPlace place, ReadOnlySpan<byte> original, long length)
    {
    }
}

/// <summary>Reads one stream of bytes in one format. Not for use from two threads.</summary>
/// <remarks>Where one <see cref="Feed"/> ends and the next begins makes no difference to what is read. Memory is bounded whatever comes in; bad data never throws.</remarks>
public interface IObservationReader
{
    /// <summary>Reads the next bytes, of any number.</summary>
    void Feed(ReadOnlySpan<byte> bytes);

    /// <summary>Says that there is no more, so that a last piece without an end mark is read too. Called once.</summary>
    void Complete();
}

/// <summary>What a reader must know about the stream that the stream does not say itself.</summary>
/// <param name="Source">Name of the configured source; becomes <see cref="Observation.Source"/>.</param>
/// <param name="FileName">Name of the file or stream for complaints, without folders above it.</param>
/// <param name="StreamId">Content id of the file or stream; ordered inputs give observations the id <c>StreamId:line</c>, and <c>StreamId:line.n</c> (n from 2) for the further ones of a line.</param>
/// <param name="LocalZone">Zone of times written without one; null: they are taken as UTC.</param>
/// <param name="Fallback">Time of what has no time of its own; null: such a piece is rejected with a reason.</param>
public sealed record SourceContext(string Source, string FileName, string StreamId, TimeZoneInfo? LocalZone = null, DateTimeOffset? Fallback = null)
{
    /// <summary>Time of what has no time of its own; null: such a piece is rejected with a reason. Whoever feeds a live stream sets it to the time of arrival before each <see cref="IObservationReader.Feed"/>.</summary>
    public DateTimeOffset? Fallback { get; set; } = Fallback;

    /// <summary>The most bytes of an offending piece that are handed to <see cref="IObservationSink.Reject"/>: 4,096.</summary>
    public const int KeptBytes = 4096;

    internal InputPlace Place(long line = 0, int column = 0, string? part = null) => new(FileName, line, column, part);

    internal static ReadOnlySpan<byte> Kept(ReadOnlySpan<byte> original) => original.Length <= KeptBytes ? original : original[..KeptBytes];

    /// <summary>A time written without a zone as UTC. A moment that a clock change skips or repeats is read in winter time.</summary>
    internal DateTimeOffset ToUtc(DateTime local) => ToUtc(local, LocalZone);

    internal static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo? zone)
    {
        var offset = zone?.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) ?? TimeSpan.Zero;
        // At the ends of the calendar there is no such moment; the nearest one has a year that no reader takes.
        return new DateTimeOffset(Math.Clamp(local.Ticks - offset.Ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
    }
}
