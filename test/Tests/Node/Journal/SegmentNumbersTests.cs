using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Journal;

/// <summary>Numbers of texts that hold for all blocks of a sealed segment.</summary>
public sealed class SegmentNumbersTests : IDisposable
{
    const int BlockRows = 150;
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("knooppunt-numbers");
    readonly SegmentName _name = SegmentName.TryParse("main-20260301-gate-0001")!.Value;

    public void Dispose() => _folder.Delete(recursive: true);

    static Row RowOf(int block, int i)
    {
        var at = new DateTimeOffset(2026, 3, 1, 0, block, 0, TimeSpan.Zero).AddMilliseconds(i);
        return new((block * BlockRows) + i, new Observation
        {
            Id = $"o{block}-{i}",
            Source = "ect/gate",
            Type = new(Family.Presence, "gate_visit"),
            Time = at,
            ReceivedAt = at,
            // A third of the containers of a block stood in the one before.
            Data = Fields.Of(("container", $"MSKU{(block * 100) + i:D7}"), ("terminal", $"t{i % 3}"), ("weight", i + 0.5)),
            Handling = new("ect", Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("gate", 28)),
        }, false, null, 0);
    }

    /// <summary>Writes three blocks, after a change of their columns, and gives what is read of each: the numbers of its containers by text, and its rows.</summary>
    List<(Dictionary<string, int>? Numbers, int Rows)> Sealed(Func<string, byte[], byte[]> change)
    {
        var keys = JournalKeys.Open(Path.Combine(_folder.FullName, "keys"));
        keys.Create(_name).Dispose();
        var (path, catalog, numbers) = (Path.Combine(_folder.FullName, _name + SealedSegment.Extension), new ShapeCatalog(keys.Identity), new SegmentNumbers());
        var blocks = Enumerable.Range(0, 3).Select(block => Enumerable.Range(0, BlockRows).Select(i => RowOf(block, i)).ToArray());
        SealedSegment.Write(_name, path, blocks.Select(rows => (rows, SealedColumns.Of(rows, catalog, numbers).Select(column => (column.Name, change(column.Name, column.Bytes))))), keys);
        using var segment = SealedSegment.TryOpen(_name, path, keys, new JournalHealth("ect"))!;
        return [.. segment.Blocks(new Strings(), new BlockRoom()).Select(block =>
        {
            Assert.True(block.Holds(["container", "terminal", "weight"]));
            Assert.Null(block.Data("terminal")!.Series);
            Assert.Null(block.Data("weight")!.Series);
            Assert.Equal(["container", "terminal", "weight"], block.FieldNames.Order());
            var column = block.Data("container")!;
            return (column.Series is null ? null : Enumerable.Range(0, column.Values.Count).ToDictionary(value => column.Values[value].Text!, value => column.Series.Of[value]), block.Read()!.Count);
        })];
    }

    [Fact]
    public void A_text_has_the_same_number_in_every_block_and_no_other_has_it()
    {
        var all = Sealed((_, bytes) => bytes).SelectMany(block => block.Numbers!).ToList();
        Assert.All(all, one => Assert.InRange(one.Value, 1, SegmentNumbers.Most));
        Assert.Equal(all.Select(one => one.Key).Distinct().Count(), all.Distinct().Count());
        Assert.Equal(all.Select(one => one.Value).Distinct().Count(), all.Distinct().Count());
        Assert.Equal(3 * BlockRows, all.Count);
        Assert.Equal(350, all.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(60)]
    public void Where_the_numbers_cannot_be_read_all_else_can(int length) => Assert.All(
        Sealed((name, bytes) => name == SealedBlock.NumbersOf("container") ? bytes[..length] : bytes),
        block => Assert.Equal((null, BlockRows), block));

    [Fact]
    public void Numbers_beyond_the_greatest_are_none() => Assert.All(
        Sealed((name, bytes) =>
        {
            if (name != SealedBlock.NumbersOf("container"))
                return bytes;
            var buffer = new ByteBuffer();
            BitPacked.Write(buffer, [.. Enumerable.Repeat(SegmentNumbers.Most + 1L, BlockRows)]);
            return buffer.Written.ToArray();
        }),
        block => Assert.Null(block.Numbers));

    [Fact]
    public void A_field_whose_texts_never_come_again_is_given_up()
    {
        var numbers = new SegmentNumbers();
        FieldValue[] Texts(int from, int count) => [default, .. Enumerable.Range(from, count).Select(i => (FieldValue)$"id {i}")];
        Assert.NotNull(numbers.Of("id", Texts(0, 40_000)));
        Assert.Null(numbers.Of("id", Texts(40_000, 40_000)));
        Assert.Null(numbers.Of("id", Texts(0, 40_000)));
        Assert.NotNull(numbers.Of("other", Texts(0, 100)));
    }

    [Fact]
    public void Few_values_and_such_as_are_no_text_get_no_numbers()
    {
        var numbers = new SegmentNumbers();
        Assert.Null(numbers.Of("few", [default, "a", "b"]));
        Assert.Null(numbers.Of("weights", [default, .. Enumerable.Range(0, 100).Select(i => FieldValue.Of(i))]));
    }
}
