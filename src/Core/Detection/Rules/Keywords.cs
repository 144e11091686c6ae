using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>The keywords of terms: tests that any field of an event may satisfy.</summary>
sealed class Keywords
{
    readonly FieldTest[] _tests;
    readonly int[]?[] _termsOf;
    readonly Dictionary<FieldTest, int> _numbers;
    readonly IntBuffer _inOthers = new();
    Plan _plan;

    public Keywords(Plan plan, IEnumerable<Term> terms, Func<FieldTest, int[]?> termsOf)
    {
        _plan = plan;
        // What leads to no term and is in most texts is asked only when it matters.
        _tests = [.. terms.SelectMany(term => In(term.Rest)).Distinct().Where(keyword => termsOf(keyword) is not null || KnownTests.IsCheap(keyword))];
        _termsOf = [.. _tests.Select(termsOf)];
        _numbers = _tests.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        Index = new TextIndex(_tests, piece => piece.Length);
    }

    public bool IsEmpty => _tests.Length == 0;

    /// <summary>The keywords by number.</summary>
    public IReadOnlyList<FieldTest> Tests => _tests;

    /// <summary>Says which of them hold for a value.</summary>
    public TextIndex Index { get; }

    /// <summary>The number of a keyword; null when it must be asked: it is too short to be worth knowing, or a term has it that came later.</summary>
    public int? NumberOf(FieldTest keyword) => _numbers.TryGetValue(keyword, out var number) ? number : null;

    /// <summary>The terms that a keyword leads to.</summary>
    public ReadOnlySpan<int> TermsOf(int keyword) => _termsOf[keyword];

    public void Follow(Plan next) => _plan = next;

    static IEnumerable<FieldTest> In(Residual? rest) => rest switch
    {
        Residual.Keyword keyword => [keyword.What],
        Residual.All all => all.Parts.SelectMany(In),
        Residual.Any any => any.Parts.SelectMany(In),
        _ => [],
    };

    /// <summary>Whether the values of a field are read on every event: where an interval stands for a number, two numbers may still differ in a keyword.</summary>
    public bool AreReadAnew(int slot) => _plan.Slots[slot].Bounds.Length > 0;

    /// <summary>The keywords in what no value remembers of the event that was read: fields that no rule reads by name, and intervals.</summary>
    public ReadOnlySpan<int> InOthers => _inOthers.Written;

    /// <summary>Reads what no value remembers.</summary>
    public void ReadOthers(Row row, ReadOnlySpan<int> present)
    {
        if (IsEmpty)
            return;
        _inOthers.Clear();
        foreach (var slot in present)
        {
            if (AreReadAnew(slot) && row.Value(slot) is { Kind: not FieldKind.None } value)
                Index.Find(value, _inOthers);
        }

        row.FindUnread(Index, _inOthers);
    }
}
