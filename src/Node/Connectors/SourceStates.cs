using System.Collections.Concurrent;

namespace Knooppunt.Node.Connectors;

/// <summary>How one source has been doing since the node started.</summary>
sealed class SourceState
{
    readonly Lock _gate = new();

    /// <summary>New in the journal.</summary>
    public long Taken { get; private set; }

    /// <summary>Offered again.</summary>
    public long Known { get; private set; }

    /// <summary>Parked: their time lies ahead.</summary>
    public long Parked { get; private set; }

    /// <summary>Refused with a reason.</summary>
    public long Rejected { get; private set; }

    /// <summary>Name of the last file or request; null before the first.</summary>
    public string? LastPiece { get; private set; }

    /// <summary>When something last came in; null before the first.</summary>
    public DateTimeOffset? LastHeard { get; private set; }

    /// <summary>Why the source cannot be read at all; null when it can.</summary>
    public string? Trouble { get; set; }

    /// <summary>Counts what came in.</summary>
    public void Add(string piece, IntakeCounts counts, DateTimeOffset now)
    {
        lock (_gate)
        {
            Taken += counts.Taken;
            Known += counts.Known;
            Parked += counts.Parked;
            Rejected += counts.Rejected;
            LastPiece = piece;
            LastHeard = now;
        }
    }
}

/// <summary>The states of all sources, by name.</summary>
sealed class SourceStates
{
    readonly ConcurrentDictionary<string, SourceState> _states = new(StringComparer.Ordinal);

    /// <summary>The state of a source.</summary>
    public SourceState Of(string source) => _states.GetOrAdd(source, _ => new SourceState());

    /// <summary>The state of what an organisation sends over HTTP, whatever sources it names.</summary>
    public SourceState OfHttp(string organisation) => Of(HttpName(organisation));

    /// <summary>Under which name that stands on a screen.</summary>
    public static string HttpName(string organisation) => $"{organisation} (http)";
}
