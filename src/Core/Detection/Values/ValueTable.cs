using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>
/// Gives each distinct value a small number. Values of up to sixteen bytes lie in the table itself, so that a look-up touches
/// one cache line: the look-up is what an event costs most.
/// </summary>
sealed class ValueTable
{
    /// <summary>The field is not there.</summary>
    public const int Absent = 0;

    /// <summary>The field is there without a value.</summary>
    public const int Null = 1;

    Slot[] _slots;
    int[] _positions;
    byte[] _long = [];
    int _longUsed;
    int _next = Null + 1;

    struct Slot
    {
        public int Id;
        public uint Hash;
        public int Length;
        public FieldKind Kind;
        public ulong First;
        public ulong Second;
    }

    /// <summary>An empty table.</summary>
    /// <param name="room">About how many values will come.</param>
    public ValueTable(int room = 32)
    {
        _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)room * 2)];
        _positions = new int[_slots.Length];
    }

    /// <summary>One more than the greatest number given.</summary>
    public int Limit => _next;

    public int Of(in FieldValue value)
    {
        Span<byte> room = stackalloc byte[ValueBytes.Room];
        return Of(value.Kind, ValueBytes.Of(value, room));
    }

    public int OfNumber(double number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        ValueBytes.Write(number, bytes);
        return Of(FieldKind.Number, bytes);
    }

    public int Of(FieldKind kind, ReadOnlySpan<byte> bytes)
    {
        var (first, second) = Words(bytes);
        return Of(kind, bytes, first, second, Hash(kind, bytes, first, second));
    }

    /// <summary>The hash of a value, for <see cref="Bring"/> and a look-up after it.</summary>
    public static uint HashOf(FieldKind kind, ReadOnlySpan<byte> bytes)
    {
        var (first, second) = Words(bytes);
        return Hash(kind, bytes, first, second);
    }

    /// <summary>Brings the place of a value near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Bring(uint hash)
    {
        // Number and content may lie on two cache lines.
        ref readonly var slot = ref _slots[hash & (_slots.Length - 1)];
        return slot.Id + (int)slot.First;
    }

    /// <summary>Brings the bytes of a long value near, whose place was brought.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BringLong(uint hash)
    {
        ref readonly var slot = ref _slots[hash & (_slots.Length - 1)];
        return slot.Length > 16 ? _long[(int)slot.Second] + _long[(int)slot.Second + slot.Length - 1] : 0;
    }

    /// <summary>The number of a value whose hash is known.</summary>
    public int Of(FieldKind kind, ReadOnlySpan<byte> bytes, uint hash)
    {
        var (first, second) = Words(bytes);
        return Of(kind, bytes, first, second, hash);
    }

    int Of(FieldKind kind, ReadOnlySpan<byte> bytes, ulong first, ulong second, uint hash)
    {
        if (kind == FieldKind.None)
            return Null;
        var mask = (uint)_slots.Length - 1;
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref _slots[at];
            if (slot.Id == 0)
                return Add(kind, bytes, first, second, hash);
            if (slot.Hash == hash && slot.First == first && slot.Length == bytes.Length && slot.Kind == kind && Same(slot, bytes, second))
                return slot.Id;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Same(in Slot slot, ReadOnlySpan<byte> bytes, ulong second) =>
        bytes.Length <= 16 ? slot.Second == second : bytes.SequenceEqual(_long.AsSpan((int)slot.Second, slot.Length));

    static (ulong First, ulong Second) Words(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        if (length >= 8)
        {
            var first = Unsafe.ReadUnaligned<ulong>(ref start);
            var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, Math.Min(length, 16) - 8));
            return (first, length == 8 ? 0 : last >> (8 * (16 - Math.Min(length, 16))));
        }

        if (length >= 4)
        {
            ulong low = Unsafe.ReadUnaligned<uint>(ref start);
            ulong high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - 4));
            return (low | (high << (8 * (length - 4))), 0);
        }

        ulong word = 0;
        for (var i = 0; i < length; i++)
            word |= (ulong)Unsafe.Add(ref start, i) << (8 * i);
        return (word, 0);
    }

    static uint Hash(FieldKind kind, ReadOnlySpan<byte> bytes, ulong first, ulong second)
    {
        var mixed = (first ^ 0x9E3779B97F4A7C15ul) * 0xBF58476D1CE4E5B9ul;
        mixed = (mixed ^ (mixed >> 32) ^ second ^ ((ulong)bytes.Length << 56) ^ ((ulong)kind << 48)) * 0x94D049BB133111EBul;
        for (var rest = bytes.Length > 16 ? bytes[16..] : default; !rest.IsEmpty; rest = rest[Math.Min(8, rest.Length)..])
            mixed = (mixed ^ (mixed >> 29) ^ Words(rest[..Math.Min(8, rest.Length)]).First) * 0xBF58476D1CE4E5B9ul;
        return (uint)(mixed >> 32) ^ (uint)mixed;
    }

    int Add(FieldKind kind, ReadOnlySpan<byte> bytes, ulong first, ulong second, uint hash)
    {
        if ((_next + 1) * 2 > _slots.Length)
            Grow();
        if (bytes.Length > 16)
            second = Keep(bytes);
        if (_next >= _positions.Length)
            Array.Resize(ref _positions, _positions.Length * 2);
        Place(new Slot { Id = _next, Hash = hash, Length = bytes.Length, Kind = kind, First = first, Second = second });
        return _next++;
    }

    void Place(in Slot slot)
    {
        var mask = (uint)_slots.Length - 1;
        var at = slot.Hash & mask;
        while (_slots[at].Id != 0)
            at = (at + 1) & mask;
        _slots[at] = slot;
        _positions[slot.Id] = (int)at;
    }

    void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        foreach (ref var slot in old.AsSpan())
        {
            if (slot.Id != 0)
                Place(slot);
        }
    }

    ulong Keep(ReadOnlySpan<byte> bytes)
    {
        if (_longUsed + bytes.Length > _long.Length)
            Array.Resize(ref _long, Math.Max(_long.Length * 2, _longUsed + bytes.Length + 1024));
        bytes.CopyTo(_long.AsSpan(_longUsed));
        _longUsed += bytes.Length;
        return (ulong)(_longUsed - bytes.Length);
    }

    /// <summary>The value behind a number.</summary>
    public FieldValue Value(int id)
    {
        if (id <= Null)
            return default;
        ref var slot = ref _slots[_positions[id]];
        Span<byte> inline = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(inline, slot.First);
        BinaryPrimitives.WriteUInt64LittleEndian(inline[8..], slot.Second);
        var bytes = slot.Length <= 16 ? inline[..slot.Length] : _long.AsSpan((int)slot.Second, slot.Length);
        return ValueBytes.Read(slot.Kind, bytes);
    }
}
