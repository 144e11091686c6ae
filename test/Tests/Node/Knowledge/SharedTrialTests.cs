using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Knowledge;

/// <summary>What the centre tries runs over what partners share too, and what it finds there is for the analysts of the centre.</summary>
public sealed partial class SharedTrialTests : IAsyncLifetime
{
    const string Centre = "rwg", Partner = "ect", Shared = "partnership", Container = "TCLU4265787";

    readonly RunningNode _node = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _node.Settings.Centre = Centre;
        _node.Settings.Organisations.Single(one => one.Id == Partner).Release = new ReleaseSettings { Rules = [new() { Type = "container_seen", Fields = ["container", "place", "ocr"] }] };
        await _node.InitializeAsync();
        await TrialTests.Propose(_node);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    // The whole way, through two journals; which journals they are is held in the ordinary run (TrialTests).
    [Fact(Explicit = true)]
    public async Task Trial_of_the_centre_runs_over_what_partners_share_and_is_seen_by_its_analysts_alone()
    {
        using var centre = await _node.SignIn((Centre, Role.Analyst));
        using var partner = await _node.SignIn((Partner, Role.Analyst));
        using var officer = await _node.SignIn((Centre, Role.SecurityOfficer));
        await Adopt(centre, Centre);
        Assert.Contains("over wat partners delen", await centre.Read("/scripts/patterns/1"), StringComparison.Ordinal);
        await _node.MakeSignal(Container);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        List<SignalRow> trials;
        while ((trials = await Trials()).Count == 0)
            await beat.WaitForNextTickAsync(patience.Token);
        var trial = Assert.Single(trials);
        Assert.Equal((Shared, Container), (trial.Journal, trial.SubjectValue));
        Assert.Contains($"/signals/{trial.Id}", await centre.Read("/signals/trial"), StringComparison.Ordinal);
        Assert.Contains("Op proef.", await centre.Read($"/signals/{trial.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain(trial.Id, await partner.Read("/signals/trial"), StringComparison.Ordinal);
        foreach (var other in new[] { partner, officer })
            Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/signals/{trial.Id}")).StatusCode);

        // Another partner tries over what is its own, and not over what all share.
        await Adopt(partner, Partner);
        Assert.DoesNotContain("over wat partners delen", await partner.Read("/scripts/patterns/2"), StringComparison.Ordinal);
        Assert.DoesNotContain(_node.Services.GetRequiredService<JournalRoom>().Read(Shared, 0, 100_000).Entries, entry => entry.Control?.Name == $"own/trial/{Partner}/{TrialTests.Id}.yml");
    }

    async Task Adopt(Session analyst, string organisation)
    {
        var (journals, journal) = (_node.Services.GetRequiredService<JournalRoom>(), organisation == Centre ? Shared : organisation);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var records = journals.Follow(journal, journals.Next(journal), patience.Token).GetAsyncEnumerator(patience.Token);
        var number = ProposalLink().Match(await analyst.Read("/scripts/proposals")).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/patterns/adopt", "/account", ("number", number), ("pattern", TrialTests.Id), ("organisation", organisation), ("state", "trial"), ("reason", "Eerst eens kijken"))).StatusCode);
        while (await records.MoveNextAsync() && !records.Current.Entries.Any(entry => entry.Control?.Name == $"own/trial/{organisation}/{TrialTests.Id}.yml"))
        {
        }
    }

    async Task<List<SignalRow>> Trials()
    {
        await using var db = await _node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync(Stop);
        return await db.Signals.IgnoreQueryFilters().AsNoTracking().Where(row => row.OnTrial).ToListAsync(Stop);
    }

    [GeneratedRegex("/scripts/proposals/(\\d+)")]
    private static partial Regex ProposalLink();
}
