using System.Net;
using System.Text.Json.Nodes;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Given;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Sightings;
using Knooppunt.Node.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>Requests and answers exactly as other software makes them (docs/peers.md).</summary>
[Collection(nameof(TaxiiNode))]
public sealed class PeerTests(TaxiiNode node)
{
    static int _links;

    /// <summary>OpenCTI 6, ingestionTaxii.ts: keeps the last header to the millisecond alone, and asks each minute.</summary>
    [Fact]
    public async Task OpenCTI_feed_reads_every_page_once_and_then_nothing_until_something_is_new()
    {
        var (collection, began) = (await node.Collection(), "2026-03-01T08:00:00.000Z");
        var ids = Enumerable.Range(0, 7).Select(_ => Stix.Id()).ToArray();
        await node.Ect.MustAdd(collection, [.. ids.Select((id, at) => Stix.Object(id, tlp: at % 2 == 0 ? Observations.Tlp.Green : null))]);
        var (read, cursor) = (new List<string>(), (string?)null);
        for (var feed = 0; feed < 10; feed++)
        {
            using var answer = await Feed(collection, $"{(cursor is null ? "" : $"next={cursor}&")}added_after={began}&limit=3");
            var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            if (page["objects"] is null)
                break;
            read.AddRange(page["objects"]!.AsArray().Select(one => (string)one!["id"]!).Where(id => !id.StartsWith("marking", StringComparison.Ordinal)));
            cursor = (bool?)page["more"] == true ? (string)page["next"]! : null;
            if (cursor is null)
                began = answer.Headers.GetValues("X-TAXII-Date-Added-Last").Single()[..23] + "Z";
        }

        Assert.Equal(ids, read);
        var late = Stix.Id();
        await node.Ect.MustAdd(collection, Stix.Object(late));
        using var more = await Feed(collection, $"added_after={began}&limit=3");
        Assert.Equal(late, (string?)JsonNode.Parse(await more.Content.ReadAsStringAsync())!["objects"]!.AsArray().Single()!["id"]);
    }

