namespace Knooppunt.Effect.WaterBed.Paths;

/// <summary>One step that smugglers can take, from one place to another, and what a barrier on it would do.</summary>
/// <param name="From">Place where it begins, 0 or more.</param>
/// <param name="To">Place where it ends, 0 or more.</param>
/// <param name="Length">What the step costs them now (hours, money, trouble: one unit in the whole network), 0 or more.</param>
/// <param name="Added">By how much a barrier would raise that, 0 or more; 0 when no barrier is possible.</param>
/// <param name="Cost">What the barrier costs, 0 or more, in the unit of the budget.</param>
public readonly record struct PathStep(int From, int To, long Length, long Added, long Cost);

/// <summary>Steps between places, and where smugglers come from and want to be.</summary>
public sealed record PathNetwork
{
    /// <summary>The most steps of a network: beyond it no answer comes in a time that anybody waits.</summary>
    public const int Most = 10_000;

    /// <summary>How many places there are; they are numbered from 0.</summary>
    public required int Places { get; init; }

    /// <summary>The steps; several between the same two places may be there.</summary>
    public required IReadOnlyList<PathStep> Steps { get; init; }

    /// <summary>Steps, by index, that get their barrier together or not at all, because one barrier stands on all of them; it costs what theirs cost together. A step is in one such set at most. None by default: each step has its own.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Together { get; init; } = [];

    /// <summary>Where smugglers come from.</summary>
    public required int Source { get; init; }

    /// <summary>Where they want to be.</summary>
    public required int Target { get; init; }

    internal void Check()
    {
        bool Known(int place) => place >= 0 && place < Places;
        if (!Known(Source) || !Known(Target) || Source == Target || Steps.Any(step => !Known(step.From) || !Known(step.To)))
            throw new ArgumentException("A step lies between places of the network, and source and target are two of them.");
        if (Steps.Any(step => step.Length < 0 || step.Added < 0 || step.Cost < 0))
            throw new ArgumentException("A length, what a barrier adds, and its cost are 0 or more.");
        if (Together.SelectMany(set => set).GroupBy(step => step).Any(step => step.Key < 0 || step.Key >= Steps.Count || step.Count() > 1) || Together.Any(set => set.Count == 0))
            throw new ArgumentException("A set of steps with one barrier has steps of the network, each in one set and once.");
    }

    /// <summary>The steps of every barrier: those of a set, and each other step by itself.</summary>
    internal IReadOnlyList<IReadOnlyList<int>> Barriers
    {
        get
        {
            var joined = Together.SelectMany(set => set).ToHashSet();
            return [.. Together.Concat(Enumerable.Range(0, Steps.Count).Where(step => !joined.Contains(step)).Select(step => (IReadOnlyList<int>)[step])).OrderBy(set => set.Min())];
        }
    }
}

/// <summary>Where barriers make the way that is then shortest as long as the money can.</summary>
/// <param name="Built">Indexes of the steps that get a barrier, rising: of all sets that do as much, one that costs least.</param>
/// <param name="Cost">What they cost together.</param>
/// <param name="Before">Length of the shortest way without them.</param>
/// <param name="After">Length of the shortest way with them.</param>
/// <param name="Way">Indexes of the steps of a shortest way that is left, from source to target.</param>
/// <param name="Exact">Whether no other set within the budget does more; false when the solver's time was up.</param>
public sealed record PathPlan(IReadOnlyList<int> Built, long Cost, long Before, long After, IReadOnlyList<int> Way, bool Exact);
