using System.Globalization;
using System.Net;
using Knooppunt.Advice;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Advice;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Advice;

/// <summary>Advice over HTTP: from the questionnaire to the look whether it is there.</summary>
public sealed class AdviceTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Company_outside_the_partnership_gets_a_paper_and_its_course_is_kept()
    {
        var form = await cases.Officer.Read("/advice/new?activity=drive&activity=gate");
        Assert.Contains("secure-chain", form, StringComparison.Ordinal);
        Assert.DoesNotContain("landlord-rules", form, StringComparison.Ordinal);
        var id = await Open(cases.Officer);
        var letter = await cases.Officer.Read($"/advice/{id}/letter");
        foreach (var text in new[] { "Advies voor Snelweg BV", "Concept", "Vertrouwensketen", "MO-03", "eigen afleiding", "https://", "waartegen u nog niets hebt" })
            Assert.Contains(text, letter, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Centre.Get($"/advice/{id}")).StatusCode);
        using (var document = await cases.Officer.Get($"/advice/{id}/letter.pdf"))
            Assert.True((await document.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).AsSpan().StartsWith("%PDF-"u8));
        await CaseNode.Refused(await Step(cases.Officer, id, 0, "Done"), "cannot be taken here");
        await Taken(cases.Officer, id, 0, "Given");
        Assert.DoesNotContain("Concept", await cases.Officer.Read($"/advice/{id}/letter"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await Step(cases.Officer, id, 0, "Accepted")).StatusCode);
        await CaseNode.Refused(await Step(cases.Officer, id, 1, "Partly"), "in a sentence");
        await CaseNode.Refused(await Step(cases.Officer, id, 1, "Partly", ("text", "bel VX-123-L maar")), "a plate");
        await Taken(cases.Officer, id, 1, "Partly", ("text", "wij beginnen met de keten"));
        await CaseNode.Refused(await Step(cases.Officer, id, 2, "Agreed", ("text", "keten in gebruik"), ("look", "ooit")), "the day on which somebody looks");
        await CaseNode.Refused(await Step(cases.Officer, id, 2, "Agreed", ("text", "keten in gebruik"), ("look", Day(-1))), "today or later");
        await Taken(cases.Officer, id, 2, "Agreed", ("text", "keten in gebruik"), ("look", Day(60)));
        await Taken(cases.Officer, id, 3, "NotDone", ("text", "nog in de proef"));
        await Taken(cases.Officer, id, 4, "Agreed", ("text", "na de proef"), ("look", Day(90)));
        await Taken(cases.Officer, id, 5, "Done", ("text", "gezien op kantoor"));
        await Taken(cases.Officer, id, 6, "Closed", ("text", "afgerond"));
        var page = await cases.Officer.Read($"/advice/{id}");
        foreach (var text in new[] { "wij beginnen met de keten", "gezien: het is er", "gesloten" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("/advice/step", page, StringComparison.Ordinal);
        Assert.Contains("Snelweg BV,ect,,drive gate,Closed,", await cases.Officer.Read("/advice.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partner_reads_it_when_it_is_given_and_answers_itself()
    {
        var id = await Open(cases.Officer, ("partner", "rwg"), ("receiver", "RWG"));
        using var partner = await cases.Node.SignIn(("rwg", Role.SecurityOfficer));
        Assert.Equal(HttpStatusCode.NotFound, (await partner.Get($"/advice/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Step(partner, id, 0, "Given")).StatusCode);
        await Taken(cases.Officer, id, 0, "Given");
        Assert.Contains("RWG", await partner.Read($"/advice/{id}/letter"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Step(partner, id, 1, "Closed", ("text", "wij sluiten dit"))).StatusCode);
        await Taken(partner, id, 1, "Declined", ("text", "past niet bij ons werk"));
        Assert.Contains("past niet bij ons werk", await cases.Officer.Read($"/advice/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_in_the_questionnaire_is_told()
    {
        await CaseNode.Refused(await TryOpen(cases.Officer, ("organisation", "rwg")), "for which you may give advice");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("partner", "nergens")), "another partner");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("partner", "ect")), "another partner");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("receiver", "x")), "2 to 120");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("receiver", "de man van VX-123-L")), "a plate");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("activity", "toveren")), "what the company or service does");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("standing", "landlord-rules")), "what is there already");
        using var manager = await cases.Node.SignIn(("ect", Role.ProgrammeManager));
        Assert.Equal(HttpStatusCode.Forbidden, (await TryOpen(manager)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await manager.Get("/advice")).StatusCode);
    }

    [Fact]
    public void Advice_bears_the_day_of_the_node_on_which_it_was_given()
    {
        // Half past midnight in Rotterdam is the day before in UTC.
        var given = new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero).UnixMicroseconds;
        var row = new AdviceRow { Id = "a", Organisation = "ect", Receiver = "Snelweg BV", Partner = "", English = false, Activities = "drive", Standing = "", Name = "Sam", Opened = given - 86_400_000_000 };
        var step = new AdviceStepRow { Advice = 1, Step = AdviceStep.Given, Text = "", Organisation = "ect", Name = "Sam", At = given };
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        Assert.Equal(new DateOnly(2026, 7, 2), new AdviceFile(row, [step]).DayIn(zone));
        Assert.Equal(new DateOnly(2026, 7, 1), new AdviceFile(row, []).DayIn(zone));
    }

    [Fact]
    public async Task Advice_past_its_day_comes_back_and_at_last_closes_by_itself_with_that_as_its_reason()
    {
        var stop = TestContext.Current.CancellationToken;
        var (services, clock) = (cases.Node.Services, new StandingClock { Now = DateTimeOffset.UtcNow });
        var id = await Open(cases.Officer, ("receiver", "Vergeten BV"), ("partner", "rwg"));
        await Taken(cases.Officer, id, 0, "Given");
        var watch = new AdviceClock(services.GetRequiredService<IDbContextFactory<AdviceDb>>(), services.GetRequiredService<NodeSettings>(), services.GetRequiredService<WriteTurn>(), clock);
        await using var db = await services.GetRequiredService<IDbContextFactory<AdviceDb>>().CreateDbContextAsync(stop);
        Task<int> Told() => db.News.CountAsync(row => row.Advice == id, stop);
        // On the day itself it is not late; the day after it is, once for each; thirty days later again.
        foreach (var (days, told) in new[] { (AdviceCourse.AnswerDays, 0), (AdviceCourse.AnswerDays + 1, 2), (AdviceCourse.AnswerDays + 2, 2), (AdviceCourse.AnswerDays + 32, 4) })
        {
            clock.Now = DateTimeOffset.UtcNow.AddDays(days);
            await watch.Run(stop);
            Assert.Equal((days, told), (days, await Told()));
        }

        Assert.Equal(["ect", "rwg"], await db.News.Where(row => row.Advice == id).Select(row => row.Organisation).Distinct().OrderBy(name => name).ToListAsync(stop));
        await services.GetRequiredService<FollowNews>().CatchUp(stop);
        Assert.Contains("advies voor Vergeten BV", await cases.Officer.Read("/notices"), StringComparison.Ordinal);

        await db.Steps.Where(step => step.Text == "" && db.Advice.Any(row => row.Id == id && row.Number == step.Advice)).ExecuteUpdateAsync(set => set.SetProperty(step => step.At, step => step.At - 40L * 86_400_000_000), stop);
        Assert.Contains("Dit advies ligt over zijn dag", await cases.Officer.Read($"/advice/{id}"), StringComparison.Ordinal);
        Assert.Contains("Advies over zijn dag", await cases.Officer.Read("/briefing"), StringComparison.Ordinal);
        Assert.DoesNotContain("Vergeten BV", await cases.Customs.Read("/briefing"), StringComparison.Ordinal);

        clock.Now = DateTimeOffset.UtcNow.AddDays(AdviceCourse.SilentDays);
        await watch.Run(stop);
        var page = await cases.Officer.Read($"/advice/{id}");
        Assert.Contains("vanzelf gesloten: 180 dagen na de dag waarop iets moest gebeuren", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/advice/step", page, StringComparison.Ordinal);

        // Of one that came past its day while nobody was told, somebody hears first.
        var unheard = await Open(cases.Officer, ("receiver", "Ongehoord BV"));
        async Task<bool> IsOpen() => await db.Advice.AnyAsync(row => row.Id == unheard && row.Closed == null, stop);
        foreach (var (days, open) in new[] { (400, true), (429, true), (431, false) })
        {
            clock.Now = DateTimeOffset.UtcNow.AddDays(days);
            await watch.Run(stop);
            Assert.Equal((days, open), (days, await IsOpen()));
        }
    }

    [Fact]
    public async Task Advice_ends_two_years_after_closing()
    {
        var id = await Open(cases.Officer, ("receiver", "Vroeger BV"));
        await Taken(cases.Officer, id, 0, "Closed", ("text", "toch niet nodig"));
        var services = cases.Node.Services;
        await using (var db = await services.GetRequiredService<IDbContextFactory<AdviceDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            await db.Advice.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Closed, row => row.Closed - (731L * 86_400_000_000)), TestContext.Current.CancellationToken);
        await services.GetRequiredService<EndAdvice>().Run(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Officer.Get($"/advice/{id}")).StatusCode);
        Assert.Contains(services.GetServices<IDaily>(), daily => daily is EndAdvice);
        Assert.Contains(services.GetServices<IDaily>(), daily => daily is AdviceClock);
        Assert.Contains("1 adviezen, waarvan 0 vanzelf gesloten", (await services.GetRequiredService<ReadLog>().Ended(DateTimeOffset.UtcNow.AddHours(-1), TestContext.Current.CancellationToken)).Select(look => look.Why).Single(why => why.Contains("adviezen", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    internal static async Task<string> Open(Session session, params (string Name, string Value)[] instead)
    {
        using var answer = await TryOpen(session, instead);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString()["/advice/".Length..];
    }

    static Task<HttpResponseMessage> TryOpen(Session session, params (string Name, string Value)[] instead)
    {
        List<(string Name, string Value)> fields = [("organisation", "ect"), ("receiver", "Snelweg BV"), ("partner", ""), ("language", "nl"), ("activity", "drive"), ("activity", "gate"), ("standing", "weigh-empties")];
        foreach (var (name, _) in instead)
            fields.RemoveAll(field => field.Name == name);
        return session.Post("/advice/open", "/account", [.. fields, .. instead]);
    }

    static Task<HttpResponseMessage> Step(Session session, string id, int seen, string step, params (string Name, string Value)[] more) =>
        session.Post("/advice/step", "/account", [("advice", id), ("seen", seen.ToString(CultureInfo.InvariantCulture)), ("step", step), .. more]);

    static async Task Taken(Session session, string id, int seen, string step, params (string Name, string Value)[] more)
    {
        using var answer = await Step(session, id, seen, step, more);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    static string Day(int from) => DateTime.UtcNow.AddDays(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
