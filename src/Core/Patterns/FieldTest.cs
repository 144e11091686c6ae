using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>What one line of a selection asks of a field: values linked by or (by and with <c>all</c>), possibly turned round.</summary>
sealed class FieldTest
{
    public required IReadOnlyList<ValueTest> Values
    {
        get => _values;
        init => _values = [.. value];
    }

    readonly ValueTest[] _values = [];

    /// <summary>All values must be found instead of any.</summary>
    public bool All { get; init; }

    /// <summary>Turned round (modifier neq): true also when the field is absent.</summary>
    public bool Negated { get; init; }

    /// <summary>Asks only whether the field is there (modifier exists); the values are then empty.</summary>
    public bool? Exists { get; init; }

    /// <summary>True when absence of the field is also enough.</summary>
    public bool OrAbsent { get; init; }

    public bool Matches(in FieldValue value, bool present)
    {
        if (Exists is { } wanted)
            return present == wanted;
        if (OrAbsent && !present)
            return true;
        return Found(value) != Negated;
    }

    /// <summary>The same of a text that is there and lies there as ASCII, without making it; null when only the made text can tell.</summary>
    public bool? MatchesAscii(ReadOnlySpan<byte> text)
    {
        if (Exists is { } wanted)
            return wanted;
        foreach (var test in _values)
        {
            if (test.MatchesAscii(text) is not { } hit)
                return null;
            if (hit != All)
                return hit != Negated;
        }

        return All != Negated;
    }

    bool Found(in FieldValue value)
    {
        foreach (var test in _values)
        {
            var hit = Hits(test, value);
            if (hit != All)
                return hit;
        }

        return All;
    }

    static bool Hits(ValueTest test, in FieldValue value)
    {
        if (value.Kind != FieldKind.List)
            return test.Matches(value);
        foreach (var item in value.List)
        {
            if (test.Matches(item))
                return true;
        }

        return value.List.Count == 0 && test.Matches(default);
    }

    /// <summary>The value of the rule that the observed value satisfies, for an explanation.</summary>
    public (string Operator, string Value) Reason(in FieldValue value)
    {
        if (Exists is { } wanted)
            return ("exists", wanted ? "true" : "false");
        if (All || Negated || Values.Count == 0)
            return (Negated ? "is not" : Values.Count > 0 ? Values[0].Operator : "", string.Join(", ", Values));
        foreach (var test in Values)
        {
            if (Hits(test, value))
                return (test.Operator, test.ToString());
        }

        return (Values[0].Operator, string.Join(", ", Values));
    }
}
