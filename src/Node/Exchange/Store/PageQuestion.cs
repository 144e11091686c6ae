using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>Which page of a collection is asked for.</summary>
/// <param name="Collection">Number of the collection.</param>
/// <param name="Reaches">The reaches that who asks is in.</param>
/// <param name="Filter">What is asked for.</param>
/// <param name="After">Only what was added after this; UTC microseconds since 1970.</param>
/// <param name="Limit">The most objects; 1 or more.</param>
/// <param name="MostBytes">After so many bytes the page ends; one object always fits.</param>
sealed record PageQuestion(long Collection, IReadOnlyList<Reach> Reaches, TaxiiFilter Filter, long After, int Limit, long MostBytes);

/// <summary>A page that was read.</summary>
/// <param name="Count">Objects on it.</param>
/// <param name="More">Whether more follow.</param>
/// <param name="First">When its first was added, UTC microseconds since 1970; 0 when it is empty.</param>
/// <param name="Last">When its last was added; each addition has a microsecond of its own, so that who goes on after it loses and repeats nothing.</param>
readonly record struct Page(int Count, bool More, long First, long Last);

/// <summary>Takes the objects of a page.</summary>
interface IPageSink
{
    /// <summary>Whether it wants the bytes of the objects.</summary>
    bool WantsJson { get; }

    void Take(string id, string version, long added, ReadOnlySpan<byte> json);
}
