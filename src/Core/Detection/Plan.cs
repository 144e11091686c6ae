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
        Terms = [.. made.Terms];
        Slots = [.. made.Slots.All];
        Feeds = made.Feeds;
        Emits = made.Emits;
        ReadsEverything = made.Slots.ReadsEverything;
        Derived = made.Derived;
        foreach (var slot in Slots)
            slot.Seal();
        Pivot = ChoosePivot();
    }

    /// <summary>How it was compiled.</summary>
    public PlanOptions Options { get; }

    /// <summary>Documents that were left out and why.</summary>
    public IReadOnlyList<Complaint> Complaints { get; }

    /// <summary>Names of the fields that it reads, in order of slots.</summary>
    public IReadOnlyList<string> FieldsRead => [.. Slots.Select(slot => slot.Name)];

    /// <summary>The rules and correlations that run.</summary>
    public IEnumerable<PatternDocument> Documents => Rules.Select(PatternDocument (rule) => rule.Document).Concat(Correlations.Select(correlation => correlation.Document));

    /// <summary>Whether a keyword makes it read every field of an event.</summary>
    public bool ReadsEverything { get; }

    /// <summary>Derived observations that must be computed beside it.</summary>
    public IReadOnlyList<DerivedDefinition> Derived { get; }

    /// <summary>How far before its own time a match can reach; null where something is derived, since a run may have begun at any time before.</summary>
    public TimeSpan? Reach => Derived.Count > 0 ? null : TimeSpan.FromTicks(Correlations.Length == 0 ? 0 : Correlations.Max(ReachOf));

    /// <summary>Whether a rule may hold for an observation of a type, as far as the logsources say, or something is derived from it.</summary>
    public bool Reads(ObservationType type)
    {
        var told = new Logsource(type.FamilyName, Logsource.Knooppunt, type.Name);
        return Derived.Any(definition => definition.From == type.Name) || Rules.Any(rule => !rule.Document.Logsource.IsKnooppunt || rule.Document.Logsource.GoesWith(told));
    }

    internal RulePlan[] Rules { get; }

    internal CorrelationPlan[] Correlations { get; }

    internal Term[] Terms { get; }

    internal PlanSlot[] Slots { get; }

    /// <summary>Per node: the correlations that it feeds.</summary>
    internal Feed[][] Feeds { get; }

    /// <summary>Per node: whether it matches by itself.</summary>
    internal bool[] Emits { get; }

    /// <summary>The slot that divides the rules best, usually the type of observation; -1 when no rule reads a field.</summary>
    internal int Pivot { get; }

    /// <summary>Compiles documents. Those that cannot run are left out with a complaint; never throws on bad documents.</summary>
    public static Plan Compile(IEnumerable<PatternDocument> documents, PlanOptions? options = null) => PlanCompiler.Compile(documents, options ?? new PlanOptions());

    // A correlation stands behind those that it refers to.
    long ReachOf(CorrelationPlan correlation) =>
        correlation.Span + correlation.Members.Where(member => member.Node >= Rules.Length).Select(member => ReachOf(Correlations[member.Node - Rules.Length])).DefaultIfEmpty().Max();

    int ChoosePivot()
    {
        var votes = new int[Slots.Length];
        foreach (var term in Terms)
        {
            foreach (var literal in term.Literals.Where(IsExact).DistinctBy(literal => literal.Slot))
                votes[literal.Slot]++;
        }

        return votes.Length == 0 || votes.Max() == 0 ? -1 : Array.IndexOf(votes, votes.Max());
    }

    bool IsExact(Literal literal) =>
        !literal.Negated && Slots[literal.Slot].Tests[literal.Test] is { Exists: null, Negated: false, Values.Count: > 0 and <= 8 } test
        && test.Values.All(value => value is TextTest { IsPartial: false } or PlainNumberTest);
}
