using System.Numerics;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// What the values of a field come down to: values of one kind answer alike all that rules ask of the field. So a value is judged once, for rules on
/// events of every type, and what follows from it lies there for a few kinds and not for each value.
/// </summary>
/// <param name="slot">The field; it has kinds.</param>
/// <param name="values">The numbers of its values.</param>
sealed class ValueKinds(PlanSlot slot, ValueTable values)
{
    /// <summary>No kind, or not known yet. Where there are more kinds than numbers for them, it stays so.</summary>
    public const int None = 0;

    readonly ulong _all = ulong.MaxValue >> (Partition.MostBits - slot.Tests.Count);
    readonly Dictionary<ulong, ushort> _numbers = [];
    // By number of the kind the tests that hold, as bits; by number of the value its kind.
    readonly List<ulong> _held = [0];
    ushort[] _of = new ushort[16];
    // Worked out with the first text: of many fields none comes before their rules change.
    ulong[]? _byFirstLetter;

    /// <summary>The kind of a value that has a number.</summary>
    public int Of(int id)
    {
        var known = _of;
        return (uint)id < (uint)known.Length && known[id] is not 0 and var kind ? kind : Judge(id);
    }

    /// <summary>Brings near what is known of a value.</summary>
    public void Bring(int id)
    {
        if ((uint)id < (uint)_of.Length)
            Near.Bring(in _of[id]);
    }

    /// <summary>The tests that hold for values of a kind, as bits.</summary>
    public ulong HeldBy(int kind) => _held[kind];

    /// <summary>The tests that hold for a value, as bits.</summary>
    public ulong Held(int id)
    {
        Span<byte> room = stackalloc byte[ValueHash.InWords];
        var text = values.KindOf(id) == FieldKind.Text ? values.BytesOf(id, room) : default;
        var isAscii = !text.IsEmpty && Ascii.IsValid(text);
        FieldValue? made = null;
        var held = 0ul;
        for (var left = isAscii ? (_byFirstLetter ??= TestsByFirstLetter(slot))[text[0]] : _all; left != 0; left &= left - 1)
        {
            var test = slot.Tests[BitOperations.TrailingZeroCount(left)];
            if (isAscii && test.MatchesAscii(text) is { } known ? known : test.Matches(made ??= values.Value(id), id != ValueTable.Absent))
                held |= left & (~left + 1);
        }

        return held;
    }

    /// <summary>By the letter that a text of ASCII begins with the tests that may hold for it, as bits.</summary>
    static ulong[] TestsByFirstLetter(PlanSlot slot)
    {
        var tests = new ulong[128];
        for (var test = 0; test < slot.Tests.Count; test++)
        {
            foreach (var letter in FirstLetters(slot.Tests[test]))
                tests[letter] |= 1ul << test;
        }

        return tests;
    }

    static IEnumerable<char> FirstLetters(FieldTest test)
    {
        if (test is { Exists: null, Negated: false, Values.Count: > 0 } && test.Values.All(value => value is TextTest { Pattern.FirstLetter: not null }))
            return test.Values.Cast<TextTest>().Select(value => value.Pattern.FirstLetter!.Value).SelectMany(letter => new[] { char.ToLowerInvariant(letter), char.ToUpperInvariant(letter) });
        return Enumerable.Range(0, 128).Select(letter => (char)letter);
    }

    int Judge(int id)
    {
        var held = Held(id);
        if (!_numbers.TryGetValue(held, out var kind))
        {
            if (_held.Count > ushort.MaxValue)
                return None;
            kind = (ushort)_held.Count;
            _held.Add(held);
            _numbers[held] = kind;
        }

        if (id >= _of.Length)
            Array.Resize(ref _of, (int)BitOperations.RoundUpToPowerOf2((uint)id + 1));
        _of[id] = kind;
        return kind;
    }
}
