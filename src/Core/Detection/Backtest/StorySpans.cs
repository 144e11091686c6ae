using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Detection.Backtest;

/// <summary>Numbers the stories that findings belong to, as <see cref="StoryBook"/> groups them, without keeping what they hold.</summary>
sealed class StorySpans
{
    readonly Dictionary<Subject, (int Number, DateTimeOffset First, DateTimeOffset Last, TimeSpan Gap)> _open = [];

    /// <summary>How many stories there were so far.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the finding's story, from 0.</summary>
    public int Take(Finding finding)
    {
        var (first, last, gap) = (finding.First, finding.Last, finding.StoryGap);
        if (_open.TryGetValue(finding.Subject, out var open) && StoryBook.Belongs(open.First, open.Last, open.Gap, finding))
        {
            _open[finding.Subject] = (open.Number, first < open.First ? first : open.First, last > open.Last ? last : open.Last, gap > open.Gap ? gap : open.Gap);
            return open.Number;
        }

        _open[finding.Subject] = (Count, first, last, gap);
        return Count++;
    }
}
