using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Municipal;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Municipal;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Municipal;

/// <summary>The signal protocol of a municipality over HTTP: who weighs, who checks, what is asked, and how it ends.</summary>
public sealed class MunicipalTests(MunicipalNode municipal) : IClassFixture<MunicipalNode>
{
    [Fact]
    public async Task Goes_from_intake_to_a_completed_approach_with_a_privacy_check_at_each_weighing()
    {
        var id = await municipal.WithHit();
        await municipal.Weigh(id, "Hits", "CaseMeeting");
        (string, string)[] approach = [("weighing", "Approach"), ("outcome", "GoOn"), ("reason", "het past bij het pand"), ("plan", "samen controleren en het gebruik beëindigen"), ("direction", "afdeling toezicht"), ("monitor", "6"), ("keep", "12")];
        await CaseNode.Refused(await municipal.Do(municipal.Handler, "weigh", id, approach), "check 2A");
        await municipal.Done(municipal.Privacy, "departments", id, ("source", "permits"), ("departments", "alleen toezicht, voor deze controle"));
        await CaseNode.Refused(await municipal.Do(municipal.Handler, "weigh", id, approach), "check 2B");
        await municipal.Done(municipal.Privacy, "exchange", id, ("text", "het adres aan de brandweer, vanwege veiligheid"));
        await CaseNode.Refused(await municipal.Do(municipal.Handler, "weigh", id, [.. approach[..5], ("monitor", "0"), ("keep", "12")]), "1 to 60");
        await municipal.Done(municipal.Handler, "weigh", id, approach);
        await municipal.Done(municipal.Privacy, "check", id, ("deed", "agree"), ("reason", "past bij het doel"));
        await municipal.Done(municipal.Handler, "close", id, ("result", "de box is ontruimd en weer verhuurd"));
        var signal = (await municipal.Of(id))!;
        Assert.Equal(ProtocolEnd.Done, signal.Row.End);
        Assert.True(signal.Row.Until > signal.Row.Ended);
        var page = await municipal.Privacy.Read($"/municipal/{id}");
        foreach (var text in new[] { "Weging 1", "Weging 5", "Z-2026-41", "de box is ontruimd", "noodzakelijk en niet te veel", "alleen toezicht, voor deze controle", "aanpak afgerond" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await municipal.Do(municipal.Handler, "close", id, ("result", "nog een keer"))).StatusCode);
    }

