using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Puts a plan together from documents, taking over from a plan before it what stayed the same.</summary>
sealed class PlanCompiler
{
    // Tests of rules that are gone stay in their slots; when they are more than the others all is compiled anew.
    const int FewTests = 1000;
    readonly Dictionary<string, int> _nodes;
    readonly List<SigmaFilter> _filters = [];
    readonly HashSet<int> _referred = [];
    readonly HashSet<int> _generated = [];
    readonly List<Term> _added = [];

    PlanCompiler(PlanOptions options, Plan? before)
    {
        (Options, Before, NextTerm) = (options, before, before?.NextTerm ?? 0);
        _nodes = new Dictionary<string, int>(before?.Names.Count ?? 0, StringComparer.Ordinal);
        Slots = new PlanSlots(before);
    }

    public PlanOptions Options { get; }

    public Plan? Before { get; }

    public List<Complaint> Complaints { get; } = [];

    public List<RulePlan?> Rules { get; } = [];

    public List<int> Order { get; } = [];

    public List<CorrelationPlan> Correlations { get; } = [];

    public PlanSlots Slots { get; }

    public List<DerivedDefinition> Derived { get; } = [];

    public IReadOnlyDictionary<string, int> Names => _nodes;

    public Feed[][] Feeds { get; private set; } = [];

    public bool[] Emits { get; private set; } = [];

    public int NextTerm { get; private set; }

    public int GoneTests { get; private set; }

    public PlanChange? Change { get; private set; }

    public static Plan Compile(IEnumerable<PatternDocument> documents, PlanOptions options, Plan? before)
    {
        var compiler = new PlanCompiler(options, before);
        var all = documents.ToList();
        compiler._filters.AddRange(all.OfType<SigmaFilter>());
        compiler.Derived.AddRange(all.OfType<DerivedDefinition>());
        compiler.Add(all.OfType<SigmaRule>());
        foreach (var correlation in new CorrelationOrder(all.OfType<SigmaCorrelation>(), compiler.Complaints).Sorted())
            compiler.Add(correlation);
        if (before is not null && !compiler.Extends(before))
            return Compile(all, options, null);
        compiler.Wire();
        return new Plan(compiler);
    }

