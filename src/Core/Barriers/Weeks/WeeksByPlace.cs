namespace Knooppunt.Barriers;

/// <summary>Counts of one thing by place and week, put together once for however many barriers look at them.</summary>
public sealed class WeeksByPlace
{
    readonly SortedDictionary<string, Dictionary<DateOnly, long>> _places = new(StringComparer.Ordinal);

    /// <summary>Puts them together.</summary>
    /// <param name="counts">Counts of one thing; of two about one place and week the later one holds.</param>
    public WeeksByPlace(IEnumerable<WeeklyCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var sources = new HashSet<string>(StringComparer.Ordinal);
        List<string> named = [];
        var last = "";
        Dictionary<DateOnly, long>? weeks = null;
        foreach (var count in counts)
        {
            // Counts mostly come place by place.
            if ((weeks is null || count.Place != last) && !_places.TryGetValue(last = count.Place, out weeks))
                _places.Add(count.Place, weeks = []);
            weeks[count.Week] = count.Count;
            if (sources.Add(count.Source))
                named.Add(count.Source);
        }

        Sources = named;
    }

    /// <summary>Where the counts come from, in the order in which they were met.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Ids of the places, in order.</summary>
    public IEnumerable<string> Places => _places.Keys;

    /// <summary>The weeks of each place, by id.</summary>
    internal IReadOnlyDictionary<string, Dictionary<DateOnly, long>> All => _places;
}
