using System.Collections.Concurrent;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Signals.Live;

/// <summary>A point on the map: the last position of one thing.</summary>
/// <param name="Id">Opaque, stable while the node runs.</param>
/// <param name="Lat">Degrees.</param>
/// <param name="Lon">Degrees.</param>
/// <param name="Kind">Name of the observation type.</param>
/// <param name="Course">Degrees; null when not known.</param>
/// <param name="Name">What the panel says.</param>
/// <param name="Label">Visibility label.</param>
/// <param name="Version">Rises with every change.</param>
sealed record LivePoint(string Id, double Lat, double Lon, string Kind, double? Course, string Name, int Label, long Version);

/// <summary>Follows the journals and keeps the last position of everything that has one. Bounded: the longest silent leave first.</summary>
sealed class LivePoints(JournalRoom journals, Labels labels, NodePlaces places) : BackgroundService
{
    const int Most = 20_000;
    const int Recent = 20_000;
    readonly ConcurrentDictionary<string, LivePoint> _points = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<Handling, int> _labels = new();
    long _version;

    /// <summary>The newest version.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Points that changed after a version and carry one of the labels.</summary>
    public IReadOnlyList<LivePoint> Since(long version, IReadOnlySet<int> visible) =>
        [.. _points.Values.Where(point => point.Version > version && visible.Contains(point.Label))];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(journals.Organisations.Select(organisation => Follow(organisation, stoppingToken)));

    async Task Follow(string organisation, CancellationToken stop)
    {
        await Task.Yield();
        var from = Math.Max(0, journals[organisation].Next - Recent);
        await foreach (var batch in journals.Follow(organisation, from, stop))
        {
            foreach (var recorded in batch.Observations)
                Place(recorded.Observation);
        }
    }

    void Place(Observation observation)
    {
        if (observation.Handling is not { } handling || PositionOf(observation.Data) is not { } position)
            return;
        var key = observation.Subject?.ToString() ?? $"{observation.Source} {observation.Data["camera"]}{observation.Data["sensor"]}";
        if (_points.TryGetValue(key, out var known))
            _points[key] = known with { Lat = position.Lat, Lon = position.Lon, Course = CourseOf(observation.Data), Version = Interlocked.Increment(ref _version) };
        else
            Add(key, observation, handling, position);
    }

    void Add(string key, Observation observation, Handling handling, (double Lat, double Lon) position)
    {
        if (_points.Count >= Most && _points.MinBy(point => point.Value.Version) is { Key: { } oldest })
            _points.TryRemove(oldest, out _);
        var version = Interlocked.Increment(ref _version);
        var name = observation.Data["vessel_name"].Text ?? places.NameOf(observation.Data["place"].Text) ?? "";
        _points[key] = new($"p{version}", position.Lat, position.Lon, observation.Type.Name, CourseOf(observation.Data), name,
            _labels.GetOrAdd(handling, each => labels.IdOf(VisibilityLabel.Of(each))), version);
    }

    (double Lat, double Lon)? PositionOf(Fields data)
    {
        if (data["lat"] is { Kind: FieldKind.Number } lat && data["lon"] is { Kind: FieldKind.Number } lon)
            return (lat.Number, lon.Number);
        // A gate or reader has no position of its own: it stands where its place is.
        return places.Map.Find(data["place"].Text) is { } place ? (place.Shape.Centroid.Y, place.Shape.Centroid.X) : null;
    }

    static double? CourseOf(Fields data) => data["course_deg"] is { Kind: FieldKind.Number } course ? course.Number : null;
}
