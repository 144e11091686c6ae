using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Knooppunt.Node.Exchange.Taxii;

namespace Knooppunt.Node.Exchange.Links;

/// <summary>A page of a neighbour.</summary>
/// <param name="Bytes">The envelope.</param>
/// <param name="Last">When its last object was added there, as the neighbour says; null when it does not.</param>
readonly record struct RemotePage(ReadOnlyMemory<byte> Bytes, string? Last);

/// <summary>
/// Speaks TAXII to one neighbour, which may be slow, wrong or hostile: an answer is bounded in bytes and time, a redirect is not followed, and the key goes to
/// the address alone that a person wrote down.
/// </summary>
sealed class Remote(HttpClient http, Uri root, AuthenticationHeaderValue key, LinkLimits limits)
{
    const int LongestStatus = 8 << 20;

    /// <summary>Name of the client.</summary>
    public const string Client = "exchange-links";

    /// <summary>Objects of a collection.</summary>
    public async Task<RemotePage> Objects(string collection, int limit, string? after, string? next, CancellationToken stop)
    {
        var query = $"collections/{Uri.EscapeDataString(collection)}/objects/?limit={limit}"
            + (string.IsNullOrEmpty(after) ? "" : $"&added_after={Uri.EscapeDataString(after)}") + (string.IsNullOrEmpty(next) ? "" : $"&next={Uri.EscapeDataString(next)}");
        var answer = await Send(HttpMethod.Get, query, null, limits.LongestPage, stop);
        if (answer.Status == HttpStatusCode.BadRequest && !string.IsNullOrEmpty(next))
            throw new LinkException("Het wil niet verder waar het gebleven was; de volgende ronde begint opnieuw.", "It refused to go on where it left off; the next round begins again.") { Restart = true };
        Expect(answer, HttpStatusCode.OK);
        return new(answer.Bytes, answer.Last);
    }

    /// <summary>Adds an envelope; what of it was not taken, with the reason. Null: it is too long for the neighbour.</summary>
    public async Task<List<(string Object, string Sentence)>?> Add(string collection, ReadOnlyMemory<byte> envelope, CancellationToken stop)
    {
        var answer = await Send(HttpMethod.Post, $"collections/{Uri.EscapeDataString(collection)}/objects/", envelope, LongestStatus, stop);
        if (answer.Status == HttpStatusCode.RequestEntityTooLarge)
            return null;
        Expect(answer, HttpStatusCode.Accepted);
        try
        {
            using var status = JsonDocument.Parse(answer.Bytes);
            return status.RootElement.ValueKind == JsonValueKind.Object && status.RootElement.TryGetProperty("failures", out var failures) && failures.ValueKind == JsonValueKind.Array
                ? [.. failures.EnumerateArray().Select(one => (Text(one, "id"), Text(one, "message")))] : [];
        }
        catch (JsonException)
        {
            throw new LinkException("Zijn antwoord op wat we gaven is geen JSON.", "Its answer to what was sent is not JSON.");
        }
    }

    static string Text(JsonElement one, string name) => one.ValueKind == JsonValueKind.Object && one.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    async Task<Answer> Send(HttpMethod method, string path, ReadOnlyMemory<byte>? body, int most, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, path));
        request.Headers.Authorization = key;
        request.Headers.Accept.ParseAdd(TaxiiMedia.Taxii);
        if (body is { } sent)
        {
            request.Content = new ReadOnlyMemoryContent(sent);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(TaxiiMedia.Taxii);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(limits.LongestRequest);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var last = answer.Headers.TryGetValues("X-TAXII-Date-Added-Last", out var moments) ? moments.First() : null;
            return new(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, last, await Read(answer, most, patience.Token));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new LinkException($"Het gaf binnen {limits.LongestRequest.TotalSeconds:0} seconden geen antwoord.", $"It did not answer within {limits.LongestRequest.TotalSeconds:0} seconds.");
        }
        catch (Exception wrong) when (wrong is HttpRequestException or IOException)
        {
            throw (wrong as HttpRequestException)?.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => new LinkException("Zijn naam is niet bekend.", "Its name is not known.", wrong),
                HttpRequestError.SecureConnectionError => new LinkException("Zijn certificaat is niet geldig, of de verbinding kon niet worden beveiligd.", "Its certificate is not valid, or the connection could not be secured.", wrong),
                _ => new LinkException("Het is niet te bereiken, of brak zijn antwoord af.", "It cannot be reached, or broke off its answer.", wrong),
            };
        }
    }

    static async Task<ReadOnlyMemory<byte>> Read(HttpResponseMessage answer, int most, CancellationToken stop)
    {
        await using var from = await answer.Content.ReadAsStreamAsync(stop);
        var (body, buffer) = (new MemoryStream(), new byte[64 << 10]);
        for (int read; (read = await from.ReadAsync(buffer, stop)) > 0;)
        {
            if (body.Length + read > most)
                throw new LinkException($"Zijn antwoord is langer dan {most >> 20} MiB.", $"Its answer is longer than {most >> 20} MiB.");
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    static void Expect(Answer answer, HttpStatusCode expected)
    {
        if (answer.Status == expected && answer.Media == "application/taxii+json")
            return;
        throw answer.Status switch
        {
            HttpStatusCode.Unauthorized => new LinkException("Het kent onze sleutel niet (401); vraag zijn beheerder om een nieuwe.", "It does not know our key (401); ask its administrator for a new one."),
            HttpStatusCode.Forbidden => new("Het laat ons dit in die collectie niet doen (403).", "It does not let us do this in that collection (403)."),
            HttpStatusCode.NotFound => new("Het heeft zo'n collectie niet voor ons (404); kijk naar de naam van de collectie en het adres van de API-root.", "It has no such collection for us (404); look at the name of the collection and the address of its API root."),
            HttpStatusCode.NotAcceptable => new("Het spreekt geen TAXII 2.1 (406).", "It does not speak TAXII 2.1 (406)."),
            HttpStatusCode.TooManyRequests => new("Het vraagt om geduld (429).", "It asks for patience (429)."),
            >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest => new($"Het stuurt ons door naar een ander adres ({(int)answer.Status}), en dat volgen we niet; noteer het adres waar het is.", $"It sends us on to another address ({(int)answer.Status}), which is not followed; write down the address where it is."),
            _ when answer.Status == expected => new("Het antwoordde iets dat geen TAXII 2.1 is.", "It answered something that is not TAXII 2.1."),
            _ => new($"Het antwoordde {(int)answer.Status}{Said(answer.Bytes)}.", $"It answered {(int)answer.Status}{Said(answer.Bytes)}."),
        };
    }

    // What it says of itself is shown to a person: short, and without control characters.
    static string Said(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var error = JsonDocument.Parse(bytes);
            var title = Text(error.RootElement, "title");
            return title.Length == 0 ? "" : $": {new Observations.Complaint(default, title.Length <= 200 ? title : title[..200]).Sentence}";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>The header of a credential: Basic with a user, else Bearer.</summary>
    public static AuthenticationHeaderValue KeyOf(string user, string secret) =>
        user.Length > 0 ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}"))) : new("Bearer", secret);

    readonly record struct Answer(HttpStatusCode Status, string? Media, string? Last, ReadOnlyMemory<byte> Bytes);
}
