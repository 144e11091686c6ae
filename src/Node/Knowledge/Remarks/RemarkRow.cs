using Knooppunt.Observations;

namespace Knooppunt.Node.Knowledge.Remarks;

/// <summary>One version of what an organisation of this node said. Every version is kept; the newest counts. What others say is a proposal of the type note or opinion.</summary>
sealed class RemarkRow
{
    /// <summary>Rises with every version.</summary>
    public long Number { get; set; }

    /// <summary>Id of the object.</summary>
    public required string Remark { get; set; }

    /// <summary>Ids of what it is about, with a space between.</summary>
    public required string About { get; set; }

    /// <summary>Short name of the organisation that says it.</summary>
    public required string Organisation { get; set; }

    /// <summary>Who wrote this version: it stays in the node.</summary>
    public required string Name { get; set; }

    /// <summary>One of the five words of an opinion; empty for a note.</summary>
    public required string Opinion { get; set; }

    /// <summary>nl or en.</summary>
    public required string Language { get; set; }

    public required string Text { get; set; }

    public required Tlp Tlp { get; set; }

    public required Pap Pap { get; set; }

    /// <summary>When its first version was made, UTC microseconds since 1970; whole milliseconds.</summary>
    public required long Created { get; set; }

    /// <summary>When this one was made, likewise; later than the version before.</summary>
    public required long Modified { get; set; }

    /// <summary>Whether it was withdrawn with this version.</summary>
    public bool Withdrawn { get; set; }
}

/// <summary>That a remark, of this node or of others, is about an object.</summary>
sealed class RemarkSubjectRow
{
    /// <summary>Id of the object.</summary>
    public required string Object { get; set; }

    /// <summary>Id of the remark.</summary>
    public required string Remark { get; set; }
}
