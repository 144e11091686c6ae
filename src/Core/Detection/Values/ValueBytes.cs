using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>A value as its kind and bytes: text in UTF-8, a number as its eight bytes, a flag as one, a list as its items with kind and length.</summary>
static class ValueBytes
{
    const int ShortText = 80;
    const int ItemHead = 5;

    /// <summary>Text as JSON escapes it, a kind that three bits hold. One text may be escaped in several ways: only where numbers of values are not compared with each other.</summary>
    public const FieldKind Escaped = (FieldKind)7;

    /// <summary>Room that every value but long text and lists fits in.</summary>
    public const int Room = ShortText * 3;

    /// <summary>The bytes of a value, in the room when they fit.</summary>
    public static ReadOnlySpan<byte> Of(in FieldValue value, Span<byte> room)
    {
        switch (value.Kind)
        {
            case FieldKind.Number:
                Write(value.Number, room);
                return room[..sizeof(double)];
            case FieldKind.Flag:
                room[0] = value.Flag ? (byte)1 : (byte)0;
                return room[..1];
            case FieldKind.List:
                return Encoded(value);
            case FieldKind.Text when value.Text!.Length > ShortText:
                return Encoding.UTF8.GetBytes(value.Text);
            case FieldKind.Text:
                return room[..Encoding.UTF8.GetBytes(value.Text, room)];
            default:
                return default;
        }
    }

    /// <summary>A number as bytes; minus zero is zero.</summary>
    public static void Write(double number, Span<byte> room) => BinaryPrimitives.WriteDoubleLittleEndian(room, number == 0 ? 0 : number);

    /// <summary>The value again.</summary>
    public static FieldValue Read(FieldKind kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        FieldKind.Text => FieldValue.Of(Encoding.UTF8.GetString(bytes)),
        FieldKind.Number => FieldValue.Of(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        FieldKind.Flag => FieldValue.Of(bytes[0] != 0),
        FieldKind.List => Decoded(bytes),
        Escaped => FieldValue.Of(JsonText.Unescaped(bytes)),
        _ => default,
    };

    static byte[] Encoded(in FieldValue list)
    {
        var bytes = new List<byte>();
        Span<byte> room = stackalloc byte[Room];
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var item in list.List)
        {
            var content = Of(item, room);
            BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
            bytes.Add((byte)item.Kind);
            bytes.AddRange(length);
            bytes.AddRange(content);
        }

        return [.. bytes];
    }

    static FieldValue Decoded(ReadOnlySpan<byte> bytes)
    {
        var items = new List<FieldValue>();
        while (bytes.Length >= ItemHead)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
            items.Add(Read((FieldKind)bytes[0], bytes.Slice(ItemHead, length)));
            bytes = bytes[(ItemHead + length)..];
        }

        return FieldValue.Of(CollectionsMarshal.AsSpan(items));
    }
}
