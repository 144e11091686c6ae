using Knooppunt.Effect;
using Knooppunt.Effect.WaterBed;

namespace Knooppunt.Programme;

/// <summary>How money is dealt out in a plan.</summary>
public enum MoneyPlan : byte
{
    /// <summary>One node spends its own budget on itself, and no other node does anything.</summary>
    OwnNode,
    /// <summary>The same money, spent wherever it does most.</summary>
    SameMoneyPooled,
    /// <summary>Each node spends its own budget on itself.</summary>
    EachItsOwn,
    /// <summary>One budget for all nodes.</summary>
    OneBudget,
}

/// <summary>The best barriers for a plan, with what they do if the assumptions hold.</summary>
/// <param name="Money">How the money is dealt out.</param>
/// <param name="Budget">What may be spent, in thousands of euros.</param>
/// <param name="Cost">What is spent of it.</param>
/// <param name="Built">Indexes of the barriers of <see cref="ExampleBarrier.All"/>, rising.</param>
/// <param name="Through">Share of all that is offered that gets through anywhere.</param>
/// <param name="Reduction">By which part that is less than without any barrier.</param>
/// <param name="Rank">Place among the plans; null when its band overlaps that of another, and then a page ranks none of the two above the other.</param>
public sealed record WeighedPlan(MoneyPlan Money, int Budget, int Cost, IReadOnlyList<int> Built, Estimate Through, Estimate Reduction, int? Rank);

/// <summary>What more money buys at one node, with all other budgets as they are.</summary>
/// <param name="Node">The node that gets it.</param>
/// <param name="Added">Barriers that the best plan has with it and not without.</param>
/// <param name="Dropped">Barriers that it has without and not with it, because a better set has come within reach.</param>
/// <param name="Less">How much less of all that is offered gets through, as a share.</param>
public sealed record BoughtMore(LetterNode Node, IReadOnlyList<int> Added, IReadOnlyList<int> Dropped, Estimate Less);

/// <summary>What the next euro buys, if the assumptions of <see cref="WaterBedExample"/> hold.</summary>
public sealed record NextEuro
{
    /// <summary>The most that a budget may be, in thousands of euros.</summary>
    public const int MostBudget = 100_000;

    /// <summary>The node that is one's own.</summary>
    public required LetterNode Own { get; init; }

    /// <summary>Whether the seaports count as close substitutes (<see cref="WaterBedExample.Alike"/>).</summary>
    public required bool Alike { get; init; }

    /// <summary>Whether no better set of barriers exists for any of the plans; with close substitutes they are the best that were found.</summary>
    public required bool Proved { get; init; }

    /// <summary>By short name of the node, in thousands of euros.</summary>
    public required IReadOnlyDictionary<string, int> Budgets { get; init; }

    /// <summary>How much more money is given out, in thousands of euros.</summary>
    public required int Extra { get; init; }

    /// <summary>Share of all that is offered that gets through without any of the barriers.</summary>
    public required Estimate Before { get; init; }

    /// <summary>One plan of each kind, in the order of <see cref="MoneyPlan"/>.</summary>
    public required IReadOnlyList<WeighedPlan> Plans { get; init; }

    /// <summary>The water-bed share of the own node's plan.</summary>
    public required Tested<Estimate> Moved { get; init; }

    /// <summary>How much less gets through when the own node's money is pooled than when it stays, as a share of all that is offered.</summary>
    public required Estimate Pooled { get; init; }

    /// <summary>What the extra money buys at each node, in the order of the letter. No order of merit.</summary>
    public required IReadOnlyList<BoughtMore> More { get; init; }

    /// <summary>What each assumption does to the difference between the two best plans that differ, largest first; those that do nothing are left out.</summary>
    public required IReadOnlyList<AssumptionSwing> Swings { get; init; }

    /// <summary>The plan of a kind.</summary>
    public WeighedPlan Plan(MoneyPlan money) => Plans.Single(plan => plan.Money == money);

