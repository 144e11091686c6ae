namespace Knooppunt.Knowledge.Stix;

/// <summary>A phase of a kill chain.</summary>
/// <param name="Chain">Name of the chain.</param>
/// <param name="Phase">Name of the phase.</param>
public readonly record struct KillChainPhase(string Chain, string Phase);

/// <summary>What a modus operandi or one step of it is (section 4.1).</summary>
/// <param name="Object">The object.</param>
public readonly record struct AttackPattern(StixObject Object)
{
    /// <summary>Its name.</summary>
    public string Name => Object.Text("name")!;
    /// <summary>What it is; null when not said.</summary>
    public string? Description => Object.Text("description");
    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases => Object.Texts("aliases");
    /// <summary>Where in a process it stands.</summary>
    public IReadOnlyList<KillChainPhase> Phases => StixViews.PhasesOf(Object);
}

/// <summary>What stands in the way: a barrier (section 4.3).</summary>
/// <param name="Object">The object.</param>
public readonly record struct CourseOfAction(StixObject Object)
{
    /// <summary>Its name.</summary>
    public string Name => Object.Text("name")!;
    /// <summary>What it is; null when not said.</summary>
    public string? Description => Object.Text("description");
}

/// <summary>What gives it away (section 4.7); with <c>sigma</c> as type of pattern, a pattern that a node can run.</summary>
/// <param name="Object">The object.</param>
public readonly record struct Indicator(StixObject Object)
{
    /// <summary>Its name; null when not said.</summary>
    public string? Name => Object.Text("name");
    /// <summary>The pattern, in the language of <see cref="PatternType"/>.</summary>
    public string Pattern => Object.Text("pattern")!;
    /// <summary>Language of the pattern: <c>sigma</c>, <c>stix</c> or another.</summary>
    public string PatternType => Object.Text("pattern_type")!;
    /// <summary>From when it says something.</summary>
    public DateTimeOffset ValidFrom => Object.Time("valid_from")!.Value;
    /// <summary>Until when; null when no end is known.</summary>
    public DateTimeOffset? ValidUntil => Object.Time("valid_until");
}

/// <summary>That something was seen (section 5.2); here only as counts.</summary>
/// <param name="Object">The object.</param>
public readonly record struct Sighting(StixObject Object)
{
    /// <summary>What was seen.</summary>
    public StixId Of => Object.Ref("sighting_of_ref")!.Value;
    /// <summary>How often; null when not said.</summary>
    public long? Count => Object.Whole("count");
    /// <summary>Who or where saw it.</summary>
    public IReadOnlyList<StixId> Where => Object.Refs("where_sighted_refs");
}

/// <summary>That one object has to do with another (section 5.1).</summary>
/// <param name="Object">The object.</param>
public readonly record struct Relationship(StixObject Object)
{
    /// <summary>What it says: <c>mitigates</c>, <c>indicates</c>, <c>subtechnique-of</c>, <c>derived-from</c> and others.</summary>
    public string Kind => Object.Text("relationship_type")!;
    /// <summary>From which.</summary>
    public StixId Source => Object.Ref("source_ref")!.Value;
    /// <summary>To which.</summary>
    public StixId Target => Object.Ref("target_ref")!.Value;
}

/// <summary>Objects told together: a report (4.16), grouping (4.4), note (4.13) or opinion (4.15).</summary>
/// <param name="Object">The object.</param>
public readonly record struct Telling(StixObject Object)
{
    /// <summary>What it speaks of.</summary>
    public IReadOnlyList<StixId> About => Object.Refs("object_refs");
    /// <summary>Its name or abstract; null when not said.</summary>
    public string? Title => Object.Text("name") ?? Object.Text("abstract");
    /// <summary>What it says: content of a note, explanation of an opinion, description of the others; null when not said.</summary>
    public string? Says => Object.Text("content") ?? Object.Text("explanation") ?? Object.Text("description");
    /// <summary>The opinion: <c>strongly-disagree</c> to <c>strongly-agree</c>; null for the other types.</summary>
    public string? Opinion => Object.Text("opinion");
    /// <summary>The context of a grouping; null for the other types.</summary>
    public string? Context => Object.Text("context");
    /// <summary>When a report was published; null for the other types.</summary>
    public DateTimeOffset? Published => Object.Time("published");
}

/// <summary>A node, an organisation or a sector (section 4.5). Never a person: nodes exchange no data about persons.</summary>
/// <param name="Object">The object.</param>
public readonly record struct Identity(StixObject Object)
{
    /// <summary>Its name.</summary>
    public string Name => Object.Text("name")!;
    /// <summary>What it is: organization, class, system, group, individual; null when not said.</summary>
    public string? Class => Object.Text("identity_class");
    /// <summary>Its sectors.</summary>
    public IReadOnlyList<string> Sectors => Object.Texts("sectors");
}

/// <summary>A place (section 4.10).</summary>
/// <param name="Object">The object.</param>
public readonly record struct Location(StixObject Object)
{
    /// <summary>Its name; null when not said.</summary>
    public string? Name => Object.Text("name");
    /// <summary>Country (ISO 3166-1 alpha-2); null when not said.</summary>
    public string? Country => Object.Text("country");
    /// <summary>Region of the vocabulary; null when not said.</summary>
    public string? Region => Object.Text("region");
    /// <summary>Degrees north (WGS 84); null when not said.</summary>
    public double? LatitudeDegrees => Object.Number("latitude");
    /// <summary>Degrees east (WGS 84); null when not said.</summary>
    public double? LongitudeDegrees => Object.Number("longitude");
}

/// <summary>A definition of properties or types beyond the specification (section 7.3).</summary>
/// <param name="Object">The object.</param>
public readonly record struct ExtensionDefinition(StixObject Object)
{
    /// <summary>Its name.</summary>
    public string Name => Object.Text("name")!;
    /// <summary>What it holds, in words or as an address.</summary>
    public string Schema => Object.Text("schema")!;
    /// <summary>Its version.</summary>
    public string Version => Object.Text("version")!;
    /// <summary>What it may be.</summary>
    public IReadOnlyList<string> Kinds => Object.Texts("extension_types");
}

static class StixViews
{
    public static IReadOnlyList<KillChainPhase> PhasesOf(StixObject one) =>
        one.Json.TryGetProperty("kill_chain_phases", out var phases) ? [.. phases.EnumerateArray().Select(phase => new KillChainPhase(phase.GetProperty("kill_chain_name").GetString()!, phase.GetProperty("phase_name").GetString()!))] : [];
}
