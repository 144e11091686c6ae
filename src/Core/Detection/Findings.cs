using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Detection;

/// <summary>Turns a match into a finding: names its subject and copies its evidence.</summary>
public static class Findings
{
    /// <summary>The finding of a match.</summary>
    /// <param name="match">The match.</param>
    /// <param name="observation">Gives the observation at an offset, enriched as the pattern saw it; null when it is not kept any more.</param>
    /// <param name="state">What gave the match: it knows what was derived, and from what. Null where no one asks.</param>
    /// <returns>The finding; null when nothing of its evidence is kept any more.</returns>
    public static Finding? Of(Match match, Func<long, Observation?> observation, DetectionState? state = null)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(observation);
        var evidence = new List<Evidence>(match.Evidence.Count);
        foreach (var offset in match.Evidence)
        {
            if (observation(offset) is { } seen)
                evidence.Add(new(offset, seen) { Marks = state?.MarksAt(offset) is { Count: > 0 } more ? more : null, Derived = state?.DerivedAt(match, offset) is { Count: > 0 } derived ? derived : null });
        }

        if (evidence.Count == 0)
            return null;
        var card = match.Document.Card;
        return new Finding
        {
            PatternId = match.RuleId,
            PatternTitle = match.Title,
            Level = (Severity)match.Level,
            Contradiction = card?.Contradiction,
            Subject = SubjectOf(match, card, evidence),
            Time = match.Time,
            Offset = match.Offset,
            Evidence = evidence,
            StoryGap = card?.StoryGap ?? TimeSpan.FromHours(24),
        };
    }

    // What the pattern declares goes first, then what it groups by, then what the observation itself is about.
    static Subject SubjectOf(Match match, PatternCard? card, List<Evidence> evidence)
    {
        if (card?.Subject is { } field)
        {
            foreach (var (name, value) in match.Key)
            {
                if (name == field && value.Kind != FieldKind.None)
                    return new(field, value.ToString());
            }

            for (var i = evidence.Count - 1; i >= 0; i--)
            {
                if (evidence[i].Observation.Data[field] is { Kind: not FieldKind.None } value)
                    return new(field, value.ToString());
            }
        }

        if (match.Key.Count > 0 && match.Key[0].Value.Kind != FieldKind.None)
            return new(match.Key[0].Key, match.Key[0].Value.ToString());
        return evidence[^1].Observation.Subject ?? new("pattern", match.RuleId);
    }
}
