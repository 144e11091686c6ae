using Knooppunt.Observations;

namespace Knooppunt.Signals;

/// <summary>One observation that a signal rests on, copied so that the signal outlives the journal's retention.</summary>
/// <param name="Offset">Offset in the journal.</param>
/// <param name="Observation">The observation as patterns saw it, pseudonymised.</param>
public sealed record Evidence(long Offset, Observation Observation)
{
    /// <summary>How the other observations must be handled of which something was derived here, an encounter for example; null when nothing was, or all alike.</summary>
    public IReadOnlyList<Handling>? Marks { get; init; }

    /// <summary>What was derived here and a pattern held for, a drift for example with how long and how far; null when none did.</summary>
    public IReadOnlyList<Observation>? Derived { get; init; }

    /// <summary>Equal when all that they hold is, also what lists hold.</summary>
    public bool Equals(Evidence? other) => other is not null && Offset == other.Offset && Observation == other.Observation && Same(Marks, other.Marks) && Same(Derived, other.Derived);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Offset, Observation);

    static bool Same<T>(IReadOnlyList<T>? one, IReadOnlyList<T>? other) => one is null ? other is null : other is not null && one.SequenceEqual(other);

    /// <summary>Every handling under which it stands: its own, and those of what was derived from.</summary>
    public IEnumerable<Handling> Handlings => (Observation.Handling is { } own ? (IEnumerable<Handling>)[own] : []).Concat(Marks ?? []).Distinct();

    /// <summary>The place that it names; null when it names none.</summary>
    public string? Place
    {
        get
        {
            var data = Observation.Data;
            return data["place"].Text ?? data["terminal"].Text ?? data["zone"].Text ?? data["unlocode"].Text;
        }
    }
}

/// <summary>One match of one pattern, as Detection hands it to Signals.</summary>
/// <remarks>Every match arrives here; grouping into stories and ranking happens in <see cref="StoryBook"/>.</remarks>
public sealed record Finding
{
    /// <summary>Id of the pattern (the Sigma rule's id or, without one, its name).</summary>
    public required string PatternId { get; init; }

    /// <summary>Title of the pattern.</summary>
    public required string PatternTitle { get; init; }

    /// <summary>The level that the pattern claims for itself.</summary>
    public required Severity Level { get; init; }

    /// <summary>The reason that the pattern declares for a hard contradiction; null when it declares none.</summary>
    public string? Contradiction { get; init; }

    /// <summary>The thing the match is about.</summary>
    public required Subject Subject { get; init; }

    /// <summary>When it matched: the time of the completing observation; for an absence the deadline.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Offset of the completing observation; for an absence of the opening one.</summary>
    public required long Offset { get; init; }

    /// <summary>What it rests on, by offset, at least one.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Time of the first evidence.</summary>
    public DateTimeOffset First => Evidence.Min(item => item.Observation.Time);

    /// <summary>Time of the match or of the last evidence, whichever is later.</summary>
    public DateTimeOffset Last => Evidence.Max(item => item.Observation.Time) is var last && last > Time ? last : Time;

    /// <summary>How long a story about this subject may be silent before a next match opens a new one. Greater than zero.</summary>
    public required TimeSpan StoryGap { get; init; }
}
