namespace Knooppunt.Detection;

/// <summary>The rules that hold, row by row; a row's rules lie together, each once and rising.</summary>
sealed class Hits(int most)
{
    readonly IntBuffer _rules = new();
    readonly int[] _starts = new int[most];
    readonly int[] _ends = new int[most];
    int _first;
    int _row;

    public void Begin(int firstRow)
    {
        _rules.Clear();
        _first = firstRow;
    }

    public void BeginRow(int row)
    {
        _row = row - _first;
        _starts[_row] = _ends[_row] = _rules.Count;
    }

    /// <summary>Whether the row at hand has the rule already: terms of one rule stand beside each other.</summary>
    public bool Has(int rule) => _ends[_row] > _starts[_row] && _rules[_rules.Count - 1] == rule;

    public void Add(int rule)
    {
        _rules.Add(rule);
        _ends[_row]++;
    }

    public ReadOnlySpan<int> Of(int row) => _rules.Written[_starts[row - _first].._ends[row - _first]];
}
