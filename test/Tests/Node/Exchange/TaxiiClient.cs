using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>Somebody who speaks TAXII to a node.</summary>
sealed class TaxiiClient : IDisposable
{
    public const string Media = "application/taxii+json;version=2.1";
    public const string Root = "/taxii2/exchange/";

    public TaxiiClient(HttpClient http, string? key)
    {
        Http = http;
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        http.DefaultRequestHeaders.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(Media));
    }

    public HttpClient Http { get; }

    public void Dispose() => Http.Dispose();

    public static string At(string collection, string rest = "objects/") => $"{Root}collections/{collection}/{rest}";

    public Task<HttpResponseMessage> Get(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>The resource at a path that answers 200.</summary>
    public async Task<JsonObject> Read(string path)
    {
        using var answer = await Get(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {text}");
        Assert.Equal(MediaTypeHeaderValue.Parse(Media), answer.Content.Headers.ContentType);
        return JsonNode.Parse(text)!.AsObject();
    }

    public Task<HttpResponseMessage> Send(string collection, string body, string? media = Media, string method = "POST")
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = media is null ? null : MediaTypeHeaderValue.Parse(media);
        return Http.SendAsync(new(new(method), At(collection)) { Content = content });
    }

    /// <summary>Adds objects and gives the status.</summary>
    public async Task<JsonObject> Add(string collection, params JsonObject[] objects)
    {
        using var answer = await Send(collection, Stix.Envelope(objects).ToJsonString());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>Adds objects that are all taken.</summary>
    public async Task MustAdd(string collection, params JsonObject[] objects)
    {
        var status = await Add(collection, objects);
        Assert.True((int)status["failure_count"]! == 0, status.ToJsonString());
    }

    /// <summary>The objects of a page, without the marking definitions that came with others.</summary>
    public async Task<List<JsonObject>> Objects(string collection, string query = "") => Own(await Read(At(collection, $"objects/{query}")));

    /// <summary>Every object over all pages.</summary>
    public async Task<List<string>> Walk(string collection, string query = "?limit=3")
    {
        var (all, next) = (new List<string>(), "");
        for (var page = 0; page < 10_000; page++)
        {
            var read = await Read(At(collection, $"objects/{query}{next}"));
            all.AddRange(Own(read).Select(one => (string)one["id"]!));
            if (read["more"] is null)
                return all;
            next = $"&next={(string)read["next"]!}";
        }

        throw new InvalidOperationException("The pages do not end.");
    }

    static List<JsonObject> Own(JsonObject envelope) => [.. (envelope["objects"]?.AsArray() ?? []).Select(one => one!.AsObject()).Where(one => (string?)one["type"] != "marking-definition")];
}
