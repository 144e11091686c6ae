namespace Knooppunt.Node.Journal;

/// <summary>How far a source came: the greatest time that it told and when it last told something, in microseconds.</summary>
internal readonly record struct StoredProgress(string Source, long Greatest, long LastArrival);

/// <summary>What a restart need not read again: everything before the offset <see cref="Next"/>. <see cref="Number"/> names the next file of ids.</summary>
internal sealed record Checkpoint(
    long Next, long Number, IReadOnlyList<string> Runs, IReadOnlyList<KeyValuePair<UInt128, long>> Lines, IReadOnlyList<StoredProgress> Sources)
{
    const byte Version = 1;

    public static Checkpoint Empty { get; } = new(0, 0, [], [], []);

    public byte[] Write()
    {
        var to = new ByteBuffer();
        to.Byte(Version);
        to.Fixed64(Next);
        to.Fixed64(Number);
        to.Variable((ulong)Runs.Count);
        foreach (var run in Runs)
            to.Text(run);
        to.Variable((ulong)Lines.Count);
        foreach (var (stream, line) in Lines)
        {
            to.Fixed64((long)(ulong)(stream >> 64));
            to.Fixed64((long)(ulong)stream);
            to.Signed(line);
        }

        to.Variable((ulong)Sources.Count);
        foreach (var source in Sources)
        {
            to.Text(source.Source);
            to.Fixed64(source.Greatest);
            to.Fixed64(source.LastArrival);
        }

        to.Fixed64(Crc32C.Of(to.Written));
        return to.Written.ToArray();
    }

    /// <summary>Null when the bytes are no whole checkpoint.</summary>
    public static Checkpoint? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || new ByteReader(bytes[^8..]).Fixed64() != Crc32C.Of(bytes[..^8]))
            return null;
        var from = new ByteReader(bytes[..^8]);
        if (from.Byte() != Version)
            return null;
        var (next, number) = (from.Fixed64(), from.Fixed64());
        var runs = new string[from.Count()];
        for (var i = 0; i < runs.Length; i++)
            runs[i] = from.Text();
        var lines = new KeyValuePair<UInt128, long>[from.Count()];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = new(new UInt128((ulong)from.Fixed64(), (ulong)from.Fixed64()), from.Signed());
        var sources = new StoredProgress[from.Count()];
        for (var i = 0; i < sources.Length; i++)
            sources[i] = new(from.Text(), from.Fixed64(), from.Fixed64());
        return from.Failed || runs.Any(run => Path.GetFileName(run) != run) ? null : new Checkpoint(next, number, runs, lines, sources);
    }
}
