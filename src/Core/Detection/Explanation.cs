using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>One line of a rule that an observation satisfies.</summary>
/// <param name="Selection">Name of the selection in the rule.</param>
/// <param name="Field">The field; null for a keyword, which may stand anywhere.</param>
/// <param name="Operator">How the two are compared, for example <c>=</c>, <c>&gt;</c>, <c>like</c>, <c>matches</c>.</param>
/// <param name="Asked">What the rule asks for.</param>
/// <param name="Observed">What was observed; empty when the field is absent.</param>
public sealed record Clue(string Selection, string? Field, string Operator, string Asked, string Observed);

/// <summary>Why a rule holds for an observation. Computed on demand, so that running stays quick.</summary>
public static class Explanation
{
    /// <summary>The lines of a rule that hold for an observation; for a correlation those of every rule below it that holds. Empty for an unknown rule.</summary>
    /// <param name="plan">The plan that the rule runs in.</param>
    /// <param name="ruleId">Id of a rule or correlation.</param>
    /// <param name="observation">The observation, its data enriched.</param>
    public static IReadOnlyList<Clue> Explain(Plan plan, string ruleId, Observation observation)
    {
        var clues = new List<Clue>();
        foreach (var rule in plan.InOrder)
        {
            if (rule.Document.Id == ruleId)
                Clues(rule.Detection, observation, clues);
        }

        foreach (var correlation in plan.Correlations)
        {
            if (correlation.Document.Id != ruleId)
                continue;
            foreach (var member in correlation.Members)
                clues.AddRange(Explain(plan, plan.DocumentOf(member.Node).Id, observation));
        }

        return clues;
    }

    /// <summary>Adds the clues of a clause that holds; says whether it does.</summary>
    static bool Clues(Clause clause, Observation observation, List<Clue> clues)
    {
        var before = clues.Count;
        var holds = clause switch
        {
            AllOf all => All(all, observation, clues),
            AnyOf any => any.Parts.Aggregate(false, (found, part) => Clues(part, observation, clues) || found),
            NotOf not => !Clues(not.Part, observation, []),
            Test test => Tested(test, observation, clues),
            Comparison compared => Compared(compared, observation, clues),
            _ => false,
        };
        if (!holds)
            clues.RemoveRange(before, clues.Count - before);
        return holds;
    }

    static bool All(AllOf all, Observation observation, List<Clue> clues)
    {
        foreach (var part in all.Parts)
        {
            if (!Clues(part, observation, clues))
                return false;
        }

        return true;
    }

    static bool Tested(Test test, Observation observation, List<Clue> clues)
    {
        if (test.Field is null)
            return Keyword(test, observation, clues);
        var present = ObservationRow.TryGet(observation, test.Field, out var value);
        if (!test.What.Matches(value, present))
            return false;
        var (how, asked) = test.What.Reason(value);
        clues.Add(new Clue(test.Selection, test.Field, how, asked, value.ToString()));
        return true;
    }

    static bool Keyword(Test test, Observation observation, List<Clue> clues)
    {
        foreach (var (field, value) in observation.Data)
        {
            if (value.Kind == FieldKind.None || !test.What.Matches(value, present: true))
                continue;
            var (how, asked) = test.What.Reason(value);
            clues.Add(new Clue(test.Selection, field, how, asked, value.ToString()));
            return true;
        }

        return false;
    }

    static bool Compared(Comparison compared, Observation observation, List<Clue> clues)
    {
        ObservationRow.TryGet(observation, compared.Field, out var value);
        ObservationRow.TryGet(observation, compared.Other, out var other);
        if (!FieldsCompared.Holds(compared, value, other))
            return false;
        clues.Add(new Clue(compared.Selection, compared.Field, compared.Negated ? "is not" : compared.Order is { } order ? Numeric.Sign(order) : compared.Place == TextPlace.Whole ? "=" : "like", $"{compared.Other} ({other})", value.ToString()));
        return true;
    }
}
