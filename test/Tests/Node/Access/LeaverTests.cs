using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.FollowUp;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Reports;
using Knooppunt.Reports;
using Knooppunt.Tests.Node.Inspections;
using Knooppunt.Tests.Node.Reports;
using Knooppunt.Tests.Node.Running;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Knooppunt.Tests.Node.Access;

/// <summary>An organisation leaves the node: its people see nothing any more, and what lay with it does not stay lying.</summary>
public sealed class LeaverTests : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync()
    {
        _node.Settings.Organisations = [.. _node.Settings.Organisations, new() { Id = "oud", Name = "Oude Terminal" }];
        _node.Settings.Centre = "rwg";
        return _node.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task People_of_an_organisation_that_left_have_no_role_any_more_and_who_administers_the_node_still_does()
    {
        using var analyst = await _node.SignIn(("oud", Role.Analyst), ("oud", Role.Administrator));
        string[] pages = ["/signals", "/duties", "/cases", "/briefing", "/shared", "/live", "/reports"];
        foreach (var page in pages)
            Assert.Equal((page, HttpStatusCode.OK), (page, (await analyst.Get(page)).StatusCode));
        Leave();
        // A minute later, which is how long a request may still be taken for who sends it.
        _node.Services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval = TimeSpan.Zero;
        Assert.Contains("(doet niet meer mee: de rol geldt niet)", await analyst.Read("/settings"), StringComparison.Ordinal);
        foreach (var page in pages)
            Assert.Equal((page, HttpStatusCode.Forbidden), (page, (await analyst.Get(page)).StatusCode));
        using var late = await _node.SignIn(("oud", Role.Analyst));
        Assert.Equal(HttpStatusCode.Forbidden, (await late.Get("/signals")).StatusCode);
    }

    [Fact]
    public async Task What_lay_with_it_goes_to_who_comes_next_with_a_new_clock()
    {
        using var old = await _node.SignIn(("oud", Role.Analyst));
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        var signal = (await _node.MakeSignal("TGHU1643396")).Id;
        var duties = _node.Services.GetRequiredService<Duties>();
        await _node.Services.GetRequiredService<DutyClock>().Run(default);
        await duties.Change(Duties.Signal, signal, (duty, onDuty) => duty.HandOver("oud", TimeProvider.System.GetUtcNow(), onDuty), DutyDeed.HandedOver, new("iemand"), default);
        var inspection = await Planned.Inspection(old, "Controle die blijft liggen", ("power.oud", "company"));
        Assert.Equal("oud", (await duties.Of(Duties.Signal, [signal], default))[signal].Owner);
        Assert.Equal(HttpStatusCode.Forbidden, (await Close(officer, inspection)).StatusCode);

        Leave();
        await _node.Services.GetRequiredService<DutyClock>().Run(default);
        var next = (await duties.Of(Duties.Signal, [signal], default))[signal];
        Assert.Equal((DutyState.Offered, "ect", officer.Name), (next.State, next.Owner, (await _node.Services.GetRequiredService<OnDutyPeople>().Now(default)).NameOf(next.Person)));
        Assert.Contains($"/signals/{signal}", await officer.Read("/duties"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Close(officer, inspection)).StatusCode);
    }

    [Fact]
    public async Task Reports_go_to_whom_the_rules_name_now_and_what_was_told_to_it_alone_is_closed_and_said_so()
    {
        using var centre = await _node.SignIn(("rwg", Role.SecurityOfficer));
        var mailboxes = _node.Services.GetRequiredService<Mailboxes>();
        var seen = await mailboxes.Send(new ReportAnswers { What = "Iemand bij de kade", Tongue = Tongue.En }, "oud", "form-1", default);
        var without = await mailboxes.Send(new ReportAnswers { What = "Niet voor de centrale", Without = ["rwg", "ect"] }, "oud", "form-2", default);
        var staff = await mailboxes.Send(new ReportAnswers { What = "Binnen het bedrijf", Kind = ReportKind.Internal, Employer = "oud" }, "oud", "form-3", default);
        var approached = await mailboxes.Send(new ReportAnswers { What = "Ze vroegen mijn pas", Kind = ReportKind.Approached }, "oud", "form-4", default);
        var left = _node.Services.GetRequiredService<LeftDesks>();
        await left.Resume(default);
        Assert.Equal(4, (await mailboxes.Of(["oud"])).Count);

        Leave();
        await left.Resume(default);
        await left.Resume(default);
        Assert.Equal("Iemand bij de kade", (await mailboxes.OpenFor("rwg", Assert.Single(await mailboxes.Of(["rwg"])).Id))!.Answers.What);
        var box = (await mailboxes.Open(seen, default))!;
        Assert.Equal((ReportOutcome.Open, 1), (box.Row.Outcome, box.Messages.Count));
        Assert.Contains("now lies with Rotterdam World Gateway", box.Messages[0].Text, StringComparison.Ordinal);
        foreach (var code in new[] { without, staff, approached })
        {
            var closed = (await mailboxes.Open(code, default))!;
            Assert.Equal((ReportOutcome.NobodyLeft, "oud", 1), (closed.Row.Outcome, closed.Row.Owner, closed.Messages.Count));
            Assert.Contains("Meld het opnieuw, of bel M.", closed.Messages[0].Text, StringComparison.Ordinal);
        }

        var log = await _node.Services.GetRequiredService<ReadLog>().Search("oud doet niet meer mee", null);
        Assert.Equal((4, 1), (log.Count(look => look.Kind == "report"), log.Count(look => look.Why.StartsWith("door naar Rotterdam World Gateway", StringComparison.Ordinal))));
        var page = await centre.Read("/reports");
        Assert.DoesNotContain("Oude Terminal", page, StringComparison.Ordinal);
        Assert.Contains("overgedragen aan u", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_written_to_who_left_and_each_message_stays_of_who_wrote_it()
    {
        var mailboxes = _node.Services.GetRequiredService<Mailboxes>();
        var (answered, open) = (await mailboxes.Send(new ReportAnswers { What = "Al beantwoord", Kind = ReportKind.Internal, Employer = "oud" }, "oud", "form-5", default), await mailboxes.Send(new ReportAnswers { What = "Iemand bij de kade" }, "ect", "form-6", default));
        var row = Assert.Single(await mailboxes.Of(["oud"]));
        Assert.True(await mailboxes.Reply((await mailboxes.OpenFor("oud", row.Id))!, "Dank u, het is geregeld.", "Piet", ReportOutcome.NothingFound, default));
        row = Assert.Single(await mailboxes.Of(["ect"]));
        Assert.True(await mailboxes.Reply((await mailboxes.OpenFor("ect", row.Id))!, "Wij kijken ernaar.", "Samira", ReportOutcome.Open, default));
        Assert.True(await mailboxes.HandOn((await mailboxes.OpenFor("ect", row.Id))!, "rwg", "Zij kunnen er meer mee.", "Samira", default));
        // The reporter opened it while there was somebody.
        using var before = new Reporter(_node.Client());
        await before.Post("/report/mailbox", ("code", answered!));
        Leave();
        using var reporter = new Reporter(_node.Client());
        await reporter.Post("/report/mailbox", ("code", answered!));
        Assert.DoesNotContain("/report/mailbox/write", reporter.Page, StringComparison.Ordinal);
        Assert.Contains("Meld het opnieuw, of bel M.", WebUtility.HtmlDecode(reporter.Page), StringComparison.Ordinal);
        await before.Fill("/report/mailbox/write", ("text", "Leest iemand dit nog?"));
        Assert.Contains("Meld het opnieuw, of bel M.", WebUtility.HtmlDecode(before.Page), StringComparison.Ordinal);
        Assert.Single((await mailboxes.Open(answered, default))!.Messages);

        // What one organisation wrote is not said to be of the one to which it was handed on.
        Assert.Equal(["ect", "ect"], (await mailboxes.Open(open, default))!.Messages.Select(message => message.Organisation));
        await reporter.Post("/report/mailbox", ("code", open!));
        Assert.Contains("/report/mailbox/write", reporter.Page, StringComparison.Ordinal);
        Assert.DoesNotContain($"<strong>{_node.Settings.NameOf("rwg")}</strong>", reporter.Page, StringComparison.Ordinal);
    }

    void Leave() => _node.Settings.Organisations.RemoveAll(organisation => organisation.Id == "oud");

    static Task<HttpResponseMessage> Close(Session session, string inspection) =>
        session.Post("/inspections/close", "/account", ("inspection", inspection), ("version", "0"), ("outcome", "NothingFound"), ("result", "niets gezien"));
}
