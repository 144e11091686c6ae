using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Detection;

/// <summary>Runs the patterns over one journal, in offset order. The same journal gives the same signals, also after a crash.</summary>
sealed class JournalDetection(string journal, JournalRoom journals, RecordSignals record, Plan plan, Enricher enricher)
{
    const int BatchSize = 4096;
    readonly DetectionState _state = new(plan);
    readonly StoryBook _book = new(journal);
    readonly Recent _recent = new(1 << 16);

    /// <summary>How many observations were evaluated.</summary>
    public long Evaluated => _state.Evaluated;

    /// <summary>How many came too late to be evaluated.</summary>
    public long Late => _state.Late;

    /// <summary>Catches up without emitting to where the stored signals stand, then follows the journal.</summary>
    public async Task Run(CancellationToken stop)
    {
        await Task.Yield();
        var stored = await record.Next(journal, stop);
        for (var from = 0L; from < stored;)
        {
            var batch = journals.Read(journal, from, (int)Math.Min(BatchSize, stored - from));
            if (batch.Next == from)
                break;
            Evaluate(batch);
            from = batch.Next;
        }

        await foreach (var batch in journals.Follow(journal, stored, stop))
            await record.Record(journal, Evaluate(batch), batch.Next, stop);
    }

    IReadOnlyCollection<RecordSignals.Changed> Evaluate(JournalBatch batch)
    {
        var enriched = batch.Observations.Select(recorded => recorded with { Observation = enricher.Enrich(recorded.Observation) }).ToArray();
        foreach (var recorded in enriched)
            _recent.Add(recorded);
        var changed = new Dictionary<string, RecordSignals.Changed>(StringComparer.Ordinal);
        foreach (var match in Detector.Step(_state, enriched))
        {
            if (Findings.Of(match, At) is not { } finding)
                continue;
            var story = _book.Take(finding);
            changed[story.Id] = new(story, finding.StoryGap);
        }

        if (_state.Watermark is { } watermark)
            _book.Close(watermark);
        return changed.Values;
    }

    Observation? At(long offset)
    {
        if (_recent.At(offset) is { } recent)
            return recent;
        var found = journals.Read(journal, offset, 1).Observations.FirstOrDefault();
        return found.Observation is { } observation && found.Offset == offset ? enricher.Enrich(observation) : null;
    }
}
