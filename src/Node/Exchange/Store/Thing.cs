using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>One version of an object while something changes.</summary>
sealed class ThingVersion
{
    /// <summary>Its row; 0 when it is new.</summary>
    public long Number { get; set; }

    /// <summary>Sortable time; empty for what has no versions.</summary>
    public required string Version { get; init; }

    /// <summary>What its own marks allow.</summary>
    public required Reach Own { get; init; }

    /// <summary>Who sees it, as it was kept.</summary>
    public Reach Kept { get; init; } = Reach.Nobody;

    /// <summary>First or last of its object, as it was kept: see <see cref="Place"/>.</summary>
    public int KeptPlace { get; init; }

    /// <summary>The bytes of a new one; null for one that is kept.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>What it mentions.</summary>
    public required List<Thing> Mentions { get; init; }
}

/// <summary>An object, or the place of one that is mentioned and is not here.</summary>
sealed class Thing
{
    /// <summary>Its row; 0 when it is new.</summary>
    public long Number { get; set; }

    public required string Id { get; init; }

    /// <summary>Number of who brought it; null when it is not here.</summary>
    public int? Owner { get; set; }

    /// <summary>Who sees its latest version, as it was kept.</summary>
    public required Reach Kept { get; init; }

    /// <summary>Who sees its latest version, as far as is known now.</summary>
    public Reach Now { get; set; }

    /// <summary>Its versions, by time; null until they are needed.</summary>
    public List<ThingVersion>? Versions { get; set; }

    /// <summary>Objects on their way in that mention it.</summary>
    public List<Thing> NewDependents { get; } = [];

    /// <summary>Whether its rows must be looked at again.</summary>
    public bool Touched { get; set; }

    /// <summary>What the marks of its latest version allow.</summary>
    public Reach Best => Versions is [.., var last] ? last.Own : Reach.Nobody;
}

/// <summary>Where a version stands among those of its object, as bits.</summary>
static class Place
{
    public const int Last = 1, First = 2;
}
