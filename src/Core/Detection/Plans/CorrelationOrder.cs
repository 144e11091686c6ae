using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Puts correlations behind those that they refer to; a circle is complained about.</summary>
sealed class CorrelationOrder(IEnumerable<SigmaCorrelation> correlations, List<Complaint> complaints)
{
    readonly List<SigmaCorrelation> _all = [.. correlations];
    readonly List<SigmaCorrelation> _sorted = [];
    readonly HashSet<SigmaCorrelation> _done = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<SigmaCorrelation> _left = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<SigmaCorrelation> _open = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, SigmaCorrelation> _byName = new(StringComparer.Ordinal);

    public List<SigmaCorrelation> Sorted()
    {
        foreach (var correlation in _all)
        {
            _byName.TryAdd(correlation.Id, correlation);
            if (correlation.Name is { } name)
                _byName.TryAdd(name, correlation);
        }

        foreach (var correlation in _all)
            Visit(correlation, depth: 0);
        return _sorted;
    }

    bool Visit(SigmaCorrelation correlation, int depth)
    {
        if (_done.Contains(correlation))
            return !_left.Contains(correlation);
        if (depth > 16 || !_open.Add(correlation))
        {
            Leave(correlation, null, "Correlations refer to each other in a circle (or more than 16 deep); this one is left out.");
            return false;
        }

        foreach (var rule in correlation.Rules)
        {
            if (_byName.TryGetValue(rule, out var inner) && !Visit(inner, depth + 1))
                Leave(correlation, rule, $"It refers to \"{rule}\", which is left out; so is this one.");
        }

        _open.Remove(correlation);
        _done.Add(correlation);
        if (_left.Contains(correlation))
            return false;
        _sorted.Add(correlation);
        return true;
    }

    void Leave(SigmaCorrelation correlation, string? rule, string sentence)
    {
        if (_left.Add(correlation))
            complaints.Add(new Complaint(PatternLint.At(correlation, correlation.RuleParts.FirstOrDefault(part => part.Value == rule)), sentence));
    }
}
