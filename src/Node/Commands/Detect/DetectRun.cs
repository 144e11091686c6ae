using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Commands.Detect;

/// <summary>Runs patterns over observations without a node: numbers them, enriches them, steps the engine, groups into stories.</summary>
sealed class DetectRun(Plan plan, Enricher enricher)
{
    const int BatchSize = 1024;
    const int Kept = 1 << 20;
    readonly Recorded[] _recent = new Recorded[Kept];
    readonly Dictionary<string, Story> _stories = new(StringComparer.Ordinal);
    readonly StoryBook _book = new("files");
    readonly DetectionState _state = new(plan);
    long _offset;

    /// <summary>How many observations were seen.</summary>
    public long Observations => _offset;

    /// <summary>How many came too late to be evaluated.</summary>
    public long Late => _state.Late;

    /// <summary>The stories so far, by first time.</summary>
    public IReadOnlyList<Story> Stories => [.. _stories.Values.OrderBy(story => story.First).ThenBy(story => story.Id, StringComparer.Ordinal)];

    /// <summary>Takes all, calling <paramref name="progress"/> after each batch.</summary>
    public void Take(IEnumerable<Observation> observations, Action progress)
    {
        foreach (var batch in observations.Chunk(BatchSize))
        {
            var recorded = new Recorded[batch.Length];
            for (var i = 0; i < batch.Length; i++)
            {
                recorded[i] = new(_offset, enricher.Enrich(batch[i]));
                _recent[_offset++ % Kept] = recorded[i];
            }

            Tell(Detector.Step(_state, recorded));
            progress();
        }
    }

    /// <summary>Closes the files: what was still waited for when they ended did not come.</summary>
    public void Close() => Tell(Detector.Tick(_state, DateTimeOffset.MaxValue));

    void Tell(IReadOnlyList<Match> matches)
    {
        foreach (var match in matches)
        {
            if (Findings.Of(match, At, _state) is { } finding)
            {
                var (story, _) = _book.Take(finding);
                _stories[story.Id] = story;
            }
        }
    }

    Observation? At(long offset) => offset >= 0 && _recent[offset % Kept] is { Observation: { } kept } recorded && recorded.Offset == offset ? kept : null;
}
