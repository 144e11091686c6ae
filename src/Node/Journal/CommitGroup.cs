namespace Knooppunt.Node.Journal;

/// <summary>What is written with one flush: the rows of all batches that came while the last flush was under way.</summary>
internal sealed class CommitGroup(Func<BlockWriter> newBlock)
{
    readonly Dictionary<(Lane Lane, string Class), BlockWriter> _blocks = [];

    readonly (string? Class, BlockWriter? Block)[] _last = new (string?, BlockWriter?)[Enum.GetValues<Lane>().Length];

    /// <summary>Completes when the group is on disk; fails when it is not and never will be.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateOnly Day { get; set; }

    /// <summary>Ids that were added, to forget when the disk refuses.</summary>
    public List<IdentityEntry> Ids { get; } = [];

    /// <summary>Lines as they were before, newest last.</summary>
    public List<(UInt128 Stream, long Line)> Lines { get; } = [];

    /// <summary>What sources told, counted once it is on disk.</summary>
    public Dictionary<Source, (long Greatest, long Arrival)> Told { get; } = [];

    /// <summary>Ids that were parked.</summary>
    public List<IdentityEntry> Parked { get; } = [];

    /// <summary>Ids that are parked no longer.</summary>
    public List<IdentityEntry> Unparked { get; } = [];

    /// <summary>The lines that a checkpoint after this group must hold; null when none is due.</summary>
    public KeyValuePair<UInt128, long>[]? Frozen { get; set; }

    public int Bytes => _blocks.Values.Sum(block => block.Bytes);

    public bool Empty => _blocks.Values.All(block => block.Count == 0);

    /// <summary>The blocks with rows; side lanes first, so that no observation is there without its vault entry.</summary>
    public IEnumerable<(Lane Lane, string Class, BlockWriter Block)> Blocks =>
        _blocks.Where(pair => pair.Value.Count > 0).OrderByDescending(pair => pair.Key.Lane).Select(pair => (pair.Key.Lane, pair.Key.Class, pair.Value));

    public BlockWriter Block(Lane lane, string retentionClass)
    {
        // A batch is nearly always of one class.
        ref var last = ref _last[(int)lane];
        if (ReferenceEquals(last.Class, retentionClass))
            return last.Block!;
        if (!_blocks.TryGetValue((lane, retentionClass), out var block))
            _blocks[(lane, retentionClass)] = block = newBlock();
        last = (retentionClass, block);
        return block;
    }
}
