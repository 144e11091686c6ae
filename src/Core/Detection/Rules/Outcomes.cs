using System.Diagnostics.CodeAnalysis;

namespace Knooppunt.Detection;

/// <summary>The different outcomes of a field's values, numbered; one lies there once, however many values come down to it.</summary>
sealed class Outcomes
{
    /// <summary>As many as a number of two bytes can say.</summary>
    const int Most = ushort.MaxValue;

    readonly List<Outcome> _all = [Outcome.Nothing, Outcome.Nothing];
    readonly Dictionary<int[], ushort> _numbers = new(SameNumbers.Only);
    readonly Dictionary<int[], ushort>.AlternateLookup<ReadOnlySpan<int>> _lookUp;

    public Outcomes() => _lookUp = _numbers.GetAlternateLookup<ReadOnlySpan<int>>();

    /// <summary>The number of the outcome that nothing holds; zero is no outcome.</summary>
    public const ushort Nothing = 1;

    public Outcome this[ushort number] => _all[number];

    /// <summary>Whether no other outcome can be taken in.</summary>
    public bool IsFull => _all.Count > Most;

    /// <summary>The number of an outcome, if it is there.</summary>
    /// <param name="found">What was found, rising.</param>
    /// <param name="number">Its number.</param>
    public bool TryFind(ReadOnlySpan<int> found, out ushort number) => _lookUp.TryGetValue(found, out number);

    public ushort Add(ReadOnlySpan<int> found, Outcome outcome)
    {
        _all.Add(outcome);
        return _numbers[found.ToArray()] = (ushort)(_all.Count - 1);
    }

    public void Clear()
    {
        _all.RemoveRange(Nothing + 1, _all.Count - Nothing - 1);
        _numbers.Clear();
    }

    sealed class SameNumbers : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public static readonly SameNumbers Only = new();

        public bool Equals(int[]? one, int[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode([DisallowNull] int[] numbers) => GetHashCode(numbers.AsSpan());

        public int[] Create(ReadOnlySpan<int> numbers) => numbers.ToArray();

        public bool Equals(ReadOnlySpan<int> one, int[] other) => one.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<int> numbers)
        {
            var hash = (uint)numbers.Length;
            foreach (var number in numbers)
                hash = ((hash ^ (hash >> 15)) + (uint)number) * 0x9E3779B1;
            return (int)hash;
        }
    }
}
