using System.Text.RegularExpressions;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Loop;

/// <summary>One thing of a chain.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id in its own room.</param>
readonly partial record struct LoopThing(LoopKind Kind, string Id)
{
    static readonly (LoopKind Kind, string Path)[] Pages =
    [
        (LoopKind.Report, "reports"), (LoopKind.Signal, "signals"), (LoopKind.Inspection, "inspections"), (LoopKind.Case, "cases"), (LoopKind.Advice, "advice"), (LoopKind.Barrier, "barriers"),
    ];

    /// <summary>As it is stored: <c>Signal/0123</c>.</summary>
    public string Name => $"{Kind}/{Id}";

    /// <summary>Its chain.</summary>
    public string Href => $"/loop/{Kind.ToString().ToLowerInvariant()}/{Id}";

    /// <summary>From how it is stored.</summary>
    public static LoopThing Of(string name) => new(Enum.Parse<LoopKind>(name[..name.IndexOf('/', StringComparison.Ordinal)]), name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    /// <summary>From a kind and an id as they stand in an address; null when there is no such kind.</summary>
    public static LoopThing? Of(string kind, string id) => Enum.GetValues<LoopKind>().Where(known => known.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)).Select(known => (LoopThing?)new LoopThing(known, id)).FirstOrDefault();

    /// <summary>From the address of a page that somebody pasted: of a thing itself or of its chain. Null when it is neither.</summary>
    public static LoopThing? Pasted(string address)
    {
        if (Address().Match(address.Trim()) is not { Success: true } found)
            return null;
        var (path, id) = (found.Groups[1].Value, found.Groups[2].Value);
        return path.StartsWith("loop/", StringComparison.Ordinal) ? Of(path[5..], id) : Pages.Where(page => page.Path == path).Select(page => (LoopThing?)new LoopThing(page.Kind, id)).FirstOrDefault();
    }

    [GeneratedRegex("(?:^|/)((?:loop/)?[a-z]+)/([A-Za-z0-9_~-]{4,80})/?(?:[?#].*)?$")]
    private static partial Regex Address();
}

/// <summary>A thing as one person may see it.</summary>
/// <param name="Thing">Which.</param>
/// <param name="Headline">What it is.</param>
/// <param name="Href">Its page; null when it has none of its own.</param>
/// <param name="State">How it stands; null when nothing is to be said of it.</param>
/// <param name="Version">Of a change that the person may write on; null for all else.</param>
sealed record LoopItem(LoopThing Thing, Word Headline, string? Href, Word? State, int? Version = null);

/// <summary>A link of the chain: what the person sees of it, or whom to ask.</summary>
/// <param name="Thing">Which.</param>
/// <param name="Item">What the person sees; null when the person may not see it.</param>
/// <param name="Ask">Short name of the organisation to ask when the person may not see it.</param>
sealed record LoopLink(LoopThing Thing, LoopItem? Item, string? Ask);
