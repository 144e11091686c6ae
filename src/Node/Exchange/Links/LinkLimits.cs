using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Exchange.Links;

/// <summary>How much of a neighbour is borne. What goes beyond ends the round with a sentence; the next one goes on where it was.</summary>
/// <param name="MostPages">Pages in one round.</param>
/// <param name="MostBytes">Bytes in one round.</param>
/// <param name="LongestPage">Bytes of one answer.</param>
/// <param name="MostObjects">Objects taken of one neighbour in all; then a person must look.</param>
/// <param name="LongestRequest">Time for one answer.</param>
/// <param name="LongestRound">Time for one round.</param>
sealed record LinkLimits(int MostPages, long MostBytes, int LongestPage, long MostObjects, TimeSpan LongestRequest, TimeSpan LongestRound)
{
    // Two minutes: there are servers in use that take half of one for a page of some hundreds of objects.
    public static LinkLimits Default { get; } = new(2_000, 1L << 30, 32 << 20, 2_000_000, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
}

/// <summary>Why a round with a neighbour came to nothing, in a sentence for who keeps the link.</summary>
sealed class LinkException(string dutch, string english, Exception? inner = null) : Exception(english, inner)
{
    /// <summary>The sentence in both languages.</summary>
    public Word Sentence => new(dutch, Message);

    /// <summary>Whether the neighbour refused where the round was, so that the next one must begin again.</summary>
    public bool Restart { get; init; }
}
