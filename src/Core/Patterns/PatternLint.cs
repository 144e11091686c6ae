using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Looks for what is written rightly but cannot be meant.</summary>
public static class PatternLint
{
    /// <summary>What is doubtful in documents that belong together.</summary>
    /// <param name="documents">All documents that will run together, so that references can be followed.</param>
    /// <param name="plain">Plain input without pseudonyms: partial matching on plates, passes and persons is then allowed.</param>
    /// <param name="cards">Whether patterns on observations must have their card; one that is only tried on history needs none.</param>
    public static IReadOnlyList<Complaint> Check(IReadOnlyList<PatternDocument> documents, bool plain = false, bool cards = true)
    {
        var complaints = new List<Complaint>();
        var names = documents.SelectMany(document => new[] { document.Id, document.Name }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var correlations = documents.OfType<SigmaCorrelation>().SelectMany(correlation => new[] { correlation.Id, correlation.Name }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var below = documents.OfType<SigmaCorrelation>().Where(correlation => !correlation.Generate).SelectMany(correlation => correlation.Rules).ToHashSet(StringComparer.Ordinal);
        var made = documents.OfType<DerivedDefinition>().Select(derived => derived.Makes).ToHashSet(StringComparer.Ordinal);
        var rules = documents.OfType<SigmaRule>().ToDictionary(rule => rule, rule => new RuleLint(rule, plain, made), EqualityComparer<SigmaRule>.Create(ReferenceEquals, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode));
        foreach (var lint in rules.Values)
            lint.Check();
        var never = new NeverFiring(documents, rule => rules[rule].CanHold);
        foreach (var document in documents)
        {
            if (document is SigmaRule rule)
                complaints.AddRange(rules[rule].Complaints);
            else if (document is SigmaCorrelation correlation)
                CorrelationLint.Check(correlation, documents, names, never, complaints);
            else if (document is SigmaFilter filter)
                OfFilter(filter, names, correlations, complaints);
            else if (document is DerivedDefinition derived)
                DerivedLint.Check(derived, documents, complaints);
        }

        var ours = documents.OfType<SigmaRule>().Where(rule => rule.Logsource.IsKnooppunt).SelectMany(rule => new[] { rule.Id, rule.Name }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var document in cards ? documents : [])
        {
            var isOurs = document is SigmaRule { Logsource.IsKnooppunt: true } || (document is SigmaCorrelation correlation && correlation.Rules.Any(ours.Contains));
            if (isOurs && !below.Contains(document.Id) && !(document.Name is { } name && below.Contains(name)))
                Card(document, complaints);
            if (document is SigmaCorrelation waits && (isOurs || waits.Card is not null))
                Preview(waits, complaints);
        }

        return complaints;
    }

    static void OfFilter(SigmaFilter filter, HashSet<string> names, HashSet<string> correlations, List<Complaint> complaints)
    {
        Unknown(filter, filter.Rules, filter.RuleParts, names, complaints);
        complaints.AddRange(filter.RuleParts.Where(part => correlations.Contains(part.Value)).Select(part =>
            new Complaint(At(filter, part), $"\"{part.Value}\" is a correlation, and a filter is added to rules only; name the rules that it reads (filters specification, \"Relative rules\").")));
    }

    /// <summary>In one line what running the document costs.</summary>
    public static string Cost(PatternDocument document) => PatternCost.Line(document);

    internal static void Unknown(PatternDocument document, IReadOnlyList<string> rules, IReadOnlyList<YamlText> parts, HashSet<string> names, List<Complaint> complaints)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (!names.Contains(rules[i]))
                complaints.Add(new Complaint(At(document, i < parts.Count ? parts[i] : null), $"It refers to \"{rules[i]}\", which is no rule or correlation here; give the id or name of one."));
        }
    }

    internal static InputPlace At(PatternDocument document, YamlPart? part) =>
        part is null ? document.Place : new InputPlace(document.Place.Source, part.Line, part.Column, document.Title);

    // Whoever reads the file sees that a tool that knows the specification alone refuses it.
    static void Preview(SigmaCorrelation correlation, List<Complaint> complaints)
    {
        if (correlation.IsAbsence == correlation.Card?.Preview is not null)
            return;
        complaints.Add(new Complaint(At(correlation, correlation.ConditionPart), correlation.IsAbsence
            ? "Absence is a preview of Sigma, not in the specification 2.1.0: mark it with \"preview: absence\" under \"knooppunt\"."
            : "It is marked \"preview: absence\" and waits for nothing that does not come; take the mark away."));
    }

    static void Card(PatternDocument document, List<Complaint> complaints)
    {
        List<string> missing = [];
        if (document.Card?.Place is null)
            missing.Add("place");
        if (document.Card?.Subject is null)
            missing.Add("subject");
        if (document.Card?.Sentence is null)
            missing.Add("sentence");
        if (document.Card?.Innocent is null)
            missing.Add("innocent");
        if (missing.Count > 0)
            complaints.Add(new Complaint(document.Place, $"Under \"knooppunt\" is missing: {string.Join(", ", missing)}; a pattern on observations says where it happens, about what, in a sentence, and what the innocent explanation is."));
    }
}
