using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>The value of a field as bytes; its kind stands elsewhere.</summary>
internal static class FieldCodec
{
    public const int MaxText = 5 << 20, MaxList = 4096, MaxDepth = 4;

    /// <summary>False when the value is too large or too deep; what was written then must be undone.</summary>
    public static bool Write(ByteBuffer to, FieldValue value, int depth)
    {
        switch (value.Kind)
        {
            case FieldKind.Text:
                if (value.Text!.Length > MaxText)
                    return false;
                to.Text(value.Text);
                return true;
            case FieldKind.Number:
                WriteNumber(to, value.Number);
                return true;
            case FieldKind.Flag:
                to.Byte(value.Flag ? (byte)1 : (byte)0);
                return true;
            case FieldKind.List:
                return WriteList(to, value.List, depth + 1);
            default:
                return true;
        }
    }

    public static FieldValue Read(ref ByteReader from, FieldKind kind, int depth) => kind switch
    {
        FieldKind.Text => FieldValue.Of(from.Text()),
        FieldKind.Number => FieldValue.Of(ReadNumber(ref from)),
        FieldKind.Flag => FieldValue.Of(from.Byte() != 0),
        FieldKind.List => ReadList(ref from, depth + 1),
        _ => default,
    };

    /// <summary>Whole numbers as a varint of twice their zigzag form, others as 1 followed by their bits; -0 counts as another.</summary>
    static void WriteNumber(ByteBuffer to, double value)
    {
        var whole = (long)value;
        if (whole == value && whole is > -(1L << 53) and < (1L << 53) && !(whole == 0 && double.IsNegative(value)))
        {
            to.Variable(((ulong)(whole << 1) ^ (ulong)(whole >> 63)) << 1);
            return;
        }

        to.Byte(1);
        to.Fixed64(BitConverter.DoubleToInt64Bits(value));
    }

    public static double ReadNumber(ref ByteReader from)
    {
        var value = from.Variable();
        if (value == 1)
            return BitConverter.Int64BitsToDouble(from.Fixed64());
        value >>= 1;
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    static bool WriteList(ByteBuffer to, IReadOnlyList<FieldValue> values, int depth)
    {
        if (depth > MaxDepth || values.Count > MaxList)
            return false;
        to.Variable((ulong)values.Count);
        foreach (var value in values)
        {
            to.Byte((byte)value.Kind);
            if (!Write(to, value, depth))
                return false;
        }

        return true;
    }

    static FieldValue ReadList(ref ByteReader from, int depth)
    {
        var count = from.Count();
        if (depth > MaxDepth)
        {
            from.Bytes(-1);
            return default;
        }

        var values = new FieldValue[count];
        for (var i = 0; i < count && !from.Failed; i++)
        {
            var kind = (FieldKind)from.Byte();
            if (kind > FieldKind.List)
                from.Bytes(-1);
            values[i] = Read(ref from, kind, depth);
        }

        return FieldValue.Of(values);
    }
}
