using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Observations;

/// <summary>Runs readers over bytes, whole and in pieces.</summary>
static class Reading
{
    public static SourceContext Context => ReaderPromises.Context;

    public static CollectingSink All(Func<SourceContext, IObservationSink, IObservationReader> make, ReadOnlySpan<byte> bytes, SourceContext? context = null)
    {
        var sink = new CollectingSink();
        var reader = make(context ?? Context, sink);
        reader.Feed(bytes);
        reader.Complete();
        return sink;
    }

    /// <summary>Reads in pieces whose lengths come from the seed.</summary>
    public static CollectingSink InPieces(Func<SourceContext, IObservationSink, IObservationReader> make, ReadOnlySpan<byte> bytes, int seed, int longest = 97) =>
        ReaderPromises.InPieces(make, bytes, seed, longest);
}