    /// <summary>OpenCTI's connector external-import/taxii2 over taxii2client 2.3: a key as Token, a moment of Python, and the last "next" of the run before beside a new moment.</summary>
    [Fact]
    public async Task OpenCTI_connector_reads_by_token_and_goes_on_with_an_old_next()
    {
        var collection = await node.Collection();
        var ids = Enumerable.Range(0, 5).Select(_ => Stix.Id()).ToArray();
        await node.Ect.MustAdd(collection, [.. ids.Select(id => Stix.Object(id, tlp: null))]);
        using var http = node.Node.Client();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Token {node.Key}");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/taxii+json;version=2.1");
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "taxii2-client/2.3.0");
        var discovery = JsonNode.Parse(await http.GetStringAsync(new Uri("/taxii2/", UriKind.Relative)))!;
        Assert.EndsWith("/exchange/", (string)discovery["api_roots"]![0]!, StringComparison.Ordinal);
        async Task<JsonNode> Objects(string query) => JsonNode.Parse(await http.GetStringAsync(new Uri(TaxiiClient.At(collection, $"objects/?{query}"), UriKind.Relative)))!;
        var first = await Objects("limit=3&added_after=2026-03-01T08%3A00%3A00.123456Z");
        Assert.Equal("2.1", (string?)first["objects"]![0]!["spec_version"]);
        var next = (string)first["next"]!;
        Assert.Equal(ids[3..], (await Objects($"limit=3&next={next}"))["objects"]!.AsArray().Select(one => (string?)one!["id"]));
        var late = Stix.Id();
        var between = DateTimeOffset.UtcNow;
        await node.Ect.MustAdd(collection, Stix.Object(late, tlp: null));
        Assert.Contains(late, (await Objects($"limit=3&added_after={between.AddSeconds(-1):yyyy-MM-dd'T'HH'%3A'mm'%3A'ss.ffffff}Z&next={next}"))["objects"]!.AsArray().Select(one => (string?)one!["id"]));
        // It takes the place in one collection along to the next one, which is read from its beginning and not from behind what it never read.
        var (other, there) = (await node.Collection(), Stix.Id());
        await node.Ect.MustAdd(other, Stix.Object(there, tlp: null));
        var whole = JsonNode.Parse(await http.GetStringAsync(new Uri(TaxiiClient.At(other, $"objects/?limit=3&next={(string?)(await Objects("limit=3"))["next"]}"), UriKind.Relative)))!;
        Assert.Equal(there, (string?)whole["objects"]!.AsArray().Single()!["id"]);
    }

    /// <summary>Medallion 3.0 keeps the place itself: every page of a walk has the same "next", and a page that was asked for is gone.</summary>
    [Fact]
    public async Task Server_that_keeps_the_place_itself_is_read_whole_and_a_fault_in_between_loses_nothing()
    {
        var (ids, left, fails) = (Enumerable.Range(0, 7).Select(_ => Stix.Id()).ToArray(), new Queue<string>(), 1);
        await using var medallion = await Neighbour.Start(http =>
        {
            if (!http.Request.Query.ContainsKey("next"))
                left = new(ids);
            var page = Enumerable.Range(0, Math.Min(2, left.Count)).Select(_ => Stix.Object(left.Dequeue())).ToList();
            return left.Count == 3 && fails-- > 0 ? Neighbour.Say(http, "{\"title\":\"InternalError\"}", 500)
                : Neighbour.Say(http, $"{{\"objects\":[{string.Join(',', page.Select(one => one.ToJsonString()))}]{(left.Count > 0 ? ",\"more\":true,\"next\":\"one\"" : "")}}}", last: "2026-03-01T08:00:00.000000Z");
        });
        var link = await Round(medallion.Root);
        Assert.Contains("500: InternalError", link.TroubleEnglish, StringComparison.Ordinal);
        link = await Round(link);
        Assert.Equal(("", 7L), (link.TroubleEnglish, link.Received));
        Assert.Equal("2026-03-01T08:00:00.000000Z", link.PulledTo);
    }

    /// <summary>The same, with more than one round bears: each round goes on before the last moment that it had, and where there is none the link says so.</summary>
    [Fact]
    public async Task Server_that_keeps_the_place_itself_is_read_to_its_end_over_several_rounds()
    {
        var (added, left, asked) = (Enumerable.Range(0, 9).Select(at => (Id: Stix.Id(), At: $"2026-03-01T08:00:0{at / 2}.000000Z")).ToArray(), new Queue<(string Id, string At)>(), new List<string>());
        var isOneMoment = false;
        await using var medallion = await Neighbour.Start(http =>
        {
            if (!http.Request.Query.ContainsKey("next"))
            {
                asked.Add((string?)http.Request.Query["added_after"] ?? "");
                left = new(added.Where(one => string.CompareOrdinal(one.At, asked[^1]) > 0));
            }

            var page = Enumerable.Range(0, Math.Min(2, left.Count)).Select(_ => left.Dequeue()).ToList();
            return Neighbour.Say(http, $"{{\"objects\":[{string.Join(',', page.Select(one => Stix.Object(one.Id).ToJsonString()))}]{(left.Count > 0 ? ",\"more\":true,\"next\":\"one\"" : "")}}}", last: isOneMoment ? "2026-03-01T08:00:00.000000Z" : page[^1].At);
        });
        var few = LinkLimits.Default with { MostPages = 3 };
        var link = await Round(medallion.Root, few);
        Assert.Contains("goes on giving after 3 pages", link.TroubleEnglish, StringComparison.Ordinal);
        link = await Round(link, few);
        Assert.Equal(("", 9L, "2026-03-01T08:00:04.000000Z"), (link.TroubleEnglish, link.Received, link.PulledTo));
        Assert.Equal(["", "2026-03-01T08:00:01.999999Z"], asked);

        isOneMoment = true;
        added = [.. added.Select(one => (Stix.Id(), "2026-03-01T08:00:00.000000Z"))];
        link = await Round(await Round(medallion.Root, few), few);
        Assert.Contains("keeps its place itself", link.TroubleEnglish, StringComparison.Ordinal);
        Assert.Equal((6L, 2), (link.Received, link.Failures));
    }

    /// <summary>OpenCTI's own server, httpTaxii.js: "next" beside "more": false, and a media type with a charset.</summary>
    [Fact]
    public async Task OpenCTI_as_a_neighbour_is_read_to_its_end()
    {
        var asked = new List<string>();
        await using var openCti = await Neighbour.Start(async http =>
        {
            asked.Add(http.Request.QueryString.Value!);
            http.Response.ContentType = "application/taxii+json;version=2.1; charset=utf-8";
            http.Response.Headers["X-TAXII-Date-Added-Last"] = "2026-03-01T08:00:00.123Z";
            await http.Response.WriteAsync($$"""{"more":{{(asked.Count == 1 ? "true" : "false")}},"next":"WzE3NzIzNTIwMDAxMjMsInJlcG9ydC0tIl0={{asked.Count}}","objects":[{{Stix.Object(Stix.Id()).ToJsonString()}}]}""");
        });
        var link = await Round(openCti.Root);
        Assert.Equal(("", 2L, "2026-03-01T08:00:00.123Z"), (link.TroubleEnglish, link.Received, link.PulledTo));
        Assert.Contains("next=WzE3NzIzNTIwMDAxMjMsInJlcG9ydC0tIl0%3D1", asked[1], StringComparison.Ordinal);
        await Round(link);
        Assert.Contains("added_after=2026-03-01T08%3A00%3A00.123Z", asked[2], StringComparison.Ordinal);
    }

    async Task<HttpResponseMessage> Feed(string collection, string query)
    {
        using var http = node.Node.Client();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ect:{node.Key}"))}");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/taxii+json;version=2.1");
        var answer = await http.GetAsync(new Uri(TaxiiClient.At(collection, $"objects/?{query}"), UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    async Task<LinkRow> Round(string root, LinkLimits? limits = null)
    {
        var (book, name) = (node.Node.Services.GetRequiredService<LinkBook>(), $"peer-{Interlocked.Increment(ref _links)}");
        Assert.Null(await book.Add(name, root, "", "secret", "knowledge", "", paused: true, default));
        // Paused, so that the node's own rounds leave it alone.
        return await Round((await book.All()).Single(row => row.Name == name), limits);
    }

    async Task<LinkRow> Round(LinkRow link, LinkLimits? limits = null)
    {
        var services = node.Node.Services;
        var round = new LinkRound(services.GetRequiredService<LinkBook>(), node.Store, node.Collections, services.GetRequiredService<SightingFlow>(), services.GetRequiredService<GivenCounts>(), services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System, limits ?? LinkLimits.Default);
        using var work = new LinkWork(services.GetRequiredService<LinkBook>(), round, node.Store, node.Node.Settings, services.GetRequiredService<FirstSight>(), TimeProvider.System, NullLogger<LinkWork>.Instance);
        await work.Run(link, default);
        return (await node.Node.Services.GetRequiredService<LinkBook>().Find(link.Number, default))!;
    }
}
