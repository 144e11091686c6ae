using Knooppunt.Barriers;

namespace Knooppunt.Node.Barriers;

/// <summary>The counts of one look at several barriers: each thing is read once.</summary>
sealed class WeeksOnce(WeekBook weeks, BarrierBook barriers)
{
    readonly Dictionary<string, WeeksByPlace> _places = new(StringComparer.Ordinal);
    IReadOnlyList<RegisteredBarrier>? _all;
    readonly Dictionary<string, IReadOnlyList<WeeklyCount>> _counts = new(StringComparer.Ordinal);
    IReadOnlyList<string>? _things;

    /// <summary>As <see cref="WeekBook.Things"/>.</summary>
    public async Task<IReadOnlyList<string>> Things(CancellationToken stop) => _things ??= await weeks.Things(stop);

    /// <summary>As <see cref="BarrierBook.All"/>.</summary>
    public async Task<IReadOnlyList<RegisteredBarrier>> Barriers(CancellationToken stop) => _all ??= await barriers.All(stop);

    /// <summary>The same as <see cref="Of"/>, by place.</summary>
    public async Task<WeeksByPlace> Places(string what, CancellationToken stop)
    {
        if (!_places.TryGetValue(what, out var places))
            _places[what] = places = new WeeksByPlace(await Of(what, stop));
        return places;
    }

    /// <summary>As <see cref="WeekBook.Of(string, CancellationToken)"/>.</summary>
    public async Task<IReadOnlyList<WeeklyCount>> Of(string what, CancellationToken stop)
    {
        if (!_counts.TryGetValue(what, out var counts))
            _counts[what] = counts = await weeks.Of(what, stop);
        return counts;
    }
}
