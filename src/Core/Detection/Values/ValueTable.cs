using System.Buffers.Binary;
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

    /// <summary>The value has no number, for it may never come again.</summary>
    public const int Unnumbered = -2;

    ValuePlace[] _places;
    int[] _positions;
    byte[] _long = [];
    int _longUsed;
    int _next = Null + 1;
    int _most;

    /// <summary>An empty table.</summary>
    /// <param name="room">About how many values will come.</param>
    public ValueTable(int room = 32)
    {
        _places = new ValuePlace[PlacesFor(room)];
        _positions = new int[room + 1];
        _most = Most(_places.Length);
    }

    /// <summary>One more than the greatest number given.</summary>
    public int Limit => _next;

    /// <summary>Half of a small table is free, so that a look-up seldom goes on to a next place; a quarter of a large one, for there memory weighs more.</summary>
    static int Most(int places) => places <= Growth.Large ? places / 2 : places / 4 * 3;

    static int PlacesFor(int values) => values <= Growth.Large / 2 ? values * 2 : checked((values / 3 * 4) + 8);

    /// <summary>Makes room at once for so many values.</summary>
    public void Expect(int values)
    {
        var limit = checked(values + Null + 1);
        if (limit <= _most)
            return;
        Growth.Reach(ref _positions, limit);
        Resize(PlacesFor(limit));
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

    /// <summary>Brings the place of a value near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bring(in ValueKey key) => Near.BringWhole(ref At(key.Hash));

    /// <summary>Brings the bytes of a long value near, whose place was brought.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BringLong(in ValueKey key)
    {
        ref readonly var place = ref At(key.Hash);
        if (!place.IsLong)
            return;
        Near.Bring(in _long[place.Position]);
        Near.Bring(in _long[place.Position + place.Length - 1]);
    }

    /// <summary>Places stand in the order of their hashes: a table of any length is divided evenly, and growing walks from front to back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    uint Home(uint hash) => (uint)(((ulong)hash * (uint)_places.Length) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref ValuePlace At(uint hash) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_places), Home(hash));

    /// <summary>The number of a value whose key is known.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="met">Where those must have been met before that get a number; null to give each one.</param>
    public int Of(in ValueKey key, ReadOnlySpan<byte> bytes, MetOnce? met = null)
    {
        if (key.IsNone)
            return Null;
        var places = _places;
        for (var at = Home(key.Hash); ;)
        {
            ref var place = ref places[at];
            if (place.First == key.First && place.Shape == key.Shape && Same(place, key, bytes))
                return place.Id;
            if (place.Id == 0)
                return met?.Was(key.Hash) == false ? Unnumbered : Add(key, bytes);
            if (++at == (uint)places.Length)
                at = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Same(in ValuePlace place, in ValueKey key, ReadOnlySpan<byte> bytes) => bytes.Length <= ValueHash.InWords
        ? place.Second == key.Second
        : place.HashOfLong == key.Hash && bytes.SequenceEqual(_long.AsSpan(place.Position, place.Length));

    int Add(in ValueKey key, ReadOnlySpan<byte> bytes)
    {
        if (_next >= _most)
            Resize(_places.Length < Growth.Large ? _places.Length * 2 : checked(_places.Length / 5 * 6));
        Growth.Reach(ref _positions, _next + 1);
        var second = bytes.Length > ValueHash.InWords ? ValuePlace.SecondOf(key.Hash, Keep(bytes)) : key.Second;
        Put(new ValuePlace { Id = _next, Shape = key.Shape, First = key.First, Second = second }, Home(key.Hash));
        return _next++;
    }

    void Put(in ValuePlace place, uint at)
    {
        while (_places[at].Id != 0)
        {
            if (++at == (uint)_places.Length)
                at = 0;
        }

        _places[at] = place;
        _positions[place.Id] = (int)at;
    }

    void Resize(int places)
    {
        var old = _places;
        _places = new ValuePlace[places];
        _most = Most(places);
        foreach (ref readonly var place in old.AsSpan())
        {
            if (place.Id != 0)
                Put(place, Home(place.Hash));
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
    public FieldKind KindOf(int id) => id <= Null ? FieldKind.None : _places[_positions[id]].Kind;

    /// <summary>The bytes of the value behind a number, those of a short one in the room given, of <see cref="ValueHash.InWords"/> bytes.</summary>
    public ReadOnlySpan<byte> BytesOf(int id, Span<byte> room)
    {
        if (id <= Null)
            return default;
        ref readonly var place = ref _places[_positions[id]];
        if (place.IsLong)
            return _long.AsSpan(place.Position, place.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(room, place.First);
        BinaryPrimitives.WriteUInt64LittleEndian(room[sizeof(ulong)..], place.Second);
        return room[..place.Length];
    }
}
