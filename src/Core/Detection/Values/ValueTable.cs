using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>
/// Gives each distinct value a small number. A look-up touches two places, and is what an event costs most: a cell of eight bytes, of which many lie
/// near, and the value. Values lie in the order in which they first came, so that the frequent ones lie beside each other; those of up to sixteen bytes
/// lie there whole.
/// </summary>
sealed class ValueTable
{
    /// <summary>The field is not there.</summary>
    public const int Absent = 0;

    /// <summary>The field is there without a value.</summary>
    public const int Null = 1;

    /// <summary>The value has no number, for it may never come again.</summary>
    public const int Unnumbered = -2;

    Cell[] _cells;
    // By number.
    ValuePlace[] _values;
    byte[] _long = [];
    int _longUsed;
    int _next = Null + 1;
    int _most;

    /// <summary>An empty table.</summary>
    /// <param name="room">About how many values will come.</param>
    public ValueTable(int room = 32)
    {
        _cells = new Cell[CellsFor(room)];
        _values = new ValuePlace[room + 1];
        _most = Most(_cells.Length);
    }

    /// <summary>Where a value is found by its hash.</summary>
    struct Cell
    {
        public uint Hash;
        /// <summary>Number of the value; zero when the cell is free.</summary>
        public int Id;
    }

    /// <summary>One more than the greatest number given.</summary>
    public int Limit => _next;

    // Cells that a look-up goes on to nearly always lie on the same cache line.
    static int Most(int cells) => cells / 4 * 3;

    static int CellsFor(int values) => checked((values / 3 * 4) + 8);

    /// <summary>Makes room at once for so many values.</summary>
    public void Expect(int values)
    {
        var limit = checked(values + Null + 1);
        if (limit <= _most)
            return;
        Growth.Reach(ref _values, limit);
        Resize(CellsFor(limit));
    }

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

    public int Of(FieldKind kind, ReadOnlySpan<byte> bytes) => Of(ValueKey.Of(kind, bytes), bytes);

    /// <summary>Brings the cell of a value near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bring(in ValueKey key) => Near.Bring(ref At(key.Hash));

    /// <summary>Brings the value near that is likely to be the key's, whose cell was brought; gives its number, which <see cref="Of(in ValueKey, ReadOnlySpan{byte}, int, MetOnce)"/> asks for. Zero when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Likely(in ValueKey key)
    {
        var cells = _cells;
        for (var at = Home(key.Hash); ;)
        {
            ref readonly var cell = ref cells[at];
            if (cell.Id == 0)
                return 0;
            if (cell.Hash == key.Hash)
            {
                Near.BringWhole(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), cell.Id));
                return cell.Id;
            }

            if (++at == (uint)cells.Length)
                at = 0;
        }
    }

    /// <summary>Cells stand in the order of their hashes: a table of any length is divided evenly, and growing walks from front to back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    uint Home(uint hash) => (uint)(((ulong)hash * (uint)_cells.Length) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref Cell At(uint hash) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cells), Home(hash));

    /// <summary>The number of a value whose key is known.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="met">Where those must have been met before that get a number; null to give each one.</param>
    public int Of(in ValueKey key, ReadOnlySpan<byte> bytes, MetOnce? met = null)
    {
        if (key.IsNone)
            return Null;
        var cells = _cells;
        for (var at = Home(key.Hash); ;)
        {
            ref readonly var cell = ref cells[at];
            if (cell.Id == 0)
                return met?.Was(key.Hash) == false ? Unnumbered : Add(key, bytes);
            if (cell.Hash == key.Hash && Same(_values[cell.Id], key, bytes))
                return cell.Id;
            if (++at == (uint)cells.Length)
                at = 0;
        }
    }

    /// <summary>The number of a value whose key is known, and which it is likely to be.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="likely">What <see cref="Likely"/> gave.</param>
    /// <param name="met">Where those must have been met before that get a number; null to give each one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(in ValueKey key, ReadOnlySpan<byte> bytes, int likely, MetOnce? met = null) => likely > 0 && Same(_values[likely], key, bytes) ? likely : Of(key, bytes, met);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Same(in ValuePlace value, in ValueKey key, ReadOnlySpan<byte> bytes) => value.First == key.First && value.Shape == key.Shape
        && (bytes.Length <= ValueHash.InWords ? value.Second == key.Second : bytes.SequenceEqual(_long.AsSpan(value.Position, value.Length)));

    int Add(in ValueKey key, ReadOnlySpan<byte> bytes)
    {
        if (_next >= _most)
            Resize(_cells.Length < Growth.Large ? _cells.Length * 2 : checked(_cells.Length / 5 * 6));
        Growth.Reach(ref _values, _next + 1);
        var isLong = bytes.Length > ValueHash.InWords;
        _values[_next] = new ValuePlace { Shape = key.Shape, First = key.First, Second = isLong ? 0 : key.Second, Position = isLong ? Keep(bytes) : 0 };
        Put(new Cell { Hash = key.Hash, Id = _next });
        return _next++;
    }

    void Put(Cell cell)
    {
        var at = Home(cell.Hash);
        while (_cells[at].Id != 0)
        {
            if (++at == (uint)_cells.Length)
                at = 0;
        }

        _cells[at] = cell;
    }

    void Resize(int cells)
    {
        var old = _cells;
        _cells = new Cell[cells];
        _most = Most(cells);
        foreach (var cell in old)
        {
            if (cell.Id != 0)
                Put(cell);
        }
    }

    int Keep(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, ValuePlace.LongestLength);
        if (_longUsed + bytes.Length > _long.Length)
            Array.Resize(ref _long, Growth.From(Math.Max(_long.Length, 1024), checked(_longUsed + bytes.Length)));
        bytes.CopyTo(_long.AsSpan(_longUsed));
        _longUsed += bytes.Length;
        return _longUsed - bytes.Length;
    }

    /// <summary>The value behind a number.</summary>
    public FieldValue Value(int id)
    {
        Span<byte> room = stackalloc byte[ValueHash.InWords];
        return id <= Null ? default : ValueBytes.Read(KindOf(id), BytesOf(id, room));
    }

    /// <summary>The kind of the value behind a number.</summary>
    public FieldKind KindOf(int id) => id <= Null ? FieldKind.None : _values[id].Kind;

    /// <summary>The bytes of the value behind a number, those of a short one in the room given, of <see cref="ValueHash.InWords"/> bytes.</summary>
    public ReadOnlySpan<byte> BytesOf(int id, Span<byte> room)
    {
        if (id <= Null)
            return default;
        ref readonly var value = ref _values[id];
        if (value.IsLong)
            return _long.AsSpan(value.Position, value.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(room, value.First);
        BinaryPrimitives.WriteUInt64LittleEndian(room[sizeof(ulong)..], value.Second);
        return room[..value.Length];
    }
}
