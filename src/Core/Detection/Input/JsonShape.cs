using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Knooppunt.Detection;

/// <summary>
/// Reads flat JSON lines by remembering the keys of the lines before: a key that follows on the one that it last followed is recognised by one
/// comparison, another by a small table. What is not plain and flat is left to the strict reader.
/// </summary>
sealed class JsonShape
{
    const int Unread = -1;
    const int Time = -2;
    const int MaxKeys = 1024;
    readonly Dictionary<string, int> _slots;
    readonly string _timeField;
    readonly List<Key> _keys = [];
    readonly int[] _table = new int[MaxKeys * 4];
    Key? _first;

    readonly bool _keepsAll;

    /// <summary>A reader that knows no keys yet.</summary>
    /// <param name="slots">Slots by name of their field.</param>
    /// <param name="timeField">The field that holds the time.</param>
    /// <param name="keepsAll">Whether values that no rule reads by name are kept.</param>
    public JsonShape(Dictionary<string, int> slots, string timeField, bool keepsAll) => (_slots, _timeField, _keepsAll) = (slots, timeField, keepsAll);

    /// <summary>A key with the quote and colon behind it, ready for one comparison when that fits sixteen bytes.</summary>
    sealed class Key(byte[] name, int slot)
    {
        public readonly byte[] Name = name;
        public readonly int Slot = slot;
        // What last followed on it.
        public Key? Next;
        public readonly Vector128<byte> Mask = MaskOf(name.Length + 2);
        public readonly Vector128<byte> Pattern = name.Length > 14 ? default : Vector128.LoadUnsafe(ref ((byte[])[.. name, (byte)'"', (byte)':', .. new byte[16]])[0]);

