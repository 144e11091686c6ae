using System.Text;
using Knooppunt.Observations;

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

            var shared = from.Variable();
            var rest = from.Bytes(from.Count());
            if (shared > (ulong)length)
                return null;
            length = (int)shared + rest.Length;
            if (before.Length < length)
                Array.Resize(ref before, length * 2);
            rest.CopyTo(before.AsSpan((int)shared));
            var value = Encoding.UTF8.GetString(before.AsSpan(0, length));
            dictionary[i] = dictionary.Length < 1000 ? strings.Shared(value) : value;
        }

        if (from.Byte() == 1)
            return rows == dictionary.Length - 1 ? new Column(dictionary, [.. Enumerable.Range(1, rows)]) : null;
        if (BitPacked.Read(ref from, rows) is not { } packed)
            return null;
        var ids = new int[rows];
        for (var i = 0; i < ids.Length; i++)
        {
            if ((ulong)packed[i] >= (ulong)dictionary.Length)
                return null;
            ids[i] = (int)packed[i];
        }

        return new Column(dictionary, ids);
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
