using Knooppunt.Signals;

namespace Knooppunt.Detection.Backtest;

/// <summary>One match of the tried pattern with what it rests on.</summary>
/// <param name="Journal">The journal in which it matched.</param>
/// <param name="Finding">The match with its evidence.</param>
/// <param name="Place">The last place that the evidence names; null when none does.</param>
public sealed record Hit(string Journal, Finding Finding, string? Place);

/// <summary>Matches that were counted under one name.</summary>
/// <param name="Name">A local day, or a place; null for no place.</param>
/// <param name="Hits">How many, 1 or more.</param>
/// <typeparam name="T">Kind of name.</typeparam>
public readonly record struct HitCount<T>(T Name, int Hits);

/// <summary>Counts the matches of a pattern per day and per place, groups them into the signals that they would have become, and keeps the first with their evidence.</summary>
/// <param name="zone">Time zone in which days are counted.</param>
public sealed class HitBook(TimeZoneInfo zone)
{
    /// <summary>How many are kept with evidence.</summary>
    public const int MostKept = 100;

    readonly Dictionary<DateOnly, int> _days = [];
    readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    readonly List<Hit> _kept = [];
    readonly Dictionary<string, StorySpans> _stories = new(StringComparer.Ordinal);
    int _nowhere;

    /// <summary>How many matches there were.</summary>
    public int Total { get; private set; }

    /// <summary>How many signals the pattern would have raised by itself: matches about one subject within its gap are one.</summary>
    public int Signals => _stories.Values.Sum(stories => stories.Count);

    /// <summary>Matches per local day of the match, in order; days without any are left out.</summary>
    public IReadOnlyList<HitCount<DateOnly>> Days => [.. _days.OrderBy(day => day.Key).Select(day => new HitCount<DateOnly>(day.Key, day.Value))];

    /// <summary>Matches per place, most first.</summary>
    public IReadOnlyList<HitCount<string?>> Places =>
        [.. _places.OrderByDescending(place => place.Value).ThenBy(place => place.Key, StringComparer.Ordinal).Select(place => new HitCount<string?>(place.Key, place.Value)), .. _nowhere > 0 ? [new HitCount<string?>(null, _nowhere)] : Array.Empty<HitCount<string?>>()];

    /// <summary>The first matches by time, at most <see cref="MostKept"/>.</summary>
    public IReadOnlyList<Hit> First => _kept;

    /// <summary>Takes a match.</summary>
    public void Take(string journal, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Total++;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(finding.Time, zone).DateTime);
        _days[day] = _days.GetValueOrDefault(day) + 1;
        var place = finding.Evidence.Select(item => item.Place).LastOrDefault(place => place is not null);
        if (place is null)
            _nowhere++;
        else
            _places[place] = _places.GetValueOrDefault(place) + 1;
        if (!_stories.TryGetValue(journal, out var stories))
            _stories[journal] = stories = new StorySpans();
        stories.Take(finding);
        Keep(new Hit(journal, finding, place));
    }

    // Matches come nearly in order of time, but an absence is decided later than it falls due and journals follow each other.
    void Keep(Hit hit)
    {
        if (_kept.Count == MostKept && hit.Finding.Time >= _kept[^1].Finding.Time)
            return;
        var at = _kept.Count;
        while (at > 0 && _kept[at - 1].Finding.Time > hit.Finding.Time)
            at--;
        _kept.Insert(at, hit);
        if (_kept.Count > MostKept)
            _kept.RemoveAt(MostKept);
    }
}
