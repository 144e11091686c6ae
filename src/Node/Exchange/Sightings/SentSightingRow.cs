namespace Knooppunt.Node.Exchange.Sightings;

/// <summary>What was told to a neighbour of one week of one of its patterns: by it is judged what may be told later, so it is kept for as long as the neighbour could remember.</summary>
sealed class SentSightingRow
{
    /// <summary>Short name of the neighbour: it stays when its link is laid anew.</summary>
    public required string Node { get; set; }

    /// <summary>Id of the sighting.</summary>
    public required string Object { get; set; }

    /// <summary>Id of the indicator.</summary>
    public required string Indicator { get; set; }

    /// <summary>Year of the ISO week.</summary>
    public required int Year { get; set; }

    /// <summary>Number of the ISO week.</summary>
    public required int Week { get; set; }

    /// <summary>The tallies by which it was told, in order, separated by semicolons: signals and subjects of hits, confirmed, dismissed and open, in that order, separated by spaces. Empty when a person holds the week back and nothing was told.</summary>
    public string Tally { get; set; } = "";

    /// <summary>The sighting as it was told, compact JSON in UTF-8; empty when nothing was.</summary>
    public byte[] Json { get; set; } = [];

    /// <summary>Whether the neighbour has it.</summary>
    public bool Delivered { get; set; }

    /// <summary>When it was counted, UTC microseconds since 1970.</summary>
    public long Counted { get; set; }

    /// <summary>Who holds it back; null when nobody does.</summary>
    public string? HeldBy { get; set; }
}
