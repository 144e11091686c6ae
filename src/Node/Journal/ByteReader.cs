using System.Buffers.Binary;
using System.Text;

namespace Knooppunt.Node.Journal;

/// <summary>Reads bytes that may be hostile: past the end it gives zeros and remembers that it failed.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> data)
{
    ReadOnlySpan<byte> _rest = data;

    public bool Failed { get; private set; }

    public readonly int Left => _rest.Length;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > _rest.Length)
        {
            Failed = true;
            _rest = [];
            return [];
        }

        var bytes = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return bytes;
    }

    public byte Byte()
    {
        if (_rest.IsEmpty)
        {
            Failed = true;
            return 0;
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public long Fixed64() => Bytes(8) is { Length: 8 } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    /// <summary>LEB128, at most ten bytes.</summary>
    public ulong Variable()
    {
        if (!_rest.IsEmpty && _rest[0] < 0x80)
            return Byte();
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
                return value;
        }

        Failed = true;
        return 0;
    }

    public long Signed()
    {
        var value = Variable();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A count of things that take at least one byte each; a larger one is a lie and fails.</summary>
    public int Count()
    {
        var value = Variable();
        if (value <= (ulong)_rest.Length)
            return (int)value;
        Failed = true;
        return 0;
    }

    public string Text()
    {
        var bytes = Bytes(Count());
        return bytes.IsEmpty ? "" : Encoding.UTF8.GetString(bytes);
    }
}
