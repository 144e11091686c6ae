using Knooppunt.Knowledge;
using Barrier = Knooppunt.Knowledge.Barrier;

namespace Knooppunt.Advice;

/// <summary>A script that touches somebody.</summary>
/// <param name="Script">The script.</param>
/// <param name="Steps">Its steps that touch, in the order of the script.</param>
public sealed record TouchingScript(CrimeScript Script, IReadOnlyList<ScriptStep> Steps);

/// <summary>A barrier that somebody lacks and can put up.</summary>
/// <param name="Barrier">The barrier, as the first script that has it tells it.</param>
/// <param name="Against">Steps that touch and against which it stands, each <c>MO-03/collect</c>.</param>
/// <param name="Bare">How many of those have nothing of theirs yet, once what stands before it in the advice is there; 0 or more.</param>
public sealed record LackingBarrier(Barrier Barrier, IReadOnlyList<string> Against, int Bare);

/// <summary>What is advised.</summary>
/// <param name="Touching">Scripts that touch, those with most steps first.</param>
/// <param name="First">Barriers to put up, in order: each stands against steps that have nothing yet.</param>
/// <param name="Also">Further barriers: against steps that have something by then.</param>
/// <param name="Standing">Barriers that stand already.</param>
/// <param name="Open">Steps that touch and against which nothing of theirs is known to help.</param>
public sealed record Advised(IReadOnlyList<TouchingScript> Touching, IReadOnlyList<LackingBarrier> First, IReadOnlyList<LackingBarrier> Also, IReadOnlyList<Barrier> Standing, IReadOnlyList<string> Open);

/// <summary>Works out which scripts touch somebody, which barriers they lack, and what to do first.</summary>
/// <remarks>
/// First is what stands against most steps that have nothing: again and again the barrier that adds most, as in covering a set by the greedy rule
/// (Chvátal, A greedy heuristic for the set-covering problem, 1979), so that a reader can follow each choice. It says nothing of how strong a barrier is; that is measured, not assumed.
/// </remarks>
public static class Adviser
{
    /// <summary>Works out an advice.</summary>
    /// <param name="activities">What they do.</param>
    /// <param name="standing">Codes of barriers that stand already; others than those of their activities count as well.</param>
    /// <param name="scripts">Scripts that its receiver may read; what is not among them is not in the advice.</param>
    public static Advised Work(IReadOnlyCollection<Activity> activities, IReadOnlyCollection<string> standing, IReadOnlyList<CrimeScript> scripts)
    {
        var wanted = activities.SelectMany(activity => activity.Steps).ToHashSet(StringComparer.Ordinal);
        TouchingScript[] touching = [.. scripts.Select(script => new TouchingScript(script, [.. script.Steps.Where(step => wanted.Contains(Name(script, step)))])).Where(one => one.Steps.Count > 0).OrderByDescending(one => one.Steps.Count).ThenBy(one => one.Script.Code, StringComparer.Ordinal)];
        var against = touching.SelectMany(one => one.Steps.SelectMany(step => step.Barriers.Select(barrier => (Barrier: barrier, Step: Name(one.Script, step))))).ToLookup(pair => pair.Barrier, pair => pair.Step, StringComparer.Ordinal);
        var known = touching.SelectMany(one => one.Script.Barriers).DistinctBy(barrier => barrier.Code).ToDictionary(barrier => barrier.Code, StringComparer.Ordinal);
        var bare = touching.SelectMany(one => one.Steps.Select(step => Name(one.Script, step))).ToHashSet(StringComparer.Ordinal);
        bare.ExceptWith(standing.SelectMany(code => against[code]));
        var own = activities.SelectMany(activity => activity.Barriers).Distinct(StringComparer.Ordinal).Where(code => !standing.Contains(code) && against.Contains(code)).ToList();
        var first = new List<LackingBarrier>();
        while (own.Select(code => Lacking(code, known, against, bare)).Where(one => one.Bare > 0).OrderByDescending(one => one.Bare).ThenByDescending(one => one.Against.Count).ThenBy(one => one.Barrier.Code, StringComparer.Ordinal).FirstOrDefault() is { } best)
        {
            first.Add(best);
            own.Remove(best.Barrier.Code);
            bare.ExceptWith(best.Against);
        }

        return new(touching, first,
            [.. own.Select(code => Lacking(code, known, against, bare)).OrderByDescending(one => one.Against.Count).ThenBy(one => one.Barrier.Code, StringComparer.Ordinal)],
            [.. standing.Where(known.ContainsKey).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(code => known[code])],
            [.. touching.SelectMany(one => one.Steps.Select(step => Name(one.Script, step))).Where(bare.Contains)]);
    }

    /// <summary>A step as the table and pages name it: <c>MO-03/collect</c>.</summary>
    public static string Name(CrimeScript script, ScriptStep step) => $"{script.Code}/{step.Code}";

    static LackingBarrier Lacking(string code, Dictionary<string, Barrier> known, ILookup<string, string> against, HashSet<string> bare) =>
        new(known[code], [.. against[code]], against[code].Count(bare.Contains));
}
