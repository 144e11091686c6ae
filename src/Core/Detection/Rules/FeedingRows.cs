using System.Runtime.CompilerServices;

namespace Knooppunt.Detection;

/// <summary>
/// The rows of a batch for which rules hold that only feed correlations, as bits: no match is made of them, so that their order among the rules of a row
/// does not matter, and one such rule holds for row after row of its kind.
/// </summary>
sealed class FeedingRows
{
    /// <summary>Rows that a word has bits for.</summary>
    public const int PerWord = 64;

    readonly List<int> _rules = [];
    ulong[]?[] _rowsOf = [];
    bool[] _holds = [];

    /// <summary>Rules that hold for any row.</summary>
    public IReadOnlyList<int> Rules => _rules;

    /// <summary>Words of bits that a batch has.</summary>
    public static int Words => (BatchRun.Most + PerWord - 1) / PerWord;

    /// <summary>The rows for which a rule holds, counted from the first of the batch.</summary>
    public ulong[] Of(int rule) => _rowsOf[rule]!;

    /// <summary>Adds the rows whose remaining terms have a bit.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="bit">The bit of its term.</param>
    /// <param name="alive">Per row the terms that remain.</param>
    /// <param name="which">The rows.</param>
    /// <param name="first">The first row of the batch.</param>
    public void Add(int rule, int bit, ReadOnlySpan<ulong> alive, ReadOnlySpan<int> which, int first)
    {
        var rows = Begun(rule);
        for (var i = 0; i < which.Length; i++)
        {
            var row = which[i] - first;
            rows[row / PerWord] |= ((alive[i] >> bit) & 1) << (row % PerWord);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    ulong[] Begun(int rule)
    {
        Growth.Reach(ref _rowsOf, rule + 1);
        Growth.Reach(ref _holds, rule + 1);
        if (!_holds[rule])
            _rules.Add(rule);
        _holds[rule] = true;
        return _rowsOf[rule] ??= new ulong[Words];
    }

    public void Clear()
    {
        foreach (var rule in _rules)
        {
            Array.Clear(_rowsOf[rule]!);
            _holds[rule] = false;
        }

        _rules.Clear();
    }
}
