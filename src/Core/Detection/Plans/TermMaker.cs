using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Writes a rule's condition as a few terms; what would take too many becomes a residual.</summary>
/// <param name="slots">The fields that the plan reads.</param>
/// <param name="next">The first number that no term has yet.</param>
sealed class TermMaker(PlanSlots slots, int next)
{
    const int MaxTerms = 8;

    sealed record Draft(IReadOnlyList<Literal> Literals, IReadOnlyList<Residual> Rest);

    public int Next { get; private set; } = next;

    public IEnumerable<Term> Terms(int rule, Clause clause)
    {
        foreach (var draft in Expand(clause, negated: false))
        {
            var rest = draft.Rest.Count switch { 0 => null, 1 => draft.Rest[0], _ => new Residual.All([.. draft.Rest]) };
            yield return new Term(Next++, rule, [.. draft.Literals.Distinct()], rest);
        }
    }

    List<Draft> Expand(Clause clause, bool negated) => clause switch
    {
        NotOf not => Expand(not.Part, !negated),
        AllOf all => negated ? Either(all.Parts, negated) : Both(all.Parts, negated),
        AnyOf any => negated ? Both(any.Parts, negated) : Either(any.Parts, negated),
        Test { Field: { } field } test => [new Draft([slots.Literal(field, test.What, negated)], [])],
        _ => [new Draft([], [Tree(clause, negated)])],
    };

    List<Draft> Either(IReadOnlyList<Clause> parts, bool negated)
    {
        var drafts = parts.SelectMany(part => Expand(part, negated)).ToList();
        return drafts.Count <= MaxTerms ? drafts : [new Draft([], [new Residual.Any([.. parts.Select(part => Tree(part, negated))])])];
    }

    List<Draft> Both(IReadOnlyList<Clause> parts, bool negated)
    {
        List<Draft> drafts = [new Draft([], [])];
        // Narrow parts first: what no longer fits is then what would multiply most.
        foreach (var (part, own) in parts.Select(part => (part, Expand(part, negated))).OrderBy(pair => pair.Item2.Count).ToList())
        {
            if (drafts.Count * own.Count > MaxTerms)
            {
                var rest = Tree(part, negated);
                drafts = drafts.ConvertAll(draft => draft with { Rest = [.. draft.Rest, rest] });
            }
            else
            {
                drafts = [.. drafts.SelectMany(draft => own.Select(more => new Draft([.. draft.Literals, .. more.Literals], [.. draft.Rest, .. more.Rest])))];
            }
        }

        return drafts;
    }

    Residual Tree(Clause clause, bool negated) => clause switch
    {
        NotOf not => Tree(not.Part, !negated),
        AllOf all when negated => new Residual.Any([.. all.Parts.Select(part => Tree(part, negated))]),
        AllOf all => new Residual.All([.. all.Parts.Select(part => Tree(part, negated))]),
        AnyOf any when negated => new Residual.All([.. any.Parts.Select(part => Tree(part, negated))]),
        AnyOf any => new Residual.Any([.. any.Parts.Select(part => Tree(part, negated))]),
        Test { Field: null } test => new Residual.Keyword(test.What, negated),
        Test test => new Residual.One(slots.Literal(test.Field!, test.What, negated)),
        Comparison compared => new Residual.Compared(slots.Kept(compared.Field), slots.Kept(compared.Other), compared, negated),
        _ => throw new InvalidOperationException("An unknown kind of clause."),
    };
}
