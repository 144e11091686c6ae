using System.Diagnostics.CodeAnalysis;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Tests that ask for the same texts are one: hundreds of rules ask for the same programs.</summary>
sealed class SameTests : IEqualityComparer<FieldTest>
{
    public static readonly SameTests Only = new();

    SameTests()
    {
    }

    public bool Equals(FieldTest? one, FieldTest? other) => ReferenceEquals(one, other)
        || (one is not null && other is not null && (one.All, one.Negated, one.Exists, one.OrAbsent) == (other.All, other.Negated, other.Exists, other.OrAbsent)
            && one.Values.Count > 0 && one.Values.SequenceEqual(other.Values, SameValues.Only));

    public int GetHashCode([DisallowNull] FieldTest test) => HashCode.Combine(test.All, test.Values.Count, test.Values.Count > 0 ? SameValues.Only.GetHashCode(test.Values[0]) : 0);

    sealed class SameValues : IEqualityComparer<ValueTest>
    {
        public static readonly SameValues Only = new();

        public bool Equals(ValueTest? one, ValueTest? other) => ReferenceEquals(one, other) || (one is TextTest text && other is TextTest same && text.Pattern.IsSame(same.Pattern));

        public int GetHashCode([DisallowNull] ValueTest test) => test is TextTest text ? text.Pattern.LongestPlainPart.GetHashCode(StringComparison.Ordinal) : 0;
    }
}