    [Fact]
    public async Task Weighing_counts_only_when_another_who_checks_agrees()
    {
        var id = await municipal.Open();
        await municipal.Done(municipal.Handler, "weigh", id, ("weighing", "Intake"), ("outcome", "GoOn"), ("reason", "dit is iets voor ons"));
        Assert.Equal(HttpStatusCode.Conflict, (await municipal.Do(municipal.Handler, "weigh", id, ("weighing", "Intake"), ("outcome", "NoAction"), ("reason", "toch niet"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await municipal.Do(municipal.Handler, "check", id, ("deed", "agree"), ("reason", "ik vind het goed"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await municipal.Do(municipal.Privacy, "weigh", id, ("weighing", "Intake"), ("outcome", "GoOn"), ("reason", "ik weeg ook"))).StatusCode);
        await municipal.Done(municipal.Privacy, "check", id, ("deed", "refuse"), ("reason", "van wie komt dit, en mocht dat?"));
        Assert.Equal(ProtocolStep.Intake, (await municipal.Of(id))!.Course.Step);
        await CaseNode.Refused(await municipal.Do(municipal.Handler, "weigh", id, ("weighing", "Intake"), ("outcome", "Riec"), ("reason", "meteen door")), "belongs to this weighing");

        // Who is both cannot agree with themselves.
        using var both = await municipal.Node.SignIn(("gemeente", Role.Inspector), ("gemeente", Role.PrivacyOfficer));
        await municipal.Done(both, "weigh", id, ("weighing", "Intake"), ("outcome", "GoOn"), ("reason", "dit is iets voor ons"));
        await CaseNode.Refused(await municipal.Do(both, "check", id, ("deed", "agree"), ("reason", "ik ben het met mij eens")), "weighed this yourself");
        await municipal.Done(municipal.Privacy, "check", id, ("deed", "agree"), ("reason", "nu is het duidelijk"));
        Assert.Equal(ProtocolStep.Severity, (await municipal.Of(id))!.Course.Step);
    }

    [Fact]
    public async Task Two_who_decide_at_once_are_told_and_nothing_is_written_twice()
    {
        var id = await municipal.Open();
        (string, string)[] weighing = [("signal", id), ("version", "0"), ("weighing", "Intake"), ("outcome", "GoOn"), ("reason", "dit is iets voor ons")];
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => municipal.Handler.Post("/municipal/weigh", "/account", weighing)));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Single((await municipal.Of(id))!.Weighings);
    }

    [Fact]
    public async Task Source_is_opened_by_the_privacy_officer_and_too_old_secret_or_unknown_is_not_asked()
    {
        var id = await municipal.Open(("seen", "2024-01-01"));
        foreach (var weighing in new[] { "Intake", "Concrete", "Phenomenon" })
            await municipal.Weigh(id, weighing, "GoOn");
        (string, string)[] Source(string source, string months) => [("source", source), ("ground", "toezicht op het gebruik van het pand"), ("months", months)];
        Assert.Equal(HttpStatusCode.Forbidden, (await municipal.Do(municipal.Handler, "source", id, Source("permits", "60"))).StatusCode);
        await CaseNode.Refused(await municipal.Do(municipal.Privacy, "source", id, Source("permits", "12")), "too old");
        await CaseNode.Refused(await municipal.Do(municipal.Privacy, "source", id, Source("permits", "61")), "1 to 60");
        await CaseNode.Refused(await municipal.Do(municipal.Privacy, "source", id, Source("taxes", "60")), "secrecy of its own (AWR art. 67)");
        await CaseNode.Refused(await municipal.Do(municipal.Privacy, "source", id, Source("verzonnen", "60")), "from the list");
        await municipal.Done(municipal.Privacy, "source", id, Source("permits", "60"));
        await CaseNode.Refused(await municipal.Do(municipal.Privacy, "source", id, Source("permits", "60")), "not open yet");
        await CaseNode.Refused(await municipal.Do(municipal.Handler, "weigh", id, ("weighing", "Hits"), ("outcome", "Riec"), ("reason", "het is vast ernstig")), "has answered");
        Assert.Equal(HttpStatusCode.Conflict, (await municipal.Do(municipal.Handler, "answer", id, ("source", "permits"), ("deed", "misschien"))).StatusCode);
        await municipal.Done(municipal.Handler, "answer", id, ("source", "permits"), ("deed", "no-hit"));
        Assert.Equal(ProtocolEnd.NoHit, (await municipal.Of(id))!.Row.End);
        Assert.Contains("geen treffer: niets meer mee gedaan", await municipal.Handler.Read($"/municipal/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await municipal.Do(municipal.Privacy, "source", id, Source("complaints", "60"))).StatusCode);
    }

    [Fact]
    public async Task Only_the_municipality_sees_a_signal_and_the_joint_team_reads_it_reduced()
    {
        var id = await municipal.WithHit();
        await Seen(id, team: false);
        await municipal.Weigh(id, "Hits", "LineDepartments");
        await municipal.Done(municipal.Privacy, "departments", id, ("source", "permits"), ("departments", "alleen toezicht"));
        await municipal.Done(municipal.Privacy, "exchange", id, ("text", "het adres aan het gezamenlijk team"));
        Assert.Equal(HttpStatusCode.Conflict, (await municipal.Do(municipal.Handler, "team", id, ("deed", "put"))).StatusCode);
        await municipal.Weigh(id, "Approach", "GoOn", ("plan", "samen met de buurgemeente controleren"), ("direction", "afdeling toezicht"), ("monitor", "3"), ("keep", "6"));
        await municipal.Done(municipal.Handler, "team", id, ("deed", "put"));
        await Seen(id, team: true);
        var page = await municipal.Neighbour.Read($"/municipal/{id}");
        Assert.Contains("samen met de buurgemeente controleren", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Z-2026-41", page, StringComparison.Ordinal);
        Assert.DoesNotContain("toezichthouder van de omgevingsdienst", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await municipal.Do(municipal.Neighbour, "close", id, ("result", "wij sluiten het"))).StatusCode);
        // The team works on it: what one municipality asks of the other has an owner there, and both see what came of it.
        (string, string)[] about = [("kind", "municipal"), ("object", id)];
        Assert.Equal(HttpStatusCode.Redirect, (await municipal.Handler.Post("/talk/ask", "/account", [.. about, ("what", "kijk of de vergunning bij jullie ook loopt"), ("organisation", "buur"), ("hours", "24")])).StatusCode);
        Assert.Contains("kijk of de vergunning bij jullie ook loopt", await municipal.Neighbour.Read("/duties"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await municipal.Neighbour.Post("/talk/say", "/account", [.. about, ("text", "hier loopt hij ook, sinds mei")])).StatusCode);
        Assert.Contains("hier loopt hij ook, sinds mei", await municipal.Handler.Read($"/municipal/{id}"), StringComparison.Ordinal);
        using var terminal = await municipal.Node.SignIn(("ect", Role.SecurityOfficer));
        Assert.Equal(HttpStatusCode.NotFound, (await terminal.Post("/talk/say", "/account", [.. about, ("text", "wij lezen mee")])).StatusCode);
        await municipal.Done(municipal.Handler, "team", id, ("deed", "back"));
        await Seen(id, team: false);
        Assert.Equal(HttpStatusCode.NotFound, (await municipal.Neighbour.Post("/talk/say", "/account", [.. about, ("text", "en nu?")])).StatusCode);
        Assert.DoesNotContain("kijk of de vergunning", await municipal.Neighbour.Read("/duties"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_stand_in_a_signal_is_refused_with_a_sentence()
    {
        await CaseNode.Refused(await MunicipalNode.TryOpen(municipal.Handler, ("text", "Wagen VX-123-L elke nacht")), "a plate");
        await CaseNode.Refused(await MunicipalNode.TryOpen(municipal.Handler, ("reference", "")), "file number");
        await CaseNode.Refused(await MunicipalNode.TryOpen(municipal.Handler, ("seen", "2099-01-01")), "today or earlier");
        await CaseNode.Refused(await MunicipalNode.TryOpen(municipal.Handler, ("seen", "gisteren")), "today or earlier");
        await CaseNode.Refused(await MunicipalNode.TryOpen(municipal.Handler, ("place", "nergens")), "from the list");
        await CaseNode.Refused(await MunicipalNode.TryOpen(municipal.Handler, ("home", "buur")), "for which you handle");
        await CaseNode.Refused(await MunicipalNode.TryOpen(municipal.Handler, ("basis", "")), "on what basis");
        using var officer = await municipal.Node.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.Forbidden, (await MunicipalNode.TryOpen(officer)).StatusCode);
    }

    [Fact]
    public async Task Ended_signals_are_deleted_after_their_term_and_open_ones_stay()
    {
        var (open, ended) = (await municipal.Open(), await municipal.Open());
        await municipal.Weigh(ended, "Intake", "NoAction");
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow().AddDays(MunicipalTerms.EndedDays - 1) };
        var end = ActivatorUtilities.CreateInstance<EndMunicipal>(municipal.Node.Services, clock);
        await end.Run(default);
        Assert.NotNull(await municipal.Of(ended));
        clock.Now = clock.Now.AddDays(2);
        await end.Run(default);
        Assert.Null(await municipal.Of(ended));
        Assert.NotNull(await municipal.Of(open));
        Assert.Contains(await municipal.Node.Services.GetRequiredService<ReadLog>().Ended(DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken), look => look.What == "municipal");
    }

    [Fact]
    public async Task What_a_municipality_that_left_has_open_ends_unless_it_comes_back()
    {
        using var opened = await MunicipalNode.TryOpen(municipal.Neighbour, ("home", "buur"));
        var id = opened.Headers.Location!.ToString()["/municipal/".Length..];
        var all = municipal.Node.Settings.Organisations;
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow() };
        var end = ActivatorUtilities.CreateInstance<EndMunicipal>(municipal.Node.Services, clock);
        try
        {
            foreach (var (leaves, days, kept) in new[] { (true, 0, true), (false, 1, true), (false, MunicipalTerms.EndedDays, true), (true, 1, true), (true, MunicipalTerms.EndedDays - 1, true), (true, 2, false) })
            {
                municipal.Node.Settings.Organisations = leaves ? [.. all.Where(partner => partner.Id != "buur")] : all;
                clock.Now = clock.Now.AddDays(days);
                await end.Run(default);
                Assert.Equal((leaves, days, kept), (leaves, days, await municipal.Of(id) is not null));
            }
        }
        finally
        {
            municipal.Node.Settings.Organisations = all;
        }
    }

    async Task Seen(string id, bool team)
    {
        foreach (var (organisation, role) in from organisation in new[] { "gemeente", "buur", "riec", "ect" } from role in Enum.GetValues<Role>() select (organisation, role))
        {
            using var session = await municipal.Node.SignIn((organisation, role));
            var may = organisation == "gemeente" ? role is Role.Inspector or Role.Analyst or Role.PrivacyOfficer : team && organisation == "buur" && (role is Role.Inspector or Role.PrivacyOfficer);
            using var answer = await session.Get($"/municipal/{id}");
            Assert.Equal((organisation, role, may ? HttpStatusCode.OK : HttpStatusCode.NotFound), (organisation, role, answer.StatusCode));
        }
    }
}
