using System.Globalization;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>What the journal does by the clock: release what was parked, say how far it is, notice who fell silent.</summary>
internal sealed partial class OrganisationJournal
{
    string _lastTick = "";

    /// <summary>What lies parked, with its number.</summary>
    public IReadOnlyList<Recorded> Parked()
    {
        List<Row> rows = [.. Rows(_lanes[(int)Lane.Parked], 0, _ => true)];
        var released = rows.Where(row => row.Control).Select(row => row.Observation.Id).ToHashSet(StringComparer.Ordinal);
        return [.. rows.Where(row => !row.Control && !released.Contains(Number(row.Offset))).Select(row => new Recorded(row.Offset, row.Observation))];
    }

    /// <summary>Appends what was parked and is due now, or all that <paramref name="decided"/> names. Returns how many.</summary>
    public async Task<int> ReleaseParked(Func<Recorded, bool>? decided = null)
    {
        var now = _clock.GetUtcNow();
        var due = Parked().Where(parked => decided?.Invoke(parked) ?? (parked.Observation.Time <= now + _settings.Ahead)).Where(parked => _sources.ContainsKey(parked.Observation.Source)).ToList();
        if (due.Count == 0)
            return 0;
        // The mark comes after the observation is safe; a kill between the two finds the id known and only marks.
        await Write(group => due.ForEach(parked =>
        {
            _intake.Unpark(group, parked.Observation);
            _intake.Put(group, _sources[parked.Observation.Source], parked.Observation, new Incoming(parked.Observation), Micros.From(now));
        })).ConfigureAwait(false);
        await Write(group => due.ForEach(parked => MarkReleased(group, parked, Micros.From(now)))).ConfigureAwait(false);
        return due.Count;
    }

    /// <summary>The time up to which the journal is complete as far as its sources tell; null when none has spoken or all are silent.</summary>
    public DateTimeOffset? Watermark() => Watermarks.At(Progress(), _clock.GetUtcNow());

    /// <summary>Says of which sources more lies waiting than was taken; of all others nothing does.</summary>
    public void Hold(IReadOnlySet<string> waiting)
    {
        lock (_gate)
        {
            foreach (var source in _sources.Values)
                source.Waits = waiting.Contains(source.Name);
        }
    }

    /// <summary>How far the sources came of which more lies waiting: the time of the one that is least far; null when nothing waits.</summary>
    public DateTimeOffset? HeldAt() => Progress().Where(source => source.Waits).Min(source => (DateTimeOffset?)(source.GreatestTime ?? DateTimeOffset.MinValue));

    /// <summary>Names of the sources from which longer than they promise nothing came, by name.</summary>
    public IReadOnlyList<string> SilentNow()
    {
        var now = _clock.GetUtcNow();
        return [.. Progress().Where(source => source.SilentAt(now)).Select(source => source.Source).Order(StringComparer.Ordinal)];
    }

    /// <summary>Journals the watermark when it moved, and each silence once.</summary>
    public async Task Tick()
    {
        var now = _clock.GetUtcNow();
        var silent = Progress().Where(source => source.SilentAt(now)).Where(source => !_sources[source.Source].Silent).ToList();
        if (silent.Count > 0)
        {
            await Write(group =>
            {
                foreach (var source in silent)
                {
                    _sources[source.Source].Silent = true;
                    var silence = Watermarks.Silence(source, NodeSource, now);
                    _intake.Put(group, _node, silence, new Incoming(silence), Micros.From(now));
                }
            }).ConfigureAwait(false);
        }

        var tick = Watermarks.At(Progress(), now)?.ToString("O", CultureInfo.InvariantCulture) ?? "";
        if (tick == _lastTick)
            return;
        _lastTick = tick;
        await AppendControl(new ControlRecord("tick", "watermark", tick)).ConfigureAwait(false);
    }

