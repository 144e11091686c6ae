using System.Text;
using Knooppunt.Observations;
using EngineColumn = Knooppunt.Detection.Column;

namespace Knooppunt.Node.Journal;

/// <summary>One field over the rows of a sealed block: <paramref name="Ids"/> point into <paramref name="Dictionary"/>, whose first entry stands for an absent field.</summary>
internal sealed record Column(FieldValue[] Dictionary, int[] Ids)
{
    /// <summary>Texts share the beginning of the entry before them, which makes numbered ids nearly free.</summary>
    public void Write(ByteBuffer to)
    {
        to.Variable((ulong)(Dictionary.Length - 1));
        var before = Array.Empty<byte>();
        foreach (var value in Dictionary.AsSpan(1))
        {
            to.Byte((byte)value.Kind);
            if (value.Text is not { } text)
            {
                FieldCodec.Write(to, value, 0);
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            var shared = bytes.AsSpan().CommonPrefixLength(before);
            to.Variable((ulong)shared);
            to.Variable((ulong)(bytes.Length - shared));
            to.Bytes(bytes.AsSpan(shared));
            before = bytes;
        }

        var sequential = Ids.Length == Dictionary.Length - 1 && Ids.Index().All(item => item.Item == item.Index + 1);
        to.Byte(sequential ? (byte)1 : (byte)0);
        if (!sequential)
            BitPacked.Write(to, Array.ConvertAll(Ids, id => (long)id));
    }

    /// <summary>The value of one row without decoding the others; nothing where the field is absent. Null when the bytes are no column of that many rows.</summary>
    public static FieldValue? ReadOne(ReadOnlySpan<byte> bytes, int rows, int row)
    {
        var from = new ByteReader(bytes);
        var count = from.Count();
        if (Walk(ref from, count) is null)
            return null;
        var id = from.Byte() == 1 ? row + 1L : BitPacked.ReadOne(ref from, rows, row) ?? -1;
        if (id < 0 || id > count || from.Failed)
            return null;
        var again = new ByteReader(bytes);
        again.Count();
        return id == 0 ? default(FieldValue) : Walk(ref again, (int)id);
    }

    /// <summary>Whether a text stands in the dictionary, without making the other texts or the rows; false when the bytes are no column.</summary>
    public static bool Has(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text)
    {
        var from = new ByteReader(bytes);
        var (before, length) = (new byte[256], 0);
        for (var left = from.Count(); left > 0; left--)
        {
            var kind = (FieldKind)from.Byte();
            if (kind > FieldKind.List || from.Failed)
                return false;
            if (kind != FieldKind.Text)
                FieldCodec.Read(ref from, kind, 0);
            else if (!NextText(ref from, ref before, ref length))
                return false;
            else if (before.AsSpan(0, length).SequenceEqual(text))
                return !from.Failed;
        }

        return false;
    }

    /// <summary>Goes over so many entries of a dictionary and gives the last; null when one cannot be read.</summary>
    static FieldValue? Walk(ref ByteReader from, int count)
    {
        var before = new byte[256];
        var (length, last) = (0, default(FieldValue));
        for (var i = 1; i <= count; i++)
        {
            var kind = (FieldKind)from.Byte();
            if (kind > FieldKind.List || from.Failed)
                return null;
            if (kind != FieldKind.Text)
                last = FieldCodec.Read(ref from, kind, 0);
            else if (!NextText(ref from, ref before, ref length))
                return null;
            else if (i == count)
                last = Encoding.UTF8.GetString(before.AsSpan(0, length));
        }

        return from.Failed ? null : last;
    }

    /// <summary>Reads a text that shares its beginning with the one before, over that one; false when it cannot.</summary>
    static bool NextText(ref ByteReader from, ref byte[] before, ref int length)
    {
        var shared = from.Variable();
        var rest = from.Bytes(from.Count());
        if (shared > (ulong)length)
            return false;
        length = (int)shared + rest.Length;
        if (before.Length < length)
            Array.Resize(ref before, length * 2);
        rest.CopyTo(before.AsSpan((int)shared));
        return true;
    }

    /// <summary>The column as the engine takes it: texts stay the bytes that they are. Null when the bytes are no column of that many rows.</summary>
    public static EngineColumn? ReadValues(string name, ReadOnlySpan<byte> bytes, int rows, BlockRoom? room = null)
    {
        var from = new ByteReader(bytes);
        var count = from.Count();
        return ValuesReader.Read(ref from, count, room ?? new BlockRoom()) is { } values && ReadIds(ref from, rows, count, step: -1, room) is { } ids ? new EngineColumn(name, values, ids) : null;
    }

    /// <summary>Null when the bytes are no column of that many rows.</summary>
    public static Column? Read(ReadOnlySpan<byte> bytes, int rows, Strings strings)
    {
        var from = new ByteReader(bytes);
        var dictionary = new FieldValue[from.Count() + 1];
        var before = new byte[256];
        var length = 0;
        for (var i = 1; i < dictionary.Length; i++)
        {
            var kind = (FieldKind)from.Byte();
            if (kind > FieldKind.List || from.Failed)
                return null;
            if (kind != FieldKind.Text)
            {
                dictionary[i] = FieldCodec.Read(ref from, kind, 0);
                continue;
            }

            if (!NextText(ref from, ref before, ref length))
                return null;
            var value = Encoding.UTF8.GetString(before.AsSpan(0, length));
            dictionary[i] = dictionary.Length < 1000 ? strings.Shared(value) : value;
        }

        return ReadIds(ref from, rows, dictionary.Length - 1, step: 0) is { } ids ? new Column(dictionary, ids) : null;
    }

    /// <summary>Per row the place of its value in the dictionary, from 1; 0 where the field is absent; each moved by a step. Null when the bytes do not hold that.</summary>
    static int[]? ReadIds(ref ByteReader from, int rows, int values, int step, BlockRoom? room = null)
    {
        if (from.Byte() != 1)
            return BitPacked.ReadPlaces(ref from, rows, values, step, room);
        // An entry that broke off leaves bytes behind that may say the same.
        if (rows != values || from.Failed)
            return null;
        var ids = room?.Places(rows) ?? new int[rows];
        for (var row = 0; row < ids.Length; row++)
            ids[row] = row + 1 + step;
        return ids;
    }
}

/// <summary>Collects one field over the rows of a block.</summary>
internal sealed class ColumnBuilder
{
    readonly Dictionary<FieldValue, int> _known = [];
    readonly List<FieldValue> _dictionary = [default];
    readonly List<int> _ids = [];

    public void Set(int row, FieldValue value)
    {
        if (!_known.TryGetValue(value, out var id))
        {
            _known[value] = id = _dictionary.Count;
            _dictionary.Add(value);
        }

        while (_ids.Count < row)
            _ids.Add(0);
        _ids.Add(id);
    }

    public Column Build(int rows)
    {
        while (_ids.Count < rows)
            _ids.Add(0);
        return new Column([.. _dictionary], [.. _ids]);
    }
}
