using System.Text;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;
using Column = Knooppunt.Node.Journal.Column;
using EngineColumn = Knooppunt.Detection.Column;

namespace Knooppunt.Tests.Node.Journal;

/// <summary>The fast reading of sealed columns beside the plain one, in arrays that another column left full.</summary>
public sealed class SealedValuesTests
{
    static readonly Gen<FieldValue> Scalar = Gen.OneOf(
        Gen.String[Gen.Char['a', 'c'], 1, 9].Select(text => (FieldValue)text),
        Gen.Int[0, 400].Select(length => (FieldValue)new string('x', length + 1)),
        Gen.Int[0, 130].Select(length => (FieldValue)(new string('x', length) + "é—" + length)),
        Gen.Double.Where(double.IsFinite).Select(FieldValue.Of),
        Gen.Int[-3, 300].Select(number => FieldValue.Of(number)),
        Gen.Const(FieldValue.Of(-0.0)),
        Gen.Bool.Select(FieldValue.Of),
        Gen.Const(default(FieldValue)));

    static readonly Gen<FieldValue> Value = Gen.Frequency((9, Scalar), (1, Scalar.Array[0, 3].Select(items => FieldValue.Of(items))));

    static readonly Gen<FieldValue?> Row = Gen.Frequency((5, Value.Select(value => (FieldValue?)value)), (1, Gen.Const(default(FieldValue?))));

    static byte[] Sealed(FieldValue?[] rows)
    {
        var builder = new ColumnBuilder();
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] is { } value)
                builder.Set(row, value);
        }

        var written = new ByteBuffer();
        builder.Build(rows.Length).Write(written);
        return written.Written.ToArray();
    }

    static FieldValue?[]? Rows(EngineColumn? column) => column is null ? null : [.. column.Ids.Select(id => id < 0 ? default(FieldValue?) : column.Values[id])];

    static FieldValue?[]? Rows(Column? column) => column is null ? null : [.. column.Ids.Select(id => id == 0 ? default(FieldValue?) : column.Dictionary[id])];

    [Fact]
    public void Columns_read_as_the_plain_reading_does_in_arrays_used_before()
    {
        var room = new BlockRoom();
        Row.Array[0, 300].Array[1, 4].Sample(blocks =>
        {
            foreach (var rows in blocks)
            {
                room.Begin();
                var bytes = Sealed(rows);
                var expected = Rows(Column.Read(bytes, rows.Length, new Strings()));
                Assert.Equal<FieldValue?[]>(rows, expected);
                Assert.Equal<FieldValue?[]>(expected, Rows(Column.ReadValues("f", bytes, rows.Length, room)));
                Assert.Equal<FieldValue?[]>(expected, Rows(Column.ReadValues("f", bytes, rows.Length)));
            }
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void What_is_no_column_to_the_plain_reading_is_none() => Gen.Select(Row.Array[1, 60], Gen.Int[0, 5000], Gen.Byte, Gen.Int[0, 61]).Sample((rows, at, change, count) =>
    {
        var bytes = Sealed(rows);
        bytes[at % bytes.Length] ^= change;
        Assert.Equal<FieldValue?[]>(Rows(Column.Read(bytes, count, new Strings())), Rows(Column.ReadValues("f", bytes, count, new BlockRoom())));
        var cut = bytes[..(at % bytes.Length)];
        Assert.Equal<FieldValue?[]>(Rows(Column.Read(cut, rows.Length, new Strings())), Rows(Column.ReadValues("f", cut, rows.Length, new BlockRoom())));
    }, iter: 2000);

    // One list of three items of which two bytes are left: those said that the rows follow each other.
    [Fact]
    public void Entry_that_breaks_off_is_no_column()
    {
        byte[] cut = [1, (byte)FieldKind.List, 3, 1, 9];
        Assert.Null(Column.Read(cut, 1, new Strings()));
        Assert.Null(Column.ReadValues("f", cut, 1));
    }

    [Fact]
    public void Places_read_as_numbers_do_for_every_width() => Gen.Select(Gen.Int[0, 31], Gen.Int[0, 100], Gen.Int, Gen.Int[-1, 0]).Sample((width, count, seed, step) =>
    {
        var luck = new Random(seed);
        var values = Enumerable.Range(0, count).Select(_ => luck.NextInt64(1L << width)).ToArray();
        var written = new ByteBuffer();
        BitPacked.Write(written, values);
        var greatest = (int)values.DefaultIfEmpty(0).Max();
        Assert.Equal(values.Select(value => (int)value + step), Places(greatest));
        if (greatest > 0)
            Assert.Null(Places(greatest - 1));

        int[]? Places(int most)
        {
            var from = new ByteReader(written.Written);
            return BitPacked.ReadPlaces(ref from, count, most, step);
        }
    });

    [Fact]
    public void Values_that_lie_ready_must_lie_in_their_arrays()
    {
        var values = new ColumnValues([FieldKind.Text, FieldKind.Flag, default], [0, 2, 3, 9], Encoding.UTF8.GetBytes("ab\u0001cd"), 2);
        Assert.Equal(["ab", true], values);
        Assert.Throws<ArgumentException>(() => new ColumnValues([FieldKind.Text], [0, 9], new byte[8], 1));
        Assert.Throws<ArgumentException>(() => new ColumnValues([FieldKind.Text], [0], new byte[8], 1));
        Assert.Throws<ArgumentException>(() => new ColumnValues([], [0, 1], new byte[8], 1));
        Assert.Throws<ArgumentException>(() => new ColumnValues([], [0], [], -1));
    }
}
