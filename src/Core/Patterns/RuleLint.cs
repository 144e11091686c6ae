using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Doubts about one rule.</summary>
sealed class RuleLint(SigmaRule rule, List<Complaint> complaints, bool plain, HashSet<string> made)
{
    readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public void Check()
    {
        Logsource();
        foreach (var selection in rule.Selections.Where(selection => !selection.Used))
            Say(selection.Name, $"The selection \"{selection.Name}\" is not used by the condition; use it or take it out.");
        foreach (var test in Tests(rule.Detection))
            Field(test);
        Contradictions(rule.Detection);
    }

    void Logsource()
    {
        if (!rule.Logsource.IsKnooppunt || rule.Logsource.Service is not { } service)
            return;
        if (Taxonomy.Types.TryGetValue(service, out var type))
        {
            if (rule.Logsource.Category is { } family && family != type.Type.FamilyName)
                complaints.Add(new Complaint(rule.Place, $"\"{service}\" belongs to the family \"{type.Type.FamilyName}\", not \"{family}\"; the rule can never hold."));
        }
        else if (!made.Contains(service))
        {
            complaints.Add(new Complaint(rule.Place, $"\"{service}\" is not an observation type of docs/taxonomy.md."));
        }
    }

    void Field(Test test)
    {
        if (test.Field is not { } field || !rule.Logsource.IsKnooppunt)
            return;
        if (!Taxonomy.Knows(field) && !field.Contains('.', StringComparison.Ordinal))
            Say(test.Selection, $"The field \"{field}\" is not in docs/taxonomy.md.");
        if (!plain && Taxonomy.PseudonymOf(field) != Pseudonym.None && test.What.Values.Any(value => value.IsPartial))
            Say(test.Selection, $"\"{field}\" holds a pseudonym, of which a part means nothing; compare the whole value or use a list.");
    }

    /// <summary>One field that must equal two different values at once, or lie above one bound and below a lower one.</summary>
    void Contradictions(Clause clause)
    {
        switch (clause)
        {
            case AnyOf any:
                foreach (var part in any.Parts)
                    Contradictions(part);
                break;
            case AllOf all:
                foreach (var group in Flat(all).Where(test => test is { Field: not null, What: { Negated: false, Exists: null } }).GroupBy(test => test.Field!, StringComparer.Ordinal))
                    Contradiction(group.Key, [.. group]);
                foreach (var part in all.Parts.Where(part => part is AnyOf))
                    Contradictions(part);
                break;
            default:
                break;
        }
    }

    void Contradiction(string field, List<Test> tests)
    {
        if (Taxonomy.Fields.TryGetValue(field, out var known) && known.Kind == FieldKind.List)
            return;
        HashSet<string>? allowed = null;
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var test in tests)
        {
            if (test.What.Values.All(value => value is TextTest { IsPartial: false } or PlainNumberTest))
            {
                var own = test.What.Values.Select(value => value.ToString()!).ToHashSet(StringComparer.OrdinalIgnoreCase);
                if (test.What.All && own.Count > 1)
                    Say(test.Selection, $"\"{field}\" would have to equal {string.Join(" and ", own)} at once; this never holds for one value.");
                allowed = allowed is null ? own : [.. allowed.Intersect(own, StringComparer.OrdinalIgnoreCase)];
            }
            else if (test.What.Values is [OrderTest order])
            {
                low = order.Order is Order.Greater or Order.GreaterOrEqual ? Math.Max(low, order.Bound) : low;
                high = order.Order is Order.Less or Order.LessOrEqual ? Math.Min(high, order.Bound) : high;
            }
        }

        if (allowed is { Count: 0 } || low > high)
            Say(tests[^1].Selection, $"The lines on \"{field}\" contradict each other; the rule can never hold.");
    }

    static IEnumerable<Test> Flat(AllOf all) => all.Parts.SelectMany(part => part switch { Test test => [test], AllOf inner => Flat(inner), _ => [] });

    static IEnumerable<Test> Tests(Clause clause) => clause switch
    {
        AllOf all => all.Parts.SelectMany(Tests),
        AnyOf any => any.Parts.SelectMany(Tests),
        NotOf not => Tests(not.Part),
        Test test => [test],
        _ => [],
    };

    void Say(string selection, string sentence)
    {
        if (_told.Add(sentence))
            complaints.Add(new Complaint(PatternLint.At(rule, rule.Selections.FirstOrDefault(one => one.Name == selection)?.At), sentence));
    }
}
