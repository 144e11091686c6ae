using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.FollowUp;
using Knooppunt.Node.FollowUp;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Cases;

/// <summary>An organisation leaves the node and leaves open cases behind.</summary>
public sealed class LeavingTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Cases_of_an_organisation_that_leaves_come_to_the_centre_readable_only_where_the_table_lets_it()
    {
        using var old = await cases.Node.SignIn(("oud", Role.Analyst));
        var plain = await CaseNode.Open(old, "oud", ("title", "Zaak die blijft liggen"));
        var pointer = await CaseNode.Pointer(old, plain, "oud");
        var closed = await CaseNode.Open(old, "oud", ("title", "Besloten controle"), ("regime", "Customs"), ("purpose", "Supervision"), ("basis", "FiscalSupervision"));
        await CaseNode.TryPointer(old, closed, ("holder", "oud"));
        Assert.DoesNotContain(plain, await cases.Centre.Read("/cases"), StringComparison.Ordinal);

        // Evidence of the terminal is on its way to who leaves.
        var sent = await CaseNode.Open(cases.Officer, "ect");
        await CaseNode.AddPartner(cases.Officer, sent, 0, "oud");
        var adrift = await CaseNode.Pointer(cases.Officer, sent, "ect");
        await CaseNode.Hand(cases.Officer, sent, adrift, 0, "Handed", "oud");
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Officer, sent, adrift, 1, "NotReceived")).StatusCode);

        cases.Node.Settings.Organisations.RemoveAll(organisation => organisation.Id == "oud");
        var follow = cases.Node.Services.GetRequiredService<FollowCases>();
        await follow.CatchUp(default);
        await follow.CatchUp(default);
        foreach (var id in new[] { plain, closed })
        {
            Assert.Equal((DutyState.Offered, "rwg"), (await cases.DutyOf(id) is var duty ? (duty.State, duty.Owner) : default));
            Assert.Equal("rwg", (await cases.RowOf(id)).Owner);
            Assert.Contains($"/cases/{id}", await cases.Centre.Read("/duties"), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Officer, sent, adrift, 1, "Received")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Hand(cases.Officer, sent, adrift, 1, "NotReceived")).StatusCode);
        var page = await cases.Centre.Read($"/cases/{plain}");
        Assert.Contains("Zaak die blijft liggen", page, StringComparison.Ordinal);
        Assert.Contains("oud is geen partner meer van dit knooppunt", page, StringComparison.Ordinal);
        // Nobody signs for who is gone.
        Assert.Equal(HttpStatusCode.BadRequest, (await CaseNode.Hand(cases.Centre, plain, pointer, 0, "Handed", "rwg")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Close(cases.Centre, plain, (await cases.RowOf(plain)).Version, "Ended")).StatusCode);

        var outline = await cases.Centre.Read($"/cases/{closed}");
        Assert.Contains("DWU art. 12", outline, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Besloten controle", "sporttassen", "DOU/2026/0412", "/talk/say" })
            Assert.DoesNotContain(hidden, outline, StringComparison.Ordinal);
        Assert.DoesNotContain("Besloten controle", await cases.Centre.Read("/duties") + await cases.Centre.Read("/cases") + await cases.Centre.Read("/notices"), StringComparison.Ordinal);
        foreach (var (path, fields) in new (string, (string, string)[])[] { ("/cases/decide", [("text", "wij doen dit"), ("ground", "art. 1")]), ("/cases/partner", [("version", "1"), ("organisation", "ect"), ("part", "Acts"), ("basis", "PublicTask"), ("article", "art. 1")]) })
            Assert.Equal(HttpStatusCode.Forbidden, (await cases.Centre.Post(path, "/account", [("case", closed), .. fields])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Officer.Get($"/cases/{closed}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Close(cases.Centre, closed, (await cases.RowOf(closed)).Version, "Ended")).StatusCode);
    }
}
