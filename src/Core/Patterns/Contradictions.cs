using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>
/// Finds what no event can satisfy: lines on one field that exclude each other, also across selections and with what a condition negates.
/// It says so only when it is certain; what it cannot weigh (part of a text against an expression, say) counts as possible.
/// </summary>
sealed class Contradictions
{
    // A condition is walked once per alternative; beyond this depth it counts as possible.
    const int MostDeep = 12;
    const int MostParts = 400;
    // Every line of a field is held against every other; a hostile file could ask for that without end.
    long _left = 5_000_000;

    /// <summary>A line that cannot hold with the others.</summary>
    internal sealed record Clash(string Field, string Selection);

    readonly record struct Literal(Test Test, bool Negated);

    /// <summary>Why the clause can never hold beside what is given; null when it may.</summary>
    public static Clash? Of(Clause clause, params IEnumerable<Test> given) => new Contradictions().Impossible([.. given.Select(test => new Literal(test, false))], [(clause, false)], 0);

    /// <summary>Alternatives of the clause that can never hold although the whole may.</summary>
    public static IEnumerable<Clash> Parts(Clause clause) => new Contradictions().Parts([], clause, 0);

    IEnumerable<Clash> Parts(List<Literal> given, Clause clause, int depth)
    {
        if (depth > MostDeep)
            yield break;
        if (clause is AllOf all)
        {
            List<Literal> own = [.. given, .. Flat(all).Select(test => new Literal(test, false))];
            foreach (var clash in Choices(all).SelectMany(part => Parts(own, part, depth + 1)))
                yield return clash;
        }
        else if (clause is AnyOf any)
        {
            foreach (var part in any.Parts)
            {
                if (Impossible(given, [(part, false)], depth + 1) is { } clash)
                    yield return clash;
                else
                {
                    foreach (var inner in Parts(given, part, depth + 1))
                        yield return inner;
                }
            }
        }
    }

    static IEnumerable<Test> Flat(AllOf all) => all.Parts.SelectMany(part => part switch { Test test => [test], AllOf inner => Flat(inner), _ => [] });

    static IEnumerable<AnyOf> Choices(AllOf all) => all.Parts.SelectMany(part => part switch { AnyOf any => [any], AllOf inner => Choices(inner), _ => (IEnumerable<AnyOf>)[] });

    Clash? Impossible(IReadOnlyList<Literal> given, List<(Clause Clause, bool Negated)> clauses, int depth)
    {
        if ((_left -= given.Count) < 0)
            return null;
        List<Literal> literals = [.. given];
        var choices = new List<List<(Clause, bool)>>();
        for (var i = 0; i < clauses.Count && clauses.Count < MostParts; i++)
        {
            switch (clauses[i])
            {
                case (Test test, var negated):
                    literals.Add(new(test, negated));
                    break;
                case (NotOf not, var negated):
                    clauses.Add((not.Part, !negated));
                    break;
                case (AllOf all, false):
                    clauses.AddRange(all.Parts.Select(part => (part, false)));
                    break;
                case (AnyOf any, true):
                    clauses.AddRange(any.Parts.Select(part => (part, true)));
                    break;
                case (AllOf all, true):
                    choices.Add([.. all.Parts.Select(part => (part, true))]);
                    break;
                case (AnyOf any, false):
                    choices.Add([.. any.Parts.Select(part => (part, false))]);
                    break;
                default:
                    break;
            }
        }

        foreach (var group in literals.Where(literal => literal.Test.Field is not null).GroupBy(literal => literal.Test.Field!, StringComparer.Ordinal))
        {
            if (Excludes(group.Key, [.. group]))
                return new Clash(group.Key, group.Last().Test.Selection);
        }

        if (depth > MostDeep)
            return null;
        foreach (var choice in choices.Where(choice => choice.Count is > 0 and < MostParts))
        {
            Clash? last = null;
            if (choice.TrueForAll(part => (last = Impossible(literals, [part], depth + 1)) is not null))
                return last;
        }

        return null;
    }

    bool Excludes(string field, List<Literal> literals)
    {
        _left -= (long)literals.Count * literals.Count;
        // A list holds several values at once.
        if (Taxonomy.Fields.TryGetValue(field, out var known) && known.Kind == FieldKind.List || _left < 0)
            return false;
        if (literals.Exists(one => literals.Exists(other => one.Negated != other.Negated && IsSame(one.Test.What, other.Test.What))))
            return true;
        var positive = literals.Where(literal => literal is { Negated: false, Test.What.Negated: false }).ToList();
        foreach (var literal in positive)
        {
            if (Candidates(literal.Test.What) is { } candidates && (_left -= (long)candidates.Count * literals.Sum(other => 1 + other.Test.What.Values.Count)) >= 0 && candidates.TrueForAll(candidate => literals.Exists(other => IsFalse(other, candidate))))
                return true;
        }

        return positive.Select(literal => literal.Test.What).Where(what => what.Values.Count == 1 || what.All).SelectMany(what => what.Values).GroupBy(Part).Any(group => group.Key is not null && IsEmpty(group.Key, group));
    }

