using Knooppunt.Effect;
using Knooppunt.Effect.WaterBed;
using Knooppunt.Effect.WaterBed.Paths;

namespace Knooppunt.Programme;

/// <summary>One way over node, modus and concealment.</summary>
/// <param name="Route">Index in the model.</param>
/// <param name="Now">How attractive it is now: the share of all that goes that way.</param>
/// <param name="Left">How attractive it is left with the barriers.</param>
public sealed record LineWay(int Route, Estimate Now, Estimate Left);

/// <summary>The path version of the water bed for <see cref="WaterBedExample"/>: smugglers take the way that is most attractive, and barriers are worth what they take off <em>that</em>. What follows holds if the assumptions do.</summary>
public sealed record ShortestLine
{
    /// <summary>The most that the budget may be, in thousands of euros.</summary>
    public const int MostBudget = 5 * NextEuro.MostBudget;

    /// <summary>What barriers may cost together a year, in thousands of euros.</summary>
    public required int Budget { get; init; }

    /// <summary>What the chosen ones cost.</summary>
    public required int Cost { get; init; }

    /// <summary>The node that alone builds; null when all do.</summary>
    public required LetterNode? Only { get; init; }

    /// <summary>Indexes of the chosen barriers of <see cref="ExampleBarrier.All"/>, rising.</summary>
    public required IReadOnlyList<int> Built { get; init; }

    /// <summary>How attractive the most attractive way is now.</summary>
    public required Estimate Before { get; init; }

    /// <summary>How attractive the most attractive way is that is left.</summary>
    public required Estimate After { get; init; }

    /// <summary>By how much that is less.</summary>
    public required Estimate Eased { get; init; }

    /// <summary>What each assumption does to that, largest first: the first is the one to measure first.</summary>
    public required IReadOnlyList<AssumptionSwing> Swings { get; init; }

    /// <summary>Every way, in the order of the letter.</summary>
    public required IReadOnlyList<LineWay> Ways { get; init; }

    /// <summary>Whether no other choice within the budget does more; false when the time of the solver was up.</summary>
    public required bool Exact { get; init; }

    /// <summary>The way that is most attractive now, as reckoned.</summary>
    public LineWay FirstNow => Ways.MaxBy(way => way.Now.Value)!;

    /// <summary>The way that is most attractive with the barriers, as reckoned.</summary>
    public LineWay FirstLeft => Ways.MaxBy(way => way.Left.Value)!;

    /// <summary>Chooses the barriers.</summary>
    /// <param name="budget">What they may cost together, 0 to <see cref="MostBudget"/> thousand euros.</param>
    /// <param name="only">The node that alone builds; null for all.</param>
    /// <param name="solve">Solves a program in whole numbers; it is not believed (<see cref="PathHardening"/>).</param>
    /// <returns>Untested when the budget pays for nothing, and when the solver found nothing in its time.</returns>
    public static Tested<ShortestLine> Of(int budget, LetterNode? only, Func<WholeProgram, WholeAnswer> solve)
    {
        ArgumentNullException.ThrowIfNull(solve);
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        var model = WaterBedExample.Model;
        var (network, barriers) = LineNetwork.Of(model, Enumerable.Range(0, model.Barriers.Count).Where(barrier => only is null || model.Barriers[barrier].Node == only.Code));
        return PathHardening.Plan(network, budget, solve).Then<ShortestLine>(plan =>
        {
            int[] built = [.. plan.Built.Select(step => barriers[step]).Where(barrier => barrier >= 0).Distinct().Order()];
            var spread = new WaterBedSpread(model);
            return new ShortestLine
            {
                Budget = budget,
                Cost = (int)plan.Cost,
                Only = only,
                Built = built,
                Before = spread.Strongest([]),
                After = spread.Strongest(built),
                Eased = spread.Eased(built),
                Swings = spread.EasedSwings(built),
                Ways = [.. model.Routes.Select((_, route) => new LineWay(route, spread.Pull(route, []), spread.Pull(route, built)))],
                Exact = plan.Exact,
            };
        });
    }
}
