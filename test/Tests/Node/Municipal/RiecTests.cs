using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Municipal;
using Knooppunt.Node.Riec;
using Knooppunt.Riec;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Municipal;

/// <summary>The one-way gate: what is handed over goes in frozen, and one word comes back.</summary>
public sealed partial class RiecTests(MunicipalNode municipal) : IClassFixture<MunicipalNode>
{
    [Fact]
    public async Task Hand_over_goes_one_way_and_one_word_comes_back()
    {
        var signal = await HandedOver("containers uit een voorstad, drie keer dezelfde werkwijze");
        Assert.Contains("ligt bij het RIEC", await municipal.Handler.Read($"/municipal/{signal}"), StringComparison.Ordinal);
        // It stands with what left today, for the municipality alone.
        Assert.Contains("gemeentelijk signaal Z-2026-41", await municipal.Handler.Read("/shared"), StringComparison.Ordinal);
        Assert.DoesNotContain("Z-2026-41", await municipal.Riec.Read("/shared"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await municipal.Do(municipal.Handler, "riec", signal, ("text", "nog een keer"), ("basis", "convenant RIEC, art. 5"))).StatusCode);

        var id = CaseId().Matches(await municipal.Riec.Read("/riec"))[0].Groups[1].Value;
        var page = await municipal.Riec.Read($"/riec/{id}");
        foreach (var text in new[] { "drie keer dezelfde werkwijze", "Z-2026-41", "convenant RIEC, art. 5", (await municipal.Of(signal))!.HandOver is { } row ? RiecHandOvers.Frozen(row).Sha256 : "-" })
            Assert.Contains(text, page, StringComparison.Ordinal);

        await Write(id, 0, "Assessed");
        Assert.Contains("ontvangst bevestigd", await municipal.Handler.Read($"/municipal/{signal}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await TryWrite(id, 1, "Case")).StatusCode);
        await Write(id, 1, "Enriched");
        await Write(id, 2, "Case");
        await Write(id, 3, "Closed", "ontnomen en afgerond");
        var municipalPage = await municipal.Handler.Read($"/municipal/{signal}");
        Assert.Contains("opgepakt als casus", municipalPage, StringComparison.Ordinal);
        Assert.DoesNotContain("ontnomen en afgerond", municipalPage, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await TryWrite(id, 4, "")).StatusCode);
    }

    [Fact]
    public async Task Only_the_riec_reads_its_cases()
    {
        await HandedOver("dozen in een box die leeg zou staan");
        var id = CaseId().Matches(await municipal.Riec.Read("/riec"))[0].Groups[1].Value;
        foreach (var (organisation, role) in from organisation in new[] { "riec", "gemeente", "buur", "ect" } from role in Enum.GetValues<Role>() select (organisation, role))
        {
            using var session = await municipal.Node.SignIn((organisation, role));
            var may = organisation == "riec" && (role is Role.Inspector or Role.Analyst or Role.PrivacyOfficer);
            Assert.Equal((organisation, role, may ? HttpStatusCode.OK : HttpStatusCode.NotFound), (organisation, role, (await session.Get($"/riec/{id}")).StatusCode));
            Assert.Equal((organisation, role, may ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (organisation, role, (await session.Get("/riec")).StatusCode));
            if (!may)
                Assert.Equal(HttpStatusCode.Forbidden, (await session.Post("/riec/write", "/account", ("case", id), ("version", "0"), ("to", "Assessed"), ("text", "wij kijken mee"))).StatusCode);
        }
    }

    [Fact]
    public void Gate_lets_out_nothing_but_the_one_word()
    {
        var doors = typeof(RiecGate).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
        Assert.Equal([typeof(Task), typeof(Task<IReadOnlyDictionary<string, RiecReceipt>>)], doors.OrderByDescending(door => door.Name, StringComparer.Ordinal).Select(door => door.ReturnType));
        // Of the room the municipality's side names the gate and nothing else.
        var used = typeof(MunicipalRoom).Assembly.GetTypes().Where(type => type.Namespace == typeof(MunicipalRoom).Namespace)
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)).Select(field => field.FieldType).Where(type => type.Namespace == typeof(RiecRoom).Namespace).Distinct();
        Assert.Equal([typeof(RiecGate)], used);
    }

    [Fact]
    public async Task What_a_kill_kept_from_the_gate_is_offered_again_and_taken_once()
    {
        var signal = await HandedOver("een pand dat steeds van huurder wisselt");
        var services = municipal.Node.Services;
        await using (var db = await services.GetRequiredService<IDbContextFactory<RiecDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            await db.Cases.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await using (var db = await services.GetRequiredService<IDbContextFactory<MunicipalDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            await db.HandOvers.ExecuteUpdateAsync(set => set.SetProperty(row => row.Sent, false), TestContext.Current.CancellationToken);
        Assert.Contains("onderweg", await municipal.Handler.Read($"/municipal/{signal}"), StringComparison.Ordinal);
        var end = services.GetRequiredService<EndMunicipal>();
        await end.Run(default);
        await end.Run(default);
        Assert.Contains("ligt bij het RIEC", await municipal.Handler.Read($"/municipal/{signal}"), StringComparison.Ordinal);
        Assert.Equal(1, Count(await municipal.Riec.Read("/riec"), "een pand dat steeds van huurder wisselt"));
    }

    [Fact]
    public async Task Cases_end_after_five_years_and_what_was_not_taken_up_after_ninety_days()
    {
        await HandedOver("een vreemde loods bij het water");
        var id = CaseId().Matches(await municipal.Riec.Read("/riec"))[0].Groups[1].Value;
        await CaseNode.Refused(await TryWrite(id, 0, "Closed", "nee"), "what you did");
        await CaseNode.Refused(await TryWrite(id, 0, "Closed", "kenteken VX-123-L gezien"), "a plate");
        await Write(id, 0, "Closed");
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow().AddDays(RiecTerms.OtherDays - 1) };
        var end = ActivatorUtilities.CreateInstance<EndRiecCases>(municipal.Node.Services, clock);
        await end.Run(default);
        Assert.Equal(HttpStatusCode.OK, (await municipal.Riec.Get($"/riec/{id}")).StatusCode);
        clock.Now = clock.Now.AddDays(2);
        await end.Run(default);
        Assert.Equal(HttpStatusCode.NotFound, (await municipal.Riec.Get($"/riec/{id}")).StatusCode);
    }

    async Task<string> HandedOver(string text)
    {
        var signal = await municipal.WithHit();
        await municipal.Weigh(signal, "Hits", "Riec");
        await municipal.Done(municipal.Handler, "riec", signal, ("text", text), ("basis", "convenant RIEC, art. 5"));
        return signal;
    }

    Task<HttpResponseMessage> TryWrite(string id, int version, string to, string text = "wij zijn een stap verder") =>
        municipal.Riec.Post("/riec/write", "/account", ("case", id), ("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("to", to), ("text", text));

    async Task Write(string id, int version, string to, string text = "wij zijn een stap verder")
    {
        using var answer = await TryWrite(id, version, to, text);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    static int Count(string page, string text) => page.Split(text).Length - 1;

    [GeneratedRegex("/riec/([0-9a-f]{32})")]
    private static partial Regex CaseId();
}
