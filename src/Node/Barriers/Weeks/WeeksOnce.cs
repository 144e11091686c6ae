using Knooppunt.Barriers;

namespace Knooppunt.Node.Barriers;

/// <summary>The counts of one look at several barriers: each thing is read once.</summary>
sealed class WeeksOnce(WeekBook weeks, BarrierBook barriers)
{
    IReadOnlyList<RegisteredBarrier>? _all;
    readonly Dictionary<string, IReadOnlyList<WeeklyCount>> _counts = new(StringComparer.Ordinal);
    IReadOnlyList<string>? _things;

    /// <summary>As <see cref="WeekBook.Things"/>.</summary>
    public async Task<IReadOnlyList<string>> Things(CancellationToken stop) => _things ??= await weeks.Things(stop);

    /// <summary>As <see cref="BarrierBook.All"/>.</summary>
    public async Task<IReadOnlyList<RegisteredBarrier>> Barriers(CancellationToken stop) => _all ??= await barriers.All(stop);

    /// <summary>As <see cref="WeekBook.Of"/>.</summary>
    public async Task<IReadOnlyList<WeeklyCount>> Of(string what, CancellationToken stop)
    {
        if (!_counts.TryGetValue(what, out var counts))
            _counts[what] = counts = await weeks.Of(what, stop);
        return counts;
    }
}
