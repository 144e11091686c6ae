using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Knooppunt.Detection;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>
/// Reads the dictionary of a sealed column for the engine. A block has one for each of its fields, many with an entry for nearly every row: entries as
/// most of them are (a short text, a number that is not whole) are told by their first bytes and copied, all others are read as their format says.
/// </summary>
internal ref struct ValuesReader
{
    // What is copied at once. Most entries are shorter: what is copied behind their end is overwritten by the next one.
    const int Piece = 16;
    // Kind, bytes shared with the text before, bytes of its own.
    const int TextHead = 3;
    // Kind and the mark of a number that is not whole.
    const int NumberHead = 2;
    const byte NotWhole = 1;
    // Lengths below take one byte.
    const int Short = 0x80;
    // As much as a short entry is read from and written to at most.
    const int EntryRoom = TextHead + Short + Piece, ClearRoom = (2 * Short) + Piece;

    readonly ReadOnlySpan<byte> _entries;
    readonly BlockRoom _room;
    readonly FieldKind[] _kinds;
    readonly int[] _starts;
    readonly int _count;
    byte[] _clear;
    // How far the entries are read and the clear bytes are written.
    int _at;
    int _end;
    // Where the text before lies among the clear bytes.
    int _textStart;
    int _textLength;

    ValuesReader(ReadOnlySpan<byte> entries, int count, BlockRoom room)
    {
        _entries = entries;
        (_count, _room) = (count, room);
        (_kinds, _starts, _clear) = (room.Kinds(count), room.Ints(count + 1), room.Bytes(entries.Length + ClearRoom));
    }

    /// <summary>The next values; null when the bytes do not hold that many.</summary>
    /// <param name="from">Stands before the first, and afterwards behind the last.</param>
    /// <param name="count">How many.</param>
    /// <param name="room">Where they lie afterwards.</param>
    public static ColumnValues? Read(ref ByteReader from, int count, BlockRoom room)
    {
        var reader = new ValuesReader(from.Rest, count, room);
        for (var read = reader.ReadShort(0); read < count; read = reader.ReadShort(read + 1))
        {
            if (!reader.TryAny(read))
                return null;
        }

        reader._starts[count] = reader._end;
        from.Bytes(reader._at);
        return new ColumnValues(reader._kinds, reader._starts, reader._clear, count);
    }

    /// <summary>Reads short entries from one on, as long as there is room for more than they take; gives the first that it did not read.</summary>
    int ReadShort(int read)
    {
        // Kept in registers.
        var (at, end, textStart, textLength) = (_at, _end, _textStart, _textLength);
        var (lastEntry, lastClear) = (_entries.Length - EntryRoom, _clear.Length - ClearRoom);
        ref var entries = ref MemoryMarshal.GetReference(_entries);
        ref var clear = ref MemoryMarshal.GetArrayDataReference(_clear);
        for (; read < _count && at <= lastEntry && end <= lastClear; read++)
        {
            ref var entry = ref Unsafe.Add(ref entries, at);
            ref var to = ref Unsafe.Add(ref clear, end);
            if ((FieldKind)entry == FieldKind.Text)
            {
                int shared = Unsafe.Add(ref entry, 1), own = Unsafe.Add(ref entry, 2);
                if ((shared | own) >= Short || shared > textLength)
                    break;
                Copy(ref Unsafe.Add(ref clear, textStart), ref to, shared);
                Copy(ref Unsafe.Add(ref entry, TextHead), ref Unsafe.Add(ref to, shared), own);
                (_kinds[read], _starts[read], textStart, textLength) = (FieldKind.Text, end, end, shared + own);
                (at, end) = (at + TextHead + own, end + textLength);
            }
            else if ((FieldKind)entry == FieldKind.Number && Unsafe.Add(ref entry, 1) == NotWhole)
            {
                (_kinds[read], _starts[read]) = (FieldKind.Number, end);
                WriteNumber(Unsafe.ReadUnaligned<double>(ref Unsafe.Add(ref entry, NumberHead)), ref to);
                (at, end) = (at + NumberHead + sizeof(double), end + sizeof(double));
            }
            else
            {
                break;
            }
        }

        (_at, _end, _textStart, _textLength) = (at, end, textStart, textLength);
        return read;
    }

    /// <summary>Copies bytes, and up to a piece more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(ref byte from, ref byte to, int length)
    {
        Vector128.LoadUnsafe(ref from).StoreUnsafe(ref to);
        for (var at = Piece; at < length; at += Piece)
            Vector128.LoadUnsafe(ref from, (nuint)at).StoreUnsafe(ref to, (nuint)at);
    }

    // Minus zero is zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteNumber(double number, ref byte to) => Unsafe.WriteUnaligned(ref to, number == 0 ? 0 : number);

    /// <summary>Reads whatever entry comes next; false when it cannot be read.</summary>
    bool TryAny(int index)
    {
        var from = new ByteReader(_entries[_at..]);
        var kind = (FieldKind)from.Byte();
        (_kinds[index], _starts[index]) = (kind, _end);
        var read = kind switch
        {
            FieldKind.Text => TryText(ref from),
            FieldKind.Number => TryNumber(FieldCodec.ReadNumber(ref from)),
            <= FieldKind.List => TryAdd(ColumnValues.Of([FieldCodec.Read(ref from, kind, 0)]).BytesAt(0)),
            _ => false,
        };
        _at = _entries.Length - from.Left;
        return read && !from.Failed;
    }

    bool TryText(ref ByteReader from)
    {
        var shared = from.Variable();
        var own = from.Bytes(from.Count());
        var start = _end;
        if (shared > (ulong)_textLength || !TryReserve((int)shared + own.Length))
            return false;
        _clear.AsSpan(_textStart, (int)shared).CopyTo(_clear.AsSpan(start));
        own.CopyTo(_clear.AsSpan(start + (int)shared));
        (_textStart, _textLength) = (start, (int)shared + own.Length);
        _end += _textLength;
        return true;
    }

    bool TryNumber(double number)
    {
        if (!TryReserve(sizeof(double)))
            return false;
        WriteNumber(number, ref _clear[_end]);
        _end += sizeof(double);
        return true;
    }

    bool TryAdd(ReadOnlySpan<byte> value)
    {
        if (!TryReserve(value.Length))
            return false;
        value.CopyTo(_clear.AsSpan(_end));
        _end += value.Length;
        return true;
    }

    /// <summary>Makes room for the next bytes and for a short entry behind them; false when no array is so long.</summary>
    bool TryReserve(int length)
    {
        var needed = (long)_end + length + ClearRoom;
        if (needed <= _clear.Length)
            return true;
        if (needed > Array.MaxLength)
            return false;
        var larger = _room.Bytes((int)Math.Min(Array.MaxLength, Math.Max(needed, _clear.Length * 2L)));
        _clear.AsSpan(0, _end).CopyTo(larger);
        _clear = larger;
        return true;
    }
}
