using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>Writes numbers, texts and values little-endian.</summary>
sealed class SnapshotWriter
{
    readonly ArrayBufferWriter<byte> _to = new();

    public ReadOnlySpan<byte> Written => _to.WrittenSpan;

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_to.GetSpan(8), value);
        _to.Advance(8);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_to.GetSpan(4), value);
        _to.Advance(4);
    }

    public void Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        Encoding.UTF8.GetBytes(value, _to.GetSpan(length));
        _to.Advance(length);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Int(bytes.Length);
        _to.Write(bytes);
    }

    /// <summary>The value behind a number, of which text and numbers are written as the bytes that the table holds.</summary>
    public void Value(ValueTable table, int id)
    {
        var kind = table.KindOf(id);
        if (kind is not (FieldKind.Text or FieldKind.Number))
        {
            Value(table.Value(id));
            return;
        }

        Span<byte> room = stackalloc byte[ValueHash.InWords];
        var bytes = table.BytesOf(id, room);
        Int((int)kind);
        if (kind == FieldKind.Text)
            Int(bytes.Length);
        _to.Write(bytes);
    }

    public void Value(in FieldValue value)
    {
        Int((int)value.Kind);
        switch (value.Kind)
        {
            case FieldKind.Text:
                Text(value.Text!);
                break;
            case FieldKind.Number:
                Double(value.Number);
                break;
            case FieldKind.Flag:
                Int(value.Flag ? 1 : 0);
                break;
            case FieldKind.List:
                Int(value.List.Count);
                foreach (var item in value.List)
                    Value(item);
                break;
            default:
                break;
        }
    }
}

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote. Past the end it gives zeros and is no longer <see cref="Ok"/>.</summary>
ref struct SnapshotReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    public bool Ok { get; private set; } = true;

    public readonly bool AtEnd => _rest.IsEmpty;

    ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            Ok = false;
            _rest = default;
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public long Long() => Take(8) is { Length: 8 } eight ? BinaryPrimitives.ReadInt64LittleEndian(eight) : 0;

    public int Int() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadInt32LittleEndian(four) : 0;

    /// <summary>A time from its UTC ticks; null where there is none.</summary>
    public DateTimeOffset? Time() => Long() is var ticks and >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public double Double() => BitConverter.Int64BitsToDouble(Long());

    /// <summary>A count of things of at least a size each, so that a wrong count cannot ask for more memory than there are bytes.</summary>
    public int Count(int size)
    {
        var count = Int();
        if (count >= 0 && (long)count * size <= _rest.Length)
            return count;
        Ok = false;
        return 0;
    }

    public ReadOnlySpan<byte> Bytes() => Take(Int());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>The number of a value, of which text goes into the table as the bytes it is.</summary>
    public int Value(ValueTable table)
    {
        var value = this;
        if ((FieldKind)Int() == FieldKind.Text)
            return table.Of(FieldKind.Text, Bytes());
        this = value;
        return table.Of(Value());
    }

    public FieldValue Value(int depth = 0)
    {
        switch ((FieldKind)Int())
        {
            case FieldKind.Text:
                return Text();
            case FieldKind.Number:
                return Double();
            case FieldKind.Flag:
                return Int() != 0;
            case FieldKind.List when depth < 32:
                var items = new FieldValue[Count(4)];
                for (var i = 0; i < items.Length; i++)
                    items[i] = Value(depth + 1);
                return FieldValue.Of(items);
            case FieldKind.None:
                return default;
            default:
                Ok = false;
                return default;
        }
    }
}
