using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A literal of a term.</summary>
/// <param name="Literal">The literal.</param>
/// <param name="Known">Its number among the known tests of its field; <see cref="KnownTests.Unknown"/> when it must be asked.</param>
readonly record struct Asked(Literal Literal, int Known);

/// <summary>Terms with what most of them end at: their literals.</summary>
sealed class AskedTerms
{
    const int NotLookedUp = KnownTests.Unknown - 1;
    Asked[][] _literals;
    KnownTests?[] _known;
    Plan _plan;
    // Per field and test its number among the known ones; less when that was not looked up yet.
    int[][] _numbers;
    readonly Func<int, FieldTest, int> _weight;

    /// <summary>Terms.</summary>
    /// <param name="plan">Their plan.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="known">Per field its known tests; null where it has none. Those that are worth it are added.</param>
    /// <param name="weight">How rarely a test of a field is likely to hold.</param>
    public AskedTerms(Plan plan, IReadOnlyList<Term> terms, KnownTests?[] known, Func<int, FieldTest, int> weight)
    {
        (_plan, _known, _weight, _numbers) = (plan, known, weight, new int[plan.Slots.Length][]);
        var seen = new HashSet<(int Slot, int Test)>();
        foreach (var literal in terms.SelectMany(term => term.Literals.Concat(In(term.Rest))))
        {
            if (seen.Add((literal.Slot, literal.Test)) && TestOf(literal) is var test && KnownTests.IsCheap(test))
                (known[literal.Slot] ??= new KnownTests()).Take(test);
        }

        _literals = [.. terms.Select(Prepared)];
    }

    /// <summary>The literals of a term, in the order in which they are best asked; that may be changed.</summary>
    public Asked[] this[int term] => _literals[term];

    static IEnumerable<Literal> In(Residual? rest) => rest switch
    {
        Residual.One one => [one.Literal],
        Residual.All all => all.Parts.SelectMany(In),
        Residual.Any any => any.Parts.SelectMany(In),
        _ => [],
    };

    FieldTest TestOf(Literal literal) => _plan.Slots[literal.Slot].Tests[literal.Test];

    Asked[] Prepared(Term term) => [.. term.Literals.Select(literal => new Asked(literal, KnownOf(literal)))];

    /// <summary>The number of a literal among the known tests of its field.</summary>
    public int KnownOf(Literal literal)
    {
        if (_known[literal.Slot] is not { } known)
            return KnownTests.Unknown;
        ref var numbers = ref _numbers[literal.Slot];
        if (numbers is null || literal.Test >= numbers.Length)
        {
            numbers = new int[_plan.Slots[literal.Slot].Tests.Count];
            Array.Fill(numbers, NotLookedUp);
        }

        ref var number = ref numbers[literal.Test];
        return number != NotLookedUp ? number : number = known.NumberOf(TestOf(literal));
    }

    public void Add(Term term) => _literals = [.. _literals, Prepared(term)];

    /// <summary>Goes over to a plan that extends its own.</summary>
    public void Follow(Plan next)
    {
        _plan = next;
        Array.Resize(ref _known, next.Slots.Length);
        Array.Resize(ref _numbers, next.Slots.Length);
    }

    /// <summary>Whether the known tests of a field leave a term possible.</summary>
    public bool MayHold(int term, int slot, Outcome outcome)
    {
        foreach (var asked in _literals[term])
        {
            if (asked.Literal.Slot == slot && asked.Known != KnownTests.Unknown && outcome.Has(asked.Known) == asked.Literal.Negated)
                return false;
        }

        return true;
    }

    /// <summary>The guard of a term that a field led to: the known test of another field that is likely to hold most rarely.</summary>
    public int GuardOf(int term, int slot)
    {
        var (guard, most) = (0, int.MinValue);
        foreach (var asked in _literals[term])
        {
            if (asked.Literal.Slot == slot || asked.Literal.Negated || asked.Known == KnownTests.Unknown || _weight(asked.Literal.Slot, TestOf(asked.Literal)) is var weight && weight <= most)
                continue;
            (guard, most) = (Lead.GuardOf(asked.Literal.Slot, asked.Known), weight);
        }

        return guard;
    }
}
