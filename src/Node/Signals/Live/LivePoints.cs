using System.Collections.Concurrent;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Signals.Live;

/// <summary>Follows the journals and keeps the last position of everything that has one. Bounded: the longest silent leave first, and a day of silence ends a point, which no retention term outlasts.</summary>
sealed class LivePoints(JournalRoom journals, Labels labels, NodePlaces places, FirstSight sight, TimeProvider clock) : BackgroundService
{
    const int Most = 20_000;
    const int Recent = 20_000;
    static readonly TimeSpan Silent = TimeSpan.FromDays(1);
    static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);
    readonly ConcurrentDictionary<(string Thing, int Label), LivePoint> _points = new();
    readonly ConcurrentDictionary<(Handling Handling, bool Released), int> _labels = new();
    long _version;
    // Of its own: the dictionary can only count itself by stopping everybody who writes.
    int _count;

    /// <summary>The newest version.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>The points that carry one of the labels, each thing once: as the own organisation knows it rather than as it was released.</summary>
    public IReadOnlyList<LivePoint> Visible(IReadOnlySet<int> labels)
    {
        var since = clock.GetUtcNow() - Silent;
        var visible = _points.Values.Where(point => labels.Contains(point.Label) && point.At > since).ToList();
        var own = visible.Where(point => !point.Released).Select(point => point.Thing).ToHashSet(StringComparer.Ordinal);
        return [.. visible.Where(point => !point.Released || !own.Contains(point.Thing))];
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([Sweep(stoppingToken), .. journals.Organisations.Select(organisation => Follow(organisation, stoppingToken))]);

    async Task Follow(string organisation, CancellationToken stop)
    {
        await sight.Wait(stop);
        var released = journals.IsShared(organisation);
        var from = Math.Max(0, journals[organisation].Next - Recent);
        await foreach (var batch in journals.Follow(organisation, from, stop))
        {
            foreach (var recorded in batch.Observations)
                Place(recorded.Observation, released);
        }
    }

    // What stood still for a day leaves memory too, not only the map.
    async Task Sweep(CancellationToken stop)
    {
        using var beat = new PeriodicTimer(SweepEvery, clock);
        while (await beat.WaitForNextTickAsync(stop))
        {
            foreach (var (key, point) in _points)
            {
                if (point.At <= clock.GetUtcNow() - Silent && _points.TryRemove(new(key, point)))
                {
                    Interlocked.Decrement(ref _count);
                    Interlocked.Increment(ref _version);
                }
            }
        }
    }

    void Place(Observation observation, bool released)
    {
        if (observation.Handling is not { } handling || PositionOf(observation.Data) is not { } position)
            return;
        var thing = observation.Subject?.ToString() ?? $"{observation.Source} {observation.Data["camera"]}{observation.Data["sensor"]}";
        var label = _labels.GetOrAdd((handling, released), key => labels.IdOf(VisibilityLabel.Of(key.Handling, key.Released)));
        var known = _points.GetValueOrDefault((thing, label));
        if (known is null && Interlocked.Increment(ref _count) > Most)
            MakeRoom();
        var version = Interlocked.Increment(ref _version);
        _points[(thing, label)] = new(known?.Id ?? $"p{version}", thing, position.Lat, position.Lon, observation.Type.Name, CourseOf(observation.Data), NameOf(observation.Data) ?? known?.Name ?? Word.Same(""),
            label, released, observation.ReceivedAt ?? observation.Time, version);
    }

    // A tenth at once: to look for the oldest for each new one would cost more than all the rest.
    void MakeRoom()
    {
        foreach (var (key, _) in _points.ToArray().OrderBy(point => point.Value.Version).Take(Most / 10))
        {
            if (_points.TryRemove(key, out _))
                Interlocked.Decrement(ref _count);
        }
    }

    Word? NameOf(Fields data) => (data["vessel_name"].Text, data["place"].Text) switch
    {
        ({ } vessel, _) => Word.Same(vessel),
        (_, { } place) => new(places.NameOf(place)!, places.NameOf(place, english: true)!),
        _ => null,
    };

    (double Lat, double Lon)? PositionOf(Fields data)
    {
        if (data["lat"] is { Kind: FieldKind.Number } lat && data["lon"] is { Kind: FieldKind.Number } lon)
            return (lat.Number, lon.Number);
        // A gate or reader has no position of its own: it stands where its place is.
        return places.Map.Find(data["place"].Text) is { } place ? (place.Shape.Centroid.Y, place.Shape.Centroid.X) : null;
    }

    static double? CourseOf(Fields data) => data["course_deg"] is { Kind: FieldKind.Number } course ? course.Number : null;
}
