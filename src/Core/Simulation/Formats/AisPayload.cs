namespace Knooppunt.Simulation.Formats;

/// <summary>Lays bits down six to a character (ITU-R M.1371, armoured as IEC 61162-1 does).</summary>
sealed class AisPayload
{
    readonly List<byte> _sixes = [];
    int _filled = 6;

    /// <summary>Bits so far.</summary>
    public int Bits => (_sixes.Count * 6) - (_sixes.Count == 0 ? 0 : 6 - _filled);

    /// <summary>Bits to leave out at the end.</summary>
    public int Fill => _sixes.Count == 0 ? 0 : 6 - _filled;

    /// <summary>A number, two's complement when it is negative.</summary>
    public AisPayload Add(long value, int bits)
    {
        for (var bit = bits - 1; bit >= 0; bit--)
        {
            if (_filled == 6)
            {
                _sixes.Add(0);
                _filled = 0;
            }

            _filled++;
            _sixes[^1] |= (byte)((value >> bit & 1) << (6 - _filled));
        }

        return this;
    }

    /// <summary>Text in six-bit ASCII, filled up with <c>@</c>; other characters become blanks.</summary>
    public AisPayload Add(string text, int characters)
    {
        for (var i = 0; i < characters; i++)
        {
            var c = i < text.Length ? text[i] : '@';
            Add(c is >= '@' and <= '_' ? c - '@' : c is >= ' ' and <= '?' ? c : ' ', 6);
        }

        return this;
    }

    /// <summary>The armoured characters.</summary>
    public override string ToString() => string.Create(_sixes.Count, _sixes, (room, sixes) =>
    {
        for (var i = 0; i < room.Length; i++)
            room[i] = (char)(sixes[i] < 40 ? sixes[i] + 48 : sixes[i] + 56);
    });
}
