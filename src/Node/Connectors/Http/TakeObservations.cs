using System.Text.Json;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Observations.CloudEvents;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Connectors.Http;

/// <summary>
/// <c>POST /api/v1/observations</c>: CloudEvents 1.0 over HTTP, structured, as a batch, binary (<c>ce-</c> headers) or as JSON Lines. Answers 202 when
/// what was taken is on disk, with counts and the problem of each item that was not.
/// </summary>
static class TakeObservations
{
    const int ChunkBytes = 64 << 10;
    const long LongestBody = 16 << 20;
    const string Piece = "request";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/observations", Handle).AllowAnonymous().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LongestBody)).WithName("takeObservations")
            .WithTags("observations").WithSummary("Take observations as CloudEvents")
            .WithDescription("One CloudEvent 1.0, a batch, a line each, or one in binary mode with its attributes in ce- headers. Answers when what was taken is on disk.")
            .Produces<TakenAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = CloudEventBody.Description;
                return Task.CompletedTask;
            });

    static async Task<IResult> Handle(HttpContext http, ApiKeys keys, JournalRoom journals, NodeSettings settings, SourceStates states, TimeProvider clock, CancellationToken stop)
    {
        if (await keys.OrganisationOf(http.Request.Headers.Authorization, stop) is not { } organisation)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem("Send the API key of your organisation as \"Authorization: Bearer kp_…\"; an administrator of the node makes one.", statusCode: StatusCodes.Status401Unauthorized, title: "No valid API key");
        }

        var sink = new OwnSources(new JournalSink(journals, organisation, null), settings, organisation);
        try
        {
            if (http.Request.ContentLength > LongestBody)
                return TooLong();
            if (!await Read(http.Request, sink, stop))
                return Results.Problem("Send application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson, or application/json with ce- headers.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        catch (BadHttpRequestException wrong) when (wrong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLong();
        }

        await sink.Inner.Flush();
        var counts = sink.Inner.Counts;
        foreach (var (source, own) in sink.Inner.BySource)
            states.Of(source).Add(Piece, own, clock.GetUtcNow());
        if (sink.Foreign.Rejected > 0)
            states.OfHttp(organisation).Add(Piece, sink.Foreign, clock.GetUtcNow());
        return counts.Problems.FirstOrDefault(IsWhole) is { } whole && counts.Taken + counts.Known + counts.Parked == 0
            ? Results.Problem(whole.Sentence, statusCode: StatusCodes.Status400BadRequest, title: "The body cannot be read")
            : Results.Json(TakenAnswer.Of(counts), statusCode: StatusCodes.Status202Accepted);
    }

    static IResult TooLong() => Results.Problem("A body has at most 16 MiB; send it in several requests.", statusCode: StatusCodes.Status413PayloadTooLarge);

    // Wrong as a body, not as one of its items: nothing in it has a place.
    static bool IsWhole(Complaint problem) => problem.Place is { Source: Piece, Line: 0, Part: null };

    /// <summary>Reads the body in the form that its media type names; false when that is none of ours.</summary>
    static async Task<bool> Read(HttpRequest request, OwnSources sink, CancellationToken stop)
    {
        // Each event names its source itself; whether it may is for OwnSources to say.
        var context = new SourceContext("", Piece, "http");
        switch (request.ContentType?.Split(';')[0].Trim().ToLowerInvariant())
        {
            case "application/cloudevents+json" or "application/cloudevents-batch+json":
                await Read(new CloudEventsReader(context, sink), request.Body, sink.Inner, stop);
                return true;
            case "application/x-ndjson" or "application/jsonl":
                await Read(new CloudEventLinesReader(context, sink), request.Body, sink.Inner, stop);
                return true;
            case "application/json" when request.Headers.ContainsKey("ce-specversion"):
                await ReadBinary(request, context, sink, stop);
                return true;
            default:
                return false;
        }
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
            sink.Reject(read.Complaint!, body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    /// <summary>Lets through only what comes from a source of the key's own organisation.</summary>
    sealed class OwnSources(JournalSink inner, NodeSettings settings, string organisation) : IObservationSink
    {
        static readonly JsonSerializerOptions Flat = new() { Converters = { new FieldsConverter() } };
        readonly Dictionary<string, Fields> _own = settings.Sources.Where(source => source.Organisation == organisation).ToDictionary(source => source.Name, source => source.Standing, StringComparer.Ordinal);

        public JournalSink Inner => inner;

        /// <summary>What came from no source of the organisation, or could not be read.</summary>
        public IntakeCounts Foreign { get; } = new();

        public void Take(Observation observation, long line)
        {
            if (_own.TryGetValue(observation.Source, out var standing))
                inner.Take(Standing.Add(observation, standing), line);
            else
                Reject(new Complaint(new(Piece, line, 0, observation.Id), $"The source \"{observation.Source}\" is not one of your organisation's configured sources."), JsonSerializer.SerializeToUtf8Bytes(observation.Data, Flat));
        }

        public void Reject(Complaint complaint, ReadOnlySpan<byte> original)
        {
            Foreign.Reject(complaint);
            inner.Reject(complaint, original);
        }

        public void Count(string what) => inner.Count(what);

        public void Keep(string type, InputPlace place, ReadOnlySpan<byte> original, long length) => inner.Keep(type, place, original, length);
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
