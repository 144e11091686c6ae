using System.Globalization;
using Knooppunt.Detection;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Detection;

/// <summary>
/// Runs the patterns over one journal, in offset order. By what it judges comes out of the journal too, in force from its offset: the same
/// journal gives the same signals, also after a crash and after patterns changed.
/// </summary>
sealed class JournalDetection(string journal, JournalRoom journals, RecordSignals record, Snapshots snapshots, Judges judges, Progress progress, DetectionPace pace, Action<Complaint> tell)
{
    const int BatchSize = 4096;
    readonly StoryBook _book = new(journal), _trials = new(journal, onTrial: true);
    // What matches now mostly met a moment ago; older evidence comes out of the journal, and a node has a ring for each of many journals.
    readonly Recent _recent = new(1 << 10);
    Rulebook _rules = new();
    Judge _judge = judges.Of(new Rulebook(), null);
    DetectionState? _state;
    bool _changed;

    DetectionState State => _state ??= new(_judge.Plan);

    /// <summary>Comes to where the stored signals stand, without emitting, then follows the journal.</summary>
    public async Task Run(CancellationToken stop)
    {
        await Task.Yield();
        var stored = await record.Next(journal, stop);
        var from = 0L;
        if (snapshots.Read(journal, book => Compile(book, null), out var damage) is { } snapshot && snapshot.Next <= stored)
            (_rules, _judge, _state, from) = snapshot;
        if (damage is not null)
            tell(damage);
        CatchUp(from, stored);
        foreach (var open in await record.StillOpen(journal, State.Watermark ?? DateTimeOffset.MinValue, stop))
            (open.OnTrial ? _trials : _book).Reopen(open.Story, open.Gap);
        // Below the last one everything is stored as well; -1 while a batch is under way.
        var (written, recorded, settled) = (from, stored, stored);
        progress.Begin(journal, stored, journals.Next(journal));
        try
        {
            await foreach (var batch in journals.Follow(journal, stored, stop))
            {
                settled = -1;
                var changed = Stories(Evaluate(batch));
                // Where nothing changed the checkpoint may lag: what is read again after a crash changes nothing again.
                if (changed.Count > 0 || batch.Next - recorded >= pace.Checkpoint)
                {
                    await record.Record(journal, changed, batch.Next, stop);
                    recorded = batch.Next;
                }

                progress.Reach(journal, settled = batch.Next);
                if (batch.Next - written >= pace.Snapshot)
                    await Remember(batch.Next, stop);
            }
        }
        finally
        {
            if (stop.IsCancellationRequested && settled - written >= pace.Parting)
                await Part(settled);
        }

        async Task Remember(long next, CancellationToken unless)
        {
            if (recorded < next)
                await record.Record(journal, [], recorded = next, unless);
            snapshots.Write(journal, next, _rules, State);
            written = next;
        }

        // So that the next start need not read again what this run read.
        async Task Part(long next)
        {
            try
            {
                await Remember(next, CancellationToken.None);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
            {
                tell(new Complaint(new InputPlace(journal), $"The snapshot at the stop could not be written ({wrong.GetType().Name}); the next start reads more of the journal instead."));
            }
        }
    }

    Judge Compile(Rulebook book, Judge? before) => judges.Of(book, journals.Pseudonyms(journal), before);

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
                UseChanges();
                var seen = new Recorded(entry.Offset, _judge.Enricher.Enrich(observation));
                _recent.Add(seen);
                waiting.Add(seen);
            }
            else if (entry.Control is { Kind: "tick" } tick && DateTimeOffset.TryParse(tick.Content, CultureInfo.InvariantCulture, out var watermark))
            {
                UseChanges();
                Step(watermark);
            }
            else if (entry.Control is { } control && _rules.Take(control))
            {
                Step(null);
                _changed = true;
            }
        }

        Step(null);
        return matches;

        void Step(DateTimeOffset? watermark)
        {
            if (waiting.Count > 0 || watermark is not null)
                matches.AddRange(Detector.Step(State, waiting.ToArray(), watermark));
            waiting.Clear();
        }
    }

    /// <summary>Judges by the changed rulebook from here on; what unchanged patterns remember is kept.</summary>
    void UseChanges()
    {
        if (!_changed)
            return;
        _changed = false;
        _judge = Compile(_rules, _judge);
        _state = _state?.GoOver(_judge.Plan);
    }

    IReadOnlyCollection<RecordSignals.Changed> Stories(List<Match> matches)
    {
        var changed = new Dictionary<string, RecordSignals.Changed>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            if (Findings.Of(match, At, State) is not { } finding)
                continue;
            // A pattern on trial never makes a signal graver that others see: it tells stories of its own.
            var onTrial = _judge.IsOnTrial(finding.PatternId);
            var (story, gap) = (onTrial ? _trials : _book).Take(finding);
            changed[story.Id] = new(story, gap, _judge.CardOf(story.Lead.PatternId), onTrial);
        }

        if (State.Watermark is { } now)
        {
            _book.Close(now);
            _trials.Close(now);
        }

        return changed.Values;
    }

    Observation? At(long offset)
    {
        if (_recent.At(offset) is { } recent)
            return recent;
        var found = journals.Read(journal, offset, 1).Observations.FirstOrDefault();
        return found.Observation is { } observation && found.Offset == offset ? _judge.Enricher.Enrich(observation) : null;
    }
}
