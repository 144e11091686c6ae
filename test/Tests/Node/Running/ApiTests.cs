using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

/// <summary>The description of the interface against the interface. What a linter sees beside it stands in docs/api-rules.yml.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    const string Root = "/api/v1";
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Description_lists_every_route_with_its_answers_and_problems()
    {
        using var client = _node.Client();
        using var answer = await client.GetAsync(new Uri(Root + "/openapi.json", UriKind.Relative));
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.StartsWith("3.1.", (string?)document["openapi"], StringComparison.Ordinal);
        Assert.Equal(Root, (string?)document["servers"]![0]!["url"]);
        var listed = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (operation.Key.ToUpperInvariant(), Root + path.Key))).Order();
        Assert.Equal(Routes().Order(), listed);
        foreach (var (name, response) in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).SelectMany(operation => operation.Value!["responses"]!.AsObject()))
        {
            Assert.NotNull(response!["headers"]!["API-Version"]);
            Assert.NotNull(response["content"]![name[0] is '4' or '5' ? "application/problem+json" : "application/json"]!["schema"]);
        }

        var take = document["paths"]!["/observations"]!["post"]!;
        Assert.Equal(["application/cloudevents+json", "application/cloudevents-batch+json", "application/x-ndjson", "application/json"], take["requestBody"]!["content"]!.AsObject().Select(media => media.Key));
        Assert.NotEmpty(take["security"]!.AsArray());
        Assert.Equal("integer", (string?)document["components"]!["schemas"]!["TakenAnswer"]!["properties"]!["taken"]!["type"]);
    }

    [Fact]
    public async Task Every_answer_carries_the_version_and_is_listed()
    {
        using var sender = _node.Sender();
        using var client = _node.Client();
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri(Root + "/openapi.json", UriKind.Relative)))!;
        var version = (string?)document["info"]!["version"];
        var listed = document["paths"]!["/observations"]!["post"]!["responses"]!.AsObject().Select(response => response.Key).ToList();
        (HttpClient Client, HttpContent Body, HttpStatusCode Status)[] tries =
        [
            (sender, Intake.Structured(Intake.Event("api-1", "ect/gate", "container_seen", Intake.Seen("CSQU3054383"))), HttpStatusCode.Accepted),
            (sender, Intake.Body("{", "application/cloudevents+json"), HttpStatusCode.BadRequest),
            (client, Intake.Body("{}", "application/cloudevents+json"), HttpStatusCode.Unauthorized),
            (sender, Intake.Body("{}", "text/plain"), HttpStatusCode.UnsupportedMediaType),
        ];
        foreach (var (who, body, status) in tries)
        {
            using var answer = await who.PostAsync(Intake.Route, body);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(version, answer.Headers.GetValues("API-Version").Single());
            Assert.Contains(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), listed);
        }
    }

    IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in _node.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText?.StartsWith(Root, StringComparison.Ordinal) == true
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, endpoint.RoutePattern.RawText!);
}
