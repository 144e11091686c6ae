using System.Globalization;
using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Detection;

/// <summary>Runs the patterns over one journal, in offset order. The same journal gives the same signals, also after a crash.</summary>
sealed class JournalDetection(string journal, JournalRoom journals, RecordSignals record, Snapshots snapshots, Progress progress, Plan plan, Enricher enricher)
{
    const int BatchSize = 4096;
    const int RecordsPerCheckpoint = 20_000;
    const int RecordsPerSnapshot = 200_000;
    readonly StoryBook _book = new(journal);
    readonly Recent _recent = new(1 << 13);
    DetectionState _state = new(plan);

    /// <summary>Comes to where the stored signals stand, without emitting, then follows the journal.</summary>
    public async Task Run(CancellationToken stop)
    {
        await Task.Yield();
        var stored = await record.Next(journal, stop);
        var from = 0L;
        if (snapshots.Read(journal, plan, out _) is { } snapshot && snapshot.Next <= stored)
            (_state, from) = snapshot;
        CatchUp(from, stored);
        foreach (var (story, gap) in await record.StillOpen(journal, _state.Watermark ?? DateTimeOffset.MinValue, stop))
            _book.Reopen(story, gap);
        var (written, recorded) = (stored, stored);
        progress.Begin(journal, stored, journals.Next(journal));
        await foreach (var batch in journals.Follow(journal, stored, stop))
        {
            var changed = Stories(Evaluate(batch));
            // Where nothing changed the checkpoint may lag: what is read again after a crash changes nothing again.
            if (changed.Count > 0 || batch.Next - recorded >= RecordsPerCheckpoint)
            {
                await record.Record(journal, changed, batch.Next, stop);
                recorded = batch.Next;
            }

            progress.Reach(journal, batch.Next);

            if (batch.Next - written < RecordsPerSnapshot)
                continue;
            if (recorded < batch.Next)
                await record.Record(journal, [], recorded = batch.Next, stop);
            snapshots.Write(journal, batch.Next, _state);
            written = batch.Next;
        }
    }

    void CatchUp(long from, long to)
    {
        while (from < to)
        {
            var batch = journals.Read(journal, from, (int)Math.Min(BatchSize, to - from));
            if (batch.Next == from)
                return;
            Evaluate(batch);
            from = batch.Next;
        }
    }

    List<Match> Evaluate(JournalBatch batch)
    {
        var matches = new List<Match>();
        var waiting = new List<Recorded>(batch.Entries.Count);
        foreach (var entry in batch.Entries)
        {
            if (entry.Observation is { } observation)
            {
                var seen = new Recorded(entry.Offset, enricher.Enrich(observation));
                _recent.Add(seen);
                waiting.Add(seen);
            }
            else if (entry.Control is { Kind: "tick" } tick && DateTimeOffset.TryParse(tick.Content, CultureInfo.InvariantCulture, out var watermark))
            {
                matches.AddRange(Detector.Step(_state, waiting.ToArray(), watermark));
                waiting.Clear();
            }
        }

        matches.AddRange(Detector.Step(_state, waiting.ToArray()));
        return matches;
    }

    IReadOnlyCollection<RecordSignals.Changed> Stories(List<Match> matches)
    {
        var changed = new Dictionary<string, RecordSignals.Changed>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            if (Findings.Of(match, At) is not { } finding)
                continue;
            var (story, gap) = _book.Take(finding);
            changed[story.Id] = new(story, gap);
        }

        if (_state.Watermark is { } now)
            _book.Close(now);
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
