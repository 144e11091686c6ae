namespace Knooppunt.Observations;

/// <summary>
/// One thing that was seen, said or done, at one moment, as one source told it: a CloudEvent 1.0 (NL GOV profile) with
/// flat data. Not a judgement: that is a signal.
/// </summary>
/// <remarks>Equality is by content. There is no meaningful default.</remarks>
public sealed record Observation
{
    /// <summary>Identity within <see cref="Source"/>, as the source gave it or, for an ordered source, made from content and line. 1 to 256 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Who told it: the name of a configured source, for example <c>ect-delta/gate</c>. 1 to 128 characters.</summary>
    public required string Source { get; init; }

    /// <summary>What kind of thing it is.</summary>
    public required ObservationType Type { get; init; }

    /// <summary>When it happened, UTC, microseconds.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When the node received it, UTC; null before the journal has it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The thing it is about, as <c>kind:value</c> (for example <c>container:MSKU1234565</c>); null when the type has no single subject.</summary>
    public Subject? Subject { get; init; }

    /// <summary>What was observed; names of <see cref="Taxonomy"/>.</summary>
    public required Fields Data { get; init; }

    /// <summary>Whose it is and what may be done with it; set per source at the border, null only before that.</summary>
    public Handling? Handling { get; init; }
}

/// <summary>A thing with an identity: container, plate, pass, vessel, person, company, place.</summary>
/// <param name="Kind">What it is; a name of <see cref="Taxonomy.SubjectKinds"/>.</param>
/// <param name="Value">Its normalised identifier, or its token where the kind is pseudonymised.</param>
/// <remarks><c>default</c> names nothing and must not be used.</remarks>
public readonly record struct Subject(string Kind, string Value) : IComparable<Subject>
{
    /// <summary>Reads <c>kind:value</c>; null when there is no colon or a side is empty.</summary>
    public static Subject? TryParse(string? text)
    {
        var colon = text?.IndexOf(':') ?? -1;
        return colon > 0 && colon < text!.Length - 1 ? new Subject(text[..colon], text[(colon + 1)..]) : null;
    }

    /// <summary>By kind, then value, ordinal.</summary>
    public int CompareTo(Subject other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Value, other.Value);
    }

    /// <summary><c>kind:value</c>.</summary>
    public override string ToString() => $"{Kind}:{Value}";

    /// <summary>Order by kind, then value.</summary>
    public static bool operator <(Subject left, Subject right) => left.CompareTo(right) < 0;

    /// <summary>Order by kind, then value.</summary>
    public static bool operator >(Subject left, Subject right) => left.CompareTo(right) > 0;

    /// <summary>Order by kind, then value.</summary>
    public static bool operator <=(Subject left, Subject right) => left.CompareTo(right) <= 0;

    /// <summary>Order by kind, then value.</summary>
    public static bool operator >=(Subject left, Subject right) => left.CompareTo(right) >= 0;
}
