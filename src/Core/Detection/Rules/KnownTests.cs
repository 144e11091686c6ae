using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>The tests of a field that are answered for each of its values at once, numbered as they came. None of them holds where the field is absent.</summary>
sealed class KnownTests
{
    /// <summary>The number of a test that is not one of them.</summary>
    public const int Unknown = -1;

    // What fewer letters stand for is in so many texts that it is cheaper to ask only when it matters.
    const int ShortestPiece = 3;
    readonly List<FieldTest> _tests = [];
    readonly Dictionary<FieldTest, int> _numbers = new(SameTests.Only);

    public IReadOnlyList<FieldTest> Tests => _tests;

    public int NumberOf(FieldTest test) => _numbers.TryGetValue(test, out var number) ? number : Unknown;

    /// <summary>Takes in a test that absence does not satisfy; gives its number.</summary>
    public int Take(FieldTest test)
    {
        if (_numbers.TryGetValue(test, out var known))
            return known;
        _tests.Add(test);
        return _numbers[test] = _tests.Count - 1;
    }

    /// <summary>Whether one walk over a text says cheaply whether a test holds: those are worth knowing of every value.</summary>
    public static bool IsCheap(FieldTest test)
    {
        foreach (var value in test.Values)
        {
            if (value is not TextTest)
                return false;
        }

        return TextKeys.Of(0, test, piece => piece.Length) is { } keys && keys.All(key => key.Piece.Length >= ShortestPiece);
    }
}
