namespace Knooppunt.Patterns;

/// <summary>Why a correlation can never fire, from its condition and from what it refers to.</summary>
sealed class NeverFiring
{
    readonly Dictionary<string, PatternDocument> _byName = new(StringComparer.Ordinal);
    readonly HashSet<string> _dead = new(StringComparer.Ordinal);

    /// <summary>Looks at documents that belong together.</summary>
    /// <param name="documents">All of them.</param>
    /// <param name="canHold">Whether some event may satisfy a rule.</param>
    public NeverFiring(IReadOnlyList<PatternDocument> documents, Func<SigmaRule, bool> canHold)
    {
        foreach (var document in documents)
        {
            _byName.TryAdd(document.Id, document);
            if (document.Name is { } name)
                _byName.TryAdd(name, document);
            if (document is SigmaRule rule && !canHold(rule))
                _dead.Add(rule.Id);
        }

        var correlations = documents.OfType<SigmaCorrelation>().ToList();
        // What can never fire takes along what waits for it, as deep as correlations may refer to each other.
        for (var (depth, more) = (0, true); more && depth < 17; depth++)
        {
            more = false;
            foreach (var correlation in correlations.Where(correlation => !_dead.Contains(correlation.Id) && Why(correlation) is not null))
                more |= _dead.Add(correlation.Id);
        }
    }

    /// <summary>The sentence; null when it may fire.</summary>
    public string? Why(SigmaCorrelation correlation)
    {
        var present = correlation.Rules.Except(correlation.Absent).ToList();
        var live = present.Where(rule => !IsDead(rule)).ToList();
        var dead = present.Except(live).FirstOrDefault();
        var all = correlation.Kind is CorrelationKind.Temporal or CorrelationKind.TemporalOrdered;
        if (dead is not null && (live.Count == 0 || (all && correlation.Condition.Count == 0)))
            return $"It needs \"{dead}\", which can never hold; it can never fire.";
        if (all && correlation.Condition.Count > 0 && !CanHold(correlation, live.Count))
            return dead is null ? NoNumber : $"Its condition needs more rules than can hold, for \"{dead}\" never does; it can never fire.";
        if (IsOwnGroup(correlation) && !CanHold(correlation, 1) && CanHold(correlation, double.PositiveInfinity))
            return $"It counts values of \"{string.Join(", ", correlation.Fields)}\" within groups of the same field, where there is always one; it can never fire. Count another field, or group by another.";
        return CanHold(correlation, double.PositiveInfinity) ? null : NoNumber;
    }

    const string NoNumber = "The condition can never hold: no number fits all its bounds; widen them.";

    bool IsDead(string rule) => _byName.TryGetValue(rule, out var document) && _dead.Contains(document.Id);

    static bool IsOwnGroup(SigmaCorrelation correlation) => correlation.Kind == CorrelationKind.ValueCount && correlation.Fields.All(correlation.GroupBy.Contains);

    static bool CanHold(SigmaCorrelation correlation, double most)
    {
        if (correlation.Condition.Count == 0)
            return true;
        var bounds = correlation.Condition.Select(bound => bound.Value).ToList();
        var whole = correlation.Kind is CorrelationKind.EventCount or CorrelationKind.ValueCount or CorrelationKind.Temporal or CorrelationKind.TemporalOrdered;
        var share = correlation is { Kind: CorrelationKind.ValuePercentile, Percentile: null };
        // A set of numbers cut out by bounds is hit at a bound, beside one, or between two.
        var tries = whole
            ? bounds.SelectMany(bound => new[] { Math.Floor(bound), Math.Floor(bound) + 1, Math.Ceiling(bound) - 1 }).Append(1).Where(number => number >= 1 && number <= most)
            : bounds.SelectMany(bound => new[] { bound, bound - 1, bound + 1 }).Concat(share ? [double.Epsilon, 100] : []).Concat(bounds.SelectMany(one => bounds.Select(other => (one + other) / 2)));
        return tries.Any(number => (!share || number is > 0 and <= 100) && correlation.Condition.All(bound => bound.Holds(number)));
    }
}
