using System.Text;
using System.Text.Json;
using Knooppunt.Disclosure.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

/// <summary>Walks the list of endpoints itself, so that a new one is held to the same: whatever is wrong with a body, the answer is a refusal with a sentence.</summary>
public sealed class BadBodyTests : IAsyncLifetime
{
    static readonly (string Name, string Media, byte[] Body)[] Bodies =
    [
        ("empty", "application/json", []),
        ("malformed", "application/json", "{\"name\": "u8.ToArray()),
        ("malformed event", "application/cloudevents+json", "{\"name\": "u8.ToArray()),
        ("malformed batch", "application/cloudevents-batch+json", "[{},"u8.ToArray()),
        ("binary", "application/cloudevents+json", [0, 255, 254, 128, 7, 0]),
        ("deeply nested", "application/cloudevents+json", Encoding.UTF8.GetBytes(new string('[', 100_000))),
        ("other media type", "text/plain", "hello"u8.ToArray()),
        ("no media type", "", "hello"u8.ToArray()),
        ("form without its fields", "application/x-www-form-urlencoded", "a=b"u8.ToArray()),
        ("form that is none", "multipart/form-data; boundary=x", "no boundary here"u8.ToArray()),
    ];

    readonly RunningNode _node = new();

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Wrong_body_to_any_endpoint_is_refused_with_a_problem()
    {
        using var session = await _node.SignIn(("ect", Role.Administrator), ("ect", Role.SecurityOfficer));
        using var sender = _node.Sender();
        var routes = Routes().ToList();
        Assert.Contains(("POST", Intake.Route), routes);
        Assert.True(routes.Count >= 15, $"Only {routes.Count} endpoints take a body.");
        List<string> wrong = [];
        foreach (var (method, path) in routes)
        {
            var client = path.StartsWith("/api/", StringComparison.Ordinal) ? sender : session.Client;
            foreach (var (name, media, body) in Bodies)
            {
                using var answer = await client.SendAsync(Request(method, path, media, body));
                if (await Fault(answer) is { } fault)
                    wrong.Add($"{method} {path} with a body that is {name}: {fault}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Body_that_is_too_large_is_refused_with_a_problem()
    {
        using var session = await _node.SignIn(("ect", Role.Administrator));
        using var sender = _node.Sender();
        var large = new byte[32 << 20];
        List<string> wrong = [];
        foreach (var (method, path) in Routes())
        {
            var client = path.StartsWith("/api/", StringComparison.Ordinal) ? sender : session.Client;
            try
            {
                using var answer = await client.SendAsync(Request(method, path, path.StartsWith("/api/", StringComparison.Ordinal) ? "application/cloudevents+json" : "application/x-www-form-urlencoded", large));
                if (await Fault(answer) is { } fault)
                    wrong.Add($"{method} {path}: {fault}");
            }
            catch (HttpRequestException)
            {
                // The node may close the connection on who goes on sending after the refusal (RFC 9110, 15.5.14).
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>Every endpoint that may take a body, parameters filled in with something that does not exist.</summary>
    IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in _node.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where method is "POST" or "PUT" or "PATCH" or "DELETE"
        let path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "0"))))
        where !path.StartsWith("/refused", StringComparison.Ordinal)
        orderby path
        select (method, path);

    static HttpRequestMessage Request(string method, string path, string media, byte[] body)
    {
        var content = new ByteArrayContent(body);
        if (media.Length > 0)
            content.Headers.TryAddWithoutValidation("Content-Type", media);
        return new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
    }

    static async Task<string?> Fault(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode is < 400 or >= 500)
            return $"{(int)answer.StatusCode}";
        // TAXII has an error message of its own (2.1, 3.6).
        if (answer.Content.Headers.ContentType?.MediaType != (answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/taxii2", StringComparison.Ordinal) ? "application/taxii+json" : "application/problem+json"))
            return $"{(int)answer.StatusCode} as {answer.Content.Headers.ContentType?.MediaType ?? "nothing"}";
        return JsonDocument.Parse(text).RootElement.TryGetProperty("title", out var title) && title.GetString() is { Length: > 0 } ? null : "no title";
    }
}
