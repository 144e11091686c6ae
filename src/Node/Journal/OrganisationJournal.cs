using System.Collections.Concurrent;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>The journal of one organisation: takes batches, puts them on disk with one flush for all that wait, and gives them back by offset.</summary>
internal sealed partial class OrganisationJournal : IDisposable
{
    const int WaitingBytes = 16 << 20;
    const int PostedDays = 28;
    const int PartingRows = 1000;
    readonly Lock _gate = new();
    readonly JournalSettings _settings;
    readonly TimeProvider _clock;
    readonly JournalKeys _keys;
    readonly IdentityIndex _identity;
    readonly ShapeCatalog _catalog;
    readonly ConcurrentDictionary<string, Source> _sources;
    readonly LaneStore[] _lanes;
    readonly Border _border;
    readonly Intake _intake;
    readonly RowEncoder _encoder;
    readonly ConcurrentBag<Drafts> _drafts = [];
    readonly Stack<BlockWriter> _blocks = new();
    readonly Source _node;
    readonly Source _posted;
    CommitGroup _pending;
    CommitGroup? _flying;
    Task<bool> _settling = Task.FromResult(true);

    // Before this offset a start reads nothing again.
    long _settled;
    string? _broken;
    TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    OrganisationJournal(string name, JournalSettings settings, TimeProvider clock)
    {
        (Name, _settings, _clock) = (name, settings, clock);
        Folder = Path.Combine(settings.Folder, name);
        Health = new JournalHealth(name);
        Disk.MakeFolder(Folder);
        var segments = Path.Combine(Folder, "segments");
        Disk.MakeFolder(segments);
        _keys = JournalKeys.Open(Path.Combine(Folder, "keys"));
        _identity = new IdentityIndex(Path.Combine(Folder, "identity"), Health);
        _catalog = new ShapeCatalog(_keys.Identity);
        _sources = new(settings.Sources.Where(source => source.Handling.Organisation == name).Select(source => KeyValuePair.Create(source.Name, new Source(source))), StringComparer.Ordinal);
        _lanes = [.. Enum.GetValues<Lane>().Select(lane => new LaneStore(lane, segments, _keys, Health, settings.SegmentBytes))];
        _node = new Source(new SourceSettings { Name = NodeSource, Handling = new Handling(name, Regime.None, Purpose.SiteSecurity, Tlp.AmberStrict, Pap.Amber, new RetentionClass(SegmentName.ControlClass, ControlDays)) });
        _posted = new Source(new SourceSettings { Name = PostedSource, Handling = Posted() });
        _border = new Border(new Pseudonymiser(_keys.Pseudonyms, settings.ReadPlate), recalls: settings.Policies.ContainsKey(name));
        _encoder = new RowEncoder(_catalog, _keys.Identity);
        _intake = new Intake(settings, _identity, _keys, _lanes, _border, _encoder);
        Retention = new Retention(this, settings, _keys, _lanes);
        Vault = new Vault(this, _border, _gate);
        _pending = NewGroup();
    }

    /// <summary>Source of what the node itself writes.</summary>
    public const string NodeSource = "knooppunt/journal";

    /// <summary>Source of what was posted and belongs to no configured source, or cannot be read.</summary>
    public const string PostedSource = "knooppunt/http";

    /// <summary>Control records are kept as long as a journal may be asked how it judged: ten years.</summary>
    public const int ControlDays = 3653;

    public string Name { get; }

    public string Folder { get; }

    public JournalHealth Health { get; }

    public Vault Vault { get; }

    public Retention Retention { get; }

    /// <summary>Makes this journal's tokens: patterns compile their literals with it.</summary>
    public Pseudonymiser Pseudonyms => _border.Pseudonyms;

    /// <summary>Why the journal takes nothing any more; null when it does.</summary>
    public string? Broken
    {
        get
        {
            lock (_gate)
                return _broken;
        }
    }

    /// <summary>The offset after the last record on disk.</summary>
    public long Next
    {
        get
        {
            lock (_gate)
                return Main.Committed;
        }
    }

    /// <summary>Nobody knows what it is: it ends as soon as what ends soonest here, and goes nowhere.</summary>
    Handling Posted() => _sources.Values.MinBy(source => source.Handling.Retention.Days)?.Handling is { } shortest
        ? shortest with { Tlp = Tlp.AmberStrict }
        : new Handling(Name, Regime.Avg, Purpose.SiteSecurity, Tlp.AmberStrict, Pap.Amber, new RetentionClass("unread", PostedDays));

    LaneStore Main => _lanes[(int)Lane.Main];

