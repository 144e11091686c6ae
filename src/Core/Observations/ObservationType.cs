namespace Knooppunt.Observations;

/// <summary>The family of evidence an observation belongs to. Independent families are what raises a signal above "low".</summary>
public enum Family : byte
{
    /// <summary>Look-ups, releases, pre-notifications, customs status, schedules.</summary>
    Information,
    /// <summary>Somebody or something was somewhere: gate, plate, pass, camera, fence, drone, vessel.</summary>
    Presence,
    /// <summary>Goods: discharged, moved, sealed, weighed, telemetry, trolley, bag.</summary>
    Goods,
    /// <summary>Company, unit, roster, life of a pass.</summary>
    Organisation,
    /// <summary>Somebody tells.</summary>
    Report,
    /// <summary>Searched, found, seized. Never an input of detection on persons.</summary>
    Outcome,
}

/// <summary>The type of an observation: a family and a name in it.</summary>
/// <param name="Family">The family of evidence.</param>
/// <param name="Name">Lower case with underscores, for example <c>gate_visit</c>; one of <see cref="Taxonomy.Types"/>, or a name of one's own for a mapped file.</param>
/// <remarks>Written in full as a CloudEvents type it is <c>nl.knooppunt.presence.gate_visit</c>. In a Sigma rule the family is
/// <c>logsource.category</c> and the name <c>logsource.service</c>; the field <c>type</c> holds the name. <c>default</c> has no name and must not be used.</remarks>
public readonly record struct ObservationType(Family Family, string Name)
{
    const string Prefix = "nl.knooppunt.";

    /// <summary>The name of the family as it is written: lower case.</summary>
    public string FamilyName => Family switch
    {
        Family.Information => "information",
        Family.Presence => "presence",
        Family.Goods => "goods",
        Family.Organisation => "organisation",
        Family.Report => "report",
        _ => "outcome",
    };

    /// <summary>Reads the CloudEvents form <c>nl.knooppunt.family.name</c>; null when it is not of that form.</summary>
    public static ObservationType? TryParse(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var rest = text.AsSpan(Prefix.Length);
        var dot = rest.IndexOf('.');
        if (dot <= 0 || rest.Length - dot - 1 is < 1 or > 64 || TryFamily(rest[..dot]) is not { } family)
            return null;
        var name = rest[(dot + 1)..];
        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-'))
                return null;
        }

        return new ObservationType(family, name.ToString().Replace('-', '_'));
    }

    /// <summary>Reads a family name as it is written; null when it is none.</summary>
    public static Family? TryFamily(ReadOnlySpan<char> name) => name switch
    {
        "information" => Family.Information,
        "presence" => Family.Presence,
        "goods" => Family.Goods,
        "organisation" => Family.Organisation,
        "report" => Family.Report,
        "outcome" => Family.Outcome,
        _ => null,
    };

    /// <summary>The CloudEvents form.</summary>
    public override string ToString() => $"{Prefix}{FamilyName}.{Name}";
}
