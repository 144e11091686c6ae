using System.Text.RegularExpressions;

namespace Knooppunt.Tests.Node.Running;

/// <summary>A person at a browser without a screen: cookies, and forms with their antiforgery token.</summary>
public sealed partial class Session(HttpClient client, string name) : IDisposable
{
    public HttpClient Client => client;

    public string Name => name;

    /// <summary>A page as a browser asks for it.</summary>
    public async Task<HttpResponseMessage> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await client.SendAsync(request);
    }

    /// <summary>The text of a page.</summary>
    public async Task<string> Read(string path)
    {
        using var answer = await Get(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sends a form with the token of a page.</summary>
    public async Task<HttpResponseMessage> Post(string path, string tokenFrom, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await Read(tokenFrom)) is { Success: true } match ? match.Groups[1].Value : "";
        return await PostBare(path, [.. fields, ("__RequestVerificationToken", token)]);
    }

    /// <summary>Sends a form that holds these fields, some of them otherwise.</summary>
    public Task<HttpResponseMessage> PostWith(string path, Dictionary<string, string> fields, (string Name, string Value)[] instead)
    {
        foreach (var (name, value) in instead)
            fields[name] = value;
        return Post(path, "/account", [.. fields.Select(pair => (pair.Key, pair.Value))]);
    }

    /// <summary>Sends a form as it is, without a token.</summary>
    public async Task<HttpResponseMessage> PostBare(string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(path, body);
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