    static bool IsSame(FieldTest one, FieldTest other) => one.Exists == other.Exists && one.All == other.All && one.Negated == other.Negated
        && one.Values.Count == other.Values.Count && one.Values.Zip(other.Values).All(pair => IsSame(pair.First, pair.Second));

    static bool IsSame(ValueTest one, ValueTest other) => (one, other) switch
    {
        (TextTest text, TextTest same) => text.Pattern.IsSame(same.Pattern),
        (PlainNumberTest number, PlainNumberTest same) => number.Number == same.Number && number.Pattern.IsSame(same.Pattern),
        (RegexTest regex, RegexTest same) => (regex.Pattern.ToString(), regex.Pattern.Options) == (same.Pattern.ToString(), same.Pattern.Options),
        (AnyTest or RangeTest or ExpandTest, _) => false,
        _ => one.Equals(other),
    };

    /// <summary>A value that an event may have.</summary>
    readonly record struct Candidate(FieldValue Value, bool IsThere, bool AnyCase);

    /// <summary>All the values that satisfy it; null when they cannot be counted.</summary>
    static List<Candidate>? Candidates(FieldTest what)
    {
        if (what.Exists is { } wanted)
            return wanted ? null : [new(default, false, false)];
        if (what.OrAbsent || (what.All && what.Values.Count > 1))
            return null;
        var all = new List<Candidate>();
        foreach (var value in what.Values)
        {
            if (value is NullTest)
                all.AddRange([new(default, false, false), new(default, true, false)]);
            else if (value is TextTest { Pattern: { Exact: { } text } pattern })
                all.AddRange(Written(text, pattern.Cased));
            else if (value is PlainNumberTest { Pattern.Exact: { } number } plain)
                all.AddRange([new(plain.Number, true, false), .. Written(number, cased: false)]);
            else
                return null;
        }

        return all;
    }

    static IEnumerable<Candidate> Written(string text, bool cased)
    {
        yield return new(text, true, !cased && text.Any(char.IsLetter));
        if (Numeric.TryRead(text, out var number) && ((FieldValue)number).ToString() == text)
            yield return new(number, true, false);
    }

    static bool IsFalse(Literal literal, Candidate candidate)
    {
        var what = literal.Test.What;
        // The event may write the value in another case than the rule does.
        if (candidate.AnyCase && what.Values.Any(value => value is RegexTest or AnyTest or DatePartTest or ExpandTest or TextTest { Pattern.Cased: true }))
            return false;
        return !what.Values.Any(value => value is ExpandTest) && what.Matches(candidate.Value, candidate.IsThere) == literal.Negated;
    }

    /// <summary>What of the value is compared as a number: the part of a date, or nothing for the value itself; null when it is not.</summary>
    static string? Part(ValueTest value) => value switch { OrderTest => "", DatePartTest date => date.Part, _ => null };

    static bool IsEmpty(string part, IEnumerable<ValueTest> tests)
    {
        var (low, high) = part switch { "minute" => (0, 59), "hour" => (0, 23), "day" => (1, 31), "week" => (1, 53), "month" => (1, 12), "year" => (1, 9999), _ => (double.NegativeInfinity, double.PositiveInfinity) };
        // The parts of a date are whole numbers.
        var step = part.Length > 0 ? 1 : 0;
        var (openLow, openHigh) = (false, false);
        foreach (var test in tests)
        {
            var (order, bound) = test is DatePartTest date ? (date.Order, date.Bound) : (((OrderTest)test).Order, ((OrderTest)test).Bound);
            if (order is Order.Greater or Order.GreaterOrEqual or Order.Equal && (bound > low || (bound == low && order == Order.Greater)))
                (low, openLow) = (bound, order == Order.Greater);
            if (order is Order.Less or Order.LessOrEqual or Order.Equal && (bound < high || (bound == high && order == Order.Less)))
                (high, openHigh) = (bound, order == Order.Less);
        }

        if (step > 0)
            return (openLow ? Math.Floor(low) + 1 : Math.Ceiling(low)) > (openHigh ? Math.Ceiling(high) - 1 : Math.Floor(high));
        return low > high || (low == high && (openLow || openHigh));
    }
}
