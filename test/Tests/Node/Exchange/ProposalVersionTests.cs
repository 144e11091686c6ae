using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Knowledge.Remarks;
using Knooppunt.Observations;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>Of what others propose the newest version counts: what was decided on it, who may see it, and that its maker withdrew it.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class ProposalVersionTests(TaxiiNode node)
{
    const string Second = "2026-03-02T08:00:00.000Z", Third = "2026-03-03T08:00:00.000Z";

    KnowledgeForOthers Knowledge => node.Node.Services.GetRequiredService<KnowledgeForOthers>();

    [Fact]
    public async Task What_was_refused_does_not_come_back_as_it_was_before()
    {
        var id = Stix.Id("course-of-action");
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        await Bring(Stix.Object(id, name: "Hek, eerste versie"));
        await Bring(Stix.Object(id, Second, "Hek, tweede versie"));
        var page = await analyst.Read("/scripts/proposals");
        var number = Regex.Match(page, "Hek, tweede versie.*?name=\"number\" value=\"([0-9]+)\"", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/proposals/refuse", "/account", ("number", number), ("organisation", "ect"))).StatusCode);
        Assert.DoesNotContain("Hek, ", await analyst.Read("/scripts/proposals"), StringComparison.Ordinal);
        Assert.DoesNotContain(await Knowledge.Waiting(default), one => one.Object == id);
        // What it says later is a proposal again.
        await Bring(Stix.Object(id, Third, "Hek, derde versie"));
        page = await analyst.Read("/scripts/proposals");
        Assert.Contains("Hek, derde versie", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_the_newest_version_sees_none_and_no_earlier_words_that_were_for_fewer()
    {
        var (barrier, note) = (Stix.Id("course-of-action"), Stix.Id("note"));
        var about = node.Node.Services.GetRequiredService<ScriptShelf>().Shipped("MO-09")!.Operandi.Id;
        JsonObject Note(string modified, string content, Tlp tlp)
        {
            var made = Stix.Object(note, modified, tlp: tlp, mentions: about.ToString());
            made.Remove("name");
            made["content"] = content;
            return made;
        }

        await node.Zeeland.MustAdd("received", [.. StixReferences.With([node.Node.Services.GetRequiredService<ScriptShelf>().Shipped("MO-09")!.Operandi], Knowledge.ObjectsForOtherNodes()).Select(one => one.ToProperties())]);
        await Bring(Stix.Object(barrier, name: "Sluis voor ieder", tlp: Tlp.Clear), Note(Stix.Created, "Alleen voor partners gezegd.", Tlp.Amber));
        await Bring(Stix.Object(barrier, Second, "Sluis voor partners", Tlp.Amber), Note(Second, "Voor ieder gezegd.", Tlp.Clear));
        // Whoever may see what is for everybody, and not what is for partners.
        var few = new ClaimsPrincipal(new ClaimsIdentity([new("member-of", $"ect|{Enum.GetValues<Role>().First(role => !Sees(role, Tlp.Amber))}")]));
        var many = new ClaimsPrincipal(new ClaimsIdentity([new("member-of", $"ect|{Role.Analyst}")]));
        var proposals = node.Node.Services.GetRequiredService<ProposalBook>();
        Assert.DoesNotContain((await proposals.Open(few)).Others, row => row.Object == barrier);
        Assert.Contains((await proposals.Open(many)).Others, row => row.Object == barrier);
        var reader = node.Node.Services.GetRequiredService<RemarkReader>();
        Assert.Equal(["Alleen voor partners gezegd."], Assert.Single(await reader.About(many, [about])).Earlier.Select(earlier => earlier.Text));
        var shown = Assert.Single(await reader.About(few, [about]));
        Assert.Equal(("Voor ieder gezegd.", 0), (shown.Remark.Text, shown.Earlier.Count));
    }

    [Fact]
    public async Task What_its_maker_withdrew_waits_for_nobody_and_is_one_again_without_that_version()
    {
        var id = Stix.Id("course-of-action");
        await Bring(Stix.Object(id, name: "Straks ingetrokken"));
        var revoked = Stix.Object(id, Second, "Straks ingetrokken");
        revoked["revoked"] = true;
        await Bring(revoked);
        Assert.Equal(0, await Proposed(id));
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        Assert.DoesNotContain("Straks ingetrokken", await analyst.Read("/scripts/proposals"), StringComparison.Ordinal);
        await Knowledge.TakeBack([(await Knowledge.Waiting(default)).Where(one => one.Object == id).MaxBy(one => one.Version).Number], default);
        Assert.Equal(1, await Proposed(id));
        Assert.Contains("Straks ingetrokken", await analyst.Read("/scripts/proposals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_floods_the_node_keeps_nobody_else_out()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(_ => Stix.Id("course-of-action"))];
        var flood = await Knowledge.Take([.. ids.Select(id => StixObject.From(Stix.Object(id, name: new string('x', 900 << 10))))], "flood", default);
        Assert.InRange(flood.Count(one => one.Complaint is null), 30, 36);
        Assert.Contains("of one sender", flood[^1].Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Null((await Knowledge.Take(StixObject.From(Stix.Object(Stix.Id("course-of-action"))), "other", default)).Complaint);
        var note = Stix.Object(Stix.Id("note"), mentions: Stix.Id());
        note.Remove("name");
        note["content"] = new string('x', 20 << 10);
        Assert.Contains("at most", (await Knowledge.Take(StixObject.From(note), "other", default)).Complaint!.Sentence, StringComparison.Ordinal);
        await Knowledge.TakeBack([.. (await Knowledge.Waiting(default)).Where(one => ids.Contains(one.Object)).Select(one => one.Number)], default);
    }

    static bool Sees(Role role, Tlp tlp) => Visibility.Ask([new Viewer("ect", role)], ShelvedScript.LabelOf("", tlp, Pap.Clear)).Verdict != AccessVerdict.Refuse;

    async Task<int> Proposed(string id)
    {
        await using var db = await node.Node.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync();
        return db.Proposals.Count(row => row.Object == id && row.State == ProposalState.Proposed);
    }

    async Task Bring(params JsonObject[] objects)
    {
        await node.Zeeland.MustAdd("received", objects);
        await node.Node.Services.GetRequiredService<KnowledgeFlow>().Offer(default);
    }
}
