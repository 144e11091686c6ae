using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Puts a plan together from documents.</summary>
sealed class PlanCompiler
{
    readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    readonly List<SigmaFilter> _filters = [];
    readonly HashSet<int> _referred = [];
    readonly HashSet<int> _generated = [];

    PlanCompiler(PlanOptions options) => Options = options;

    public PlanOptions Options { get; }

    public List<Complaint> Complaints { get; } = [];

    public List<RulePlan> Rules { get; } = [];

    public List<CorrelationPlan> Correlations { get; } = [];

    public List<Term> Terms { get; } = [];

    public PlanSlots Slots { get; } = new();

    public List<DerivedDefinition> Derived { get; } = [];

    public Feed[][] Feeds { get; private set; } = [];

    public bool[] Emits { get; private set; } = [];

    public static Plan Compile(IEnumerable<PatternDocument> documents, PlanOptions options)
    {
        var compiler = new PlanCompiler(options);
        var all = documents.ToList();
        compiler._filters.AddRange(all.OfType<SigmaFilter>());
        compiler.Derived.AddRange(all.OfType<DerivedDefinition>());
        foreach (var rule in all.OfType<SigmaRule>())
            compiler.Add(rule);
        foreach (var correlation in new CorrelationOrder(all.OfType<SigmaCorrelation>(), compiler.Complaints).Sorted())
            compiler.Add(correlation);
        compiler.Wire();
        return new Plan(compiler);
    }

    bool Take(PatternDocument document, int node)
    {
        if (!_nodes.TryAdd(document.Id, node))
        {
            Complaints.Add(new Complaint(document.Place, $"Another document already has the id \"{document.Id}\"; ids must differ. This one is left out."));
            return false;
        }

        if (document.Name is { } name && name != document.Id && !_nodes.TryAdd(name, node))
            Complaints.Add(new Complaint(document.Place, $"Another document already has the name \"{name}\"; correlations see the first one."));
        return true;
    }

    void Add(SigmaRule rule)
    {
        if (Options.Logsource is { } asked && !asked.GoesWith(rule.Logsource))
            return;
        if (!Take(rule, Rules.Count))
            return;
        var clause = new Preparation(Options, rule, Complaints).Prepare(RuleScope.Narrow(rule, Filters(rule)));
        Slots.ReadsEverything |= Preparation.HasKeyword(clause);
        Terms.AddRange(new TermMaker(Slots).Terms(Rules.Count, clause));
        var subject = rule.Card?.Subject is { } field ? Slots.Kept(field) : -1;
        Rules.Add(new RulePlan(Rules.Count, rule, clause, subject));
    }

    IEnumerable<Clause> Filters(SigmaRule rule) => _filters
        .Where(filter => filter.Logsource.Covers(rule.Logsource) && (filter.Rules.Count == 0 || filter.Rules.Contains(rule.Id) || (rule.Name is { } name && filter.Rules.Contains(name))))
        .Select(filter => filter.Away);

    void Add(SigmaCorrelation correlation)
    {
        if (Options.Strict && correlation.IsAbsence)
        {
            Complaints.Add(new Complaint(correlation.Place, "Absence (\"and not\" in a correlation's condition) is a preview that strict mode refuses."));
            return;
        }

        var members = new List<Member>();
        foreach (var name in correlation.Rules)
        {
            if (!_nodes.TryGetValue(name, out var node))
            {
                // A rule that the caller's logsource leaves out takes its correlations along in silence.
                if (Options.Logsource is null)
                    Complaints.Add(new Complaint(correlation.Place, $"It refers to \"{name}\", which is no rule or correlation here; give the id or name of one."));
                return;
            }

            members.Add(new Member(node, [.. correlation.GroupBy.Select(group => Slots.Kept(FieldOf(correlation, group, name, node)))],
                [.. correlation.Fields.Select(field => Slots.Kept(FieldOf(correlation, field, name, node)))], correlation.Absent.Contains(name)));
        }

        var own = CorrelationNode(Correlations.Count);
        if (!Take(correlation, own))
            return;
        Join(members);
        Correlations.Add(new CorrelationPlan(own, correlation, [.. members], correlation.Timespan.Ticks, []));
        foreach (var member in members)
            (correlation.Generate ? _generated : _referred).Add(member.Node);
    }

    string FieldOf(SigmaCorrelation correlation, string name, string rule, int node)
    {
        if (!correlation.Aliases.TryGetValue(name, out var byRule))
            return name;
        return byRule.TryGetValue(rule, out var field) || byRule.TryGetValue(DocumentOf(node).Id, out field) || byRule.TryGetValue(DocumentOf(node).Name ?? "", out field) ? field : name;
    }

    PatternDocument DocumentOf(int node) => node >= FirstCorrelation ? Correlations[node - FirstCorrelation].Document : Rules[node].Document;

    // Correlations are numbered after the rules; all rules are known before the first correlation is.
    int FirstCorrelation => Rules.Count;

    int CorrelationNode(int index) => FirstCorrelation + index;

    void Join(List<Member> members)
    {
        foreach (var member in members)
        {
            for (var i = 0; i < member.KeySlots.Length; i++)
                Slots.Join(members[0].KeySlots[i], member.KeySlots[i]);
            for (var i = 0; i < member.ValueSlots.Length; i++)
                Slots.Join(members[0].ValueSlots[i], member.ValueSlots[i]);
        }
    }

    void Wire()
    {
        var nodes = Rules.Count + Correlations.Count;
        Emits = [.. Enumerable.Range(0, nodes).Select(node => !_referred.Contains(node) || _generated.Contains(node))];
        Feeds = [.. Enumerable.Range(0, nodes).Select(_ => Array.Empty<Feed>())];
        for (var c = 0; c < Correlations.Count; c++)
        {
            Correlations[c] = Correlations[c] with { KeyDomains = [.. Correlations[c].Members[0].KeySlots.Select(slot => Slots.All[slot].Domain)] };
            for (var m = 0; m < Correlations[c].Members.Length; m++)
            {
                var node = Correlations[c].Members[m].Node;
                Feeds[node] = [.. Feeds[node], new Feed(c, m)];
            }
        }
    }
}
