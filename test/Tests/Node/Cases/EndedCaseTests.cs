using System.Net;
using Knooppunt.Cases;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Cases;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Cases;

/// <summary>What a kill may not lose when a case is closed, and what stays when it ends.</summary>
public sealed class EndedCaseTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Kill_between_closing_and_verdict_loses_none_and_gives_none_twice()
    {
        var (first, judged) = (await cases.Node.MakeSignal("CSQU3054383"), await cases.Node.MakeSignal("MSKU1234565"));
        var id = await CaseNode.Open(cases.Officer, "ect", ("signal", first.Id));
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/cases/signal", "/account", ("case", id), ("signal", judged.Id))).StatusCode);
        (await cases.Officer.Post("/signals/assess", "/account", ("signals", judged.Id), ("kind", "confirmed"), ("reason", "as-described"))).Dispose();
        var person = await PersonOf(cases.Officer);
        var (deeds, list) = (cases.Node.Services.GetRequiredService<CaseDeeds>(), cases.Node.Services.GetRequiredService<ListSignals>());

        // The node stops right after the case was closed.
        Assert.Null(await deeds.Close(person, id, 0, CaseOutcome.Found, "er lag iets in de koelunit", default));
        Assert.Empty(await Followed(first.Id));
        var owed = await Owed(id);
        Assert.Equal(2, owed.Count);

        // It starts again.
        await Restarted().Resume(default);
        var verdict = Assert.Single(await Followed(first.Id));
        Assert.Equal((ActionKinds.Confirmed, "found", person.PersonId), (verdict.Kind, verdict.Reason, verdict.Who));
        Assert.Empty(await Followed(judged.Id));
        Assert.Empty(await Owed(id));
        Assert.Equal([(first.Id, true), (judged.Id, false)], (await Links(id)).Select(link => (link.Signal, link.Judged!.Value)));

        // It stops right after a verdict, before the list of what is owed was shortened.
        await using (var db = await cases.Database())
        {
            db.Owed.AddRange(owed);
            await db.SaveChangesAsync();
        }

        await Restarted().Resume(default);
        Assert.Single(await Followed(first.Id));
        Assert.Empty(await Owed(id));

        async Task<IReadOnlyList<ActionRow>> Followed(string signal) => [.. (await list.Find(person, signal))!.Value.Actions.Where(action => action.Comment.Contains("afsluiting van een zaak", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task What_is_owed_falls_away_with_reopening_and_with_the_rights_of_who_closed()
    {
        var signal = await cases.Node.MakeSignal("TGHU1643396");
        var id = await CaseNode.Open(cases.Officer, "ect", ("signal", signal.Id));
        var (person, deeds) = (await PersonOf(cases.Officer), cases.Node.Services.GetRequiredService<CaseDeeds>());
        Assert.Null(await deeds.Close(person, id, 0, CaseOutcome.Found, "er lag iets", default));
        Assert.Null(await deeds.Reopen(person, id, 1, "toch niet klaar", default));
        await Restarted().Resume(default);
        Assert.Empty((await cases.Node.Services.GetRequiredService<ListSignals>().Find(person, signal.Id))!.Value.Actions);
        Assert.Null(Assert.Single(await Links(id)).Judged);

        using var leaver = await cases.Node.SignIn(("ect", Role.SecurityOfficer));
        var gone = await PersonOf(leaver);
        var who = gone.PersonId;
        Assert.Null(await deeds.Close(gone, id, 2, CaseOutcome.Found, "er lag iets", default));
        await using (var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<ShellDb>>().CreateDbContextAsync())
            await db.Memberships.Where(row => row.PersonId == who).ExecuteDeleteAsync();
        await Restarted().Resume(default);
        Assert.Empty((await cases.Node.Services.GetRequiredService<ListSignals>().Find(person, signal.Id))!.Value.Actions);
        Assert.False(Assert.Single(await Links(id)).Judged);
    }

    [Fact]
    public async Task Ended_case_leaves_a_signed_proof_once_that_supervisors_read()
    {
        var id = await CaseNode.Open(cases.Officer, "ect", ("title", "Zaak die eindigt op haar termijn"));
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Close(cases.Officer, id, 0, "Ended")).StatusCode);
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow().AddDays(CaseTerms.Of(Knooppunt.Observations.Regime.Avg).Days - 1) };
        var end = ActivatorUtilities.CreateInstance<EndCases>(cases.Node.Services, clock);
        await end.Run(default);
        Assert.NotNull(await cases.RowOf(id));
        clock.Now = clock.Now.AddDays(2);
        await end.Run(default);
        await using var db = await cases.Database();
        Assert.False(await db.Cases.AnyAsync(row => row.Id == id));
        var proof = Assert.Single(Proofs());
        Assert.True(proof.Holds);
        Assert.True(proof.Records >= 1);
        Assert.Empty(await db.Proofs.ToListAsync());

        // It stopped after the proof and before the list of what is still to be signed was shortened: signed again it is the same.
        var today = PendingProof.Of("cases-customs", "ect", 1, 1096, new string('a', 64), TimeProvider.System.GetUtcNow());
        for (var start = 0; start < 2; start++)
        {
            db.Proofs.Add(new PendingProof { Name = today.Name, Journal = today.Journal, Statement = today.Statement });
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            await ActivatorUtilities.CreateInstance<EndCases>(cases.Node.Services).Run(default);
        }

        Assert.Single(cases.Node.Services.GetRequiredService<JournalRoom>().Proofs("ect", DateOnly.MinValue), one => one.Name == today.Name);
        Assert.Single(Proofs());
        using var auditor = await cases.Node.SignIn(("ect", Role.Auditor));
        Assert.Contains(proof.Name, await auditor.Read("/disclosure/proofs"), StringComparison.Ordinal);
        Assert.Contains(await cases.Node.Services.GetRequiredService<ReadLog>().Ended(DateTimeOffset.UnixEpoch), look => look.What == "cases");

        DeletionProof[] Proofs() => [.. cases.Node.Services.GetRequiredService<JournalRoom>().Proofs("ect", DateOnly.MinValue).Where(one => one.Name.StartsWith("cases-avg-ect-", StringComparison.Ordinal))];
    }

    CaseVerdicts Restarted() => ActivatorUtilities.CreateInstance<CaseVerdicts>(cases.Node.Services);

    async Task<System.Security.Claims.ClaimsPrincipal> PersonOf(Session session)
    {
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<ShellDb>>().CreateDbContextAsync();
        return (await cases.Node.Services.GetRequiredService<PeopleNow>().Find(await db.Users.Where(row => row.DisplayName == session.Name).Select(row => row.Id).SingleAsync()))!;
    }

    async Task<List<OwedVerdictRow>> Owed(string id)
    {
        var number = (await cases.RowOf(id)).Number;
        await using var db = await cases.Database();
        return await db.Owed.AsNoTracking().Where(row => row.Case == number).ToListAsync();
    }

    async Task<List<CaseSignalRow>> Links(string id)
    {
        var number = (await cases.RowOf(id)).Number;
        await using var db = await cases.Database();
        return await db.Signals.AsNoTracking().Where(row => row.Case == number).OrderBy(row => row.Linked).ToListAsync();
    }
}
