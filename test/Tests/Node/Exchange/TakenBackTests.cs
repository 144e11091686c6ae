using System.Globalization;
using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Knowledge;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>What somebody deletes, or lets reach fewer, is before nobody any more.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class TakenBackTests(TaxiiNode node)
{
    [Fact]
    public async Task What_its_sender_deletes_is_no_proposal_any_more_and_an_older_version_is_one_again()
    {
        var (gone, back) = (Stix.Id(), Stix.Id());
        async Task<string> Proposals()
        {
            await node.Node.Services.GetRequiredService<KnowledgeFlow>().Offer(default);
            using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
            return await analyst.Read("/scripts/proposals");
        }

        await node.Collections.Allow(node.Collections.Find(Collections.Received)!.Number, Party.Node("zeeland").Name, new(true, true), default);
        await node.Zeeland.MustAdd("received", Stix.Object(gone, name: "Straks gewist"), Stix.Object(back, name: "Eerste versie"));
        await node.Zeeland.MustAdd("received", Stix.Object(back, "2026-03-02T08:00:00.000Z", "Tweede versie"));
        var page = await Proposals();
        Assert.All(new[] { "Straks gewist", "Tweede versie" }, said => Assert.Contains(said, page, StringComparison.Ordinal));
        foreach (var rest in new[] { $"{gone}/", $"{back}/?match[version]=last" })
            (await node.Zeeland.Http.DeleteAsync(new Uri(TaxiiClient.At("received", $"objects/{rest}"), UriKind.Relative))).EnsureSuccessStatusCode();
        page = await Proposals();
        Assert.All(new[] { "Straks gewist", "Tweede versie" }, said => Assert.DoesNotContain(said, page, StringComparison.Ordinal));
        Assert.Contains("Eerste versie", page, StringComparison.Ordinal);
        await node.Collections.Allow(node.Collections.Find(Collections.Received)!.Number, Party.Node("zeeland").Name, null, default);
    }

    [Fact]
    public async Task Own_script_that_is_marked_more_strictly_is_given_to_nobody_in_any_version()
    {
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        async Task Save(long seen, string tlp)
        {
            var text = $"script: MO-61\nmodified: 2026-01-01T00:00:00.000Z\ntlp: {tlp}\nname: 'Eigen weg | Own way'\nwhat: 'Iets | Something [own]'\nsteps:\n  - step: enter\n    phase: access\n    name: 'Binnen | In'\n    what: 'Hoe | How [own]'\n";
            using var answer = await analyst.Post("/scripts/new/edit", "/scripts/new/edit", ("_handler", "edit-script"), ("Seen", seen.ToString(CultureInfo.InvariantCulture)), ("Text", text), ("Note", "een ander merk"), ("Organisation", "ect"));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            await node.Node.Services.GetRequiredService<KnowledgeFlow>().Publish(default);
        }

        async Task<bool> Sees(TaxiiClient client) => (await client.Objects("knowledge", "?limit=1000&match[type]=report&match[version]=all")).Exists(one => ((string)one["name"]!).StartsWith("MO-61", StringComparison.Ordinal));
        await Save(0, "green");
        Assert.True(await Sees(node.Zeeland) && await Sees(node.Rwg));
        await Save(node.Node.Services.GetRequiredService<ScriptShelf>().Own("MO-61")!.Number, "amber-strict");
        Assert.False(await Sees(node.Zeeland) || await Sees(node.Rwg));
        await Save(node.Node.Services.GetRequiredService<ScriptShelf>().Own("MO-61")!.Number, "amber");
        Assert.True(!await Sees(node.Zeeland) && await Sees(node.Rwg));
    }
}
