using System.Numerics;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A test that an event must satisfy in a field, or in any field.</summary>
/// <param name="Slot">The field; <see cref="AnyField"/> for a keyword.</param>
/// <param name="Test">The test; absence does not satisfy it.</param>
readonly record struct Anchor(int Slot, FieldTest Test)
{
    public const int AnyField = -1;
}

/// <summary>
/// What an event must have for a term to hold: at least one of a few anchors. Terms are looked for by what the event has, so that the many that
/// have nothing to do with it cost nothing.
/// </summary>
sealed class Anchors
{
    const int NoPiece = -1000;
    readonly Plan _plan;
    readonly int _pivot;
    // How often terms ask for a word in a field: what many ask for is what many events have, such as the name of a shell or of a folder.
    readonly Dictionary<(int Slot, string Word), int> _asked = [];

    /// <summary>Anchors for terms.</summary>
    /// <param name="plan">Their plan.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="pivot">The slot whose tests hold for every event that comes here; less than zero for none.</param>
    public Anchors(Plan plan, IEnumerable<Term> terms, int pivot)
    {
        (_plan, _pivot) = (plan, pivot);
        var words = new Dictionary<FieldTest, string[]>(ReferenceEqualityComparer.Instance);
        foreach (var literal in terms.SelectMany(term => term.Literals).Where(literal => !literal.Negated))
        {
            var test = plan.Slots[literal.Slot].Tests[literal.Test];
            if (!words.TryGetValue(test, out var own))
                words[test] = own = [.. test.Values.SelectMany(TextKeys.Of).SelectMany(WordsOf).Distinct()];
            foreach (var word in own)
                _asked[(literal.Slot, word)] = _asked.GetValueOrDefault((literal.Slot, word)) + 1;
        }
    }

    /// <summary>The anchors of a term, of which one must hold; null when it may hold for an event that has nothing.</summary>
    public IReadOnlyList<Anchor>? Of(Term term)
    {
        var choices = term.Literals.Where(literal => literal.Slot != _pivot).Select(Of);
        if (term.Rest is { } rest)
            choices = choices.Append(Of(rest));
        return Best(choices);
    }

    IReadOnlyList<Anchor>? Of(Literal literal) => literal.Negated ? null : Of(literal.Slot, _plan.Slots[literal.Slot].Tests[literal.Test]);

    static IReadOnlyList<Anchor>? Of(int slot, FieldTest test) => test.Matches(default, present: false) ? null : [new Anchor(slot, test)];

    IReadOnlyList<Anchor>? Of(Residual rest) => rest switch
    {
        Residual.One one => Of(one.Literal),
        Residual.Keyword { Negated: false } keyword => Of(Anchor.AnyField, keyword.What),
        Residual.All all => Best(all.Parts.Select(Of)),
        Residual.Any any when any.Parts.Select(Of).ToList() is var parts && !parts.Contains(null) => [.. parts.SelectMany(part => part!).Distinct()],
        _ => null,
    };

    /// <summary>The choice whose weakest anchor says most.</summary>
    IReadOnlyList<Anchor>? Best(IEnumerable<IReadOnlyList<Anchor>?> choices) =>
        choices.Where(choice => choice is { Count: > 0 }).MaxBy(choice => choice!.Min(anchor => Weight(anchor.Slot, anchor.Test)));

    /// <summary>How rarely a test is likely to hold.</summary>
    public int Weight(int slot, FieldTest test)
    {
        if (test.Exists is not null || test.Negated || test.Values.Count == 0)
            return NoPiece;
        var weights = test.Values.Select(value => TextKeys.Of(value).Min(piece => Weight(slot, piece)));
        return test.All ? weights.Max() : weights.Min();
    }

    /// <summary>How rarely a piece is likely to be in a field: by its letters, and by how few ask for the rarest of its words.</summary>
    public int Weight(int slot, string piece) =>
        LettersOf(piece.Length) - (3 * BitOperations.Log2((uint)WordsOf(piece).Min(word => _asked.GetValueOrDefault((slot, word), 1))));

    /// <summary>The words of a piece; where there are none, the piece.</summary>
    static List<string> WordsOf(string piece)
    {
        var (words, start) = (new List<string>(), 0);
        for (var at = 0; at <= piece.Length; at++)
        {
            if (at < piece.Length && char.IsLetterOrDigit(piece[at]))
                continue;
            // What ends every program's name tells none.
            if (at - start > 1 && piece[start..at].ToUpperInvariant() is not "EXE" and var word)
                words.Add(word);
            start = at + 1;
        }

        return words.Count > 0 ? words : [piece.ToUpperInvariant()];
    }

    // Most texts have most single letters.
    static int LettersOf(int length) => length switch { 0 => NoPiece, 1 => -20, 2 => -10, 3 => 0, _ => Math.Min(length, 16) };
}
