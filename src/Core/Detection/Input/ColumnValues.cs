using System.Buffers.Binary;
using System.Collections;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>
/// The different values of a column as bytes behind each other, as sealed history stores them: text is looked up as it lies there, and becomes a
/// string only when somebody reads it.
/// </summary>
public sealed class ColumnValues : IReadOnlyList<FieldValue>
{
    FieldKind[] _kinds;
    // One more than there are values: a value lies between its own start and the next one's.
    int[] _starts;
    byte[] _bytes;

    /// <summary>None yet, with room.</summary>
    /// <param name="values">How many are expected.</param>
    /// <param name="bytes">How many bytes they are expected to take together.</param>
    public ColumnValues(int values = 16, int bytes = 256) => (_kinds, _starts, _bytes) = (new FieldKind[Math.Max(values, 1)], new int[Math.Max(values, 1) + 1], new byte[Math.Max(bytes, 16)]);

    /// <summary>Values that lie ready; nothing is copied, and the arrays are not to be changed as long as the values are read.</summary>
    /// <param name="kinds">Their kinds.</param>
    /// <param name="starts">Where each begins among the bytes, and behind the last start where that one ends.</param>
    /// <param name="bytes">Text in UTF-8, a number as the eight bytes of its double, least first (never minus zero), a flag as one byte that is 1 or 0.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="ArgumentException">The arrays do not hold so many.</exception>
    public ColumnValues(FieldKind[] kinds, int[] starts, byte[] bytes, int count)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(bytes);
        if (count < 0 || kinds.Length < count || starts.Length <= count || (uint)starts[count] > (uint)bytes.Length)
            throw new ArgumentException("The arrays do not hold so many values.", nameof(count));
        (_kinds, _starts, _bytes, Count) = (kinds, starts, bytes, count);
    }

    /// <summary>Values in order.</summary>
    public static ColumnValues Of(IEnumerable<FieldValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var made = new ColumnValues();
        foreach (var value in values)
            made.Add(value);
        return made;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The value at a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public FieldValue this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ValueBytes.Read(_kinds[index], BytesAt(index));
        }
    }

    /// <summary>Adds a value.</summary>
    public void Add(in FieldValue value)
    {
        Span<byte> room = stackalloc byte[ValueBytes.Room];
        Add(value.Kind, ValueBytes.Of(value, room));
    }

    /// <summary>Adds a text.</summary>
    /// <param name="utf8">Its bytes in UTF-8.</param>
    public void AddText(ReadOnlySpan<byte> utf8) => Add(FieldKind.Text, utf8);

    /// <summary>Adds a number.</summary>
    public void AddNumber(double number) => ValueBytes.Write(number, Room(FieldKind.Number, sizeof(double)));

    /// <inheritdoc/>
    public IEnumerator<FieldValue> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal double NumberAt(int index) => BinaryPrimitives.ReadDoubleLittleEndian(BytesAt(index));

    internal FieldKind KindAt(int index) => _kinds[index];

    /// <summary>The bytes of the value at a place: text in UTF-8, a number as those of its double, a flag as one, a list as its items.</summary>
    public ReadOnlySpan<byte> BytesAt(int index) => _bytes.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    /// <summary>Brings the bytes of a value near.</summary>
    internal void Bring(int index)
    {
        if (_starts[index] is var start && (uint)start < (uint)_bytes.Length)
            Near.Bring(in _bytes[start]);
    }

    void Add(FieldKind kind, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(kind, bytes.Length));

    /// <summary>Adds a value whose bytes are written into what is given.</summary>
    Span<byte> Room(FieldKind kind, int length)
    {
        var start = _starts[Count];
        if (Count == _kinds.Length)
        {
            Array.Resize(ref _kinds, Count * 2);
            Array.Resize(ref _starts, (Count * 2) + 1);
        }

        if (start + length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + length));
        _kinds[Count++] = kind;
        _starts[Count] = start + length;
        return _bytes.AsSpan(start, length);
    }
}
