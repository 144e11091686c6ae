namespace Knooppunt.Node.FollowUp;

/// <summary>What somebody said about a matter, for all who may see it.</summary>
sealed class NoteRow
{
    public long Id { get; set; }

    /// <summary>Kind of the matter.</summary>
    public required string Kind { get; set; }

    /// <summary>Id of the matter.</summary>
    public required string Object { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Who { get; set; }

    public required string Name { get; set; }

    /// <summary>Short name of the organisation for which the person speaks.</summary>
    public required string Organisation { get; set; }

    public required string Text { get; set; }
}

/// <summary>What one organisation asks of another, or of itself, about a matter. Who does it and how far it is stands in its duty.</summary>
sealed class ActionPointRow
{
    /// <summary>Thirty-two hexadecimal digits, random.</summary>
    public required string Id { get; set; }

    /// <summary>Kind of the matter that it is about.</summary>
    public required string Kind { get; set; }

    /// <summary>Id of that matter.</summary>
    public required string Object { get; set; }

    public required string What { get; set; }

    /// <summary>Short name of the organisation that is asked.</summary>
    public required string Asked { get; set; }

    /// <summary>Short name of the organisation that asks.</summary>
    public required string AskedBy { get; set; }

    /// <summary>Id of the person who asks.</summary>
    public required string Who { get; set; }

    /// <summary>Name of the person who asks.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>When it must be done, UTC microseconds since 1970.</summary>
    public required long Due { get; set; }
}
