using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Doubts about one rule.</summary>
sealed class RuleLint(SigmaRule rule, bool plain, HashSet<string> made)
{
    readonly List<Complaint> _complaints = [];
    readonly HashSet<string> _told = new(StringComparer.Ordinal);
    readonly HashSet<string> _atOnce = new(StringComparer.Ordinal);

    public IReadOnlyList<Complaint> Complaints => _complaints;

    /// <summary>Whether some event may satisfy the rule; known after <see cref="Check"/>.</summary>
    public bool CanHold { get; private set; } = true;

    public void Check()
    {
        Logsource();
        foreach (var selection in rule.Selections.Where(selection => !selection.Used))
            Say(selection.Name, $"The selection \"{selection.Name}\" is not used by the condition; use it or take it out.");
        foreach (var test in Tests(rule.Detection))
            Field(test);
        Contradict();
    }

    void Logsource()
    {
        if (!rule.Logsource.IsKnooppunt || rule.Logsource.Service is not { } service)
            return;
        if (Taxonomy.Types.TryGetValue(service, out var type))
        {
            if (rule.Logsource.Category is { } family && family != type.Type.FamilyName)
                _complaints.Add(new Complaint(rule.Place, $"\"{service}\" belongs to the family \"{type.Type.FamilyName}\", not \"{family}\"; the rule can never hold."));
        }
        else if (!made.Contains(service))
        {
            _complaints.Add(new Complaint(rule.Place, $"\"{service}\" is not an observation type of docs/taxonomy.md."));
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

    /// <summary>Lines that exclude each other, and one field that must equal two different values at once.</summary>
    void Contradict()
    {
        foreach (var test in Tests(rule.Detection).Where(test => test is { Field: not null, What: { All: true, Negated: false } }))
            AtOnce(test);
        if (Contradictions.Of(rule.Detection) is { } whole)
        {
            CanHold = false;
            Say(whole.Selection, $"The lines on \"{whole.Field}\" contradict each other; the rule can never hold.");
            return;
        }

        if (rule.Logsource is { IsKnooppunt: true, Service: { } service } && Contradictions.Of(rule.Detection, OfType(service)) is { } typed)
        {
            CanHold = false;
            Say(typed.Selection, $"The lines on \"type\" contradict the service \"{service}\"; the rule can never hold.");
        }

        foreach (var part in Contradictions.Parts(rule.Detection))
            Say(part.Selection, $"The lines on \"{part.Field}\" contradict each other; this part of the condition can never hold.");
    }

    static Test OfType(string service) => new("type", new FieldTest { Values = [new TextTest(TextPattern.OfLiteral(service, TextPlace.Whole, cased: true))] }, "");

    void AtOnce(Test test)
    {
        if (Taxonomy.Fields.TryGetValue(test.Field!, out var known) && known.Kind == FieldKind.List)
            return;
        var values = test.What.Values.Where(value => value is TextTest { IsPartial: false } or PlainNumberTest).Select(value => value.ToString()!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (values.Count < 2 || !_atOnce.Add(test.Field!))
            return;
        Say(test.Selection, $"\"{test.Field}\" would have to equal {string.Join(" and ", values)} at once; this never holds for one value.");
    }

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
            _complaints.Add(new Complaint(PatternLint.At(rule, rule.Selections.FirstOrDefault(one => one.Name == selection)?.At), sentence));
    }
}
