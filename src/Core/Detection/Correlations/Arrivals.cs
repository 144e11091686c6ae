using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Knooppunt.Detection;

/// <summary>The events of a batch that came for one correlation, in order: the group of each and what it counts for, looked up together.</summary>
sealed class Arrivals
{
    // Row of the batch and member in one number, so that their order is that of the numbers. No correlation has more than 64 members.
    const int MemberBits = 6;
    readonly List<(int Member, ulong[] Rows)> _feeding = [];
    int[] _codes = new int[64];
    bool _inOrder = true;
    int _last = -1;
    int[] _which = [];
    int[] _places = [];
    int[] _numbers = [];
    int[] _keys = [];
    long[] _values = [];
    long[] _said = [];

    public int Count { get; private set; }

    /// <summary>Their groups; less than zero for one that says nothing.</summary>
    public ReadOnlySpan<int> Keys => _keys.AsSpan(0, Count);

    /// <summary>What they count for.</summary>
    public ReadOnlySpan<long> Values => _values.AsSpan(0, Count);

    /// <summary>Adds an event.</summary>
    /// <param name="row">Its row, counted from the first of the batch.</param>
    /// <param name="member">The member that holds for it.</param>
    public void Add(int row, int member)
    {
        var code = (row << MemberBits) | member;
        _inOrder &= _last < code;
        _last = code;
        if (Count == _codes.Length)
            Array.Resize(ref _codes, Count * 2);
        _codes[Count++] = code;
    }

    /// <summary>Adds the rows of a member, as bits; they come with the next <see cref="Gather"/>.</summary>
    public void Add(int member, ulong[] rows) => _feeding.Add((member, rows));

    /// <summary>Takes over what was added as bits, row by row.</summary>
    /// <param name="wanted">The rows that are taken, as bits.</param>
    /// <param name="first">The row that the batch begins with, counted as the bits are.</param>
    public void Gather(ReadOnlySpan<ulong> wanted, int first)
    {
        if (_feeding.Count == 0)
            return;
        var feeding = CollectionsMarshal.AsSpan(_feeding);
        if (feeding.Length == 1)
            GatherOne(feeding[0].Member, feeding[0].Rows, wanted, first);
        else
            GatherAll(feeding, wanted, first);
        _feeding.Clear();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void GatherOne(int member, ReadOnlySpan<ulong> rows, ReadOnlySpan<ulong> wanted, int first)
    {
        var (before, count) = (Count, Count);
        for (var word = 0; word < wanted.Length; word++)
        {
            var left = rows[word] & wanted[word];
            Growth.Reach(ref _codes, count + BitOperations.PopCount(left));
            var codes = _codes.AsSpan(count, BitOperations.PopCount(left));
            for (var i = 0; i < codes.Length; i++, left &= left - 1)
                codes[i] = (((word * FeedingRows.PerWord) + BitOperations.TrailingZeroCount(left) - first) << MemberBits) | member;
            count += codes.Length;
        }

        if (count == before)
            return;
        _inOrder &= _last < _codes[before];
        (_last, Count) = (_codes[count - 1], count);
    }

    void GatherAll(ReadOnlySpan<(int Member, ulong[] Rows)> feeding, ReadOnlySpan<ulong> wanted, int first)
    {
        for (var word = 0; word < wanted.Length; word++)
        {
            var any = 0ul;
            foreach (ref readonly var member in feeding)
                any |= member.Rows[word];
            for (any &= wanted[word]; any != 0; any &= any - 1)
            {
                var bit = BitOperations.TrailingZeroCount(any);
                foreach (ref readonly var member in feeding)
                {
                    if ((member.Rows[word] >> bit & 1) != 0)
                        Add((word * FeedingRows.PerWord) + bit - first, member.Member);
                }
            }
        }
    }

    public int RowOf(int arrival) => _codes[arrival] >> MemberBits;

    public int MemberOf(int arrival) => _codes[arrival] & ((1 << MemberBits) - 1);

    /// <summary>Where the arrivals end that are of the same event as one.</summary>
    public int EndOf(int first)
    {
        var end = first + 1;
        while (end < Count && RowOf(end) == RowOf(first))
            end++;
        return end;
    }

    /// <summary>Puts them in order and looks up their groups and what they count for.</summary>
    public void Read(Batch batch, CorrelationState state)
    {
        if (!_inOrder)
            Array.Sort(_codes, 0, Count);
        Reserve();
        if (state.Own.ReadsAlike)
            ReadTogether(batch, state);
        else
            ReadByMember(batch, state);
    }

    void Reserve()
    {
        if (_keys.Length >= Count)
            return;
        (_which, _places, _numbers, _keys) = (new int[Count], new int[Count], new int[Count], new int[Count]);
        (_values, _said) = (new long[Count], new long[Count]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void ReadTogether(Batch batch, CorrelationState state)
    {
        var which = _which.AsSpan(0, Count);
        for (var arrival = 0; arrival < which.Length; arrival++)
            which[arrival] = batch.First + RowOf(arrival);
        state.Read(batch.Rows, state.Own.Members[0], which, _keys.AsSpan(0, Count), _values.AsSpan(0, Count));
    }

    void ReadByMember(Batch batch, CorrelationState state)
    {
        for (var m = 0; m < state.Own.Members.Length; m++)
            Read(batch, state, m);
    }

    void Read(Batch batch, CorrelationState state, int member)
    {
        var count = 0;
        for (var arrival = 0; arrival < Count; arrival++)
        {
            if (MemberOf(arrival) != member)
                continue;
            _which[count] = batch.First + RowOf(arrival);
            _places[count++] = arrival;
        }

        state.Read(batch.Rows, state.Own.Members[member], _which.AsSpan(0, count), _numbers.AsSpan(0, count), _said.AsSpan(0, count));
        for (var i = 0; i < count; i++)
            (_keys[_places[i]], _values[_places[i]]) = (_numbers[i], _said[i]);
    }

    public void Clear()
    {
        (Count, _inOrder, _last) = (0, true, -1);
    }
}
