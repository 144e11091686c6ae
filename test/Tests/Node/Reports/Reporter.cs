using System.Net;
using System.Text.RegularExpressions;

namespace Knooppunt.Tests.Node.Reports;

/// <summary>Somebody who reports with a browser that has no script and keeps no cookie.</summary>
sealed partial class Reporter(HttpClient client) : IDisposable
{
    /// <summary>The page on the screen.</summary>
    public string Page { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public HttpResponseMessage? Answer { get; private set; }

    /// <summary>The receipt code on the page, as it is shown.</summary>
    public string Code => Shown().Match(Page).Groups[1].Value;

    public async Task Get(string path) => await Take(HttpMethod.Get, path, null);

    /// <summary>Sends the form of the page with what was filled in.</summary>
    public Task Fill(string path, params (string Name, string Value)[] fields) =>
        Post(path, [.. fields, .. State().Match(Page) is { Success: true } state ? [("state", WebUtility.HtmlDecode(state.Groups[1].Value))] : Array.Empty<(string, string)>()]);

    public async Task Post(string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        await Take(HttpMethod.Post, path, body);
    }

    /// <summary>Sends the form of the page with a file.</summary>
    public async Task Upload(byte[] bytes, string name)
    {
        using var body = new MultipartFormDataContent
        {
            { new StringContent(WebUtility.HtmlDecode(State().Match(Page).Groups[1].Value)), "state" },
            { new ByteArrayContent(bytes), "file", name },
        };
        await Take(HttpMethod.Post, "/report/mailbox/file", body);
    }

    /// <summary>Sends what was told and types the end of the code back. The code.</summary>
    public async Task<string> SendAndSave()
    {
        await Fill("/report");
        var code = Code;
        await Fill("/report/saved", ("end", code[^4..]));
        return code;
    }

    /// <summary>Goes through every question about something seen on the site of the terminal.</summary>
    public async Task Tell(string what, string tongue = "nl")
    {
        await Get($"/report?l={tongue}");
        await Fill("/report", ("begin", tongue));
        await Fill("/report", ("kind", "Seen"));
        await Fill("/report", ("indicator", "roster"), ("indicator", "nonsense"));
        await Fill("/report", ("where", "Site"), ("place", "ect-delta"), ("spot", "bij de kade"));
        await Fill("/report", ("day", "2026-11-02"), ("part", "Night"));
        await Fill("/report", ("what", what));
        await Fill("/report", ("details", "zwarte bus"));
        await Fill("/report");
        await Fill("/report", ("name", ""));
    }

    public void Dispose() => client.Dispose();

    async Task Take(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Accept.ParseAdd("text/html");
        var answer = await client.SendAsync(request);
        (Answer, Status) = (answer, answer.StatusCode);
        Page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"state\" value=\"([^\"]+)\"")]
    private static partial Regex State();

    [GeneratedRegex("class=\"receipt\"[^>]*>([^<]+)<")]
    private static partial Regex Shown();
}
