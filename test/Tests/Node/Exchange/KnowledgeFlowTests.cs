using System.Globalization;
using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Knowledge;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>What an analyst writes on one node lies before the analysts of the other as a proposal, and changes nothing there.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class KnowledgeFlowTests(TaxiiNode node) : IAsyncLifetime
{
    readonly RunningNode _zeeland = new();

    public ValueTask InitializeAsync()
    {
        _zeeland.Settings.Node = "zeeland";
        return _zeeland.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _zeeland.DisposeAsync();

    [Fact]
    public async Task Script_goes_both_ways_and_waits_for_a_person()
    {
        await Write(_zeeland, "MO-07", "Zeeuws patrouilleschema");
        await Write(node.Node, "MO-08", "Rotterdamse duikcontrole");
        var key = await _zeeland.Services.GetRequiredService<ExchangeKeys>().Make(Party.Node("rotterdam"), "test");
        using var administrator = await node.Node.SignIn(("ect", Role.Administrator));
        await administrator.Post("/exchange/links/add", "/exchange", ("name", "delta"), ("root", _zeeland.Address + TaxiiClient.Root), ("user", ""), ("secret", key), ("pull", "knowledge"), ("push", "received"));
        var link = (await node.Node.Services.GetRequiredService<LinkBook>().All()).Single(row => row.Name == "delta");
        await node.Node.Services.GetRequiredService<LinkWork>().Run(link, default);

        foreach (var (of, code, said) in new[] { (node.Node, "MO-07", "Zeeuws patrouilleschema"), (_zeeland, "MO-08", "Rotterdamse duikcontrole") })
        {
            await of.Services.GetRequiredService<KnowledgeFlow>().Offer(default);
            using var analyst = await of.SignIn(("ect", Role.Analyst));
            var proposals = WebUtility.HtmlDecode(await analyst.Read("/scripts/proposals"));
            Assert.Contains(code, proposals, StringComparison.Ordinal);
            Assert.DoesNotContain(said, await analyst.Read($"/scripts/{code}"), StringComparison.Ordinal);
            Assert.Null(of.Services.GetRequiredService<ScriptShelf>().Own(code));
        }
    }

    [Fact]
    public async Task Own_scripts_are_given_to_neighbours_and_what_is_known_is_not_proposed()
    {
        await node.Node.Services.GetRequiredService<KnowledgeFlow>().Publish(default);
        var given = await node.Zeeland.Walk("knowledge", "?limit=1000&match[type]=attack-pattern");
        Assert.True(given.Count > 17, $"{given.Count} ways of working are given.");
        await node.Zeeland.MustAdd("received", [.. (await node.Zeeland.Objects("knowledge", "?limit=50&match[type]=course-of-action")).Take(20).Select(one => one.DeepClone().AsObject())]);
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        var before = await analyst.Read("/scripts/proposals");
        await node.Node.Services.GetRequiredService<KnowledgeFlow>().Offer(default);
        Assert.Equal(before.Split("data-row").Length, (await analyst.Read("/scripts/proposals")).Split("data-row").Length);
    }

    // A barrier at the first step of a script, which makes it the node's own.
    static async Task Write(RunningNode of, string code, string barrier)
    {
        using var analyst = await of.SignIn(("ect", Role.Analyst));
        var shelf = of.Services.GetRequiredService<ScriptShelf>();
        using var answer = await analyst.Post("/scripts/add", "/account", ("code", code), ("seen", (shelf.Own(code)?.Number ?? 0).ToString(CultureInfo.InvariantCulture)), ("organisation", "ect"), ("step", shelf.Shipped(code)!.Script.Steps[0].Code),
            ("kind", "physical"), ("dutch", barrier), ("english", barrier), ("sources", "own"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await of.Services.GetRequiredService<KnowledgeFlow>().Publish(default);
    }
}
