namespace Knooppunt.Knowledge;

/// <summary>A text in both languages of the screens.</summary>
/// <param name="Dutch">Dutch, B1.</param>
/// <param name="English">English.</param>
public sealed record Bilingual(string Dutch, string English)
{
    /// <summary>The text in English, or in Dutch.</summary>
    public string In(bool english) => english ? English : Dutch;
}

/// <summary>Something that is said, with where it comes from.</summary>
/// <param name="Text">What is said.</param>
/// <param name="Sources">Tags of sources, at least one; <see cref="Own"/> for an inference of the author, <see cref="Unchecked"/> for what nobody checked yet.</param>
public sealed record Claim(Bilingual Text, IReadOnlyList<string> Sources)
{
    /// <summary>The tag of an inference of the author: no source says it.</summary>
    public const string Own = "own";

    /// <summary>The tag of what is told but not checked in its source.</summary>
    public const string Unchecked = "unchecked";
}

/// <summary>Somebody who makes a step possible with a service.</summary>
/// <param name="What">Who, and how.</param>
/// <param name="Aware">Whether they know it; null when that differs or nobody knows.</param>
public sealed record Facilitator(Claim What, bool? Aware);

/// <summary>What a step leaves behind in data.</summary>
/// <param name="Observation">Name of an observation type of the taxonomy, for example <c>seal_check</c>.</param>
/// <param name="What">What shows in it.</param>
public sealed record Trace(string Observation, Claim What);

/// <summary>What kind of thing stands in the way.</summary>
public enum BarrierKind : byte
{
    /// <summary>A fence, a seal, a place.</summary>
    Physical,
    /// <summary>People: training, screening, agreements.</summary>
    Social,
    /// <summary>Data and systems.</summary>
    Digital,
    /// <summary>Law, permits, contracts.</summary>
    Legal,
}

/// <summary>What can stand in the way of a step.</summary>
/// <param name="Code">Short name, the same in every script: lower-case letters, digits and hyphens.</param>
/// <param name="Kind">What kind.</param>
/// <param name="What">What it is.</param>
public sealed record Barrier(string Code, BarrierKind Kind, Claim What);

/// <summary>One step of a way of working.</summary>
public sealed record ScriptStep
{
    /// <summary>Short name inside the script, for example <c>collect</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Phase of the whole process, one of <see cref="ScriptPhase.All"/>.</summary>
    public required string Phase { get; init; }

    /// <summary>Its name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>What is done.</summary>
    public required Claim What { get; init; }

    /// <summary>Codes of the steps before it, each earlier in the script; none for a step that starts.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Whether all steps before it must be done; false when one is enough.</summary>
    public bool NeedsAll { get; init; }

    /// <summary>Who does it.</summary>
    public IReadOnlyList<Claim> Roles { get; init; } = [];

    /// <summary>Who makes it possible.</summary>
    public IReadOnlyList<Facilitator> Facilitators { get; init; } = [];

    /// <summary>What makes it easy.</summary>
    public IReadOnlyList<Claim> Opportunities { get; init; } = [];

    /// <summary>What it leaves behind.</summary>
    public IReadOnlyList<Trace> Traces { get; init; } = [];

    /// <summary>Ids of the Sigma patterns that watch it.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>Who can act against it.</summary>
    public IReadOnlyList<Claim> Partners { get; init; } = [];

    /// <summary>Codes of the barriers against it, each one of the script's.</summary>
    public IReadOnlyList<string> Barriers { get; init; } = [];

    /// <summary>Whether nothing watches it and nothing stands against it: a hole.</summary>
    public bool IsHole => Patterns.Count == 0 && Barriers.Count == 0;
}

/// <summary>A modus operandi as a crime script with its barrier model: ordered and branching steps, who, what it leaves behind, what stands against it.</summary>
public sealed record CrimeScript
{
    /// <summary>Its code, for example <c>MO-03</c>.</summary>
    public required string Code { get; init; }

    /// <summary>When this version was made, UTC, to the millisecond.</summary>
    public required DateTimeOffset Modified { get; init; }

    /// <summary>Its name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>What it is, in a few sentences.</summary>
    public required Claim What { get; init; }

    /// <summary>With whom it may be shared.</summary>
    public required Observations.Tlp Tlp { get; init; }

    /// <summary>What may be done with it.</summary>
    public Observations.Pap Pap { get; init; }

    /// <summary>Where it happens: of <see cref="ScriptRules.Places"/>.</summary>
    public IReadOnlyList<string> Where { get; init; } = [];

    /// <summary>Facts and figures that are known of it.</summary>
    public IReadOnlyList<Claim> Facts { get; init; } = [];

    /// <summary>What it most likely is when it is nothing.</summary>
    public IReadOnlyList<Claim> Innocent { get; init; } = [];

    /// <summary>What nobody here knows yet.</summary>
    public IReadOnlyList<Claim> Unknown { get; init; } = [];

    /// <summary>The steps, in order; those that start first.</summary>
    public required IReadOnlyList<ScriptStep> Steps { get; init; }

    /// <summary>The barriers against its steps.</summary>
    public IReadOnlyList<Barrier> Barriers { get; init; } = [];

    /// <summary>The step with that code; null when there is none.</summary>
    public ScriptStep? Step(string code) => Steps.FirstOrDefault(step => step.Code == code);

    /// <summary>Every claim in it.</summary>
    public IEnumerable<Claim> Claims =>
    [
        What, .. Facts, .. Innocent, .. Unknown, .. Barriers.Select(barrier => barrier.What),
        .. Steps.SelectMany(step => (Claim[])[step.What, .. step.Roles, .. step.Facilitators.Select(one => one.What), .. step.Opportunities, .. step.Traces.Select(trace => trace.What), .. step.Partners]),
    ];
}
