namespace Knooppunt.Node.Journal;

/// <summary>Where the columns of a sealed segment stand.</summary>
internal sealed record SealedDirectory(IReadOnlyList<SealedDirectory.Block> Blocks)
{
    internal readonly record struct Chunk(string Name, long Position, int Length, uint Crc);

    internal sealed record Block(int Rows, long First, long Last, long MinTime, long MaxTime, IReadOnlyList<Chunk> Columns);

    public void Write(ByteBuffer to)
    {
        to.Variable((ulong)Blocks.Count);
        foreach (var block in Blocks)
        {
            to.Variable((ulong)block.Rows);
            to.Fixed64(block.First);
            to.Fixed64(block.Last);
            to.Fixed64(block.MinTime);
            to.Fixed64(block.MaxTime);
            to.Variable((ulong)block.Columns.Count);
            foreach (var chunk in block.Columns)
            {
                to.Text(chunk.Name);
                to.Fixed64(chunk.Position);
                to.Variable((ulong)chunk.Length);
                to.Variable(chunk.Crc);
            }
        }
    }

    /// <summary>Null when the bytes are no directory.</summary>
    public static SealedDirectory? TryRead(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        var blocks = new Block[from.Count()];
        for (var i = 0; i < blocks.Length; i++)
        {
            var rows = from.Variable();
            var (first, last, minTime, maxTime) = (from.Fixed64(), from.Fixed64(), from.Fixed64(), from.Fixed64());
            var chunks = new Chunk[from.Count()];
            for (var n = 0; n < chunks.Length; n++)
                chunks[n] = new Chunk(from.Text(), from.Fixed64(), (int)Math.Min(from.Variable(), int.MaxValue), (uint)from.Variable());
            if (from.Failed || rows > SealedSegment.BlockRows || chunks.Any(chunk => chunk.Name.Length == 0))
                return null;
            blocks[i] = new Block((int)rows, first, last, minTime, maxTime, chunks);
        }

        return from.Failed ? null : new SealedDirectory(blocks);
    }
}
