using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>
/// Numbers for the texts of a segment's fields, the same in all of its blocks. Each block has dictionaries of its own, so that it can be read without the
/// others; by these numbers whoever reads block after block knows a text again, which costs less than to look it up.
/// </summary>
internal sealed class SegmentNumbers
{
    /// <summary>The greatest number. What comes after so many different texts of a field has none.</summary>
    public const int Most = 1 << 20;

    // Fewer are soon looked up.
    const int FewestInBlock = 64;
    // A field whose texts do not come again is given up after so many.
    const int Trial = 1 << 16;
    readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    // Over all fields, for that is what lies in memory while a segment is written.
    int _left = Most;

    /// <summary>The numbers of a block's texts.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="dictionary">The field's values in the block, the first of which stands for an absent field.</param>
    /// <returns>Per value but the first its number; zero for one without. Null when there is nothing to gain by them.</returns>
    public long[]? Of(string field, ReadOnlySpan<FieldValue> dictionary)
    {
        if (dictionary.Length <= FewestInBlock)
            return null;
        if (!_fields.TryGetValue(field, out var known))
            _fields[field] = known = new Field();
        return known.IsGivenUp ? null : known.Of(dictionary[1..], ref _left);
    }

    sealed class Field
    {
        readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        long _again;

        public bool IsGivenUp { get; private set; }

        public long[]? Of(ReadOnlySpan<FieldValue> values, ref int left)
        {
            var numbers = new long[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i].Text is not { } text)
                    continue;
                if (_numbers.TryGetValue(text, out var known))
                    (numbers[i], _again) = (known, _again + 1);
                else if (left > 0)
                    (numbers[i], left) = (_numbers[text] = _numbers.Count + 1, left - 1);
            }

            if (_numbers.Count < Trial || _again * 8 >= _numbers.Count)
                return _numbers.Count > 0 ? numbers : null;
            left += _numbers.Count;
            _numbers.Clear();
            IsGivenUp = true;
            return null;
        }
    }
}
