using System.Runtime.InteropServices;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>
/// Arrays for what is decoded of a block, used again for the next one: a new megabyte for every column of every block costs more than decoding
/// into it. Whoever reads with it is done with a block when the next one is opened.
/// </summary>
internal sealed class BlockRoom
{
    readonly Shelf<byte> _bytes = new();
    readonly Shelf<int> _ints = new();
    readonly Shelf<FieldKind> _kinds = new();
    readonly Shelf<int> _rows = new();
    readonly Shelf<long> _moments = new();
    byte[] _sealed = [];

    /// <summary>The block before is over: its arrays are free.</summary>
    public void Begin()
    {
        _bytes.Free();
        _ints.Free();
        _kinds.Free();
        _rows.Free();
        _moments.Free();
    }

    /// <summary>Room for bytes as they lie in the file, until the next question.</summary>
    public Span<byte> Sealed(int length)
    {
        if (_sealed.Length < length)
            _sealed = GC.AllocateUninitializedArray<byte>(length);
        return _sealed.AsSpan(0, length);
    }

    /// <summary>At least that many bytes, with anything in them.</summary>
    public byte[] Bytes(int least) => _bytes.Take(least);

    /// <summary>At least that many numbers, with anything in them.</summary>
    public int[] Ints(int least) => _ints.Take(least);

    /// <summary>Kinds of at least that many values, with anything in them.</summary>
    public FieldKind[] Kinds(int least) => _kinds.Take(least);

    /// <summary>A number for each row, with anything in them.</summary>
    public int[] Places(int rows) => _rows.TakeExactly(rows);

    /// <summary>A time or offset for each row, with anything in them.</summary>
    public long[] Moments(int rows) => _moments.TakeExactly(rows);

    /// <summary>Blocks of one segment ask for nearly the same in nearly the same order.</summary>
    sealed class Shelf<T>
    {
        readonly List<T[]> _arrays = [];
        int _taken;

        public void Free() => _taken = 0;

        public T[] Take(int least)
        {
            ref var next = ref Next();
            if (next.Length < least)
                next = GC.AllocateUninitializedArray<T>(Math.Max(16, least + (least / 8)));
            return next;
        }

        public T[] TakeExactly(int length)
        {
            ref var next = ref Next();
            if (next.Length != length)
                next = GC.AllocateUninitializedArray<T>(length);
            return next;
        }

        ref T[] Next()
        {
            if (_taken == _arrays.Count)
                _arrays.Add([]);
            return ref CollectionsMarshal.AsSpan(_arrays)[_taken++];
        }
    }
}
