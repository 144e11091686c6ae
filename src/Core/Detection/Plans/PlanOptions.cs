using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>How documents are compiled to a plan.</summary>
public sealed record PlanOptions
{
    /// <summary>What the events are, when the caller knows; rules whose logsource says otherwise are left out. Null tries every rule.</summary>
    public Logsource? Logsource { get; init; }

    /// <summary>Values for placeholders of the modifier expand, by name without the percent signs; they may hold wildcards. A rule whose placeholder has none is left out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Turns a literal on a pseudonymised field into its token: (field, literal) to token. Null keeps literals.</summary>
    public Func<string, string, string>? Token { get; init; }

    /// <summary>
    /// How late an event may come. When set, the engine itself moves the watermark to the greatest event time less this after
    /// each event; null leaves the watermark to the caller. Five minutes by default.
    /// </summary>
    public TimeSpan? Lateness { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Refuses previews (absence).</summary>
    public bool Strict { get; init; }

    /// <summary>Most offsets that a match carries as evidence: the newest ones, oldest first. 100 by default.</summary>
    public int MaxEvidence { get; init; } = 100;

    /// <summary>How many distinct values per field are remembered before unused ones are dropped. 4 million by default.</summary>
    public int MaxValues { get; init; } = 4_000_000;
}
