using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Knooppunt.Node.Signals.Live;

/// <summary>What the live map asks for: the places, and the moving points as server-sent events.</summary>
static class LiveRoutes
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live/places.geojson", (NodePlaces places) => Results.Content(places.GeoJson, "application/geo+json"));
        routes.MapGet("/live/stream", Stream);
        routes.MapGet("/live/export", ExportLive.Handle);
        routes.MapGet("/live/latest", Latest);
    }

    static IResult Stream(LivePoints points, Labels labels, OpenPages open, Language language, HttpContext http, IHostApplicationLifetime node) =>
        http.User.WorksOnData ? TypedResults.ServerSentEvents(Moves(points, labels, open, language, http, Until(http, node))) : Results.Forbid();

    // Only the list: drawing the whole page at each signal would take far longer than the signal itself.
    static async Task<IResult> Latest(HttpContext http, ReadLog log, Language language)
    {
        if (!http.User.WorksOnData)
            return Results.Forbid();
        await RecordLook(log, http.User, language);
        return new RazorComponentResult<LatestSignals> { PreventStreamingRendering = true };
    }

    /// <summary>Writes down, once an hour, that somebody looks at what there is now.</summary>
    public static Task RecordLook(ReadLog log, ClaimsPrincipal person, Language language) =>
        log.RecordHourly(person, "live", "live", language["meekijken op de kaart", "watch the map"], "AVG art. 6 lid 1 f");

    /// <summary>Ends a stream when its page leaves, and also when the node stops, which would otherwise wait for every open page.</summary>
    public static CancellationToken Until(HttpContext http, IHostApplicationLifetime node)
    {
        var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, node.ApplicationStopping);
        http.Response.RegisterForDispose(either);
        return either.Token;
    }

    static async IAsyncEnumerable<SseItem<string>> Moves(LivePoints points, Labels labels, OpenPages open, Language language, HttpContext http, [EnumeratorCancellation] CancellationToken stop)
    {
        var drawn = new Dictionary<string, long>(StringComparer.Ordinal);
        var seen = 0L;
        using var beat = new PeriodicTimer(Beat);
        // At once, so that a page without points knows that it is connected.
        yield return new("[]", "points");
        do
        {
            var newest = points.Version;
            if (newest == seen)
                continue;
            seen = newest;
            if (!await open.Stands(http.User, stop))
                yield break;
            var visible = points.Visible(labels.VisibleTo(http.User).ToHashSet());
            var gone = drawn.Keys.Except(visible.Select(point => point.Id)).ToList();
            var moved = visible.Where(point => drawn.GetValueOrDefault(point.Id) != point.Version).ToList();
            gone.ForEach(id => drawn.Remove(id));
            moved.ForEach(point => drawn[point.Id] = point.Version);
            if (gone.Count > 0)
                yield return new(JsonSerializer.Serialize(gone), "gone");
            if (moved.Count > 0)
                yield return new(JsonSerializer.Serialize(moved.Select(point => new { point.Id, point.Lat, point.Lon, point.Kind, point.Course, Name = point.Name.In(language) }), JsonSerializerOptions.Web), "points");
        }
        while (await beat.WaitForNextTickAsync(stop));
    }
}
