using Knooppunt.Disclosure;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>What the journals need to know. Folder and names are required; the rest has defaults.</summary>
internal sealed record JournalSettings
{
    /// <summary>Folder of all journals; each organisation has a folder of its own in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Short names of the organisations: lower case letters, digits and hyphens. The partnership's journal is one of them when it is named in <see cref="Partnership"/>.</summary>
    public required IReadOnlyList<string> Organisations { get; init; }

    /// <summary>Name of the partnership's journal; null when there is none.</summary>
    public string? Partnership { get; init; }

    /// <summary>The configured sources; others are refused.</summary>
    public IReadOnlyList<SourceSettings> Sources { get; init; } = [];

    /// <summary>What each organisation lets the partnership see; an organisation without a policy releases nothing.</summary>
    public IReadOnlyDictionary<string, ReleasePolicy> Policies { get; init; } = new Dictionary<string, ReleasePolicy>();

    /// <summary>How a plate is read; null for the least reading, without country and side code.</summary>
    public Func<string, PlateReading>? ReadPlate { get; init; }

    /// <summary>How long ids of unordered sources are remembered; older offers are refused. 8 days by default.</summary>
    public TimeSpan IdentityWindow { get; init; } = TimeSpan.FromDays(8);

    /// <summary>A time further ahead of its arrival than this is parked. 5 minutes by default.</summary>
    public TimeSpan Ahead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A segment file is closed when it passes this size. 256 MiB by default.</summary>
    public long SegmentBytes { get; init; } = 256L << 20;

    /// <summary>Ids held in memory before they go to disk. 65,536 by default (2 MiB per journal).</summary>
    public int IdentityInMemory { get; init; } = 1 << 16;

    /// <summary>Rejections kept per source and day; more are only counted. 10,000 by default.</summary>
    public int RejectionsKept { get; init; } = 10_000;

    /// <summary>Observations parked at most per journal; more are refused. 100,000 by default.</summary>
    public int ParkedKept { get; init; } = 100_000;
}

/// <summary>A configured source.</summary>
internal sealed record SourceSettings
{
    /// <summary>Name, for example <c>ect-delta/gate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is and what may be done with it; <see cref="Handling.Organisation"/> names the journal.</summary>
    public required Handling Handling { get; init; }

    /// <summary>Whether it comes as files or streams with lines, each taken once; otherwise the id decides.</summary>
    public bool Ordered { get; init; }

    /// <summary>How late an observation may come and still count in its windows. 15 minutes by default.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Minutes without a word after which the source counts as silent; 0 (the default) means that it may be silent for ever.</summary>
    public int SilentAfterMinutes { get; init; }
}
