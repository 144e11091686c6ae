using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Two fields of one event compared (modifier fieldref). A field without value equals nothing; with lt, lte, gt or gte both must be numbers.</summary>
static class FieldsCompared
{
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
