using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Sightings;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Given;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Sightings;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>A neighbour that is slow, wrong or hostile does no harm, and what it did is told in a sentence.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class HostileNeighbourTests(TaxiiNode node)
{
    static readonly LinkLimits Small = new(5, 1 << 20, 256 << 10, 1_000, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
    static int _links;

    T Service<T>() where T : notnull => node.Node.Services.GetRequiredService<T>();

    [Fact]
    public async Task Answers_that_are_no_page_end_the_round_with_a_sentence()
    {
        (string Says, Func<HttpContext, Task> Answer)[] neighbours =
        [
            ("not JSON", http => Neighbour.Say(http, "{\"objects\":[")),
            ("not JSON", http => Neighbour.Say(http, "")),
            ("nested deeper", http => Neighbour.Say(http, "{\"objects\":" + new string('[', 100_000))),
            ("not UTF-8", http => Binary(http, [(byte)'{', 0xff, 0xfe, (byte)'}'])),
            ("twice", http => Neighbour.Say(http, "{\"objects\":[],\"objects\":[]}")),
            ("longer than", http => Neighbour.Say(http, "{\"objects\":[\"" + new string('x', 300 << 10) + "\"]}")),
            ("longer than", async http =>
            {
                await Neighbour.Say(http, "{\"objects\":[");
                // Until it is cut off.
                while (!http.RequestAborted.IsCancellationRequested)
                    await http.Response.WriteAsync(new string(' ', 8 << 10), http.RequestAborted);
            }),
            ("not TAXII 2.1", http => http.Response.WriteAsync("<html>")),
            ("not followed", http =>
            {
                http.Response.Redirect("http://169.254.169.254/");
                return Task.CompletedTask;
            }),
            ("401", http => Neighbour.Say(http, "{}", 401)),
            ("403", http => Neighbour.Say(http, "{}", 403)),
            ("404", http => Neighbour.Say(http, "{}", 404)),
            ("500: a.b", http => Neighbour.Say(http, "{\"title\":\"a\\u001bb\"}", 500)),
            ("500", http => Neighbour.Say(http, "[[[", 500)),
            ("broke off", http =>
            {
                http.Response.ContentLength = 1000;
                http.Response.ContentType = TaxiiClient.Media;
                return http.Response.Body.WriteAsync("{"u8.ToArray()).AsTask().ContinueWith(_ => http.Abort(), TaskScheduler.Default);
            }),
            ("more and not where", http => Neighbour.Say(http, "{\"more\":true}")),
            ("more and not where", http => Neighbour.Say(http, "{\"more\":true}", last: "2026-03-01T08:00:00.000Z")),
            ("goes round in a ring", http => Neighbour.Say(http, "{\"more\":true,\"next\":\"a\"}")),
        ];
        var wrong = new List<string>();
        foreach (var (says, answer) in neighbours)
        {
            await using var neighbour = await Neighbour.Start(answer);
            var link = await Round(neighbour.Root, TimeSpan.FromSeconds(5));
            if (!link.TroubleEnglish.Contains(says, StringComparison.Ordinal) || link.Failures != 1 || link.Received != 0 || link.NotBefore == 0)
                wrong.Add($"{says}: {link.TroubleEnglish}, {link.Failures} failures");
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public async Task Neighbour_that_never_answers_and_one_that_is_not_there_are_left_in_time()
    {
        await using var silent = await Neighbour.Start(http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        Assert.Contains("did not answer", (await Round(silent.Root, TimeSpan.FromMilliseconds(200))).TroubleEnglish, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", (await Round($"http://localhost:{Running.RunningNode.FreePort()}/", TimeSpan.FromSeconds(5))).TroubleEnglish, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_that_nobody_foresaw_is_told_and_the_link_is_left_alone_for_longer_each_time()
    {
        var link = await Add("http://localhost:1/");
        await Service<LinkBook>().Change(link.Number, row => row.Root = "no address", default);
        link = await Round((await Service<LinkBook>().Find(link.Number, default))!);
        Assert.Equal((1, true), (link.Failures, link.NotBefore > 0));
        Assert.Contains("see its log", link.TroubleEnglish, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_pages_end_the_round_and_the_next_goes_on_from_there()
    {
        var asked = new List<string>();
        var page = 0;
        await using var neighbour = await Neighbour.Start(http =>
        {
            asked.Add(http.Request.QueryString.Value!);
            return Neighbour.Say(http, $$"""{"more":true,"next":"n{{++page}}","objects":[{{Stix.Object(Stix.Id()).ToJsonString()}}]}""", last: $"2026-03-01T08:00:{page:D2}Z");
        });
        var (link, again) = (await Round(neighbour.Root, TimeSpan.FromSeconds(5)), default(LinkRow));
        Assert.Contains("goes on giving after 5 pages", link.TroubleEnglish, StringComparison.Ordinal);
        Assert.Equal((5L, "n5"), (link.Received, link.Next));
        again = await Round(link);
        Assert.Contains("next=n5", asked[5], StringComparison.Ordinal);
        Assert.Equal((10L, 2), (again.Received, again.Failures));
        // The longer it fails, the longer it is left alone.
        Assert.True(again.NotBefore - link.NotBefore > 0);
    }

    [Fact]
    public async Task Endless_objects_stop_where_a_person_must_look()
    {
        var page = 0;
        await using var neighbour = await Neighbour.Start(http => Neighbour.Say(http,
            $$"""{"more":true,"next":"n{{++page}}","objects":[{{string.Join(',', Enumerable.Range(0, 300).Select(_ => Stix.Object(Stix.Id()).ToJsonString()))}}]}"""));
        var link = await Round(neighbour.Root, TimeSpan.FromSeconds(5));
        Assert.Contains("no more than", link.TroubleEnglish, StringComparison.Ordinal);
        Assert.Equal(900, link.Received);
    }

    [Fact]
    public async Task Good_objects_of_a_bad_neighbour_are_taken_and_the_others_told()
    {
        var (good, ours, newer) = (Stix.Id(), Stix.Id(), Stix.Id());
        // The collection holds something of somebody else, which the neighbour would like to change.
        var other = await Neighbour.Start(http => Neighbour.Say(http, Stix.Envelope(Stix.Object(ours, name: "a"), Stix.Object(newer, name: "a")).ToJsonString()));
        Assert.Equal("", (await Round(other.Root, TimeSpan.FromSeconds(5))).Trouble);
        await other.DisposeAsync();
        var deep = Stix.Object(Stix.Id());
        deep["x_deep"] = JsonNode.Parse(new string('[', 50) + new string(']', 50));
        var large = Stix.Object(Stix.Id(), name: new string('x', 2 << 20));
        var second = Stix.Object(Stix.Id());
        (string Says, string Object)[] bad =
        [
            ("other content", Stix.Object(ours, name: "b").ToJsonString()),
            ("Somebody else", Stix.Object(newer, "2027-01-01T00:00:00.000Z", "older in fact").ToJsonString()),
            ("nested deeper", deep.ToJsonString()),
            ("an object has at most", large.ToJsonString()),
            ("twice", second.ToJsonString().Replace("\"name\":\"x\"", "\"name\":\"x\",\"name\":\"y\"", StringComparison.Ordinal)),
            ("half a character", second.ToJsonString().Replace("\"x\"", "\"\\ud800\"", StringComparison.Ordinal)),
            ("before \"created\"", Stix.Object(Stix.Id(), "2020-01-01T00:00:00Z").ToJsonString()),
            ("no identifier", "{\"type\":\"report\",\"id\":\"report--1\"}"),
            ("type", second.ToJsonString().Replace("\"type\":\"attack-pattern\"", "\"type\":\"tool\"", StringComparison.Ordinal)),
            ("STIX 2.1", second.ToJsonString().Replace("\"2.1\"", "\"2.0\"", StringComparison.Ordinal)),
            ("keeps it inside", Stix.Object(Stix.Id(), tlp: Tlp.Red).ToJsonString()),
            ("none that this node knows", $$"""{"type":"marking-definition","spec_version":"2.1","id":"{{Stix.Id("marking-definition")}}","created":"{{Stix.Created}}"}"""),
            ("name: attack-pattern must have name. (STIX 2.1 section 4.1)", second.ToJsonString().Replace(",\"name\":\"x\"", "", StringComparison.Ordinal)),
            ("confidence is no whole number", second.ToJsonString().Replace("\"name\":\"x\"", "\"name\":\"x\",\"confidence\":-9223372036854775808", StringComparison.Ordinal)),
            ("not a JSON object", "[1,[2]]"),
        ];
        await using var neighbour = await Neighbour.Start(http => Neighbour.Say(http, $"{{\"objects\":[{string.Join(',', bad.Select(one => one.Object))},{Stix.Object(good).ToJsonString()}]}}"));
        var link = await Round(neighbour.Root, TimeSpan.FromSeconds(5), Small with { LongestPage = 8 << 20, MostBytes = 16 << 20 });
        Assert.Equal(("", 1L, (long)bad.Length), (link.Trouble, link.Received, link.Refused));
        Assert.Contains(good, await node.Rwg.Walk("received", "?limit=1000"));
        var told = (await Service<LinkBook>().Refusals(1000)).Where(row => row.Link == link.Number).Select(row => row.Sentence).ToList();
        Assert.All(bad, one => Assert.Contains(told, sentence => sentence.Contains(one.Says, StringComparison.Ordinal)));
        foreach (var id in new[] { ours, newer })
            Assert.Equal("a", (string?)(await node.Rwg.Objects("received", $"?match[id]={id}&match[version]=all")).Single()["name"]);
        // A later round brings the same: it is known, and counts for nothing new.
        Assert.Equal(1, (await Round(link)).Received);
    }

    [Fact]
    public async Task What_is_kept_and_cannot_be_put_before_people_is_told()
    {
        // A week that is not over cannot have been counted.
        var indicator = Stix.Object(Stix.Id("indicator"));
        (indicator["pattern"], indicator["pattern_type"], indicator["valid_from"]) = ("title: x", "sigma", Stix.Created);
        var maker = ScriptExtension.Maker("node/ahead", "Vooruit", "organization", DateTimeOffset.UnixEpoch);
        var ahead = SightingStix.Write(new(StixId.TryParse((string)indicator["id"]!, out var id) ? id : default, maker.Id, new(9998, 1), new(9, null)), Tlp.Green, Pap.Green);
        await using var neighbour = await Neighbour.Start(http => Neighbour.Say(http, Stix.Envelope(indicator.DeepClone(), maker.ToProperties(), Marks.Of(Pap.Green).ToProperties(), ahead.ToProperties()).ToJsonString()));
        var link = await Round(neighbour.Root, TimeSpan.FromSeconds(5));
        Assert.Equal(("", 0L), (link.Trouble, link.Refused));
        await Service<KnowledgeFlow>().Offer(default);
        Assert.Contains(await Service<LinkBook>().Refusals(1000), row => row.Link == link.Number && row.Object == ahead.Id.ToString() && row.Sentence.Contains("not over yet", StringComparison.Ordinal));
        // The node's own words stand in the language of the page, what they quote as it came.
        using var administrator = await node.Node.SignIn(("ect", Knooppunt.Disclosure.Access.Role.Administrator));
        var (dutch, english) = ("Bewaard zoals het kwam, en aan niemand voorgelegd:", "Kept as it came, and not put before people:");
        Assert.Equal((dutch, true), await Told(administrator, ahead.Id.ToString(), "not over yet"));
        await administrator.Post("/language", "/account", ("language", "en"), ("returnUrl", "/exchange"));
        Assert.Equal((english, true), await Told(administrator, ahead.Id.ToString(), "not over yet"));
    }

    // What the page says of an object in the node's words, and whether what it quotes holds a text.
    static async Task<(string Ours, bool Quotes)> Told(Running.Session reader, string id, string text)
    {
        var row = (await reader.Read("/exchange")).Split("<tr>").Single(row => row.Contains($">{id}<", StringComparison.Ordinal));
        var parts = System.Net.WebUtility.HtmlDecode(row[(row.IndexOf(id, StringComparison.Ordinal) + id.Length)..]).Split("<span lang=\"en\">");
        return (parts[0].Replace("</td><td>", "", StringComparison.Ordinal).Trim(), parts[1].Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Reason_that_was_kept_comes_back_and_no_quote_changes_its_parts()
    {
        foreach (var quoted in new[] { "", "not here", "a\u00a0/ b", "a\nb\u00a0/ c\n" })
        {
            var reason = new RefusalReason(("nl", "en"), quoted);
            Assert.Equal(reason with { Quoted = quoted.Replace('\n', '.') }, RefusalReason.OfKept(reason.Kept));
            Assert.Equal(RefusalReason.Quote(quoted.Replace('\n', '.')), RefusalReason.OfKept(RefusalReason.Quote(quoted).Kept));
        }

        Assert.Equal("not taken: x", RefusalReason.OfKept("not taken: x").English);
        Assert.Equal(RefusalReason.LongestQuote + 3, RefusalReason.OfKept(RefusalReason.Quote(new('x', 10_000)).Kept).Quoted.Length);
    }

    [Fact]
    public async Task Refusals_by_mark_and_for_persons_are_counted_apart()
    {
        var number = Stix.Object(Stix.Id(), name: "Vraag 06-12345678");
        var person = new JsonObject { ["type"] = "identity", ["spec_version"] = "2.1", ["id"] = Stix.Id("identity"), ["created"] = Stix.Created, ["modified"] = Stix.Created, ["name"] = "x", ["identity_class"] = "individual" };
        await using var neighbour = await Neighbour.Start(http => Neighbour.Say(http, Stix.Envelope(Stix.Object(Stix.Id(), tlp: Tlp.Red), Stix.Object(Stix.Id(), tlp: Tlp.AmberStrict), number, person, Stix.Object(Stix.Id(), "2020-01-01T00:00:00Z")).ToJsonString()));
        var link = await Round(neighbour.Root, TimeSpan.FromSeconds(5));
        Assert.Equal((5L, 2L, 2L), (link.Refused, link.RefusedByMark, link.RefusedAsPersonal));
        using var administrator = await node.Node.SignIn(("ect", Knooppunt.Disclosure.Access.Role.Administrator));
        var page = System.Net.WebUtility.HtmlDecode(await administrator.Read("/exchange"));
        Assert.All(["TLP 2.0 houdt AMBER", MarkRule.Strict.Ours.Dutch, MarkRule.OfPerson.Ours.Dutch], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain(MarkRule.OfPerson.Ours.English, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_older_version_is_kept_and_is_not_the_latest()
    {
        var (id, page) = (Stix.Id(), 0);
        await using var neighbour = await Neighbour.Start(http => Neighbour.Say(http, Stix.Envelope(Stix.Object(id, page++ == 0 ? "2026-03-05T00:00:00.000Z" : "2026-03-02T00:00:00.000Z", $"v{page}")).ToJsonString()));
        await Round(await Round(neighbour.Root, TimeSpan.FromSeconds(5)));
        Assert.Equal("v1", (string?)(await node.Rwg.Objects("received", $"?match[id]={id}")).Single()["name"]);
        Assert.Equal(2, (await node.Rwg.Objects("received", $"?match[id]={id}&match[version]=all")).Count);
    }

    [Fact]
    public async Task What_a_neighbour_does_not_take_is_told_and_what_is_too_long_for_it_is_sent_in_parts()
    {
        var (id, sizes) = (Stix.Id(), new List<int>());
        await node.Ect.MustAdd("knowledge", Stix.Object(id), Stix.Object(Stix.Id()), Stix.Object(Stix.Id()));
        await using var neighbour = await Neighbour.Start(async http =>
        {
            var count = (await JsonNode.ParseAsync(http.Request.Body))!["objects"]!.AsArray().Count;
            sizes.Add(count);
            if (count > 2)
                await Neighbour.Say(http, "{\"title\":\"too long\"}", 413);
            else
                await Neighbour.Say(http, $$"""{"id":"x","status":"complete","failures":[{"id":"{{id}}","message":"not\u0007 here"}]}""", 202);
        });
        var link = await Add(neighbour.Root, push: true);
        var done = await Round(link);
        Assert.Equal("", done.Trouble);
        Assert.True(sizes[0] > 2 && sizes[^1] <= 2);
        Assert.Contains(await Service<LinkBook>().Refusals(1000), row => row.Link == link.Number && row.Object == id && RefusalReason.OfKept(row.Sentence) == new RefusalReason(("Het andere knooppunt nam het niet aan:", "It did not take it:"), "not. here"));
        // Nothing new: nothing is sent.
        sizes.Clear();
        await Round(done);
        Assert.Empty(sizes);
    }

    static Task Binary(HttpContext http, byte[] bytes)
    {
        http.Response.ContentType = TaxiiClient.Media;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    }

    // Paused, so that the node's own rounds leave it alone.
    async Task<LinkRow> Add(string root, bool push = false)
    {
        var (book, name) = (Service<LinkBook>(), $"hostile-{Interlocked.Increment(ref _links)}");
        node.Node.Settings.ExchangePullSeconds = 30;
        Assert.Null(await book.Add(name, root, "", "secret", push ? "" : "knowledge", push ? "received" : "", paused: true, default));
        return (await book.All()).Single(row => row.Name == name);
    }

    async Task<LinkRow> Round(string root, TimeSpan patience, LinkLimits? limits = null) => await Round(await Add(root), (limits ?? Small) with { LongestRequest = patience });

    async Task<LinkRow> Round(LinkRow link, LinkLimits? limits = null)
    {
        var round = new LinkRound(Service<LinkBook>(), node.Store, node.Collections, Service<SightingFlow>(), Service<GivenCounts>(), Service<IHttpClientFactory>(), TimeProvider.System, limits ?? Small);
        using var work = new LinkWork(Service<LinkBook>(), round, node.Store, node.Node.Settings, Service<FirstSight>(), TimeProvider.System, NullLogger<LinkWork>.Instance);
        await work.Run(link, default);
        return (await Service<LinkBook>().Find(link.Number, default))!;
    }
}
