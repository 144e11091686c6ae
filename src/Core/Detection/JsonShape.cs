using System.Text;

namespace Knooppunt.Detection;

/// <summary>
/// Reads flat JSON lines by remembering the keys of the lines before: a key that stands where it stood is recognised by one
/// comparison, another by a small table. What is not plain and flat is left to the strict reader.
/// </summary>
sealed class JsonShape
{
    const int Unread = -1;
    const int Time = -2;
    const int MaxKeys = 256;
    readonly Dictionary<string, int> _slots;
    readonly string _timeField;
    readonly List<Key> _keys = [];
    readonly int[] _table = new int[1024];
    int[] _expected = new int[16];

    public JsonShape(Dictionary<string, int> slots, string timeField) => (_slots, _timeField) = (slots, timeField);

    sealed record Key(byte[] Name, int Slot);

    public int TimeStart { get; private set; }

    public int TimeLength { get; private set; }

    public bool TimeIsNumber { get; private set; }

    /// <summary>False when the line must be read the strict way.</summary>
    public bool TryRead(byte[] buffer, int start, int end, JsonRow row)
    {
        TimeLength = 0;
        var line = buffer.AsSpan(0, end);
        var at = start;
        if (line[at++] != '{')
            return false;
        for (var position = 0; ; position++)
        {
            at = Skip(line, at);
            if (at >= line.Length || line[at] != '"' || FindKey(line, ref at, position) is not { } key)
                return false;
            at = Skip(line, at);
            if (at >= line.Length || !Value(line, ref at, key, row))
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

    Key? FindKey(ReadOnlySpan<byte> line, ref int at, int position)
    {
        var rest = line[(at + 1)..];
        if (position < _expected.Length && _expected[position] is > 0 and var expected)
        {
            var name = _keys[expected - 1].Name;
            if (rest.Length > name.Length + 1 && rest[name.Length] == '"' && rest[name.Length + 1] == ':' && rest.StartsWith(name))
            {
                at += name.Length + 3;
                return _keys[expected - 1];
            }
        }

        var length = rest.IndexOf((byte)'"');
        if (length < 0 || rest[..length].Contains((byte)'\\'))
            return null;
        var found = Known(rest[..length]);
        at = Skip(line, at + length + 2);
        if (found == 0 || at >= line.Length || line[at] != ':')
            return null;
        at++;
        if (position >= _expected.Length)
            Array.Resize(ref _expected, _expected.Length * 2);
        _expected[position] = found;
        return _keys[found - 1];
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

    bool Value(ReadOnlySpan<byte> line, ref int at, Key key, JsonRow row)
    {
        var start = at;
        switch (line[at])
        {
            case (byte)'"':
                start++;
                var (length, escaped) = Text(line[start..]);
                if (length < 0)
                    return false;
                at = start + length + 1;
                return Put(key, escaped ? JsonRow.Kind.Escaped : JsonRow.Kind.Text, start, length, row);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                while (at < line.Length && line[at] is not ((byte)',' or (byte)'}' or (byte)' '))
                    at++;
                return Put(key, JsonRow.Kind.Number, start, at - start, row);
            case (byte)'t':
                return Word(line, ref at, "true"u8) && Put(key, JsonRow.Kind.True, start, 0, row);
            case (byte)'f':
                return Word(line, ref at, "false"u8) && Put(key, JsonRow.Kind.False, start, 0, row);
            case (byte)'n':
                return Word(line, ref at, "null"u8) && Put(key, JsonRow.Kind.Null, start, 0, row);
            default:
                return false;
        }
    }

    static (int Length, bool Escaped) Text(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0 || rest[end] == '"')
            return (end, false);
        while (end < rest.Length && rest[end] != '"')
            end += rest[end] == '\\' ? 2 : 1;
        return (end < rest.Length ? end : -1, true);
    }

    static bool Word(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> word)
    {
        if (!line[at..].StartsWith(word))
            return false;
        at += word.Length;
        return true;
    }

    bool Put(Key key, JsonRow.Kind kind, int start, int length, JsonRow row)
    {
        if (key.Slot >= 0)
            row.Set(key.Slot, kind, start, length);
        if (key.Slot <= Time)
        {
            (TimeStart, TimeLength, TimeIsNumber) = (start, kind == JsonRow.Kind.Escaped ? 0 : length, kind == JsonRow.Kind.Number);
            if (key.Slot < Time)
                row.Set(Time - 1 - key.Slot, kind, start, length);
        }

        return true;
    }
}
