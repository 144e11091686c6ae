using Knooppunt.Knowledge;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Knowledge;

/// <summary>How a step stands in this node.</summary>
enum Cover : byte
{
    /// <summary>A pattern watches it and a barrier can stop it.</summary>
    Both,
    /// <summary>A pattern watches it; no barrier is known.</summary>
    Watched,
    /// <summary>A barrier can stop it; no pattern of this node watches it.</summary>
    Barrier,
    /// <summary>Nothing watches it and nothing stops it.</summary>
    Hole,
}

/// <summary>What of the scripts is covered: by patterns that run in this node, and by barriers that are known.</summary>
static class Coverage
{
    /// <summary>How a step stands.</summary>
    /// <param name="step">The step.</param>
    /// <param name="patterns">The patterns of the node.</param>
    public static Cover Of(ScriptStep step, IReadOnlyDictionary<string, WatchingPattern> patterns)
    {
        var watched = step.Patterns.Any(id => patterns.TryGetValue(id, out var pattern) && pattern.Runs);
        return (watched, step.Barriers.Count > 0) switch { (true, true) => Cover.Both, (true, false) => Cover.Watched, (false, true) => Cover.Barrier, _ => Cover.Hole };
    }

    /// <summary>In a word or two.</summary>
    public static Word Short(Cover cover) => cover switch
    {
        Cover.Both => ("P + B", "P + B"),
        Cover.Watched => ("P", "P"),
        Cover.Barrier => ("B", "B"),
        _ => ("gat", "hole"),
    };

    /// <summary>In a sentence.</summary>
    public static Word Long(Cover cover) => cover switch
    {
        Cover.Both => ("een patroon ziet het, en er is een barrière bekend", "a pattern watches it, and a barrier is known"),
        Cover.Watched => ("een patroon ziet het; geen barrière bekend", "a pattern watches it; no barrier is known"),
        Cover.Barrier => ("er is een barrière bekend; geen patroon ziet het hier", "a barrier is known; no pattern watches it here"),
        _ => ("een gat: geen patroon ziet het en er is geen barrière bekend", "a hole: no pattern watches it and no barrier is known"),
    };

    /// <summary>The class of a mark on a page.</summary>
    public static string Class(Cover cover) => cover switch { Cover.Both => "both", Cover.Watched => "watched", Cover.Barrier => "barrier", _ => "hole" };
}
