using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Two fields of one event compared (modifier fieldref). A field without value equals nothing; with lt, lte, gt or gte both must be numbers.</summary>
static class FieldsCompared
{
    const int LongestBytes = 256;

    /// <summary>Whether it holds for two fields of a row. Text that lies there as ASCII is compared as the bytes that it is.</summary>
    public static bool Holds(Comparison how, int slot, int other, Row row)
    {
        if (row.Id(slot) <= ValueTable.Null || row.Id(other) <= ValueTable.Null)
            return how.Negated;
        if (how is { Order: null, Cased: false, Place: not TextPlace.Anywhere } && EqualAscii(how.Place, row, slot, other) is { } equal)
            return equal != how.Negated;
        return Holds(how, row.Value(slot), row.Value(other));
    }

    /// <summary>Null when only the made texts can tell.</summary>
    static bool? EqualAscii(TextPlace place, Row row, int slot, int other)
    {
        Span<byte> room = stackalloc byte[LongestBytes];
        // A row's text is good until it is asked for another.
        var text = row.Text(slot);
        if (text.IsEmpty || !text.TryCopyTo(room) || !Ascii.IsValid(text))
            return null;
        var left = room[..text.Length];
        var right = row.Text(other);
        if (right.IsEmpty || !Ascii.IsValid(right))
            return null;
        if (place != TextPlace.Whole && left.Length > right.Length)
            left = place == TextPlace.Start ? left[..right.Length] : left[^right.Length..];
        return Ascii.EqualsIgnoreCase(left, right);
    }

    public static bool Holds(Comparison how, in FieldValue left, in FieldValue right) => Equal(how, left, right) != how.Negated;

    static bool Equal(Comparison how, in FieldValue left, in FieldValue right)
    {
        if (left.Kind == FieldKind.None || right.Kind == FieldKind.None)
            return false;
        if (left.Kind == FieldKind.List)
            return Any(how, left.List, right, left: true);
        if (right.Kind == FieldKind.List)
            return Any(how, right.List, left, left: false);
        if (how.Order is { } order)
            return Numeric.TryRead(left, out var number) && Numeric.TryRead(right, out var bound) && Numeric.Holds(number, order, bound);
        var comparison = how.Cased ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var (one, other) = (left.ToString(), right.ToString());
        return how.Place switch
        {
            TextPlace.Start => one.StartsWith(other, comparison),
            TextPlace.End => one.EndsWith(other, comparison),
            TextPlace.Anywhere => one.Contains(other, comparison),
            _ => string.Equals(one, other, comparison),
        };
    }

    static bool Any(Comparison how, IReadOnlyList<FieldValue> items, in FieldValue other, bool left)
    {
        foreach (var item in items)
        {
            if (left ? Equal(how, item, other) : Equal(how, other, item))
                return true;
        }

        return false;
    }
}
