using System.Globalization;

namespace Knooppunt.Effect.WaterBed.Paths;

/// <summary>The path version of the water bed: smugglers take the shortest way that is left, so barriers are worth what they add to <em>that</em>. Shortest-path interdiction (Israeli and Wood 2002), exactly.</summary>
/// <remarks>
/// max over barriers of min over ways. The inner minimum is the greatest p(target) - p(source) with p(to) - p(from) ≤ length + added · built for every step, so both become one maximum: a program in whole
/// numbers. A second, lesser aim (one unit of length outweighs the whole budget) takes the cheapest of the sets that do as much.
/// </remarks>
public static class PathHardening
{
    // Beyond it sums of a solver in 64 bits may overflow.
    const long Largest = 1L << 52;

    /// <summary>Where to build.</summary>
    /// <param name="network">Steps, and what barriers on them would do.</param>
    /// <param name="budget">What all barriers may cost together, 0 or more.</param>
    /// <param name="solve">Solves a linear program in whole numbers. It is not believed: the plan is reckoned anew, and a wrong answer is an <see cref="InvalidOperationException"/>.</param>
    /// <returns>Untested when no way leads to the target, when no barrier on a way can be paid, when figures or the network are too large, when the solver found nothing in its time, and when there is none on this system.</returns>
    public static Tested<PathPlan> Plan(PathNetwork network, long budget, Func<WholeProgram, WholeAnswer> solve)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(solve);
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        network.Check();
        if (network.Steps.Count > PathNetwork.Most)
            return new Untested(Obstacle.TooLarge, $"{network.Steps.Count} steps are more than the {PathNetwork.Most} that are answered exactly: join steps that nobody can tell apart.");
        // Whole numbers of any size are read; their sum must fit, twice over.
        var (length, added, cost) = (new Int128(), new Int128(), new Int128());
        foreach (var step in network.Steps)
            (length, added, cost) = (length + step.Length, added + step.Added, cost + step.Cost);
        if (length + added > Largest || (length + added) * (Int128.Min(budget, cost) + 1) > Largest)
            return new Untested(Obstacle.TooLarge, "Lengths times budget are too large to reckon with exactly: give both in larger units.");

        var before = ShortestWay.From(network, network.Source, step => network.Steps[step].Length, back: false, out _);
        if (before[network.Target] == ShortestWay.Never)
            return new Untested(Obstacle.ConditionNotMet, "No way leads from the source to the target: there is nothing to lengthen.");
        var rest = ShortestWay.From(network, network.Target, step => network.Steps[step].Length, back: true, out _);
        int[] used = [.. Enumerable.Range(0, network.Steps.Count).Where(i => network.Steps[i] is var step && step.From != step.To && before[step.From] != ShortestWay.Never && rest[step.To] != ShortestWay.Never)];
        var on = used.ToHashSet();
        var barriers = network.Barriers;
        long CostOf(int barrier) => barriers[barrier].Sum(step => network.Steps[step].Cost);
        int[] possible = [.. Enumerable.Range(0, barriers.Count).Where(barrier => barriers[barrier].Any(step => on.Contains(step) && network.Steps[step].Added > 0))];
        IReadOnlyList<int>[] payable = [.. possible.Where(barrier => CostOf(barrier) <= budget).Select(barrier => barriers[barrier])];
        if (possible.Length == 0)
            return new Untested(Obstacle.ConditionNotMet, "No step on a way from the source to the target can get a barrier.");
        if (payable.Length == 0)
            return new Untested(Obstacle.ConditionNotMet, string.Create(CultureInfo.InvariantCulture, $"A budget of {budget} pays for no barrier: the cheapest on a way from the source to the target costs {possible.Min(CostOf)}."));

        var answer = solve(Write(network, budget, used, payable));
        if (ReferenceEquals(answer, WholeAnswer.NoSolver))
            return new Untested(Obstacle.NoSolver, "The solver for this question (CP-SAT of Google OR-Tools) does not run on this system: it needs glibc, macOS or Windows, and not musl (Alpine). Everything else works.");
        return answer.Values is null
            ? new Untested(Obstacle.NotConverged, "The solver found no answer in its time: leave out steps that no way uses.")
            : Judge(network, budget, [.. payable.Where((_, at) => answer.Values[at] != 0).SelectMany(steps => steps).Order()], before[network.Target], answer.Proved);
    }

    /// <summary>First a number 0 or 1 for each barrier that can be paid, then the length at each place.</summary>
    static WholeProgram Write(PathNetwork network, long budget, int[] used, IReadOnlyList<int>[] payable)
    {
        var built = payable.SelectMany((steps, at) => steps.Select(step => (step, at))).ToDictionary(pair => pair.step, pair => pair.at);
        // With everything built no place is farther than this.
        var farthest = ShortestWay.From(network, network.Source, step => network.Steps[step].Length + network.Steps[step].Added, back: false, out _);
        var places = used.SelectMany(step => new[] { network.Steps[step].From, network.Steps[step].To }).Append(network.Target).Distinct().Where(place => place != network.Source).ToArray();
        var at = places.Select((place, i) => (place, i: payable.Length + i)).ToDictionary(pair => pair.place, pair => pair.i);
        List<WholeRow> rows = [];
        foreach (var i in used)
        {
            var step = network.Steps[i];
            // Back to the source, no way is shortest.
            if (step.To == network.Source)
                continue;
            List<WholeTerm> terms = [new(at[step.To], 1)];
            if (step.From != network.Source)
                terms.Add(new(at[step.From], -1));
            if (built.TryGetValue(i, out var barrier))
                terms.Add(new(barrier, -step.Added));
            rows.Add(new WholeRow(terms, step.Length));
        }

        long[] costs = [.. payable.Select(steps => steps.Sum(step => network.Steps[step].Cost))];
        var total = costs.Sum();
        rows.Add(new WholeRow([.. costs.Select((cost, own) => new WholeTerm(own, cost))], Math.Min(budget, total)));
        return new WholeProgram(
            [.. payable.Select(_ => new WholeVariable(0, 1)), .. places.Select(place => new WholeVariable(0, farthest[place]))],
            rows,
            [new WholeTerm(at[network.Target], Math.Min(budget, total) + 1), .. costs.Select((cost, own) => new WholeTerm(own, -cost))]);
    }

    static PathPlan Judge(PathNetwork network, long budget, int[] built, long before, bool proved)
    {
        var cost = built.Sum(step => network.Steps[step].Cost);
        if (cost > budget)
            throw new InvalidOperationException($"The solver built for {cost}, and the budget was {budget}.");
        var hardened = built.ToHashSet();
        var after = ShortestWay.From(network, network.Source, step => network.Steps[step].Length + (hardened.Contains(step) ? network.Steps[step].Added : 0), back: false, out var by);
        List<int> way = [];
        for (var place = network.Target; place != network.Source; place = network.Steps[by[place]].From)
            way.Add(by[place]);
        way.Reverse();
        return new PathPlan(built, cost, before, after[network.Target], way, proved);
    }
}