    /// <summary>Reckons it.</summary>
    /// <param name="budgets">By short name of the node, 0 to <see cref="MostBudget"/> thousand euros; a node that is not there has nothing.</param>
    /// <param name="own">The node that is one's own.</param>
    /// <param name="joint">The one budget for all, in thousands of euros, 0 or more; null for the sum of the budgets.</param>
    /// <param name="extra">How much more money to give out, 1 to <see cref="MostBudget"/> thousand euros.</param>
    /// <param name="alike">Whether the seaports count as close substitutes.</param>
    public static NextEuro Of(IReadOnlyDictionary<string, int> budgets, LetterNode own, int? joint, int extra, bool alike = false)
    {
        ArgumentNullException.ThrowIfNull(budgets);
        ArgumentNullException.ThrowIfNull(own);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(extra);
        var model = alike ? WaterBedExample.Alike : WaterBedExample.Model;
        var planner = new BarrierPlanner(model);
        var spread = new WaterBedSpread(model);
        var ownMoney = budgets.GetValueOrDefault(own.Code);
        var together = joint ?? budgets.Values.Sum();
        // A node has at most five barriers, and all cost whole multiples of 250: no search of this size is given up, so each plan is there.
        (MoneyPlan Money, int Budget, BarrierPlan Plan)[] found =
        [
            (MoneyPlan.OwnNode, ownMoney, planner.PerNode(new Dictionary<string, int> { [own.Code] = ownMoney }).Value),
            (MoneyPlan.SameMoneyPooled, ownMoney, planner.Joint(ownMoney).Value),
            (MoneyPlan.EachItsOwn, budgets.Values.Sum(), planner.PerNode(budgets).Value),
            (MoneyPlan.OneBudget, together, planner.Joint(together).Value),
        ];
        // Two plans with the same barriers are one plan, and no band of it may overlap with its own.
        IReadOnlyList<int>[] sets = [.. found.Select(one => one.Plan.Built).DistinctBy(Key)];
        var band = WaterBedBand.Of(model, sets);
        PlanBand BandOf(BarrierPlan plan) => band.Plans[Array.FindIndex(sets, set => Key(set) == Key(plan.Built))];
        var apart = found[(int)MoneyPlan.EachItsOwn].Plan;
        return new NextEuro
        {
            Own = own,
            Alike = alike,
            Proved = found.All(one => one.Plan.Exact),
            Budgets = budgets,
            Extra = extra,
            Before = spread.Through([]),
            Plans = [.. found.Select(one => new WeighedPlan(one.Money, one.Budget, one.Plan.Spent.Sum(spent => spent.Cost), one.Plan.Built, spread.Through(one.Plan.Built), BandOf(one.Plan).Reduction, BandOf(one.Plan).Rank))],
            Moved = spread.Moved(found[(int)MoneyPlan.OwnNode].Plan.Built),
            Pooled = spread.Less(found[(int)MoneyPlan.OwnNode].Plan.Built, found[(int)MoneyPlan.SameMoneyPooled].Plan.Built),
            More = [.. LetterNode.All.Select(node => Buy(planner, spread, budgets, apart, node, extra))],
            Swings = [.. band.Swings.Where(swing => swing.Width > 1e-9)],
        };
    }

    static BoughtMore Buy(BarrierPlanner planner, WaterBedSpread spread, IReadOnlyDictionary<string, int> budgets, BarrierPlan before, LetterNode node, int extra)
    {
        var more = new Dictionary<string, int>(budgets) { [node.Code] = budgets.GetValueOrDefault(node.Code) + extra };
        var after = planner.PerNode(more).Value;
        return new BoughtMore(node, [.. after.Built.Except(before.Built)], [.. before.Built.Except(after.Built)], spread.Less(before.Built, after.Built));
    }

    static string Key(IReadOnlyList<int> built) => string.Join(' ', built);
}