    /// <summary>Opens or makes the journal in its folder and reads again what was written after the last checkpoint.</summary>
    public static OrganisationJournal Open(string name, JournalSettings settings, TimeProvider clock)
    {
        if (!SegmentName.IsName(name))
            throw new ArgumentException($"The organisation '{name}' must be named with lower case letters, digits and hyphens only.", nameof(name));
        var journal = new OrganisationJournal(name, settings, clock);
        try
        {
            journal.Recover();
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Takes a batch; when it returns, every answer in it is on disk.</summary>
    /// <exception cref="JournalUnwritableException">The disk refused; nothing was taken.</exception>
    public async Task<Answer[]> Append(IReadOnlyList<Incoming> batch)
    {
        var answers = new Answer[batch.Count];
        var parts = Prepare(batch);
        await Write(group =>
        {
            var received = Micros.From(_clock.GetUtcNow());
            var next = 0;
            foreach (var part in parts)
            {
                foreach (ref readonly var draft in part.All)
                    answers[next++] = _intake.Offer(group, part, draft, received);
            }
        }).ConfigureAwait(false);
        foreach (var part in parts)
        {
            part.Reset();
            _drafts.Add(part);
        }

        return answers;
    }

    /// <summary>Makes a batch ready, a large one in parts on several cores; the parts keep its order.</summary>
    Drafts[] Prepare(IReadOnlyList<Incoming> batch)
    {
        const int Least = 250, Most = 4;
        var parts = new Drafts[Math.Clamp(batch.Count / Least, 1, Math.Min(Most, Environment.ProcessorCount))];
        if (parts.Length == 1)
            Part(0);
        else
            Parallel.For(0, parts.Length, Part);
        return parts;

        void Part(int part)
        {
            var drafts = parts[part] = _drafts.TryTake(out var idle) ? idle : new Drafts(Pseudonyms.Replacer(), new RowEncoder(_catalog, _keys.Identity));
            var end = batch.Count * (part + 1) / parts.Length;
            for (var i = batch.Count * part / parts.Length; i < end; i++)
            {
                var incoming = batch[i];
                drafts.Add(incoming, incoming.Observation is { Source: { } name, Data: not null } && _sources.TryGetValue(name, out var source) ? source : null);
            }
        }
    }

    /// <summary>Writes control records one after the other in the same sequence of offsets, all or none. Returns the offset of the last.</summary>
    public async Task<long> AppendControl(params IReadOnlyList<ControlRecord> records)
    {
        var offset = -1L;
        await Write(group =>
        {
            foreach (var record in records)
                offset = Control(group, record);
        }).ConfigureAwait(false);
        return offset;
    }

    public void Dispose()
    {
        Task flying;
        lock (_gate)
        {
            _broken = "The journal was closed.";
            flying = _flying?.Done.Task ?? Task.CompletedTask;
        }

        Task.WhenAny(Task.WhenAll(flying, _settling)).Wait();
        foreach (var lane in _lanes)
            lane.Dispose();
        _identity.Dispose();
    }

    long Control(CommitGroup group, ControlRecord record)
    {
        if (record.Content.Length > 4 << 20)
            throw new ArgumentException("A control record holds at most 4 MiB.", nameof(record));
        var received = Micros.From(_clock.GetUtcNow());
        var observation = new Observation
        {
            Id = record.Name,
            Source = NodeSource,
            Type = new ObservationType(Family.Organisation, record.Kind),
            Time = Micros.ToTime(received),
            Data = Fields.Of(("content", record.Content)),
        };
        var row = _encoder.Encode(observation, _node.Handling, control: true);
        if (row.Refusal is { } refusal)
            throw new ArgumentException(refusal, nameof(record));
        var offset = Main.Next++;
        group.Block(Lane.Main, SegmentName.ControlClass).Add(row, _encoder[row], offset, received);
        _encoder.Clear();
        return offset;
    }

    /// <summary>Lets <paramref name="stage"/> add to the open group and waits until that is on disk, with all that it may have answered about.</summary>
    async Task Write(Action<CommitGroup> stage)
    {
        while (true)
        {
            Task wait;
            bool staged;
            lock (_gate)
            {
                if (_broken is not null)
                    throw new JournalUnwritableException(_broken);
                staged = _flying is null || _pending.Bytes <= WaitingBytes;
                if (staged)
                    stage(_pending);
                wait = staged ? Launch() : _flying!.Done.Task;
            }

            await wait.ConfigureAwait(staged ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.SuppressThrowing);
            if (staged)
                return;
        }
    }

    Task Launch()
    {
        if (_pending.Empty)
            return _flying?.Done.Task ?? Task.CompletedTask;
        var done = _pending.Done.Task;
        if (_flying is null)
        {
            _flying = Take();
            _ = Task.Run(CommitAll);
        }

        return done;
    }

    CommitGroup Take()
    {
        var group = _pending;
        group.Day = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        if (_identity.InMemory >= _settings.IdentityInMemory && _settling.IsCompleted)
            group.Frozen = _identity.Freeze();
        _pending = NewGroup();
        return group;
    }

    CommitGroup NewGroup() => new(() => _blocks.TryPop(out var block) ? block : new BlockWriter());
}
