namespace Knooppunt.Node.Journal;

internal sealed partial class OrganisationJournal
{
    void CommitAll()
    {
        while (true)
        {
            var group = _flying!;
            List<(RowSegment Segment, BlockWriter Block)> written = [];
            var flushing = false;
            try
            {
                foreach (var (lane, retentionClass, block) in group.Blocks)
                {
                    RowSegment segment;
                    lock (_gate)
                        segment = _lanes[(int)lane].Writer(retentionClass, group.Day);
                    written.Add((segment, block));
                    segment.Write(block);
                }

                flushing = true;
                foreach (var (segment, _) in written)
                    segment.Flush();
            }
            catch (Exception failure)
            {
                Fail(written, flushing, failure);
                return;
            }

            if (!Succeed(group, written))
                return;
        }
    }

    /// <summary>Makes the group visible, answers those who wait and takes the next. False when there is none.</summary>
    bool Succeed(CommitGroup group, List<(RowSegment Segment, BlockWriter Block)> written)
    {
        TaskCompletionSource grown;
        bool more;
        lock (_gate)
        {
            foreach (var (segment, block) in written)
            {
                segment.Commit(block);
                var lane = _lanes[(int)segment.Name.Lane];
                lane.Committed = Math.Max(lane.Committed, block.Last + 1);
                block.Clear();
                _blocks.Push(block);
            }

            foreach (var (source, told) in group.Told)
                source.Told(told.Greatest, told.Arrival);
            if (group.Frozen is { } lines)
                Settle(lines);
            (grown, _grown) = (_grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
            more = !_pending.Empty;
            _flying = more ? Take() : null;
        }

        group.Done.SetResult();
        grown.SetResult();
        return more;
    }

    /// <summary>Takes back everything that is not on disk: the group that failed and the one that was being filled on top of it.</summary>
    void Fail(List<(RowSegment Segment, BlockWriter Block)> written, bool flushing, Exception failure)
    {
        var sentence = $"The disk refused a write ({failure.Message}); the batch was not taken, offer it again when there is room.";
        Health.Tell(sentence);
        CommitGroup flying, pending;
        lock (_gate)
        {
            (flying, pending) = (_flying!, _pending);
            // After a failed flush the system may have dropped the pages and call the next flush a success (fsync(2)), so only a fresh start can tell what is there.
            if (flushing)
                Break($"A flush failed ({failure.Message}); the journal takes nothing until the node is started again.");
            try
            {
                foreach (var (segment, _) in written)
                    segment.Rollback();
            }
            catch (IOException again)
            {
                Break($"A failed write could not be cut off ({again.Message}); the journal takes nothing until the node is started again.");
            }

            _intake.Undo(pending);
            _intake.Undo(flying);
            _identity.Forget([.. pending.Ids, .. flying.Ids]);
            foreach (var lane in _lanes)
                lane.Next = lane.Committed;
            (_flying, _pending) = (null, NewGroup());
        }

        var told = new JournalUnwritableException(sentence, failure);
        flying.Done.SetException(told);
        pending.Done.SetException(told);
        // Nobody may be waiting for the second; an exception that nobody sees is no error here.
        _ = pending.Done.Task.Exception;
        _ = flying.Done.Task.Exception;
    }

    void Break(string sentence)
    {
        _broken = sentence;
        Health.Tell(sentence);
    }

    void Settle(KeyValuePair<UInt128, long>[] lines)
    {
        var checkpoint = new Checkpoint(Main.Committed, 0, [], lines, [.. _sources.Values.Select(source => new StoredProgress(source.Name, source.Greatest, source.LastArrival))]);
        var forgetBefore = Micros.From(_clock.GetUtcNow() - _settings.IdentityWindow);
        _settling = Task.Run(() =>
        {
            try
            {
                _identity.Settle(checkpoint, forgetBefore, _gate);
                lock (_gate)
                    _settled = checkpoint.Next;
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Health.Tell($"The remembered ids could not be written ({failure.Message}); they stay in memory and are read again from the segments at the next start.");
                return false;
            }
        });
    }

    void Recover()
    {
        Retention.Resume();
        var checkpoint = _identity.Load();
        _settled = checkpoint.Next;
        foreach (var progress in checkpoint.Sources)
        {
            if (_sources.TryGetValue(progress.Source, out var source))
                (source.Greatest, source.LastArrival) = (progress.Greatest, progress.LastArrival);
        }

        var there = Directory.EnumerateFiles(Path.Combine(Folder, "segments"), "*").Select(file => SegmentName.TryParse(Path.GetFileNameWithoutExtension(file))).OfType<SegmentName>();
        SegmentName[] names = [.. there.Union(_keys.Known())];
        foreach (var lane in _lanes)
            lane.Open(names, lane.Lane == Lane.Main ? checkpoint.Next : 0);
        Main.Next = Main.Committed = Math.Max(Main.Committed, checkpoint.Next);
        var strings = new Strings();
        foreach (var segment in Main.Segments.Where(segment => segment.Last >= checkpoint.Next))
        {
            foreach (var row in segment.From(checkpoint.Next, strings, _ => true).SelectMany(rows => rows).Where(row => row.Offset >= checkpoint.Next))
                Relearn(row);
        }

        List<Row> parked = [.. _lanes[(int)Lane.Parked].Segments.SelectMany(segment => segment.From(0, strings, _ => true)).SelectMany(rows => rows)];
        var released = parked.Where(row => row.Control).Select(row => row.Observation.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var row in parked.Where(row => !row.Control))
            _intake.RelearnParked(row, released.Contains(Number(row.Offset)));
    }

    void Relearn(Row row)
    {
        _intake.Relearn(row);
        if (!row.Control && _sources.TryGetValue(row.Observation.Source, out var source))
            source.Told(Micros.From(row.Observation.Time), Micros.From(row.Observation.ReceivedAt!.Value));
    }
}
