using System.Runtime.CompilerServices;

namespace Knooppunt.Detection;

/// <summary>Numbers in a row that grow and are emptied, without ever being given back.</summary>
sealed class IntBuffer
{
    int[] _items = new int[16];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Written => _items.AsSpan(0, Count);

    public int this[int at]
    {
        get => _items[at];
        set => _items[at] = value;
    }

    public void Clear() => Count = 0;

    public void Sort() => Array.Sort(_items, 0, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int item)
    {
        var (items, count) = (_items, Count);
        if ((uint)count >= (uint)items.Length)
            items = Larger();
        items[count] = item;
        Count = count + 1;
    }

    /// <summary>Takes off the last one, which there must be.</summary>
    public int TakeLast() => _items[--Count];

    [MethodImpl(MethodImplOptions.NoInlining)]
    int[] Larger()
    {
        Array.Resize(ref _items, Count * 2);
        return _items;
    }
}
