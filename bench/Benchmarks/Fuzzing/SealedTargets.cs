using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Fuzzing;

/// <summary>Hostile columns and directories of sealed segments, whose checksums and keys are right: what a program with a fault would have written.</summary>
static class SealedTargets
{
    const int Rows = 60;
    static readonly SegmentName Name = new(Lane.Main, new(2026, 3, 1), "default", 1);
    static readonly Lazy<JournalKeys> Keys = new(() =>
    {
        var keys = JournalKeys.Open(Directory.CreateTempSubdirectory("knooppunt-fuzz-sealed").FullName);
        keys.Create(Name).Dispose();
        return keys;
    });

    static readonly Lazy<Row[]> Good = new(() => [.. Enumerable.Range(0, Rows).Select(RowOf)]);

    /// <summary>Each column of a good block, its number before it.</summary>
    public static IReadOnlyList<byte[]> Columns => [.. Made().Index().Select(column => (byte[])[(byte)column.Index, .. column.Item.Bytes])];

    /// <summary>The directory of a good segment.</summary>
    public static IReadOnlyList<byte[]> Directories
    {
        get
        {
            var buffer = new ByteBuffer();
            new SealedDirectory([new(Rows, 0, Rows - 1, 0, 60, [.. Made().Select(column => new SealedDirectory.Chunk(column.Name, 0, column.Bytes.Length, 7))])]).Write(buffer);
            return [buffer.Written.ToArray()];
        }
    }

    /// <summary>Puts the bytes in the place of one column and reads the block whole, by column and by subject.</summary>
    public static void ReadColumns(byte[] bytes)
    {
        if (bytes.Length == 0)
            return;
        var columns = Made();
        columns[bytes[0] % columns.Length].Bytes = bytes[1..];
        var path = Path.Combine(Path.GetTempPath(), $"knooppunt-fuzz-{Environment.ProcessId}.columns");
        SealedSegment.Write(Name, path, [(Good.Value, columns)], Keys.Value);
        var health = new JournalHealth("ect");
        using (var segment = SealedSegment.TryOpen(Name, path, Keys.Value, health) ?? throw new BrokenPromiseException("A segment whose checksums are right was refused."))
        {
            var strings = new Strings();
            var read = segment.From(0, strings, _ => true).Sum(rows => rows.Count);
            if (read != Rows && health.Sentences.Count == 0)
                throw new BrokenPromiseException($"{read} of {Rows} rows were read, and nobody was told.");
            foreach (var block in segment.Blocks(strings))
            {
                foreach (var name in block.FieldNames.ToArray())
                    GC.KeepAlive(block.Field(name)?.Ids.Length);
                GC.KeepAlive((block.Offsets(), block.Times(), block.Field("type")));
            }

            GC.KeepAlive(segment.Maybe(SubjectQuery.Of(new Subject("container", "MSKU1234565")), strings).Sum(rows => rows.Count));
        }

        File.Delete(path);
    }

    /// <summary>Reads a directory; what is taken is written the same again.</summary>
    public static void ReadDirectory(byte[] bytes)
    {
        if (SealedDirectory.TryRead(bytes) is not { } directory)
            return;
        var buffer = new ByteBuffer();
        directory.Write(buffer);
        var again = SealedDirectory.TryRead(buffer.Written) ?? throw new BrokenPromiseException("A directory that was read cannot be written and read again.");
        if (again.Blocks.Count != directory.Blocks.Count || again.Blocks.Sum(block => block.Columns.Count) != directory.Blocks.Sum(block => block.Columns.Count))
            throw new BrokenPromiseException("A directory lost something on its way.");
    }

    static Row RowOf(int i)
    {
        var at = new DateTimeOffset(2026, 3, 1, 0, 0, i, TimeSpan.Zero);
        return new(i, new Observation
        {
            Id = $"o{i}",
            Source = i % 3 == 0 ? "ect/gate" : "ect/quay",
            Type = new(Family.Presence, i % 2 == 0 ? "gate_visit" : "container_seen"),
            Time = at,
            ReceivedAt = at,
            Subject = i % 5 == 0 ? new Subject("container", "MSKU1234565") : null,
            Data = Fields.Of(("container", $"MSKU{i % 7:D7}"), ("lat", 51.9 + (i / 1e4)), ("ocr", i % 2 == 0), ("own", FieldValue.OfTexts(["x", $"y{i % 3}"]))),
            Handling = new("ect", Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("default", 28)),
        }, false, i % 4 == 0 ? "stream" : null, i);
    }

    static (string Name, byte[] Bytes)[] Made() => [.. SealedColumns.Of(Good.Value, new ShapeCatalog(Keys.Value.Identity), new SegmentNumbers())];
}