    /// <summary>Whether the numbers of the plan before mean the same here.</summary>
    bool Extends(Plan before)
    {
        List<Term> gone = [.. before.InOrder.Where(rule => !ReferenceEquals(Rules[rule.Node]?.Terms, rule.Terms)).SelectMany(rule => rule.Terms)];
        GoneTests = before.GoneTests + gone.Sum(term => term.Literals.Count);
        Change = new PlanChange(before.Mark, gone, _added);
        return !Slots.JoinedOld && (GoneTests < FewTests || GoneTests * 2 < Slots.All.Sum(slot => slot.Tests.Count));
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

    /// <summary>Rules that stayed the same keep their numbers; new ones get those that are free, then further ones.</summary>
    void Add(IEnumerable<SigmaRule> rules)
    {
        var asked = rules.Where(rule => Options.Logsource?.GoesWith(rule.Logsource) != false).Select(rule => (Rule: rule, Filters: Filters(rule))).ToList();
        var place = 0;
        var known = asked.ConvertAll(one => Known(one.Rule, one.Filters, ref place));
        Rules.AddRange(Enumerable.Repeat<RulePlan?>(null, Before?.Rules.Length ?? 0));
        var kept = new bool[Rules.Count];
        foreach (var rule in known.OfType<RulePlan>())
            kept[rule.Node] = true;
        var free = new Queue<int>(Enumerable.Range(0, Rules.Count).Where(number => !kept[number]));
        for (var i = 0; i < asked.Count; i++)
        {
            var prepared = known[i] is null ? new Preparation(Options, asked[i].Rule, Complaints) : null;
            var clause = prepared?.Prepare(RuleScope.Narrow(asked[i].Rule, asked[i].Filters));
            if (prepared?.LacksValues == true)
                continue;
            var number = known[i]?.Node ?? (free.Count > 0 ? free.Peek() : Rules.Count);
            if (!Take(asked[i].Rule, number))
                continue;
            if (known[i] is null && !free.TryDequeue(out _))
                Rules.Add(null);
            // The document may stand on another line than before.
            Rules[number] = known[i] is not { } same ? Made(asked[i].Rule, asked[i].Filters, clause!, number)
                : ReferenceEquals(same.Document, asked[i].Rule) ? same : same with { Document = asked[i].Rule };
            Order.Add(number);
        }
    }

    /// <summary>The rule as the plan before has it: nearly always it stands behind the one found last, which spares a look-up.</summary>
    RulePlan? Known(SigmaRule rule, IReadOnlyList<Clause> filters, ref int place)
    {
        if (Before is null)
            return null;
        var known = place < Before.Order.Count ? Before.Rules[Before.Order[place]] : null;
        if (!ReferenceEquals(known?.Document, rule))
            known = Before.Names.TryGetValue(rule.Id, out var number) && number < Before.Rules.Length ? Before.Rules[number] : null;
        place++;
        return known?.IsOf(rule, filters) == true ? known : null;
    }

    RulePlan Made(SigmaRule rule, IReadOnlyList<Clause> filters, Clause clause, int number)
    {
        var maker = new TermMaker(Slots, NextTerm);
        List<Term> terms = [.. maker.Terms(number, clause)];
        NextTerm = maker.Next;
        _added.AddRange(terms);
        return new RulePlan
        {
            Node = number,
            Document = rule,
            Filters = filters,
            Detection = clause,
            Terms = terms,
            ReadsEverything = Preparation.HasKeyword(clause),
            SubjectSlot = rule.Card?.Subject is { } field ? Slots.Kept(field) : -1,
        };
    }

    IReadOnlyList<Clause> Filters(SigmaRule rule) => _filters.Count == 0 ? [] :
    [
        .. _filters.Where(filter => filter.Logsource.Covers(rule.Logsource) && (filter.Rules.Count == 0 || filter.Rules.Contains(rule.Id) || (rule.Name is { } name && filter.Rules.Contains(name))))
            .Select(filter => filter.Away),
    ];

    public int[]? Rank()
    {
        if (Before is null)
            return null;
        var rank = new int[Rules.Count];
        for (var place = 0; place < Order.Count; place++)
            rank[Order[place]] = place;
        return rank;
    }

    void Add(SigmaCorrelation correlation)
    {
        // Also when it is left out: what feeds it was not written to speak for itself.
        if (!correlation.Generate)
            _referred.UnionWith(correlation.Rules.Where(_nodes.ContainsKey).Select(name => _nodes[name]));
        if (Options.Strict && correlation.IsAbsence)
        {
            Complaints.Add(new Complaint(PatternLint.At(correlation, correlation.ConditionPart), "Absence (\"and not\" in a correlation's condition) is a preview that strict mode refuses; leave strict mode out, or write the pattern without it."));
            return;
        }

        var members = new List<Member>();
        foreach (var name in correlation.Rules)
        {
            if (!_nodes.TryGetValue(name, out var node))
            {
                // A rule that the caller's logsource leaves out takes its correlations along in silence.
                if (Options.Logsource is null)
                    Complaints.Add(new Complaint(PatternLint.At(correlation, correlation.RuleParts.FirstOrDefault(part => part.Value == name)), $"It refers to \"{name}\", which is no rule or correlation here; give the id or name of one."));
                return;
            }

            members.Add(new Member(node, [.. correlation.GroupBy.Select(group => Slots.Remembered(FieldOf(correlation, group, name, node)))],
                [.. correlation.Fields.Select(field => Slots.Remembered(FieldOf(correlation, field, name, node)))], correlation.Absent.Contains(name)));
        }

        var own = FirstCorrelation + Correlations.Count;
        if (!Take(correlation, own))
            return;
        Join(members);
        Correlations.Add(new CorrelationPlan(own, correlation, [.. members], correlation.Timespan.Ticks, [], Snapshot.Fingerprint(correlation, members.Select(member => FingerprintOf(member.Node)))));
        if (correlation.Generate)
            _generated.UnionWith(members.Select(member => member.Node));
    }

    string FieldOf(SigmaCorrelation correlation, string name, string rule, int node)
    {
        if (!correlation.Aliases.TryGetValue(name, out var byRule))
            return name;
        return byRule.TryGetValue(rule, out var field) || byRule.TryGetValue(DocumentOf(node).Id, out field) || byRule.TryGetValue(DocumentOf(node).Name ?? "", out field) ? field : name;
    }

    PatternDocument DocumentOf(int node) => node >= FirstCorrelation ? Correlations[node - FirstCorrelation].Document : Rules[node]!.Document;

    string FingerprintOf(int node) => node >= FirstCorrelation ? Correlations[node - FirstCorrelation].Fingerprint : Rules[node]!.Fingerprint;

    // Correlations are numbered after the rules; all rules are known before the first correlation is.
    int FirstCorrelation => Rules.Count;

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
