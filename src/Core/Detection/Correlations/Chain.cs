namespace Knooppunt.Detection;

/// <summary>Events in the order of the rules: by time, then offset, each event once.</summary>
static class Chain
{
    /// <summary>
    /// Whether a chain through all lanes ends with this event, and its offsets, one per lane. Going back from the end, the newest
    /// fitting event of each rule is taken: if any chain fits the window, that one does.
    /// </summary>
    public static bool Ends(Lanes lanes, int first, in Moment at, long from, Span<long> offsets)
    {
        var count = offsets.Length;
        if (!lanes.Holds(first + count - 1, at.Time, at.Offset))
            return false;
        offsets[^1] = at.Offset;
        var (time, offset) = (at.Time, at.Offset);
        for (var lane = count - 2; lane >= 0; lane--)
        {
            var earlier = lanes.Of(first + lane)[..lanes.Before(first + lane, time, offset)];
            if (earlier.IsEmpty || earlier[^1].Time < from)
                return false;
            (time, offset) = (earlier[^1].Time, earlier[^1].Offset);
            offsets[lane] = offset;
        }

        return true;
    }

    /// <summary>How many rules at most are seen in order, the last of them at this event.</summary>
    public static int Longest(Lanes lanes, int first, int count, in Moment at, long from)
    {
        var events = new List<(long Time, long Offset, int Lane)>();
        for (var lane = 0; lane < count; lane++)
        {
            foreach (ref readonly var entry in lanes.In(first + lane, from, at.Time))
                events.Add((entry.Time, entry.Offset, lane));
        }

        // Of one event the higher rules go first: it may not be its own predecessor.
        events.Sort((one, other) => one.Time != other.Time ? one.Time.CompareTo(other.Time) : one.Offset != other.Offset ? one.Offset.CompareTo(other.Offset) : other.Lane.CompareTo(one.Lane));
        Span<int> best = stackalloc int[count];
        best.Clear();
        var ended = 0;
        foreach (var (_, offset, lane) in events)
        {
            var length = 1;
            for (var before = 0; before < lane; before++)
                length = Math.Max(length, best[before] + 1);
            best[lane] = Math.Max(best[lane], length);
            if (offset == at.Offset)
                ended = Math.Max(ended, length);
        }

        return ended;
    }
}
