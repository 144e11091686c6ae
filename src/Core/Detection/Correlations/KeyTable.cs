using System.Numerics;
using System.Runtime.CompilerServices;

namespace Knooppunt.Detection;

/// <summary>Gives each group a number: straight from the value's number for one field, through a hash table for several.</summary>
sealed class KeyTable(int width)
{
    /// <summary>No group.</summary>
    public const int Free = -1;

    // By number of the value the group that it last had, one higher: it is still its own when the group has that value.
    int[] _direct = new int[16];
    int[] _buckets = new int[16];
    int[] _ids = new int[16 * Math.Max(width, 1)];
    readonly IntBuffer _free = new();
    int _count;

    public int Width => width;

    public int Used => _count - _free.Count;

    /// <summary>One more than the greatest number in use.</summary>
    public int Limit => _count;

    public ReadOnlySpan<int> Ids(int key) => _ids.AsSpan(key * width, width);

    public bool IsUsed(int key) => width == 0 ? key < _count : _ids[key * width] != Free;

    public int Of(ReadOnlySpan<int> ids) => width switch
    {
        0 => _count == 0 ? _count++ : 0,
        1 => OfOne(ids[0]),
        _ => OfMany(ids),
    };

    /// <summary>The groups of values of the only field, in place of the numbers of those; none for one without a value.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void OfEach(Span<int> ids)
    {
        var known = _direct;
        foreach (var id in ids)
        {
            if ((uint)id < (uint)known.Length)
                Near.Bring(in known[id]);
        }

        foreach (ref var id in ids)
        {
            id = id <= ValueTable.Null ? Free : OfOne(id);
        }
    }

    /// <summary>Makes room at once for so many groups.</summary>
    public void Expect(int groups)
    {
        Growth.Reach(ref _ids, checked(groups * width));
        if (width == 1)
            Growth.Reach(ref _direct, groups + ValueTable.Null + 1);
        else if (width > 1 && checked(groups * 2) > _buckets.Length)
            Rehash((int)BitOperations.RoundUpToPowerOf2((uint)groups * 2));
    }

    int OfOne(int id)
    {
        var (known, ids) = (_direct, _ids);
        return (uint)id < (uint)known.Length && known[id] - 1 is >= 0 and var key && ids[key] == id ? key : AddOne(id);
    }

    int AddOne(int id)
    {
        var key = Add([id]);
        Growth.Reach(ref _direct, id + 1);
        _direct[id] = key + 1;
        return key;
    }

    int OfMany(ReadOnlySpan<int> ids)
    {
        if ((_count + 1) * 2 > _buckets.Length)
            Rehash(_buckets.Length * 2);
        var at = Bucket(ids);
        if (_buckets[at] == 0)
            _buckets[at] = Add(ids) + 1;
        return _buckets[at] - 1;
    }

    int Bucket(ReadOnlySpan<int> ids)
    {
        uint hash = 17;
        foreach (var id in ids)
            hash = (hash ^ (uint)id) * 0x9E3779B1 ^ (hash >> 15);
        var mask = _buckets.Length - 1;
        var at = (int)(hash ^ (hash >> 16)) & mask;
        while (_buckets[at] != 0 && !Ids(_buckets[at] - 1).SequenceEqual(ids))
            at = (at + 1) & mask;
        return at;
    }

    int Add(ReadOnlySpan<int> ids)
    {
        var key = _free.Count > 0 ? _free.TakeLast() : _count++;
        Growth.Reach(ref _ids, checked((key + 1) * width));
        ids.CopyTo(_ids.AsSpan(key * width));
        return key;
    }

    /// <summary>Lets go of a key in use that nothing refers to; <see cref="Swept"/> comes after the last one.</summary>
    public void LetGo(int key)
    {
        if (width == 0)
            return;
        _ids.AsSpan(key * width, width).Fill(Free);
        _free.Add(key);
    }

    /// <summary>Ends letting go of keys.</summary>
    public void Swept()
    {
        if (width > 1)
            Rehash(_buckets.Length);
    }

    void Rehash(int size)
    {
        _buckets = new int[size];
        for (var key = 0; key < _count; key++)
        {
            if (IsUsed(key))
                _buckets[Bucket(Ids(key))] = key + 1;
        }
    }

    /// <summary>Replaces the values' numbers by others; the keys keep theirs.</summary>
    public void Renumber(Func<int, int, int> renumbered)
    {
        if (width == 0)
            return;
        _direct = new int[16];
        for (var key = 0; key < _count; key++)
        {
            if (!IsUsed(key))
                continue;
            for (var i = 0; i < width; i++)
                _ids[(key * width) + i] = renumbered(i, _ids[(key * width) + i]);
            if (width == 1)
            {
                var id = _ids[key];
                Growth.Reach(ref _direct, id + 1);
                _direct[id] = key + 1;
            }
        }

        if (width > 1)
            Rehash(_buckets.Length);
    }
}
