using System.Runtime.CompilerServices;

namespace Knooppunt.Node.Journal;

internal sealed partial class OrganisationJournal
{
    readonly Strings _strings = new();

    /// <summary>At most <paramref name="max"/> records from an offset on, in offset order.</summary>
    public JournalBatch Read(long from, int max)
    {
        var end = Next;
        List<JournalEntry> entries = [];
        foreach (var row in Rows(Main, from, _ => true))
        {
            if (row.Offset >= end || entries.Count >= max)
                break;
            entries.Add(Entry(row));
        }

        return new JournalBatch(entries, entries.Count == max && max > 0 ? entries[^1].Offset + 1 : Math.Max(from, end));
    }

    /// <summary>Batches from an offset on, and then what comes, without polling.</summary>
    public async IAsyncEnumerable<JournalBatch> Follow(long from, [EnumeratorCancellation] CancellationToken stop = default)
    {
        const int BatchSize = 4096;
        while (!stop.IsCancellationRequested)
        {
            Task grown;
            lock (_gate)
                grown = _grown.Task;
            var batch = Read(from, BatchSize);
            from = batch.Next;
            if (batch.Entries.Count > 0)
            {
                yield return batch;
                continue;
            }

            try
            {
                await grown.WaitAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }

    /// <summary>What was kept of refused offers, oldest first.</summary>
    public IEnumerable<Rejection> Rejections() => Rows(_lanes[(int)Lane.Rejected], 0, _ => true).Select(Intake.ToRejection);

    /// <summary>The newest that were kept, the newest first, before a number or from the end.</summary>
    public IReadOnlyList<Rejection> Rejections(long? before, int most)
    {
        var lane = _lanes[(int)Lane.Rejected];
        long end;
        lock (_gate)
            end = Math.Min(before ?? long.MaxValue, lane.Committed);
        // Numbers of what was deleted at its term are missing, so that the first look back may be too short.
        for (var back = (long)most; ; back *= 8)
        {
            var from = Math.Max(0, end - back);
            var found = Rows(lane, from, _ => true).TakeWhile(row => row.Offset < end).Select(Intake.ToRejection).ToList();
            if (found.Count >= most || from == 0)
                return [.. Enumerable.Reverse(found).Take(most)];
        }
    }

    /// <summary>Records of a time range, by their own time (not their arrival), in offset order.</summary>
    public IEnumerable<JournalEntry> ByTime(DateTimeOffset from, DateTimeOffset before)
    {
        var (least, most) = (Micros.From(from), Micros.From(before));
        return Rows(Main, 0, span => span.MaxTime >= least && span.MinTime < most)
            .Where(row => !row.Control && row.Observation.Time >= from && row.Observation.Time < before)
            .Select(Entry);
    }

    /// <summary>Records in which something that is looked for occurs, segment by segment and in offset order within each.</summary>
    public IEnumerable<JournalEntry> Search(SubjectQuery query) => Main.Segments
        .SelectMany(segment => segment.Maybe(query, _strings))
        .SelectMany(rows => rows)
        .Where(row => !row.Control && query.IsIn(row.Observation))
        .Select(Entry);

    /// <summary>The sealed blocks, for whoever reads columns; what lies after them is read as rows.</summary>
    public IEnumerable<SealedBlock> SealedBlocks() => Main.Segments.OfType<SealedSegment>().OrderBy(segment => segment.First).SelectMany(segment => segment.Blocks(_strings));

    /// <summary>All that is kept now, to go over as columns. What comes later is not in it.</summary>
    public JournalHistory History() => JournalHistory.Of(Name, Main.Segments, Health, Pseudonyms);

    /// <summary>Vault rows, newest segment first.</summary>
    internal IEnumerable<List<Row>> VaultRows() => _lanes[(int)Lane.Vault].Segments.Reverse().SelectMany(segment => segment.From(0, _strings, _ => true));

    /// <summary>The control records that came on a day (UTC) or later; always those of the last day that has any, since a clock may have been set back.</summary>
    public IEnumerable<ControlRecord> ControlsSince(DateOnly day)
    {
        var segments = Main.Segments.Where(segment => segment.Name.Class == SegmentName.ControlClass).ToList();
        var last = segments.Select(segment => segment.Name.Day).DefaultIfEmpty().Max();
        return segments.Where(segment => segment.Name.Day >= day || segment.Name.Day == last)
            .SelectMany(segment => segment.From(0, _strings, _ => true))
            .SelectMany(rows => rows)
            .Where(row => row.Control)
            .Select(row => Entry(row).Control!);
    }

    /// <summary>Forgets the clear texts in memory, so that a deleted vault does not live on there.</summary>
    internal void ForgetClear()
    {
        lock (_gate)
            _border.Forget();
    }

    static JournalEntry Entry(Row row) => row.Control
        ? new JournalEntry(row.Offset, null, new ControlRecord(row.Observation.Type.Name, row.Observation.Id, row.Observation.Data["content"].Text ?? ""))
        : new JournalEntry(row.Offset, row.Observation, null);

    /// <summary>Rows of all segments of a lane merged by offset.</summary>
    IEnumerable<Row> Rows(LaneStore lane, long from, Func<BlockSpan, bool> wanted)
    {
        var cursors = new PriorityQueue<Cursor, long>();
        foreach (var segment in lane.Segments.Where(segment => segment.Last >= from))
            cursors.Enqueue(new Cursor(segment.From(from, _strings, wanted).SelectMany(batch => batch).SkipWhile(row => row.Offset < from).GetEnumerator()), segment.First);

        while (cursors.TryDequeue(out var cursor, out _))
        {
            // A segment is opened when its first offset comes up, not before.
            if (!cursor.Started && !cursor.Move())
                continue;
            var open = true;
            while (open && !(cursors.TryPeek(out _, out var other) && other < cursor.Offset))
            {
                yield return cursor.Row;
                open = cursor.Move();
            }

            if (open)
                cursors.Enqueue(cursor, cursor.Offset);
        }
    }

    sealed class Cursor(IEnumerator<Row> rows)
    {
        public bool Started { get; private set; }

        public Row Row => rows.Current;

        public long Offset => rows.Current.Offset;

        public bool Move()
        {
            Started = true;
            return rows.MoveNext();
        }
    }
}
