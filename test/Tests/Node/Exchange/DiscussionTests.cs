using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Knowledge;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>What organisations and neighbours say of scripts, steps, barriers and proposals.</summary>
[Collection(nameof(TaxiiNode))]
public sealed partial class DiscussionTests(TaxiiNode node)
{
    KnowledgeFlow Flow => node.Node.Services.GetRequiredService<KnowledgeFlow>();

    [Fact]
    public async Task What_an_organisation_says_goes_as_far_as_its_mark_and_is_changed_and_withdrawn()
    {
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        using var partner = await node.Node.SignIn(("rwg", Role.Analyst));
        using var officer = await node.Node.SignIn(("rwg", Role.SecurityOfficer));
        var step = Shelf.Shipped("MO-05")!.Script.Steps[0];
        await Say(analyst, HttpStatusCode.Redirect, ("about", $"step:MO-05/{step.Code}"), ("text", "Dit zagen wij ook bij de leegdepots."));
        await Say(analyst, HttpStatusCode.Redirect, ("about", "script:MO-05"), ("opinion", "strongly-agree"), ("text", "Het klopt met wat wij horen."), ("tlp", "Amber"));
        var page = WebUtility.HtmlDecode(await officer.Read("/scripts/MO-05"));
        Assert.All(new[] { "Dit zagen wij ook bij de leegdepots.", "1 × helemaal mee eens", node.Node.Settings.NameOf("ect"), analyst.Name, $"over stap: {step.Name.Dutch}", "href=\"#discussion\">1 opmerking<" }, said => Assert.Contains(said, page, StringComparison.Ordinal));
        Assert.DoesNotContain("/scripts/remarks", page, StringComparison.Ordinal);

        // To a neighbour goes what is green, by the organisation and without the name of who wrote it; to a partner what is amber too.
        await Flow.Publish(default);
        var note = Assert.Single(await node.Zeeland.Objects("knowledge", "?limit=1000&match[type]=note"), one => ((string)one["content"]!).StartsWith("Dit zagen", StringComparison.Ordinal));
        Assert.DoesNotContain(analyst.Name, note.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("nl", (string?)note["lang"]);
        Assert.Equal(node.Node.Settings.NameOf("ect"), (string?)(await node.Zeeland.Objects("knowledge", $"?match[id]={(string)note["created_by_ref"]!}")).Single()["name"]);
        Assert.Single(await node.Zeeland.Objects("knowledge", $"?match[id]={(string)note["object_refs"]![0]!}"));
        Assert.DoesNotContain(await node.Zeeland.Objects("knowledge", "?limit=1000&match[type]=opinion"), IsOurs);
        Assert.Equal("strongly-agree", (string?)Assert.Single(await node.Rwg.Objects("knowledge", "?limit=1000&match[type]=opinion"), IsOurs)["opinion"]);

        static bool IsOurs(JsonObject one) => (string?)one["explanation"] == "Het klopt met wat wij horen.";

        // Its own comes back to it as nothing new.
        Assert.Equal(StixArrival.Same, (await node.Node.Services.GetRequiredService<KnowledgeForOthers>().Take(StixObject.From(note.DeepClone().AsObject()), "zeeland", default)).Arrival);

        var number = Regex.Match(await analyst.Read("/scripts/MO-05"), "name=\"number\" value=\"([0-9]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Forbidden, await Change(partner, number, "change", "Dat is niet zo."));
        Assert.Equal(HttpStatusCode.Forbidden, await Change(officer, number, "withdraw"));
        Assert.Equal(HttpStatusCode.BadRequest, await Change(analyst, number, "change", "Bel 06-12345678 hierover."));
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/scripts/remarks/change", "/account", ("number", number), ("deed", "change"), ("text", "Toch een oordeel"), ("opinion", "agree"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await Change(analyst, number, "change", "Dit zagen wij alleen bij de leegdepots."));
        Assert.Equal(HttpStatusCode.Conflict, await Change(analyst, number, "change", "Nog eens over de oude versie."));
        page = await officer.Read("/scripts/MO-05");
        Assert.All(new[] { "alleen bij de leegdepots", "ook bij de leegdepots", "Eerdere versies" }, said => Assert.Contains(said, page, StringComparison.Ordinal));
        await Flow.Publish(default);
        var changed = Assert.Single(await node.Zeeland.Objects("knowledge", $"?match[id]={(string)note["id"]!}"));
        Assert.True(string.CompareOrdinal((string)changed["modified"]!, (string)note["modified"]!) > 0);
        Assert.Equal((string?)note["created"], (string?)changed["created"]);

        number = Regex.Match(await analyst.Read("/scripts/MO-05"), "name=\"number\" value=\"([0-9]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, await Change(analyst, number, "withdraw"));
        await Flow.Publish(default);
        Assert.True((bool)Assert.Single(await node.Zeeland.Objects("knowledge", $"?match[id]={(string)note["id"]!}"))["revoked"]!);
        page = await officer.Read("/scripts/MO-05");
        Assert.Contains("Ingetrokken", page, StringComparison.Ordinal);
        Assert.DoesNotContain("leegdepots", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await Change(analyst, number, "withdraw"));
    }

    [Fact]
    public async Task What_cannot_be_said_is_refused_with_a_sentence()
    {
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        using var officer = await node.Node.SignIn(("ect", Role.SecurityOfficer));
        await Say(officer, HttpStatusCode.Forbidden);
        await Say(analyst, HttpStatusCode.Forbidden, ("organisation", "rwg"));
        foreach (var (field, value) in new[]
        {
            ("about", "script:MO-99"), ("about", "step:MO-05/nowhere"), ("about", "x"), ("about", "proposal:99999"), ("about", "barrier:none"), ("text", ""), ("text", new string('x', 1001)), ("text", "Bel 06-12345678 hierover."),
            ("text", "Wagen VX-123-L stond er."), ("text", "Mail jan@haven.example hierover."), ("opinion", "maybe"), ("language", "de"), ("tlp", "Purple"),
        })
            await Say(analyst, HttpStatusCode.BadRequest, (field, value));
        Assert.DoesNotContain("Een gewone opmerking", await analyst.Read("/scripts/MO-05"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_barrier_is_spoken_of_in_every_script_that_has_it()
    {
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        var barrier = Shelf.Shipped("MO-02")!.Script.Barriers[0];
        await Say(analyst, HttpStatusCode.Redirect, ("about", $"barrier:{barrier.Code}"), ("opinion", "disagree"), ("text", "Dit houdt bij ons niemand tegen."));
        Assert.All(new[] { $"/scripts/barriers/{barrier.Code}", "/scripts/MO-02" }, page => Assert.Contains("Dit houdt bij ons niemand tegen.", analyst.Read(page).Result, StringComparison.Ordinal));
        Assert.DoesNotContain("Dit houdt bij ons", await analyst.Read("/scripts/MO-07"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_neighbour_says_stands_where_it_is_about_until_somebody_hides_it_and_a_proposal_is_spoken_of_too()
    {
        // As a neighbour's feed has it: what it says, who says it, and what that is about.
        var shipped = node.Node.Services.GetRequiredService<KnowledgeForOthers>().ObjectsForOtherNodes();
        var about = Shelf.Shipped("MO-06")!.Operandi;
        var maker = ScriptExtension.Maker("node/zeeland/fiu", "Haveninformatie Vlissingen", "organization", DateTimeOffset.UnixEpoch);
        var first = new Remark(StixId.Named("opinion", "discussion"), [about.Id], "We never saw this in Vlissingen.", "disagree", "en", Tlp.Green, Pap.Green, Day(1), Day(1), false);
        await Bring([.. StixReferences.With([about], shipped), maker, Marks.Of(Pap.Green), first.ToObject(maker)]);
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        using var officer = await node.Node.SignIn(("rwg", Role.SecurityOfficer));
        var page = await officer.Read("/scripts/MO-06");
        Assert.All(new[] { "We never saw this in Vlissingen.", "zeeland", "Haveninformatie Vlissingen", "mee oneens", "lang=\"en\"" }, said => Assert.Contains(said, page, StringComparison.Ordinal));
        var proposals = await officer.Read("/scripts/proposals");
        Assert.Contains("href=\"/scripts/MO-06#discussion\"", proposals, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Id.ToString(), proposals, StringComparison.Ordinal);

        // Its later version counts, and hidden it is gone until it says something else.
        await Bring([(first with { Modified = Day(2), Text = "We saw it once." }).ToObject(maker)]);
        page = await analyst.Read("/scripts/MO-06");
        Assert.Contains("We saw it once.", page, StringComparison.Ordinal);
        var number = Regex.Match(page, "name=\"number\" value=\"([0-9]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Forbidden, await Change(officer, number, "hide"));
        Assert.Equal(HttpStatusCode.Redirect, await Change(analyst, number, "hide"));
        Assert.DoesNotContain("We saw it once.", await officer.Read("/scripts/MO-06"), StringComparison.Ordinal);
        await Bring([(first with { Modified = Day(3), Withdrawn = true }).ToObject(maker)]);
        Assert.Contains("Ingetrokken", await officer.Read("/scripts/MO-06"), StringComparison.Ordinal);

        // A script that waits: what is said of it goes back to who proposed it, with what it is about.
        var theirs = Shelf.Shipped("MO-02")!.Script with { Code = "MO-72", Tlp = Tlp.Green, Pap = Pap.Green };
        await Bring(ScriptStix.Write(theirs, maker, new Dictionary<string, SharedPattern>(), []));
        var proposal = Proposal().Match(await analyst.Read("/scripts/proposals")).Groups[1].Value;
        await Say(analyst, HttpStatusCode.Redirect, ("about", $"proposal:{proposal}/{theirs.Steps[0].Code}"), ("text", "Deze stap gaat bij ons anders."));
        Assert.Contains("Deze stap gaat bij ons anders.", await officer.Read($"/scripts/proposals/{proposal}"), StringComparison.Ordinal);
        await Flow.Publish(default);
        var said = Assert.Single(await node.Zeeland.Objects("knowledge", "?limit=1000&match[type]=note"), one => ((string)one["content"]!).StartsWith("Deze stap", StringComparison.Ordinal));
        Assert.Equal(theirs.Steps[0].Name.English, (string?)(await node.Zeeland.Objects("knowledge", $"?match[id]={(string)said["object_refs"]![0]!}")).Single()["name"]);
    }

    ScriptShelf Shelf => node.Node.Services.GetRequiredService<ScriptShelf>();

    async Task Bring(IEnumerable<StixObject> objects)
    {
        await node.Zeeland.MustAdd("received", [.. objects.Select(one => one.ToProperties())]);
        await Flow.Offer(default);
    }

    // A remark that can be posted, some of it otherwise.
    static async Task Say(Session session, HttpStatusCode expected, params (string, string)[] instead)
    {
        using var answer = await session.PostWith("/scripts/remarks", new() { ["about"] = "script:MO-05", ["opinion"] = "", ["text"] = "Een gewone opmerking.", ["language"] = "nl", ["tlp"] = "Green", ["organisation"] = "ect" }, instead);
        Assert.True(answer.StatusCode == expected, $"{string.Join(", ", instead)}: {answer.StatusCode}");
    }

    static async Task<HttpStatusCode> Change(Session session, string number, string deed, string text = "") =>
        (await session.Post("/scripts/remarks/change", "/account", ("number", number), ("about", "script:MO-05"), ("deed", deed), ("text", text))).StatusCode;

    static DateTimeOffset Day(int day) => new(2026, 3, day, 8, 0, 0, TimeSpan.Zero);

    [GeneratedRegex("/scripts/proposals/(\\d+)\">[^<]*</a> <span class=\"chip mono\">MO-72<")]
    private static partial Regex Proposal();
}
