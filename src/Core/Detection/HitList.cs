namespace Knooppunt.Detection;

/// <summary>The rules that hold for events, event after event.</summary>
sealed class HitList
{
    int[] _rules = new int[64];
    int _start;

    public int Count { get; private set; }

    /// <summary>The rules of the event at hand.</summary>
    public ReadOnlySpan<int> Own => _rules.AsSpan(_start, Count - _start);

    public ReadOnlySpan<int> From(int start, int end) => _rules.AsSpan(start, end - start);

    public void Clear() => (_start, Count) = (0, 0);

    /// <summary>What comes now is of another event.</summary>
    public void Next() => _start = Count;

    /// <summary>Whether a rule was added last: terms of one rule stand beside each other.</summary>
    public bool Has(int rule) => Count > _start && _rules[Count - 1] == rule;

    public void Add(int rule)
    {
        if (Count == _rules.Length)
            Array.Resize(ref _rules, Count * 2);
        _rules[Count++] = rule;
    }
}
