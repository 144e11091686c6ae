using Knooppunt.Patterns;

namespace Knooppunt.Node.Detection.Register;

/// <summary>A pattern with the documents of its file that it is made of.</summary>
/// <param name="Whole">The pattern itself.</param>
/// <param name="Rules">The rules on single events that it comes down to, itself when it is one; in the order in which it names them.</param>
sealed record PatternParts(PatternDocument Whole, IReadOnlyList<SigmaRule> Rules)
{
    /// <summary>Takes a pattern apart.</summary>
    /// <param name="whole">The pattern.</param>
    /// <param name="file">Every document of its file.</param>
    public static PatternParts Of(PatternDocument whole, IReadOnlyList<PatternDocument> file)
    {
        var (rules, met) = (new List<SigmaRule>(), new HashSet<string>(StringComparer.Ordinal));
        Take(whole);
        return new(whole, rules);

        void Take(PatternDocument document)
        {
            if (!met.Add(document.Id))
                return;
            if (document is SigmaRule rule)
                rules.Add(rule);
            if (document is not SigmaCorrelation correlation)
                return;
            foreach (var part in correlation.Rules.Concat(correlation.Absent).Select(name => file.FirstOrDefault(other => other.Name == name || other.Id == name)).OfType<PatternDocument>())
                Take(part);
        }
    }
}
