using System.Runtime.CompilerServices;

namespace Knooppunt.Detection;

/// <summary>
/// The rules that hold, row by row. They are found kind of row by kind of row and put in the order of the rows afterwards, so that rows for which none
/// holds cost nothing. A row's rules come each once and in the order of the documents.
/// </summary>
/// <param name="most">Rows that it has room for.</param>
/// <param name="feeding">Gets the rules that only feed correlations; null when they lie among the others.</param>
sealed class Hits(int most, FeedingRows? feeding = null)
{
    // Side by side the row, counted from the first, and the rule: as they were found, and in order.
    int[] _rows = new int[64];
    int[] _rules = new int[64];
    int[] _rowsInOrder = [];
    int[] _rulesInOrder = [];
    // Per row where its rules end among those in order, which is where the next row's begin.
    readonly int[] _ends = new int[most];
    int[]? _rank;
    int _count;
    int _row;
    int _begin;

    /// <summary>The row that comes first.</summary>
    public int First { get; private set; }

    /// <summary>Rules that only feed correlations and do not lie among those of the rows; null when all do.</summary>
    public FeedingRows? Feeding => feeding;

    /// <summary>The rules of the row at hand.</summary>
    public ReadOnlySpan<int> AtHand => _rules.AsSpan(_begin, _count - _begin);

    /// <param name="firstRow">The row that comes first.</param>
    /// <param name="rank">Places of the rules where their numbers do not say them: rules then come as their terms lie.</param>
    public void Begin(int firstRow, int[]? rank)
    {
        feeding?.Clear();
        (First, _rank, _count, _begin) = (firstRow, rank, 0, 0);
    }

    /// <summary>Goes to a row, which comes once at most.</summary>
    public void BeginRow(int row) => (_row, _begin) = (row - First, _count);

    /// <summary>Whether the row at hand has the rule already: terms of one rule stand beside each other, unless a rank says that they may not.</summary>
    public bool Has(int rule) => _rank is not null ? AtHand.Contains(rule) : _count > _begin && _rules[_count - 1] == rule;

    public void Add(int rule)
    {
        if (_count == _rules.Length)
        {
            Array.Resize(ref _rows, _count * 2);
            Array.Resize(ref _rules, _count * 2);
        }

        var at = _count++;
        _rows[at] = _row;
        if (_rank is not null)
        {
            for (; at > _begin && _rank[_rules[at - 1]] > _rank[rule]; at--)
                _rules[at] = _rules[at - 1];
        }

        _rules[at] = rule;
    }

    /// <summary>Puts all that was added in the order of the rows.</summary>
    /// <param name="rows">How many rows there are.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Sort(int rows)
    {
        if (_rulesInOrder.Length < _count)
            (_rowsInOrder, _rulesInOrder) = (new int[_rules.Length], new int[_rules.Length]);
        var ends = _ends.AsSpan(0, rows);
        ends.Clear();
        foreach (var row in _rows.AsSpan(0, _count))
            ends[row]++;
        var sum = 0;
        foreach (ref var end in ends)
            (end, sum) = (sum, sum + end);
        // Each row's place moves on to where its own end.
        for (var at = 0; at < _count; at++)
        {
            var place = ends[_rows[at]]++;
            (_rowsInOrder[place], _rulesInOrder[place]) = (_rows[at], _rules[at]);
        }
    }

    /// <summary>The rules of a row, once they are in order.</summary>
    public ReadOnlySpan<int> Of(int row) => RulesOf(row, row + 1);

    /// <summary>The rules of the rows from one up to another, row by row.</summary>
    public ReadOnlySpan<int> RulesOf(int from, int to) => _rulesInOrder.AsSpan(EndBefore(from)..EndBefore(to));

    /// <summary>Beside those rules the row of each, counted from the first.</summary>
    public ReadOnlySpan<int> RowsOf(int from, int to) => _rowsInOrder.AsSpan(EndBefore(from)..EndBefore(to));

    int EndBefore(int row) => row == First ? 0 : _ends[row - First - 1];
}
