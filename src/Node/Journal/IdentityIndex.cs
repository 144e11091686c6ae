namespace Knooppunt.Node.Journal;

/// <summary>
/// What the journal already had: a high-water line per stream of an ordered source, and for the others the ids of the declared window, the recent
/// ones in memory and the rest in sorted runs on disk. Used under the journal's lock; only <see cref="Settle"/> runs beside it.
/// </summary>
internal sealed class IdentityIndex(string folder, JournalHealth health) : IDisposable
{
    const int MergeAt = 4;
    readonly Dictionary<UInt128, long> _lines = [];
    IdentityTable _recent = new();
    IdentityTable? _frozen;

    // The table that was written last, empty, to be filled next: growing one anew each time costs more than filling it.
    IdentityTable? _spare;
    IdentityRun[] _runs = [];
    long _number;

    public long Remembered => _recent.Count + (_frozen?.Count ?? 0) + _runs.Sum(run => run.Count);

    public int InMemory => _recent.Count;

    /// <summary>The content remembered for the id; null when it is new.</summary>
    public uint? Find(in IdentityEntry entry)
    {
        if (_recent.Find(entry) is { } recent)
            return recent;
        if (_frozen?.Find(entry) is { } frozen)
            return frozen;
        for (var i = _runs.Length - 1; i >= 0; i--)
        {
            if (_runs[i].Find(entry) is { } found)
                return found;
        }

        return null;
    }

    public void Add(in IdentityEntry entry, long time) => _recent.Add(entry, time);

    /// <summary>The highest line taken of a stream; 0 for a new one.</summary>
    public long Line(UInt128 stream) => _lines.GetValueOrDefault(stream);

    public void SetLine(UInt128 stream, long line)
    {
        if (line == 0)
            _lines.Remove(stream);
        else
            _lines[stream] = line;
    }

    /// <summary>Sets what is in memory apart, to be written once it is committed. Returns what a checkpoint must hold of the lines.</summary>
    public KeyValuePair<UInt128, long>[] Freeze()
    {
        // One that could not be written before goes along.
        if (_frozen is { } unwritten)
            _recent.AddAll(unwritten, _ => true);
        _frozen = _recent;
        (_recent, _spare) = (_spare ?? new IdentityTable(), null);
        return [.. _lines];
    }

    /// <summary>Forgets ids that turned out not to be written.</summary>
    public void Forget(HashSet<IdentityEntry> unwritten)
    {
        var kept = new IdentityTable();
        kept.AddAll(_recent, entry => !unwritten.Contains(entry));
        if (_frozen is { } frozen)
            kept.AddAll(frozen, entry => !unwritten.Contains(entry));
        (_recent, _frozen) = (kept, null);
    }

    /// <summary>Reads the last checkpoint. Returns it, or an empty one, after which the whole journal is read again.</summary>
    public Checkpoint Load()
    {
        Disk.MakeFolder(folder);
        var path = Path.Combine(folder, "checkpoint");
        var checkpoint = File.Exists(path) ? Checkpoint.TryRead(File.ReadAllBytes(path)) : Checkpoint.Empty;
        if (checkpoint is null)
            health.Tell("The checkpoint of the identities is damaged; they were read again from the segments, and ids of deleted segments are no longer known.");
        checkpoint ??= Checkpoint.Empty;
        foreach (var (stream, line) in checkpoint.Lines)
            _lines[stream] = line;
        List<IdentityRun> runs = [];
        foreach (var name in checkpoint.Runs)
        {
            if (IdentityRun.TryOpen(Path.Combine(folder, name)) is { } run)
                runs.Add(run);
            else
                health.Tell($"The remembered ids {name} are missing or damaged; the segments are read again in their place.");
        }

        if (runs.Count < checkpoint.Runs.Count)
            checkpoint = checkpoint with { Next = 0 };
        _runs = [.. runs];
        _number = checkpoint.Number;
        Sweep();
        return checkpoint;
    }

    /// <summary>Writes what was frozen as a run, drops runs that the window has passed, merges where there are many, and stores the checkpoint.</summary>
    public void Settle(Checkpoint checkpoint, long forgetBefore, Lock gate)
    {
        var frozen = _frozen;
        if (frozen is null)
            return;
        List<IdentityRun> gone = [.. _runs.Where(run => run.MaxTime < forgetBefore)];
        List<IdentityRun> runs = [.. _runs.Except(gone)];
        if (frozen.Count > 0)
            runs.Add(IdentityRun.Write(NextPath(), 0, frozen.Sorted(), frozen.Count, frozen.MaxTime));
        while (runs.GroupBy(run => run.Level).FirstOrDefault(level => level.Count() >= MergeAt) is { } full)
        {
            IdentityRun[] parts = [.. full];
            var merged = IdentityRun.Write(NextPath(), full.Key + 1, Merge(parts), parts.Sum(run => run.Count), parts.Max(run => run.MaxTime));
            runs = [merged, .. runs.Except(parts)];
            gone.AddRange(parts);
        }

        Disk.Replace(Path.Combine(folder, "checkpoint"), (checkpoint with { Number = _number, Runs = [.. runs.Select(run => Path.GetFileName(run.Path))] }).Write());
        lock (gate)
        {
            _runs = [.. runs];
            if (ReferenceEquals(_frozen, frozen))
                _frozen = null;
        }

        frozen.Clear();
        lock (gate)
            _spare = frozen;

        foreach (var run in gone)
        {
            run.Dispose();
            File.Delete(run.Path);
        }
    }

    public void Dispose()
    {
        foreach (var run in _runs)
            run.Dispose();
    }

    string NextPath() => Path.Combine(folder, $"ids-{_number++:D8}.run");

    /// <summary>Removes runs that a kill left without a checkpoint that names them.</summary>
    void Sweep()
    {
        var named = _runs.Select(run => Path.GetFileName(run.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "ids-*.run"))
        {
            if (!named.Contains(Path.GetFileName(file)))
                File.Delete(file);
        }
    }

    static IEnumerable<IdentityEntry> Merge(IdentityRun[] runs)
    {
        var heads = new PriorityQueue<IEnumerator<IdentityEntry>, IdentityEntry>();
        foreach (var run in runs)
        {
            var entries = run.Entries().GetEnumerator();
            if (entries.MoveNext())
                heads.Enqueue(entries, entries.Current);
        }

        while (heads.TryDequeue(out var entries, out var entry))
        {
            yield return entry;
            if (entries.MoveNext())
                heads.Enqueue(entries, entries.Current);
            else
                entries.Dispose();
        }
    }
}
