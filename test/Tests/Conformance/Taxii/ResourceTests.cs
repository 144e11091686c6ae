using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Tests.Node.Exchange;

namespace Knooppunt.Tests.Conformance.Taxii;

/// <summary>TAXII 2.1 (OASIS Standard, 10 June 2021), sections 1 to 4 and 5.1, 5.2: the door, discovery, roots, collections, errors. Over HTTP against a running node.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class ResourceTests(TaxiiNode node)
{
    [Fact]
    public async Task Section_4_1_discovery_names_the_roots()
    {
        var read = await node.Ect.Read("/taxii2/");
        Assert.Equal("Knooppunt Proef", (string?)read["title"]);
        var root = (string)read["api_roots"]!.AsArray().Single()!;
        Assert.Equal((string?)read["default"], root);
        Assert.EndsWith("/", root, StringComparison.Ordinal);
        using var there = await node.Ect.Http.GetAsync(new Uri(root));
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task Section_4_2_root_says_its_versions_and_the_longest_body()
    {
        var read = await node.Ect.Read(TaxiiClient.Root);
        Assert.Equal(TaxiiClient.Media, (string?)read["versions"]!.AsArray().Single());
        Assert.True((long)read["max_content_length"]! > 1 << 20);
        Assert.NotEmpty((string)read["title"]!);
    }

    [Fact]
    public async Task Section_5_1_collections_are_those_to_which_somebody_has_a_right()
    {
        var (readable, writable, closed) = (await node.Collection(("ect", true, false)), await node.Collection(("ect", false, true)), await node.Collection(("rwg", true, true)));
        var all = (await node.Ect.Read($"{TaxiiClient.Root}collections/"))["collections"]!.AsArray();
        var (read, written) = (all.Single(one => (string?)one!["id"] == readable)!, all.Single(one => (string?)one!["id"] == writable)!);
        Assert.Equal((true, false), ((bool)read["can_read"]!, (bool)read["can_write"]!));
        Assert.Equal((false, true), ((bool)written["can_read"]!, (bool)written["can_write"]!));
        Assert.Equal("application/stix+json;version=2.1", (string?)read["media_types"]!.AsArray().Single());
        Assert.DoesNotContain(all, one => (string?)one!["id"] == closed);
        Assert.Contains(all, one => (string?)one!["alias"] == "knowledge");
    }

    [Fact]
    public async Task Section_5_2_collection_is_found_by_id_and_by_alias()
    {
        var byAlias = await node.Ect.Read(TaxiiClient.At("knowledge", ""));
        var byId = await node.Ect.Read(TaxiiClient.At((string)byAlias["id"]!, ""));
        Assert.True(JsonNode.DeepEquals(byAlias, byId));
        Assert.True(Guid.TryParse((string?)byId["id"], out _));
        foreach (var nowhere in new[] { Guid.NewGuid().ToString(), "nothing", await node.Collection(("rwg", true, true)) })
            await Refused(await node.Ect.Get(TaxiiClient.At(nowhere, "")), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Section_1_6_without_a_valid_key_every_path_is_401_and_says_how_to_come_in()
    {
        string[] offered = ["", "Bearer kx_wrong", "Bearer " + node.Node.Key, $"Basic {Base("ect:wrong")}", $"Basic {Base($"rwg:{node.Key}")}", "Basic ???", "Digest x", $"Bearer {new string('k', 5000)}"];
        foreach (var authorization in offered)
        {
            using var stranger = new TaxiiClient(node.Node.Client(), null);
            if (authorization.Length > 0)
                stranger.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
            foreach (var path in new[] { "/taxii2/", TaxiiClient.Root, TaxiiClient.At("knowledge"), "/taxii2/nowhere" })
            {
                using var answer = await stranger.Get(path);
                Assert.Equal(["Basic", "Bearer"], answer.Headers.WwwAuthenticate.Select(way => way.Scheme));
                await Refused(answer, HttpStatusCode.Unauthorized);
            }
        }
    }

    [Theory]
    [InlineData("ect")]
    [InlineData("node:zeeland")]
    [InlineData("zeeland")]
    public async Task Section_1_6_basic_takes_the_name_and_the_key(string name)
    {
        var key = name == "ect" ? node.Key : await node.Keys.Make(Party.Node("zeeland"), "test");
        using var client = new TaxiiClient(node.Node.Client(), null);
        client.Http.DefaultRequestHeaders.Authorization = new("Basic", Base($"{name}:{key}"));
        Assert.NotNull((await client.Read("/taxii2/"))["title"]);
    }

    [Fact]
    public async Task Key_that_was_revoked_opens_nothing_at_once()
    {
        var key = await node.Keys.Make(new("ect"), "revoked");
        using var client = new TaxiiClient(node.Node.Client(), key);
        await client.Read("/taxii2/");
        await node.Keys.Revoke((await node.Keys.All()).Single(row => row.MadeBy == "revoked").Hash);
        await Refused(await client.Get("/taxii2/"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_others_are_not()
    {
        using var guesser = new TaxiiClient(node.Node.Client(), "kx_guess");
        for (var i = 0; i < DoorGate.TriesOfOne; i++)
            (await guesser.Get("/taxii2/")).Dispose();
        await Refused(await guesser.Get("/taxii2/"), HttpStatusCode.TooManyRequests);
        await node.Rwg.Read("/taxii2/");
    }

    [Theory]
    [InlineData("application/taxii+json;version=2.1", true)]
    [InlineData("application/taxii+json; version=2.1", true)]
    [InlineData("application/taxii+json;version=\"2.1\"", true)]
    [InlineData("application/taxii+json", true)]
    [InlineData("text/html, application/taxii+json;q=0.5", true)]
    [InlineData("*/*", true)]
    [InlineData("application/*", true)]
    [InlineData("", true)]
    [InlineData("application/taxii+json;version=2.0", false)]
    [InlineData("application/vnd.oasis.taxii+json", false)]
    [InlineData("application/json", false)]
    [InlineData("text/html", false)]
    [InlineData("application/taxii+json;q=0", false)]
    [InlineData("nonsense", false)]
    public async Task Section_1_6_8_accept_names_our_format_or_is_406(string accept, bool taken)
    {
        foreach (var path in new[] { "/taxii2/", TaxiiClient.Root, TaxiiClient.At("knowledge"), TaxiiClient.At("knowledge", "manifest/") })
        {
            using var client = new TaxiiClient(node.Node.Client(), node.Key);
            client.Http.DefaultRequestHeaders.Accept.Clear();
            if (accept.Length > 0)
                client.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
            if (taken)
                await client.Read(path);
            else
                await Refused(await client.Get(path), HttpStatusCode.NotAcceptable);
        }
    }

    [Theory]
    [InlineData("GET", "/taxii2/nowhere/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/taxii2/exchange/nowhere/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/taxii2/exchange/collections/knowledge/nowhere/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/taxii2/exchange/status/2c2b1f6e-0000-4000-8000-000000000000/", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/taxii2/exchange/collections/knowledge/objects/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/taxii2/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/taxii2/exchange/collections/", HttpStatusCode.MethodNotAllowed)]
    public async Task Section_3_6_the_servers_own_refusals_are_error_messages_too(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new(method), path);
        await Refused(await node.Ect.Http.SendAsync(request), status);
    }

    internal static async Task<string> Refused(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status, $"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
            Assert.Equal(MediaTypeHeaderValue.Parse(TaxiiClient.Media), answer.Content.Headers.ContentType);
            var error = JsonNode.Parse(text)!;
            Assert.NotEmpty((string)error["title"]!);
            Assert.Equal(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture), (string?)error["http_status"]);
            return (string?)error["description"] ?? "";
        }
    }

    static string Base(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
