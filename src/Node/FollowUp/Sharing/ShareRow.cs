namespace Knooppunt.Node.FollowUp;

/// <summary>A signal that a named person gave to one partner: who, why, on what ground, and the reduced copy that went. It is written before anything can be seen.</summary>
sealed class ShareRow
{
    /// <summary>Thirty-two hexadecimal digits, random.</summary>
    public required string Id { get; set; }

    public required string Signal { get; set; }

    /// <summary>Short name of the organisation that gave it.</summary>
    public required string From { get; set; }

    /// <summary>Short name of the organisation that got it.</summary>
    public required string To { get; set; }

    /// <summary>Id of the person who decided.</summary>
    public required string Who { get; set; }

    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Why { get; set; }

    /// <summary>The articles on which it rests, separated by semicolons.</summary>
    public required string Ground { get; set; }

    /// <summary>Names of the fields that went, in order, separated by spaces.</summary>
    public required string Fields { get; set; }

    public required int Severity { get; set; }

    public required Observations.Tlp Tlp { get; set; }

    public required Observations.Pap Pap { get; set; }

    public required string Headline { get; set; }

    public required string HeadlineEnglish { get; set; }

    /// <summary>The reduced story as JSON; empty after its term or when it was withdrawn. That it was given stays.</summary>
    public required string Story { get; set; }

    /// <summary>When the copy ends, UTC microseconds since 1970: the shortest term of its evidence.</summary>
    public required long Until { get; set; }

    /// <summary>When it was withdrawn, UTC microseconds since 1970; null while it stands.</summary>
    public long? Withdrawn { get; set; }
}
