using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Documents compiled for running. Immutable; serves any number of states, live and over history.</summary>
public sealed class Plan
{
    internal Plan(PlanCompiler made)
    {
        Options = made.Options;
        Complaints = made.Complaints;
        Rules = [.. made.Rules];
        Correlations = [.. made.Correlations];
        Names = made.Names;
        Order = made.Order;
        Rank = made.Rank();
        Feeds = made.Feeds;
        Emits = made.Emits;
        Derived = made.Derived;
        Slots = made.Slots.Sealed();
        NextTerm = made.NextTerm;
        GoneTests = made.GoneTests;
        Change = made.Change;
        ReadsEverything = InOrder.Any(rule => rule.ReadsEverything);
        // A field that divided the rules well still does after one more.
        Pivot = made.Before is { Pivot: >= 0 and var pivot } ? pivot : ChoosePivot();
        Divides = made.Before is { Pivot: >= 0 } before ? before.Divides : PivotDivides();
    }

    /// <summary>How it was compiled.</summary>
    public PlanOptions Options { get; }

    /// <summary>Documents that were left out and why.</summary>
    public IReadOnlyList<Complaint> Complaints { get; }

    /// <summary>Names of the fields that it reads, in order of slots.</summary>
    public IReadOnlyList<string> FieldsRead => [.. Slots.Select(slot => slot.Name)];

    /// <summary>The rules and correlations that run.</summary>
    public IEnumerable<PatternDocument> Documents => InOrder.Select(PatternDocument (rule) => rule.Document).Concat(Correlations.Select(correlation => correlation.Document));

    /// <summary>Whether a keyword makes it read every field of an event.</summary>
    public bool ReadsEverything { get; }

    /// <summary>Derived observations that must be computed beside it.</summary>
    public IReadOnlyList<DerivedDefinition> Derived { get; }

    /// <summary>How far before its own time a match can reach; null where something is derived, since a run may have begun at any time before.</summary>
    public TimeSpan? Reach => Derived.Count > 0 ? null : TimeSpan.FromTicks(WindowTicks);

    /// <summary>How far back the windows of a correlation and of those below it reach at most.</summary>
    internal long WindowTicks => Correlations.Length == 0 ? 0 : Correlations.Max(ReachOf);

    /// <summary>Whether a rule may hold for an observation of a type, as far as the logsources say, or something is derived from it.</summary>
    public bool Reads(ObservationType type)
    {
        var told = new Logsource(type.FamilyName, Logsource.Knooppunt, type.Name);
        return Derived.Any(definition => definition.From == type.Name) || InOrder.Any(rule => !rule.Document.Logsource.IsKnooppunt || rule.Document.Logsource.GoesWith(told));
    }

    /// <summary>By number; null where a rule was taken out.</summary>
    internal RulePlan?[] Rules { get; }

    /// <summary>Numbers of the rules in the order of the documents, which is that of their matches.</summary>
    internal IReadOnlyList<int> Order { get; }

    /// <summary>Per rule its place in <see cref="Order"/>; null when that is its number.</summary>
    internal int[]? Rank { get; }

    internal IEnumerable<RulePlan> InOrder => Order.Select(number => Rules[number]!);

    internal CorrelationPlan[] Correlations { get; }

    /// <summary>Ids and names with their nodes.</summary>
    internal IReadOnlyDictionary<string, int> Names { get; }

    internal PlanSlot[] Slots { get; }

    /// <summary>Per node: the correlations that it feeds.</summary>
    internal Feed[][] Feeds { get; }

    /// <summary>Per node: whether it matches by itself.</summary>
    internal bool[] Emits { get; }

    /// <summary>The slot that divides the rules best, usually the type of observation; -1 when no rule reads a field.</summary>
    internal int Pivot { get; }

    /// <summary>Whether its values do: when most terms do not ask for the pivot, they do not.</summary>
    internal bool Divides { get; }

    internal int NextTerm { get; }

    /// <summary>Tests in the slots that no rule asks any more.</summary>
    internal int GoneTests { get; }

    /// <summary>How it came out of another plan; null when it was compiled whole.</summary>
    internal PlanChange? Change { get; }

    /// <summary>Stands for this plan in those that come out of it, so that they need not hold on to it.</summary>
    internal object Mark { get; } = new();

    /// <summary>Compiles documents. Those that cannot run are left out with a complaint; never throws on bad documents.</summary>
    public static Plan Compile(IEnumerable<PatternDocument> documents, PlanOptions? options = null) => PlanCompiler.Compile(documents, options ?? new PlanOptions(), null);

    /// <summary>
    /// The plan of other documents under the same options. What is the same in both is taken over as it was compiled, so that a change of one
    /// rule among thousands takes about a millisecond, and a state can go over in place (<see cref="DetectionState.GoOver"/>).
    /// </summary>
    /// <param name="documents">All documents that shall run, changed ones and others.</param>
    public Plan With(IEnumerable<PatternDocument> documents) => PlanCompiler.Compile(documents, Options, this);

    internal PatternDocument DocumentOf(int node) => node < Rules.Length ? Rules[node]!.Document : Correlations[node - Rules.Length].Document;

    // A correlation stands behind those that it refers to.
    long ReachOf(CorrelationPlan correlation) =>
        correlation.Span + correlation.Members.Where(member => member.Node >= Rules.Length).Select(member => ReachOf(Correlations[member.Node - Rules.Length])).DefaultIfEmpty().Max();

    int ChoosePivot()
    {
        var votes = new int[Slots.Length];
        foreach (var term in InOrder.SelectMany(rule => rule.Terms))
        {
            foreach (var literal in term.Literals.Where(IsExact).DistinctBy(literal => literal.Slot))
                votes[literal.Slot]++;
        }

        return votes.Length == 0 || votes.Max() == 0 ? -1 : Array.IndexOf(votes, votes.Max());
    }

    bool PivotDivides()
    {
        var terms = InOrder.SelectMany(rule => rule.Terms).ToList();
        return terms.Count(term => term.Literals.Any(literal => literal.Slot == Pivot)) * 2 >= terms.Count;
    }

    bool IsExact(Literal literal) =>
        !literal.Negated && Slots[literal.Slot].Tests[literal.Test] is { Exists: null, Negated: false, Values.Count: > 0 and <= 8 } test
        && test.Values.All(value => value is TextTest { IsPartial: false } or PlainNumberTest);
}

/// <summary>What a plan that came out of another has less and more.</summary>
/// <param name="From">The mark of the plan that it came out of.</param>
/// <param name="Gone">Terms that it does not have any more.</param>
/// <param name="Added">Terms that the other did not have.</param>
sealed record PlanChange(object From, IReadOnlyList<Term> Gone, IReadOnlyList<Term> Added);
