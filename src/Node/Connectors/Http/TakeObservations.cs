using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Observations.CloudEvents;

namespace Knooppunt.Node.Connectors.Http;

/// <summary>
/// <c>POST /api/v1/observations</c>: CloudEvents 1.0 over HTTP, structured, as a batch, binary (<c>ce-</c> headers) or as JSON Lines. Answers 202 when
/// what was taken is on disk, with counts and the problem of each item that was not.
/// </summary>
static class TakeObservations
{
    const int ChunkBytes = 64 << 10;
    const long LongestBody = 16 << 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/observations", Handle).AllowAnonymous().DisableAntiforgery().WithName("takeObservations")
            .WithSummary("Take observations as CloudEvents").Produces<TakenAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    static async Task<IResult> Handle(HttpContext http, ApiKeys keys, JournalRoom journals, NodeSettings settings, SourceStates states, TimeProvider clock, CancellationToken stop)
    {
        if (await keys.OrganisationOf(http.Request.Headers.Authorization, stop) is not { } organisation)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem("Send the API key of your organisation as \"Authorization: Bearer kp_…\"; an administrator of the node makes one.", statusCode: StatusCodes.Status401Unauthorized, title: "No valid API key");
        }

        if (http.Request.ContentLength > LongestBody)
            return Results.Problem("A body has at most 16 MiB; send it in several requests.", statusCode: StatusCodes.Status413PayloadTooLarge);
        var sink = new OwnSources(new JournalSink(journals, organisation, null), settings, organisation);
        var context = new SourceContext("http", "request", "http");
        var media = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        switch (media)
        {
            case "application/cloudevents+json" or "application/cloudevents-batch+json":
                await Read(new CloudEventsReader(context, sink), http.Request.Body, sink.Inner, stop);
                break;
            case "application/x-ndjson" or "application/jsonl":
                await Read(new CloudEventLinesReader(context, sink), http.Request.Body, sink.Inner, stop);
                break;
            case "application/json" when http.Request.Headers.ContainsKey("ce-specversion"):
                await ReadBinary(http.Request, context, sink, stop);
                break;
            default:
                return Results.Problem("Send application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson, or application/json with ce- headers.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        await sink.Inner.Flush();
        var counts = sink.Inner.Counts;
        states.Of($"{organisation} (http)").Add("request", counts, clock.GetUtcNow());
        return Results.Json(TakenAnswer.Of(counts), statusCode: StatusCodes.Status202Accepted);
    }

    static async Task Read(IObservationReader reader, Stream body, JournalSink sink, CancellationToken stop)
    {
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await body.ReadAsync(chunk, stop)) > 0)
        {
            reader.Feed(chunk.AsSpan(0, read));
            if (sink.IsFull)
                await sink.Flush();
        }

        reader.Complete();
    }

    static async Task ReadBinary(HttpRequest request, SourceContext context, OwnSources sink, CancellationToken stop)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        var attributes = request.Headers.Where(header => header.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key[3..].ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
        var read = new CloudEventsItem(context).Binary(attributes, body.GetBuffer().AsSpan(0, (int)body.Length));
        if (read.Ok)
            sink.Take(read.Value, 0);
        else
            sink.Reject(read.Complaint!, []);
    }

    /// <summary>Lets through only what comes from a source of the key's own organisation.</summary>
    sealed class OwnSources(JournalSink inner, NodeSettings settings, string organisation) : IObservationSink
    {
        readonly HashSet<string> _own = [.. settings.Sources.Where(source => source.Organisation == organisation).Select(source => source.Name)];

        public JournalSink Inner => inner;

        public void Take(Observation observation, long line)
        {
            if (_own.Contains(observation.Source))
                inner.Take(observation, line);
            else
                inner.Reject(new Complaint(new("request", line, 0, observation.Id), $"The source \"{observation.Source}\" is not one of your organisation's configured sources."), []);
        }

        public void Reject(Complaint complaint, ReadOnlySpan<byte> original) => inner.Reject(complaint, original);

        public void Count(string what) => inner.Count(what);
    }
}

/// <summary>The answer: what became of the items.</summary>
/// <param name="Taken">New, and on disk.</param>
/// <param name="Known">The node had them already.</param>
/// <param name="Parked">Their time lies more than five minutes ahead; kept apart until due.</param>
/// <param name="Refused">Not taken.</param>
/// <param name="Problems">Place and sentence of the first hundred that were refused.</param>
sealed record TakenAnswer(long Taken, long Known, long Parked, long Refused, IReadOnlyList<TakenProblem> Problems)
{
    public static TakenAnswer Of(IntakeCounts counts) =>
        new(counts.Taken, counts.Known, counts.Parked, counts.Rejected, [.. counts.Problems.Select(problem => new TakenProblem(problem.Place.ToString(), problem.Sentence))]);
}

/// <summary>One refused item.</summary>
/// <param name="Place">Item or line and JSON path.</param>
/// <param name="Detail">What is wrong and what would be right.</param>
sealed record TakenProblem(string Place, string Detail);
