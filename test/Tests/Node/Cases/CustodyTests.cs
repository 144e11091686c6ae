using System.Globalization;
using System.Net;
using Knooppunt.Cases;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Cases;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Tests.Node.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Cases;

/// <summary>Where evidence lies, from whom to whom it goes, what was forged, and what ends when.</summary>
public sealed class CustodyTests(CaseNode cases) : IClassFixture<CaseNode>
{
    const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public async Task Evidence_goes_from_hand_to_hand_only_with_the_confirmation_of_the_receiver()
    {
        var id = await cases.Shared();
        var pointer = await CaseNode.Pointer(cases.Officer, id, "ect");
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Centre, id, pointer, 0, "Handed", "rwg")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Officer, id, pointer, 0, "Handed", "douane")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Officer, id, pointer, 0, "Handed", "ect")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Officer, id, pointer, 0, "Handed", "rwg", "zie VX-123-L")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Hand(cases.Officer, id, pointer, 0, "Handed", "rwg")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await CaseNode.Hand(cases.Officer, id, pointer, 0, "Handed", "rwg")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Officer, id, pointer, 1, "Received")).StatusCode);
        // It is on its way: nobody closes the case over it, and nobody is taken off who has to sign.
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Close(cases.Officer, id, 1, "Seized")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await cases.Officer.Post("/cases/partner/remove", "/account", ("case", id), ("version", "1"), ("organisation", "rwg"), ("why", "hun deel is klaar"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Hand(cases.Centre, id, pointer, 1, "NotReceived", why: "de auto kwam leeg aan")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Hand(cases.Officer, id, pointer, 2, "Handed", "rwg")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Hand(cases.Centre, id, pointer, 3, "Received", why: "zegel 4711 heel")).StatusCode);
        var page = await cases.Officer.Read($"/cases/{id}");
        foreach (var line in new[] { "de auto kwam leeg aan", "zegel 4711 heel", cases.Centre.Name, "DOU/2026/0412" })
            Assert.Contains(line, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Officer, id, pointer, 4, "Handed", "rwg")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Close(cases.Officer, id, 1, "Seized")).StatusCode);
    }

    [Fact]
    public async Task Pointer_says_whose_it_is_and_by_what_it_is_recognised()
    {
        var id = await cases.Shared();
        foreach (var (name, value) in new[] { ("description", "tas"), ("description", "tas uit VX-123-L"), ("kind", "Taart"), ("holder", "douane"), ("reference", ""), ("reference", "123456782"), ("secured", "2999-01-01"), ("secured", "gisteren"), ("sha256", "e3b0"), ("kind", "Image") })
            Assert.Equal((name, value, HttpStatusCode.BadRequest), (name, value, (await CaseNode.TryPointer(cases.Officer, id, (name, value))).StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.TryPointer(cases.Officer, id, ("kind", "Image"), ("sha256", Hash.ToUpperInvariant()))).StatusCode);
        Assert.Contains(Hash, await cases.Centre.Read($"/cases/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await CaseNode.TryPointer(cases.Customs, id)).StatusCode);
    }

    [Fact]
    public async Task Forged_log_is_found_told_and_not_covered_up()
    {
        var id = await cases.Shared();
        var pointer = await CaseNode.Pointer(cases.Officer, id, "ect");
        await CaseNode.Hand(cases.Officer, id, pointer, 0, "Handed", "rwg", "naar het lab, zegel 4711");
        await CaseNode.Hand(cases.Centre, id, pointer, 1, "Received", why: "zegel 4711 heel");
        Assert.DoesNotContain("klopt niet meer", await cases.Officer.Read($"/cases/{id}"), StringComparison.Ordinal);

        await using var db = await cases.Database();
        await db.Custody.Where(row => row.Pointer == pointer && row.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(row => row.Why, "zegel 4712 heel"));
        var page = await cases.Officer.Read($"/cases/{id}");
        Assert.Contains("Dit logboek klopt niet meer", page, StringComparison.Ordinal);
        Assert.Contains("Regel 2", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Centre, id, pointer, 2, "Handed", "ect")).StatusCode);
        await db.Custody.Where(row => row.Pointer == pointer && row.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(row => row.Why, "zegel 4711 heel"));
        Assert.DoesNotContain("klopt niet meer", await cases.Officer.Read($"/cases/{id}"), StringComparison.Ordinal);

        // The last line is cut off, with the count.
        await db.Custody.Where(row => row.Pointer == pointer && row.Number == 2).ExecuteDeleteAsync();
        await db.Pointers.Where(row => row.Id == pointer).ExecuteUpdateAsync(set => set.SetProperty(row => row.Links, 1));
        Assert.Contains("De laatste regels zijn weggehaald", await cases.Officer.Read($"/cases/{id}"), StringComparison.Ordinal);
        // The pointer itself is changed.
        await db.Pointers.Where(row => row.Id == pointer).ExecuteUpdateAsync(set => set.SetProperty(row => row.Reference, "DOU/2026/0413"));
        Assert.Contains("Regel 1", await cases.Officer.Read($"/cases/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exported_chain_can_be_checked_without_the_node()
    {
        var id = await cases.Shared();
        var pointer = await CaseNode.Pointer(cases.Officer, id, "ect");
        await CaseNode.Hand(cases.Officer, id, pointer, 0, "Handed", "rwg", "naar het lab");
        await CaseNode.Hand(cases.Centre, id, pointer, 1, "Received", why: "zegel heel");
        string[][] lines = [.. (await cases.Centre.Read($"/cases/{id}/custody")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(3, lines.Length);
        var previous = CustodyChain.Begin([id, .. lines[0][..9]]);
        Assert.Equal(previous, lines[0][^1]);
        foreach (var line in lines[1..])
        {
            var link = CustodyChain.Close(previous, new CustodyLink(int.Parse(line[9], CultureInfo.InvariantCulture), long.Parse(line[10], CultureInfo.InvariantCulture), Enum.Parse<CustodyDeed>(line[11]), line[12], line[13], line[14], line[15]));
            Assert.Equal(link.Hash, line[^1]);
            previous = link.Hash;
        }

        Assert.Contains(await cases.Node.Services.GetRequiredService<ReadLog>().Search("bewijsketen", null, stop: TestContext.Current.CancellationToken), look => look.Kind == "export" && look.What == id);
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Customs.Get($"/cases/{id}/custody")).StatusCode);
        using var privacy = await cases.Node.SignIn(("ect", Role.PrivacyOfficer));
        Assert.Equal(HttpStatusCode.Forbidden, (await privacy.Get($"/cases/{id}/custody")).StatusCode);
    }

    [Fact]
    public async Task Closed_case_ends_after_the_term_of_its_regime_and_with_it_its_duty()
    {
        var (closed, open) = (await cases.Shared(), await cases.Shared());
        var pointer = await CaseNode.Pointer(cases.Officer, closed, "ect");
        await CaseNode.Hand(cases.Officer, closed, pointer, 0, "Handed", "rwg");
        await CaseNode.Hand(cases.Centre, closed, pointer, 1, "Received");
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Close(cases.Officer, closed, 1, "Found")).StatusCode);
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow().AddDays(364) };
        var end = ActivatorUtilities.CreateInstance<EndCases>(cases.Node.Services, clock);
        await end.Run(default);
        Assert.Equal(HttpStatusCode.OK, (await cases.Officer.Get($"/cases/{closed}")).StatusCode);
        clock.Now = clock.Now.AddDays(2);
        await end.Run(default);
        await cases.Node.Services.GetRequiredService<EndDuties>().Run(default);
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Officer.Get($"/cases/{closed}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await cases.Officer.Get($"/cases/{open}")).StatusCode);
        Assert.Equal([open], (await cases.Node.Services.GetRequiredService<Duties>().Of(Duties.Case, [closed, open])).Keys);
        await using var db = await cases.Database();
        Assert.False(await db.Custody.AnyAsync(row => row.Pointer == pointer));
        Assert.False(await db.Pointers.AnyAsync(row => row.Id == pointer));
        var numbers = await db.Cases.Select(row => row.Number).ToListAsync();
        Assert.False(await db.Events.AnyAsync(row => !numbers.Contains(row.Case)) || await db.Partners.AnyAsync(row => !numbers.Contains(row.Case)) || await db.Signals.AnyAsync(row => !numbers.Contains(row.Case)));
    }
}
