using System.Net;
using System.Text.RegularExpressions;

namespace Knooppunt.Node.Commands.Sample;

/// <summary>Somebody at a browser of the sample node, without a screen: opens pages, fills their forms in and sends them. What a person may not do it may not do either.</summary>
sealed partial class SampleVisitor : IDisposable
{
    const int MostLooks = 5;
    readonly HttpClient _client;

    /// <param name="node">Address of the running node.</param>
    public SampleVisitor(Uri node)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = new CookieContainer() };
        _client = new HttpClient(handler) { BaseAddress = node };
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    /// <summary>The text of a page.</summary>
    public async Task<string> Read(string path, CancellationToken stop)
    {
        using var answer = await _client.GetAsync(path, stop);
        return await Text(answer, path, stop);
    }

    /// <summary>Whether a page opens for the person and holds something.</summary>
    public async Task<bool> Offers(string path, string what, CancellationToken stop)
    {
        using var answer = await _client.GetAsync(path, stop);
        return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(stop)).Contains(what, StringComparison.Ordinal);
    }

    /// <summary>Opens a page and sends a form of it.</summary>
    /// <param name="page">Address of the page.</param>
    /// <param name="action">Where the form sends to; the first such form with the <paramref name="with"/> in it.</param>
    /// <param name="with">A hidden field and its value that tell it from others with the same action; empty for the first.</param>
    /// <param name="stop">Stops.</param>
    /// <param name="fields">What the person fills in; all else stays as the page offers it.</param>
    /// <returns>The address to which the node leads on.</returns>
    public async Task<string> Send(string page, string action, (string Name, string Value) with, CancellationToken stop, params (string Name, string Value)[] fields)
    {
        for (var looks = 1; ; looks++)
        {
            var form = Forms().Matches(await Read(page, stop)).FirstOrDefault(match => Decoded(match.Groups[1].Value) == action && (with.Name is null || Offered(match.Groups[2].Value).Contains(KeyValuePair.Create(with.Name, with.Value))))
                ?? throw new InvalidOperationException($"The page {page} has no form for {action}.");
            using var body = new FormUrlEncodedContent(Filled(form.Groups[2].Value, fields));
            using var answer = await _client.PostAsync(action, body, stop);
            // Somebody, or a clock, was first: one looks again and decides then, as the node says.
            if (answer.StatusCode == HttpStatusCode.Conflict && looks < MostLooks)
                continue;
            await Text(answer, action, stop);
            return answer.Headers.Location?.ToString() ?? "";
        }
    }

    /// <summary>Sends the first form with an action that stands on a page in hand, and gives where it leads and the page that comes back.</summary>
    public Task<(string Location, string Page)> Fill(string page, string action, CancellationToken stop, params (string Name, string Value)[] fields)
    {
        var form = Forms().Matches(page).FirstOrDefault(match => Decoded(match.Groups[1].Value) == action) ?? throw new InvalidOperationException($"There is no form for {action}.");
        return Post(action, Filled(form.Groups[2].Value, fields), stop);
    }

    public void Dispose() => _client.Dispose();

    async Task<(string Location, string Page)> Post(string action, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken stop)
    {
        using var body = new FormUrlEncodedContent(fields);
        using var answer = await _client.PostAsync(action, body, stop);
        return (answer.Headers.Location?.ToString() ?? "", await Text(answer, action, stop));
    }

    static async Task<string> Text(HttpResponseMessage answer, string where, CancellationToken stop)
    {
        var text = await answer.Content.ReadAsStringAsync(stop);
        return answer.StatusCode < HttpStatusCode.BadRequest ? text
            : throw new InvalidOperationException($"{where} answered {(int)answer.StatusCode}: {Decoded(Tags().Replace(Alert().Match(text).Groups[1].Value, " ")).Trim()}");
    }

    static IEnumerable<KeyValuePair<string, string>> Filled(string form, (string Name, string Value)[] fields) =>
        [.. Offered(form).Where(pair => fields.All(field => field.Name != pair.Key)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];

    // What a browser would send of a form that nobody touched.
    static IEnumerable<KeyValuePair<string, string>> Offered(string form)
    {
        foreach (var tag in Inputs().Matches(form).Select(match => match.Value))
        {
            if (Attribute(tag, "name") is { } name && Attribute(tag, "type") is not ("file" or "submit") && (Attribute(tag, "type") is not ("checkbox" or "radio") || tag.Contains(" checked", StringComparison.Ordinal)))
                yield return new(name, Attribute(tag, "value") ?? "");
        }

        foreach (Match choice in Choices().Matches(form))
        {
            var options = Options().Matches(choice.Groups[2].Value).Select(match => match.Value).ToArray();
            if (Attribute(choice.Groups[1].Value, "name") is { } name && (options.FirstOrDefault(option => option.Contains(" selected", StringComparison.Ordinal)) ?? options.FirstOrDefault()) is { } chosen)
                yield return new(name, Attribute(chosen, "value") ?? "");
        }

        foreach (Match area in Areas().Matches(form))
        {
            if (Attribute(area.Groups[1].Value, "name") is { } name)
                yield return new(name, Decoded(area.Groups[2].Value));
        }
    }

    static string? Attribute(string tag, string name) => Regex.Match(tag, $" {name}=\"([^\"]*)\"") is { Success: true } match ? Decoded(match.Groups[1].Value) : null;

    static string Decoded(string text) => WebUtility.HtmlDecode(text);

    [GeneratedRegex("<form\\b[^>]*\\baction=\"([^\"]+)\"[^>]*>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("<select\\b([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Choices();

    [GeneratedRegex("<option\\b[^>]*>")]
    private static partial Regex Options();

    [GeneratedRegex("<textarea\\b([^>]*)>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Areas();

    [GeneratedRegex("<main\\b[^>]*>(.*?)</main>", RegexOptions.Singleline)]
    private static partial Regex Alert();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
