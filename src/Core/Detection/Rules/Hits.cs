namespace Knooppunt.Detection;

/// <summary>The rules that hold, row by row; a row's rules lie together, each once and in the order of the documents.</summary>
/// <param name="most">Rows that it has room for.</param>
/// <param name="feeding">Gets the rules that only feed correlations; null when they lie among the others.</param>
sealed class Hits(int most, FeedingRows? feeding = null)
{
    readonly IntBuffer _rules = new();
    readonly int[] _starts = new int[most];
    readonly int[] _ends = new int[most];
    int[]? _rank;
    int _row;

    /// <summary>The row that comes first.</summary>
    public int First { get; private set; }

    /// <summary>Rules that only feed correlations and do not lie among those of the rows; null when all do.</summary>
    public FeedingRows? Feeding => feeding;

    /// <param name="firstRow">The row that comes first.</param>
    /// <param name="rank">Places of the rules where their numbers do not say them: rules then come as their terms lie.</param>
    public void Begin(int firstRow, int[]? rank)
    {
        _rules.Clear();
        feeding?.Clear();
        (First, _rank) = (firstRow, rank);
    }

    public void BeginRow(int row)
    {
        _row = row - First;
        _starts[_row] = _ends[_row] = _rules.Count;
    }

    /// <summary>Whether the row at hand has the rule already: terms of one rule stand beside each other, unless a rank says that they may not.</summary>
    public bool Has(int rule) => _rank is not null ? Of(_row + First).Contains(rule) : _ends[_row] > _starts[_row] && _rules[_rules.Count - 1] == rule;

    public void Add(int rule)
    {
        _rules.Add(rule);
        _ends[_row]++;
        if (_rank is null)
            return;
        var at = _rules.Count - 1;
        for (; at > _starts[_row] && _rank[_rules[at - 1]] > _rank[rule]; at--)
            _rules[at] = _rules[at - 1];
        _rules[at] = rule;
    }

    /// <summary>Says that no rule holds for a row after all.</summary>
    public void Drop(int row) => _ends[row - First] = _starts[row - First];

    public ReadOnlySpan<int> Of(int row) => _rules.Written[_starts[row - First].._ends[row - First]];
}
