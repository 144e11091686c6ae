using Knooppunt.Disclosure.Access;
using Knooppunt.Node.FollowUp;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.FollowUp;

/// <summary>The paper of the morning holds what a person may see, and all of it.</summary>
public sealed class BriefingTests : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task News_what_comes_back_what_came_of_it_and_what_partners_gave_are_there_for_who_may_see_them()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        using var clerk = await _node.SignIn(("ect", Role.GateClerk));
        string[] signals = [(await _node.MakeSignal("TCLU4265787")).Id, (await _node.MakeSignal("CSQU3054383")).Id, (await _node.MakeSignal("MSKU1234565")).Id];
        await officer.Post("/signals/assess", "/account", ("signals", signals[0]), ("kind", "confirmed"), ("reason", "measure"));
        await officer.Post("/shares/give", "/account", ("signal", signals[1]), ("organisation", "rwg"), ("why", "kijk eens mee"));

        var own = await Paper("ect");
        Assert.Equal(signals.Order(StringComparer.Ordinal), own.News.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Equal((3, 0), Assert.Single(own.Repeats) is var repeat ? (repeat.Now, repeat.Before) : default);
        Assert.Equal(("measure", 1), Assert.Single(own.Verdicts) is var verdict ? (verdict.Reason.Code, verdict.Count) : default);
        var other = await Paper("rwg");
        Assert.Empty(other.News);
        Assert.Empty(other.Verdicts);
        Assert.Equal(Assert.Single(own.Shares).Id, Assert.Single(other.Shares).Id);

        var page = await officer.Read("/briefing");
        Assert.Contains("3 signalen met nieuw bewijs", page, StringComparison.Ordinal);
        Assert.Contains("Er is een maatregel genomen", page, StringComparison.Ordinal);
        Assert.DoesNotContain(signals[0], await partner.Read("/briefing"), StringComparison.Ordinal);
        Assert.Contains($"/shared/{own.Shares[0].Id}", await partner.Read("/briefing"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nieuw", await clerk.Read("/briefing"), StringComparison.Ordinal);
    }

    Task<BriefingPaper> Paper(string organisation) =>
        _node.Services.GetRequiredService<Briefings>().Make(new(new System.Security.Claims.ClaimsIdentity([new("member-of", $"{organisation}|{Role.Analyst}")])), DateTimeOffset.UtcNow.AddHours(-24));
}
