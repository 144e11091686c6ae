using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>Two nodes, each on a port of its own, linked as their administrators would.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class LinkTests(TaxiiNode node)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Two_nodes_exchange_a_script_both_ways_and_only_what_may_travel()
    {
        await using var there = new RunningNode();
        there.Settings.Node = "zeeland";
        there.Settings.ExchangePullSeconds = node.Node.Settings.ExchangePullSeconds = 1;
        await there.InitializeAsync();
        using var zeeland = new TaxiiClient(there.Client(), await there.Services.GetRequiredService<ExchangeKeys>().Make(new("ect"), "test"));
        var (ours, theirs, late) = (Script(), Script(), Script());
        var inside = Stix.Id("tool");
        await node.Ect.MustAdd("knowledge", [.. ours, Stix.Object(inside, tlp: Tlp.Amber)]);
        await zeeland.MustAdd("knowledge", theirs);
        // Each gives the other a key, and one of them links: it takes and gives.
        using var administrator = await node.Node.SignIn(("ect", Role.Administrator));
        var key = await Key(there, "rotterdam");
        Assert.Equal("/exchange#links", (await administrator.Post("/exchange/links/add", "/exchange", ("name", "zeeland"), ("root", there.Address + TaxiiClient.Root), ("user", ""), ("secret", key), ("pull", "knowledge"), ("push", "received"))).Headers.Location?.ToString());
        await Until(node.Store, async () => (await Ids(node.Rwg, "received")).IsSupersetOf(Of(theirs)));
        await Until(there.Services.GetRequiredService<ObjectStore>(), async () => (await Ids(zeeland, "received")).IsSupersetOf(Of(ours)));
        Assert.DoesNotContain(inside, await Ids(zeeland, "received"));
        // What comes later goes at once, and nothing is sent twice.
        await node.Ect.MustAdd("knowledge", late);
        await Until(there.Services.GetRequiredService<ObjectStore>(), async () => (await Ids(zeeland, "received")).IsSupersetOf(Of(late)));
        var page = WebUtility.HtmlDecode(await administrator.Read("/exchange"));
        Assert.Contains("zeeland", page, StringComparison.Ordinal);
        Assert.DoesNotContain(key, page, StringComparison.Ordinal);
        var link = (await node.Node.Services.GetRequiredService<LinkBook>().All()).Single(row => row.Name == "zeeland");
        Assert.Equal(("", 0L), (link.Trouble, link.Refused));
        Assert.DoesNotContain(key, link.Secret, StringComparison.Ordinal);
        // Removed, it brings nothing more; what it brought stays.
        await administrator.Post("/exchange/links/change", "/exchange", ("link", link.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("deed", "remove"));
        Assert.DoesNotContain(await node.Node.Services.GetRequiredService<LinkBook>().All(), row => row.Name == "zeeland");
        Assert.Superset(Of(theirs), await Ids(node.Rwg, "received"));
    }

    [Theory]
    [InlineData("zeeland 2", "https://zeeland.example/taxii2/", "k", "knowledge")]
    [InlineData("z", "http://zeeland.example/taxii2/", "k", "knowledge")]
    [InlineData("z", "ftp://localhost/taxii2/", "k", "knowledge")]
    [InlineData("z", "https://user:secret@zeeland.example/taxii2/", "k", "knowledge")]
    [InlineData("z", "https://zeeland.example/taxii2/?a=b", "k", "knowledge")]
    [InlineData("z", "/taxii2/", "k", "knowledge")]
    [InlineData("z", "https://zeeland.example/taxii2/", "", "knowledge")]
    [InlineData("z", "https://zeeland.example/taxii2/", "k", "")]
    [InlineData("file", "https://zeeland.example/taxii2/", "k", "knowledge")]
    public async Task Link_that_cannot_be_right_is_refused_with_a_sentence(string name, string root, string secret, string pull)
    {
        using var administrator = await node.Node.SignIn(("ect", Role.Administrator));
        using var answer = await administrator.Post("/exchange/links/add", "/exchange", ("name", name), ("root", root), ("secret", secret), ("pull", pull));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(await node.Node.Services.GetRequiredService<LinkBook>().All(), row => row.Name == name);
    }

    [Fact]
    public async Task Only_an_administrator_changes_links_keys_and_rights()
    {
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        foreach (var path in new[] { "/exchange/links/add", "/exchange/links/change", "/exchange/keys", "/exchange/keys/revoke", "/exchange/rights", "/exchange/collections" })
            Assert.Equal(HttpStatusCode.Forbidden, (await analyst.Post(path, "/exchange", ("name", "z"), ("party", "ect"), ("alias", "z"), ("collection", "knowledge"), ("rights", "both"))).StatusCode);
        Assert.DoesNotContain("/exchange/links/add", await analyst.Read("/exchange"), StringComparison.Ordinal);
    }

    // As the page gives it to the administrator, once.
    static async Task<string> Key(RunningNode of, string party)
    {
        using var administrator = await of.SignIn(("ect", Role.Administrator));
        await administrator.Post("/exchange/keys", "/exchange", ("node", party));
        var page = await administrator.Read("/exchange");
        var key = System.Text.RegularExpressions.Regex.Match(page, "kx_[A-Za-z0-9_-]{43}").Value;
        Assert.NotEmpty(key);
        Assert.DoesNotContain(key, await administrator.Read("/exchange"), StringComparison.Ordinal);
        return key;
    }

    // A way of doing something, two steps, and how they hang together; the relation before its ends.
    static System.Text.Json.Nodes.JsonObject[] Script()
    {
        var (way, step) = (Stix.Id(), Stix.Id());
        return [Stix.Object(Stix.Id("grouping"), mentions: [way, step]), Stix.Object(way), Stix.Object(step, mentions: way)];
    }

    static HashSet<string> Of(IEnumerable<System.Text.Json.Nodes.JsonObject> objects) => [.. objects.Select(one => (string)one["id"]!)];

    static async Task<HashSet<string>> Ids(TaxiiClient client, string collection) => [.. await client.Walk(collection, "?limit=1000")];

    // Looks again whenever something came in, until it is so.
    static async Task Until(ObjectStore store, Func<Task<bool>> isSo)
    {
        var changed = new SemaphoreSlim(1);
        void Ring() => changed.Release();
        store.Changed += Ring;
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            do
                await changed.WaitAsync(patience.Token);
            while (!await isSo());
        }
        finally
        {
            store.Changed -= Ring;
        }
    }
}
