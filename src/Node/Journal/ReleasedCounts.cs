using System.Collections.Immutable;
using System.Globalization;

namespace Knooppunt.Node.Journal;

/// <summary>How many copies went to the partnership, per quarter of an hour of the last two days: a quarter, because a local day begins on one wherever the node stands.</summary>
readonly struct ReleasedCounts
{
    const int KeptQuarters = 2 * 24 * 4;

    // Copies of a quarter, and the second in which the last of them went.
    readonly ImmutableSortedDictionary<long, (long Copies, long Last)> _quarters;

    ReleasedCounts(ImmutableSortedDictionary<long, (long Copies, long Last)> quarters) => _quarters = quarters;

    /// <summary>None yet.</summary>
    public static ReleasedCounts None => new(ImmutableSortedDictionary<long, (long Copies, long Last)>.Empty);

    /// <summary>With some more; what is older than two days is forgotten.</summary>
    public ReleasedCounts Add(DateTimeOffset at, long copies) => copies == 0 ? this
        : new(_quarters.SetItem(QuarterOf(at), (_quarters.GetValueOrDefault(QuarterOf(at)).Copies + copies, at.ToUnixTimeSeconds())).RemoveRange(_quarters.Keys.Where(quarter => quarter <= QuarterOf(at) - KeptQuarters)));

    /// <summary>How many went since the quarter of a moment began, and when the last did, to the second; null when none did.</summary>
    public (long Copies, DateTimeOffset? Last) Since(DateTimeOffset from)
    {
        var first = QuarterOf(from);
        KeyValuePair<long, (long Copies, long Last)>[] some = [.. _quarters.Where(quarter => quarter.Key >= first)];
        return (some.Sum(quarter => quarter.Value.Copies), some is [.., var last] ? DateTimeOffset.FromUnixTimeSeconds(last.Value.Last) : null);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; what cannot be read counts for nothing.</summary>
    public static ReleasedCounts Read(IEnumerable<string> texts)
    {
        var quarters = ImmutableSortedDictionary.CreateBuilder<long, (long Copies, long Last)>();
        foreach (var text in texts)
        {
            long[] read = [.. text.Split(':').Select(number => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1)];
            if (read is [>= 0 and var quarter, >= 0 and var copies, >= 0 and <= 253402300799 and var last])
                quarters[quarter] = (copies, last);
        }

        return new(quarters.ToImmutable());
    }

    /// <summary>As it stands on disk: quarter, copies and second with colons, and a space between quarters.</summary>
    public override string ToString() => string.Join(' ', _quarters.Select(quarter => string.Create(CultureInfo.InvariantCulture, $"{quarter.Key}:{quarter.Value.Copies}:{quarter.Value.Last}")));

    static long QuarterOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 900;
}
