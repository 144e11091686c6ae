using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Knooppunt.Node.Journal;

/// <summary>A growing buffer that can go back to an earlier length.</summary>
internal sealed class ByteBuffer
{
    byte[] _bytes = new byte[64 << 10];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public void Rewind(int length) => Length = length;

    /// <summary>Keeps at most a mebibyte for next time, so that one large batch does not hold its memory for ever.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > 1 << 20)
            _bytes = new byte[64 << 10];
    }

    public void Byte(byte value)
    {
        Ensure(1);
        _bytes[Length++] = value;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Ensure(value.Length);
        value.CopyTo(_bytes.AsSpan(Length));
        Length += value.Length;
    }

    public void Fixed64(long value)
    {
        Ensure(8);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += 8;
    }

    public void Variable(ulong value)
    {
        Ensure(10);
        var bytes = _bytes;
        var at = Length;
        while (value >= 0x80)
        {
            bytes[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[at++] = (byte)value;
        Length = at;
    }

    public void Signed(long value) => Variable((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void Text(string value)
    {
        if (value.Length < 128 && Ascii.IsValid(value))
        {
            Ensure(value.Length + 1);
            _bytes[Length++] = (byte)value.Length;
            Length += Encoding.Latin1.GetBytes(value, _bytes.AsSpan(Length));
            return;
        }

        var count = Encoding.UTF8.GetByteCount(value);
        Variable((ulong)count);
        Ensure(count);
        Length += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(Length));
    }

    void Ensure(int more)
    {
        if (_bytes.Length - Length < more)
            Array.Resize(ref _bytes, (int)BitOperations.RoundUpToPowerOf2((uint)(Length + more)));
    }
}
