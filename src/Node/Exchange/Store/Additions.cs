using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>
/// The moments of what is added in one change: a microsecond of its own for each, so that nothing is lost or repeated between pages. The last of each reach stands on a whole millisecond, because there are
/// clients that keep no finer moment than that: who asks after it, cut off, would get the end of the page again each time.
/// </summary>
/// <param name="after">The moment after which they are, UTC microseconds since 1970.</param>
/// <param name="reaches">Who gets each, in order.</param>
sealed class Additions(long after, IEnumerable<Reach> reaches)
{
    const long Millisecond = 1000;

    readonly Dictionary<Reach, int> _left = reaches.CountBy(reach => reach).ToDictionary();

    /// <summary>The last moment that was given.</summary>
    public long Last { get; private set; } = after;

    /// <summary>The moment of the next one.</summary>
    public long Next(Reach reach)
    {
        Last++;
        if (--_left[reach] == 0)
            Last = (Last + Millisecond - 1) / Millisecond * Millisecond;
        return Last;
    }
}
