using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Knowledge;
using Knooppunt.Observations;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>What others brought and an organisation here speaks of is given along as long as who brought it lets it, and what was said of it can be withdrawn after that too.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class SpokenOfTests(TaxiiNode node)
{
    KnowledgeFlow Flow => node.Node.Services.GetRequiredService<KnowledgeFlow>();

    [Fact]
    public async Task What_its_sender_deletes_is_given_along_no_more_and_what_was_said_of_it_can_still_be_withdrawn()
    {
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        await node.Collections.Allow(node.Collections.Find(Collections.Received)!.Number, Party.Node("zeeland").Name, new(true, true), default);
        var script = await Bring("MO-73");
        var about = Whole(script).Id.ToString();
        var proposal = Regex.Match(await analyst.Read("/scripts/proposals"), "/scripts/proposals/(\\d+)\">[^<]*</a> <span class=\"chip mono\">MO-73<").Groups[1].Value;
        using (var said = await analyst.Post("/scripts/remarks", "/account", ("about", $"proposal:{proposal}"), ("opinion", ""), ("text", "Hier straks niets meer over."), ("language", "nl"), ("tlp", "Green"), ("organisation", "ect")))
            Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        await Flow.Publish(default);
        var note = Assert.Single(await Given("note"), one => (string?)one["content"] == "Hier straks niets meer over.");
        Assert.Single(await Given("attack-pattern"), one => (string?)one["id"] == about);
        Assert.DoesNotContain("Hier straks niets", await analyst.Read("/scripts/proposals"), StringComparison.Ordinal);

        foreach (var one in script)
            (await node.Zeeland.Http.DeleteAsync(new Uri(TaxiiClient.At("received", $"objects/{one.Id}/"), UriKind.Relative))).Dispose();
        await Flow.Offer(default);
        await node.Node.Services.GetRequiredService<Relay>().Run(default);
        Assert.DoesNotContain(await Given("attack-pattern"), one => (string?)one["id"] == about);
        Assert.DoesNotContain(await Given("note"), one => (string?)one["id"] == (string?)note["id"]);
        var page = await analyst.Read("/scripts/proposals");
        Assert.DoesNotContain("MO-73", page, StringComparison.Ordinal);

        // Brought again it is given along again, with what was said of it.
        await node.Zeeland.MustAdd("received", [.. script.Select(one => one.ToProperties())]);
        await Flow.Offer(default);
        await node.Node.Services.GetRequiredService<Relay>().Run(default);
        Assert.Single(await Given("note"), one => (string?)one["id"] == (string?)note["id"]);
        foreach (var one in script)
            (await node.Zeeland.Http.DeleteAsync(new Uri(TaxiiClient.At("received", $"objects/{one.Id}/"), UriKind.Relative))).Dispose();
        await Flow.Offer(default);
        await node.Node.Services.GetRequiredService<Relay>().Run(default);
        page = await analyst.Read("/scripts/proposals");

        // Its organisation still finds it, and who got it hears that it was withdrawn.
        var number = Regex.Match(page, "Hier straks niets meer over\\..*?name=\"number\" value=\"([0-9]+)\"", RegexOptions.Singleline).Groups[1].Value;
        using (var withdrawn = await analyst.Post("/scripts/remarks/change", "/account", ("number", number), ("about", ""), ("deed", "withdraw")))
            Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        await Flow.Publish(default);
        Assert.True((bool)Assert.Single(await Given("note"), one => (string?)one["id"] == (string?)note["id"])["revoked"]!);
        Assert.DoesNotContain("Hier straks niets", await analyst.Read("/scripts/proposals"), StringComparison.Ordinal);
        await node.Collections.Allow(node.Collections.Find(Collections.Received)!.Number, Party.Node("zeeland").Name, null, default);
    }

    [Fact]
    public async Task Nobody_speaks_in_the_name_of_an_organisation_by_being_first_with_its_identity()
    {
        // Whoever knows the node and the organisation can reckon the id.
        var organisation = node.Node.Settings.Organisations.Single(one => one.Id == "rwg");
        var maker = ScriptExtension.Maker($"node/{node.Node.Settings.Node}/{organisation.Id}", "Politie", "organization", DateTimeOffset.UnixEpoch);
        await node.Ect.MustAdd("knowledge", maker.ToProperties());
        using var analyst = await node.Node.SignIn((organisation.Id, Role.Analyst));
        using (var said = await analyst.Post("/scripts/remarks", "/account", ("about", "script:MO-11"), ("opinion", ""), ("text", "Dit zeggen wij zelf."), ("language", "nl"), ("tlp", "Green"), ("organisation", organisation.Id)))
            Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        await Flow.Publish(default);
        var note = Assert.Single(await Given("note"), one => (string?)one["content"] == "Dit zeggen wij zelf.");
        Assert.Equal(maker.Id.ToString(), (string?)note["created_by_ref"]);
        Assert.Equal(organisation.Name, (string?)Assert.Single(await Given("identity"), one => (string?)one["id"] == maker.Id.ToString())["name"]);
        Assert.Equal(1, (int)(await node.Ect.Add("knowledge", ScriptExtension.Maker($"node/{node.Node.Settings.Node}/{organisation.Id}", "Politie", "organization", DateTimeOffset.UnixEpoch.AddYears(60)).ToProperties()))["failure_count"]!);
    }

    // A script of Zeeland under another code, as its feed has it.
    async Task<IReadOnlyList<StixObject>> Bring(string code)
    {
        var maker = ScriptExtension.Maker("node/zeeland/taken-back", "Zeeland", "organization", DateTimeOffset.UnixEpoch);
        var theirs = node.Node.Services.GetRequiredService<ScriptShelf>().Shipped("MO-02")!.Script with { Code = code, Tlp = Tlp.Green, Pap = Pap.Green };
        var objects = ScriptStix.Write(theirs, maker, new Dictionary<string, SharedPattern>(), []);
        await node.Zeeland.MustAdd("received", [.. objects.Select(one => one.ToProperties())]);
        await Flow.Offer(default);
        return objects;
    }

    static StixObject Whole(IEnumerable<StixObject> script) => script.First(one => ScriptsInStix.PartOf(one)?.Kind == "script");

    Task<List<JsonObject>> Given(string type) => node.Zeeland.Objects("knowledge", $"?limit=1000&match[type]={type}");
}