        static Vector128<byte> MaskOf(int length) => Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)Math.Min(length, 16)));
    }

    public int TimeStart { get; private set; }

    public int TimeLength { get; private set; }

    public bool TimeIsNumber { get; private set; }

    /// <summary>False when the line must be read the strict way.</summary>
    public bool TryRead(byte[] buffer, int start, int end, JsonRows rows)
    {
        TimeLength = 0;
        // Sixteen bytes are looked at together: near the end of the buffer that would be past it.
        if (end + 32 > buffer.Length)
            return false;
        var line = buffer.AsSpan(0, end);
        var at = start;
        if (line[at++] != '{')
            return false;
        Key? before = null;
        for (var position = 0; ; position++)
        {
            at = Skip(line, at);
            ref var next = ref before is null ? ref _first : ref before.Next;
            if (position >= JsonText.MaxFields || at >= line.Length || line[at] != '"' || FindKey(line, ref at, ref next) is not { } key)
                return false;
            before = key;
            at = Skip(line, at);
            if (at >= line.Length || !Value(line, ref at, key, rows))
                return false;
            at = Skip(line, at);
            if (at >= line.Length)
                return false;
            if (line[at] == '}')
                return Skip(line, at + 1) == line.Length;
            if (line[at++] != ',')
                return false;
        }
    }

    static int Skip(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] == ' ')
            at++;
        return at;
    }

    Key? FindKey(ReadOnlySpan<byte> line, ref int at, ref Key? expected)
    {
        if (expected is not null && IsAt(line, at + 1, expected))
        {
            at += expected.Name.Length + 3;
            return expected;
        }

        var rest = line[(at + 1)..];
        var length = QuoteOrEscape(line, at + 1) - at - 1;
        if (length < 0 || rest[length] != '"')
            return null;
        var found = Known(rest[..length]);
        at = Skip(line, at + length + 2);
        if (found == 0 || at >= line.Length || line[at] != ':')
            return null;
        at++;
        return expected = _keys[found - 1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsAt(ReadOnlySpan<byte> line, int at, Key key)
    {
        if (key.Name.Length > 14)
            return line[at..].StartsWith(key.Name) && line.Length > at + key.Name.Length + 1 && line[at + key.Name.Length] == '"' && line[at + key.Name.Length + 1] == ':';
        var here = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(line), (nuint)at);
        return (here & key.Mask) == key.Pattern;
    }

    /// <summary>Where the next quote or backslash stands; before the start when there is none in the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int QuoteOrEscape(ReadOnlySpan<byte> line, int at)
    {
        ref var start = ref MemoryMarshal.GetReference(line);
        for (; at < line.Length; at += 16)
        {
            var here = Vector128.LoadUnsafe(ref start, (nuint)at);
            var bits = (Vector128.Equals(here, Vector128.Create((byte)'"')) | Vector128.Equals(here, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
            if (bits != 0)
                return at + BitOperations.TrailingZeroCount(bits) is var found && found < line.Length ? found : -1;
        }

        return -1;
    }

    /// <summary>Where a number ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int NumberEnd(ReadOnlySpan<byte> line, int at)
    {
        ref var start = ref MemoryMarshal.GetReference(line);
        for (; at < line.Length; at += 16)
        {
            var here = Vector128.LoadUnsafe(ref start, (nuint)at);
            var bits = (Vector128.Equals(here, Vector128.Create((byte)',')) | Vector128.Equals(here, Vector128.Create((byte)'}')) | Vector128.Equals(here, Vector128.Create((byte)' '))).ExtractMostSignificantBits();
            if (bits != 0)
                return Math.Min(at + BitOperations.TrailingZeroCount(bits), line.Length);
        }

        return line.Length;
    }

    /// <summary>The number of a key, one higher; 0 when there are too many keys to remember.</summary>
    int Known(ReadOnlySpan<byte> name)
    {
        var hash = name.Length > 0 ? (name.Length * 31) + name[0] + (name[^1] * 7) + (name[name.Length / 2] * 17) : 0;
        for (var at = hash & (_table.Length - 1); ; at = (at + 1) & (_table.Length - 1))
        {
            if (_table[at] == 0)
                return _table[at] = Learn(name);
            if (_keys[_table[at] - 1].Name.AsSpan().SequenceEqual(name))
                return _table[at];
        }
    }

    int Learn(ReadOnlySpan<byte> name)
    {
        if (_keys.Count >= MaxKeys)
            return 0;
        var text = Encoding.UTF8.GetString(name);
        var slot = _slots.TryGetValue(text, out var known) ? known : Unread;
        // Rules may read the time as well: then both are told by one number below.
        _keys.Add(new Key(name.ToArray(), text != _timeField ? slot : slot >= 0 ? Time - 1 - slot : Time));
        return _keys.Count;
    }

    bool Value(ReadOnlySpan<byte> line, ref int at, Key key, JsonRows rows)
    {
        var start = at;
        switch (line[at])
        {
            case (byte)'"':
                start++;
                var end = QuoteOrEscape(line, start);
                if (end < 0)
                    return false;
                var escaped = line[end] != '"';
                if (escaped && (end = EscapedEnd(line, end)) < 0)
                    return false;
                at = end + 1;
                return Put(key, escaped ? JsonRows.Kind.Escaped : JsonRows.Kind.Text, start, end - start, rows);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                at = NumberEnd(line, at);
                // Tabs and the like behind a number are rare: the strict way knows them.
                return char.IsAsciiDigit((char)line[at - 1]) && Put(key, JsonRows.Kind.Number, start, at - start, rows);
            case (byte)'t':
                return Word(line, ref at, "true"u8) && Put(key, JsonRows.Kind.True, start, 0, rows);
            case (byte)'f':
                return Word(line, ref at, "false"u8) && Put(key, JsonRows.Kind.False, start, 0, rows);
            case (byte)'n':
                return Word(line, ref at, "null"u8) && Put(key, JsonRows.Kind.Null, start, 0, rows);
            default:
                return false;
        }
    }

    static int EscapedEnd(ReadOnlySpan<byte> line, int at)
    {
        // A quote is the end unless an odd number of backslashes stands before it.
        for (var start = at; ; at++)
        {
            if (line[at..].IndexOf((byte)'"') is not (>= 0 and var next))
                return -1;
            at += next;
            var slash = at;
            while (slash > start && line[slash - 1] == '\\')
                slash--;
            if (((at - slash) & 1) == 0)
                return at;
        }
    }

    static bool Word(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> word)
    {
        if (!line[at..].StartsWith(word))
            return false;
        at += word.Length;
        return true;
    }

    bool Put(Key key, JsonRows.Kind kind, int start, int length, JsonRows rows)
    {
        if (key.Slot >= 0)
            rows.Set(key.Slot, kind, start, length);
        else if (_keepsAll && key.Slot >= Time)
            rows.Keep(kind, start, length);
        if (key.Slot <= Time)
        {
            (TimeStart, TimeLength, TimeIsNumber) = (start, kind == JsonRows.Kind.Escaped ? 0 : length, kind == JsonRows.Kind.Number);
            if (key.Slot < Time)
                rows.Set(Time - 1 - key.Slot, kind, start, length);
        }

        return true;
    }
}