    /// <summary>Turns finished segments of observations into columns. Returns how many.</summary>
    public int Seal()
    {
        RowSegment[] finished;
        lock (_gate)
            finished = _flying is null && _pending.Empty ? [.. Main.Finished(DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime))] : [];
        return finished.Count(SealOne);
    }

    /// <summary>Writes beside, flushes, renames, and only then deletes the rows. Rows of which a part cannot be read stay as they are.</summary>
    bool SealOne(RowSegment rows)
    {
        var path = Path.ChangeExtension(rows.Path, SealedSegment.Extension);
        var beside = path + ".tmp";
        var written = SealedSegment.Write(rows.Name, beside, rows.From(0, _strings, _ => true).SelectMany(batch => batch), _keys);
        if (written != rows.Count)
        {
            File.Delete(beside);
            Health.Tell($"The segment {rows.Name} was not sealed: {rows.Count - written} of its rows cannot be read.");
            return false;
        }

        Disk.Rename(beside, path);
        if (SealedSegment.TryOpen(rows.Name, path, _keys, Health) is not { } columns)
            return false;
        lock (_gate)
            Main.Replace(rows, columns);
        Disk.Delete(rows.Path);
        return true;
    }

    /// <summary>What each source told: taken, known, parked, refused since the start, for the page of the sources.</summary>
    public IReadOnlyList<(string Source, long Taken, long Known, long Parked, long Refused)> Counts()
    {
        lock (_gate)
            return [.. _sources.Values.Select(source => (source.Name, source.Taken, source.Known, source.Parked, source.Refused))];
    }

    /// <summary>Writes all remembered ids and lines to disk, so that a restart need not read what lies before. False, and told, when the disk refuses.</summary>
    public async Task<bool> CheckpointNow()
    {
        while (true)
        {
            Task<bool>? settling = null;
            Task wait;
            lock (_gate)
            {
                if (_settling.IsCompleted && _flying is null)
                {
                    Settle(_identity.Freeze());
                    settling = _settling;
                }

                wait = !_settling.IsCompleted ? _settling : _flying?.Done.Task ?? Task.CompletedTask;
            }

            if (settling is not null)
                return await settling.ConfigureAwait(false);
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Before the node stops: writes what is remembered when it is so much that the next start would be long in reading it out of the segments again.</summary>
    public async Task Part()
    {
        bool much;
        lock (_gate)
            much = _broken is null && Main.Committed - _settled >= PartingRows;
        if (much)
            await CheckpointNow().ConfigureAwait(false);
    }

    /// <summary>Keeps what a connector could not read, under the class of its source; as bounded as other rejections.</summary>
    public Task Reject(string source, IReadOnlyList<Unread> pieces)
    {
        if ((source == PostedSource ? _posted : _sources.GetValueOrDefault(source)) is not { } known)
            throw new ArgumentException($"The source {source} is not configured for {Name}.", nameof(source));
        var received = _clock.GetUtcNow();
        return Write(group =>
        {
            foreach (var piece in pieces)
                _intake.Keep(group, known, piece, received);
        });
    }

    /// <summary>Takes over what organisations released, once per record: its offset there is its line here.</summary>
    public Task Carry(IReadOnlyList<(string Organisation, Recorded Copy)> released)
    {
        var received = Micros.From(_clock.GetUtcNow());
        return Write(group =>
        {
            foreach (var (organisation, (offset, observation)) in released)
                _intake.Put(group, Carried(observation), observation, new Incoming(observation, $"journal/{organisation}", offset + 1), received);
        });
    }

    Source Carried(Observation observation)
    {
        if (!_sources.TryGetValue(observation.Source, out var source) || source.Handling != observation.Handling)
        {
            var settings = _settings.Sources.FirstOrDefault(known => known.Name == observation.Source) ?? new SourceSettings { Name = observation.Source, Handling = observation.Handling! };
            _sources[observation.Source] = source = new Source(settings with { Handling = observation.Handling! });
        }

        return source;
    }

    List<SourceProgress> Progress()
    {
        lock (_gate)
        {
            return [.. _sources.Values.Select(source => new SourceProgress(
                source.Name,
                source.Greatest == long.MinValue ? null : Micros.ToTime(source.Greatest),
                source.LastArrival == long.MinValue ? null : Micros.ToTime(source.LastArrival),
                source.Settings.Lateness,
                TimeSpan.FromMinutes(source.Settings.SilentAfterMinutes),
                source.Waits))];
        }
    }

    void MarkReleased(CommitGroup group, Recorded parked, long now)
    {
        var lane = _lanes[(int)Lane.Parked];
        var source = _sources[parked.Observation.Source];
        var mark = new Observation { Id = Number(parked.Offset), Source = NodeSource, Type = new ObservationType(Family.Organisation, "released"), Time = Micros.ToTime(now), Data = Fields.Empty };
        var row = _encoder.Encode(mark, source.Handling, control: true);
        group.Block(Lane.Parked, source.Class).Add(row, _encoder[row], lane.Next++, now);
        _encoder.Clear();
    }

    static string Number(long offset) => offset.ToString(CultureInfo.InvariantCulture);
}
