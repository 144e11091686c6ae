using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A rule that held, before anything is grouped or suppressed.</summary>
public sealed record Match
{
    /// <summary>The rule or correlation.</summary>
    public required PatternDocument Document { get; init; }

    /// <summary>Id of the rule.</summary>
    public string RuleId => Document.Id;

    /// <summary>Title of the rule.</summary>
    public string Title => Document.Title;

    /// <summary>Level of the rule.</summary>
    public PatternLevel Level => Document.Level;

    /// <summary>Group-by names with their values; for a single-event rule the subject, when there is one; else empty.</summary>
    public required IReadOnlyList<KeyValuePair<string, FieldValue>> Key { get; init; }

    /// <summary>Event time of the completing event; for an absence the deadline. UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Start of the window that was judged; the event's own time for a single-event rule, the opening for an absence.</summary>
    public required DateTimeOffset WindowStart { get; init; }

    /// <summary>Offset of the completing event; for an absence of the opening one.</summary>
    public required long Offset { get; init; }

    /// <summary>Offsets of the events that made it, rising; at most the plan's <see cref="PlanOptions.MaxEvidence"/>, the newest of them.</summary>
    public IReadOnlyList<long> Evidence => Offsets ?? [Offset];

    /// <summary>The derived observation that a single-event rule held for; null when it held for what was observed, and for a correlation.</summary>
    public Observation? Derived { get; init; }

    /// <summary>The evidence; null when it is the completing event alone, which most matches are.</summary>
    internal long[]? Offsets { get; init; }

    /// <summary>Whether it says that something did not come.</summary>
    public bool IsAbsence => Document is SigmaCorrelation { IsAbsence: true };
}
