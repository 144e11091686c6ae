namespace Knooppunt.Node.Exchange.Given;

/// <summary>How many objects one party got out of one collection on one day. Which they were the collection says, as far as marks let anybody see it.</summary>
sealed class GivenRow
{
    /// <summary>The local day, as days since 1 January of the year 1.</summary>
    public required int Day { get; set; }

    /// <summary>Who got them: name of a <see cref="Parties.Party"/>.</summary>
    public required string Party { get; set; }

    /// <summary>Number of the collection; <see cref="GivenCounts.Reports"/> for what was reported back of the party's own patterns.</summary>
    public required long Collection { get; set; }

    public long Objects { get; set; }

    /// <summary>When the last of them went, UTC microseconds since 1970.</summary>
    public long Last { get; set; }
}
