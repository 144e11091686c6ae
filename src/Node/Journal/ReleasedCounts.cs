using System.Collections.Immutable;
using System.Globalization;

namespace Knooppunt.Node.Journal;

/// <summary>How many copies went to the partnership, per quarter of an hour of the last two days: a quarter, because a local day begins on one wherever the node stands.</summary>
readonly struct ReleasedCounts
{
    const int KeptQuarters = 2 * 24 * 4;

    readonly ImmutableSortedDictionary<long, long> _quarters;

    ReleasedCounts(ImmutableSortedDictionary<long, long> quarters) => _quarters = quarters;

    /// <summary>None yet.</summary>
    public static ReleasedCounts None => new(ImmutableSortedDictionary<long, long>.Empty);

    /// <summary>With some more; what is older than two days is forgotten.</summary>
    public ReleasedCounts Add(DateTimeOffset at, long copies) => copies == 0 ? this
        : new(_quarters.SetItem(QuarterOf(at), _quarters.GetValueOrDefault(QuarterOf(at)) + copies).RemoveRange(_quarters.Keys.Where(quarter => quarter <= QuarterOf(at) - KeptQuarters)));

    /// <summary>How many went since a moment, and in which quarter the last did.</summary>
    public (long Copies, DateTimeOffset? Last) Since(DateTimeOffset from)
    {
        var first = QuarterOf(from);
        KeyValuePair<long, long>[] some = [.. _quarters.Where(quarter => quarter.Key >= first)];
        return (some.Sum(quarter => quarter.Value), some is [.., var last] ? DateTimeOffset.FromUnixTimeSeconds(last.Key * 900) : null);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; what cannot be read counts for nothing.</summary>
    public static ReleasedCounts Read(IEnumerable<string> texts)
    {
        var quarters = ImmutableSortedDictionary.CreateBuilder<long, long>();
        foreach (var text in texts)
        {
            if (text.Split(':') is [var quarter, var copies] && long.TryParse(quarter, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && long.TryParse(copies, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                quarters[at] = count;
        }

        return new(quarters.ToImmutable());
    }

    /// <summary>As it stands on disk: quarter, colon, copies, with a space between.</summary>
    public override string ToString() => string.Join(' ', _quarters.Select(quarter => string.Create(CultureInfo.InvariantCulture, $"{quarter.Key}:{quarter.Value}")));

    static long QuarterOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 900;
}
