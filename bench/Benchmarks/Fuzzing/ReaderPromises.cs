using Knooppunt.Observations;

namespace Knooppunt.Fuzzing;

/// <summary>A reader did not keep what every reader promises; the message says what.</summary>
sealed class BrokenPromiseException(string message) : Exception(message);

/// <summary>What every reader promises, whatever comes in: no exception, the same however the bytes are cut, sentences that are sentences, fields of the type.</summary>
static class ReaderPromises
{
    const int LongestSentence = Complaint.LongestSentence + 1;

    public static SourceContext Context { get; } = new("test/source", "file.txt", "f1", null, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>A place far from Greenwich, at which a time at the end of the calendar falls off it.</summary>
    static SourceContext Elsewhere { get; } = Context with { LocalZone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati") };

    /// <summary>Reads whole and in pieces, and holds both against the promises.</summary>
    /// <param name="make">Makes the reader.</param>
    /// <param name="bytes">What comes in.</param>
    /// <param name="ownFields">Whether fields may be other than the published ones.</param>
    /// <param name="ownIds">Whether ids come out of the input.</param>
    public static void Check(Func<SourceContext, IObservationSink, IObservationReader> make, byte[] bytes, bool ownFields = false, bool ownIds = false)
    {
        var whole = new CollectingSink();
        var reader = make(Elsewhere, whole);
        reader.Feed(bytes);
        reader.Complete();
        Check(whole, bytes.Length, ownFields, ownIds);
        var (atOnce, inPieces) = (whole.Written(), InPieces(make, bytes, bytes.Length, 400, Elsewhere).Written());
        if (atOnce != inPieces)
            Is(false, $"What is read depends on where the bytes are cut: {FirstLineBut(atOnce, inPieces)}; in pieces {FirstLineBut(inPieces, atOnce)}");
    }

    static string FirstLineBut(string text, string other) => text.Split('\n').Except(other.Split('\n')).FirstOrDefault() ?? "nothing more";

    /// <summary>Reads in pieces whose lengths come from the seed.</summary>
    public static CollectingSink InPieces(Func<SourceContext, IObservationSink, IObservationReader> make, ReadOnlySpan<byte> bytes, int seed, int longest = 97, SourceContext? context = null)
    {
        var sink = new CollectingSink();
        var reader = make(context ?? Context, sink);
        var luck = new Random(seed);
        while (bytes.Length > 0)
        {
            var length = Math.Min(bytes.Length, luck.Next(1, longest));
            reader.Feed(bytes[..length]);
            bytes = bytes[length..];
        }

        reader.Complete();
        return sink;
    }

    /// <summary>Holds what was read against the promises.</summary>
    /// <exception cref="BrokenPromiseException">One is broken.</exception>
    public static void Check(CollectingSink sink, int inputLength, bool ownFields = false, bool ownIds = false)
    {
        Is(ownIds || sink.Taken.Count == sink.Taken.Select(taken => taken.Observation.Id).Distinct(StringComparer.Ordinal).Count(), "An id comes twice.");
        Is(sink.Taken.Zip(sink.Taken.Skip(1)).All(pair => pair.First.Line <= pair.Second.Line), "A line went back.");
        Is(sink.Rejected.Count <= inputLength + 8, "More complaints than bytes.");
        Is(sink.Counts.Count < 200, "Counts grow with the input.");
        foreach (var (complaint, original) in sink.Rejected)
        {
            Is(original.Length <= SourceContext.KeptBytes, "More is kept of a piece than the limit.");
            Is(complaint.Sentence.Length is > 10 and < LongestSentence && !complaint.ToString().Any(char.IsControl), $"This is no sentence: {complaint}");
        }

        foreach (var observation in sink.Observations)
        {
            Is(observation.Time.Year is >= 1979 and <= 2101, $"The time {observation.Time:O} cannot be.");
            foreach (var (name, value) in ownFields ? Fields.Empty : observation.Data)
                Is(Taxonomy.Types[observation.Type.Name].Fields.Contains(name) && (value.Kind == Taxonomy.Fields[name].Kind || value.Kind == FieldKind.List), $"{observation.Type.Name} has no field {name} that is a {value.Kind}.");
        }
    }

    static void Is(bool kept, string broken)
    {
        if (!kept)
            throw new BrokenPromiseException(broken);
    }
}
