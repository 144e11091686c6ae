using Knooppunt.Signals;

namespace Knooppunt.Detection.Backtest;

/// <summary>How far a pattern in force says the same as the tried one.</summary>
/// <param name="PatternId">Id of the pattern in force.</param>
/// <param name="Title">Its title.</param>
/// <param name="SameObservation">Matches of the tried pattern that rest on an observation on which a match of this one rests too.</param>
/// <param name="SameStory">Matches of the tried pattern whose story this one would have spoken in as well.</param>
public sealed record Overlap(string PatternId, string Title, int SameObservation, int SameStory);

/// <summary>Compares the matches of the tried pattern with those of the patterns in force, over one journal. Memory is bounded; past the bound it says so and counts no further.</summary>
public sealed class OverlapBook
{
    const int MostOffsets = 2_000_000, MostStories = 1_000_000, None = 0;
    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly List<string> _titles = [];

    // Sets of patterns are few: each is kept once and grown by one pattern at a time.
    readonly List<int[]> _sets = [[]];
    readonly Dictionary<(int Set, int Pattern), int> _grown = [];
    readonly Dictionary<long, int> _touched = [];
    readonly List<long[]> _tried = [];
    readonly StorySpans _stories = new();
    readonly List<(int Tried, int Set)> _spoken = [];
    int _offsets;

    /// <summary>Whether everything was compared; false when there was more than fits.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>Takes a match of the tried pattern.</summary>
    public void Tried(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (!Room())
            return;
        _tried.Add([.. finding.Evidence.Select(item => item.Offset)]);
        _offsets += finding.Evidence.Count;
        var story = StoryOf(finding);
        _spoken[story] = _spoken[story] with { Tried = _spoken[story].Tried + 1 };
    }

    /// <summary>Takes a match of a pattern in force.</summary>
    public void InForce(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (!Room())
            return;
        if (!_numbers.TryGetValue(finding.PatternId, out var pattern))
        {
            _numbers[finding.PatternId] = pattern = _titles.Count;
            _titles.Add(finding.PatternTitle);
        }

        foreach (var item in finding.Evidence)
        {
            var before = _touched.GetValueOrDefault(item.Offset, None);
            _touched[item.Offset] = With(before, pattern);
        }

        var story = StoryOf(finding);
        _spoken[story] = _spoken[story] with { Set = With(_spoken[story].Set, pattern) };
    }

    /// <summary>What was found, most shared first; patterns that share nothing are left out.</summary>
    public IReadOnlyList<Overlap> Result()
    {
        var (observation, story) = (new int[_titles.Count], new int[_titles.Count]);
        var seen = new HashSet<int>();
        foreach (var offsets in _tried)
        {
            seen.Clear();
            foreach (var offset in offsets)
                seen.UnionWith(_sets[_touched.GetValueOrDefault(offset, None)]);
            foreach (var pattern in seen)
                observation[pattern]++;
        }

        foreach (var (tried, set) in _spoken)
        {
            foreach (var pattern in _sets[set])
                story[pattern] += tried;
        }

        return [.. _numbers.Select(pair => new Overlap(pair.Key, _titles[pair.Value], observation[pair.Value], story[pair.Value])).Where(overlap => overlap is not { SameObservation: 0, SameStory: 0 })
            .OrderByDescending(overlap => overlap.SameObservation).ThenByDescending(overlap => overlap.SameStory).ThenBy(overlap => overlap.Title, StringComparer.Ordinal)];
    }

    bool Room() => Complete = Complete && _touched.Count + _offsets < MostOffsets && _spoken.Count < MostStories;

    int StoryOf(Finding finding)
    {
        var story = _stories.Take(finding);
        if (story == _spoken.Count)
            _spoken.Add((0, None));
        return story;
    }

    int With(int set, int pattern)
    {
        if (Array.IndexOf(_sets[set], pattern) >= 0)
            return set;
        if (_grown.TryGetValue((set, pattern), out var grown))
            return grown;
        _sets.Add([.. _sets[set], pattern]);
        return _grown[(set, pattern)] = _sets.Count - 1;
    }
}
