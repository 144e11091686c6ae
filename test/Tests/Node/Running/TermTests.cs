using System.Text.Json.Nodes;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

public sealed class TermTests : IAsyncLifetime
{
    readonly RunningNode _node = new();
    readonly StandingClock _clock = new() { Now = TimeProvider.System.GetUtcNow() };

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Signal_past_its_term_goes_with_evidence_and_verdict_leaves_counts_and_one_proof()
    {
        _node.Settings.SignalRetentionDays = 7;
        var signal = await _node.MakeSignal("CSQU3054383");
        await _node.MakeSignal("MSKU1234565");
        using (var officer = await _node.SignIn(("ect", Role.SecurityOfficer)))
            await officer.Post("/signals/assess", "/account", ("signals", signal.Id), ("kind", "confirmed"), ("reason", ReasonCodes.For("confirmed").First().Code));
        var list = _node.Services.GetRequiredService<ListSignals>();
        Assert.Equal(new PatternRecord(2, 1, 0, 0), await list.RecordOf(signal.LeadPattern));
        var end = End();
        _clock.Now += TimeSpan.FromDays(6);
        await end.Run(default);
        Assert.Equal((2, 1), await Rows());

        _clock.Now += TimeSpan.FromDays(2);
        await end.Run(default);
        await end.Run(default);
        Assert.Equal((0, 0), await Rows());
        Assert.Equal(new PatternRecord(2, 1, 0, 0), await list.RecordOf(signal.LeadPattern));
        Assert.DoesNotContain("CSQU3054383", string.Concat(OnDisk.Files(Path.Combine(_node.Folder, "data"), "*.db*").Select(file => file.Bytes)), StringComparison.Ordinal);
        var proof = Assert.Single(Proofs());
        Assert.True(Retention.Verify(proof.Content, _node.Services.GetRequiredService<JournalRoom>().ProofKey("ect")));
        Assert.Equal(2, (int)JsonNode.Parse(Statement(proof))!["signals"]!);

        // What a kill leaves between the proof and the end of its deletion.
        await using (var db = await Database<SignalsDb>())
        {
            db.Deletions.Add(new DeletionRow { Name = proof.Name, Journal = "ect", Statement = Statement(proof) });
            await db.SaveChangesAsync();
        }

        await end.Run(default);
        Assert.Equal(proof, Assert.Single(Proofs()));
    }

    [Fact]
    public async Task Growing_signal_is_kept_from_its_last_evidence()
    {
        _node.Settings.SignalRetentionDays = 7;
        await _node.MakeSignal("CSQU3054383");
        await using (var db = await Database<SignalsDb>())
            await db.Signals.ExecuteUpdateAsync(set => set.SetProperty(row => row.Arrived, _clock.Now.AddDays(-30).UnixMicroseconds));
        await _node.MakeSignal("CSQU3054383");
        await End().Run(default);
        Assert.Equal((1, 0), await Rows());
    }

    [Fact]
    public async Task Read_log_ends_after_its_term_and_says_so_and_a_link_that_a_line_names_stays()
    {
        var links = _node.Services.GetRequiredService<SubjectLinks>();
        var log = ActivatorUtilities.CreateInstance<ReadLog>(_node.Services, _clock);
        var (seen, unseen) = (await links.To(new Subject("container", "CSQU3054383")), await links.To(new Subject("container", "MSKU1234565")));
        _clock.Now += TimeSpan.FromDays(100);
        await log.Record(new(), "subject", seen, "test", "art. 8");
        await log.Record(new(), "signal", "0011223344556677", "test", "art. 8");
        _clock.Now += TimeSpan.FromDays(_node.Settings.ReadLogRetentionDays - 1);
        var end = ActivatorUtilities.CreateInstance<EndLooks>(_node.Services, _clock);
        await end.Run(default);
        Assert.NotNull(await links.Behind(seen));
        Assert.Null(await links.Behind(unseen));
        Assert.Equal(["read-log", "0011223344556677", seen], (await log.Search(null, null)).Select(look => look.What));

        _clock.Now += TimeSpan.FromDays(2);
        await end.Run(default);
        Assert.Null(await links.Behind(seen));
        Assert.Equal("2 lines", (await log.Search("deletion", null))[0].Why.Split(" / ")[1][..7]);
        await end.Run(default);
        Assert.Equal(2, (await log.Search(null, null)).Count);
        Assert.NotEqual(seen, await links.To(new Subject("container", "CSQU3054383")));
    }

    [Fact]
    public async Task Api_key_ends_when_its_days_have_passed()
    {
        var keys = ActivatorUtilities.CreateInstance<ApiKeys>(_node.Services, _clock);
        _clock.Now += TimeSpan.FromDays(400);
        Assert.Equal("ect", await keys.OrganisationOf("Bearer " + _node.Key));
        _node.Settings.ApiKeyDays = 401;
        Assert.Equal("ect", await keys.OrganisationOf("Bearer " + _node.Key));
        _clock.Now += TimeSpan.FromDays(2);
        Assert.Null(await keys.OrganisationOf("Bearer " + _node.Key));
    }

    EndSignals End() => ActivatorUtilities.CreateInstance<EndSignals>(_node.Services, _clock);

    async Task<TContext> Database<TContext>() where TContext : DbContext => await _node.Services.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContextAsync();

    async Task<(int Signals, int Actions)> Rows()
    {
        await using var db = await Database<SignalsDb>();
        return (await db.Signals.CountAsync(), await db.Actions.CountAsync());
    }

    IEnumerable<ControlRecord> Proofs() => _node.Services.GetRequiredService<JournalRoom>()["ect"].ControlsSince(default).Where(control => control.Kind == "deletion");

    static string Statement(ControlRecord proof) => JsonNode.Parse(proof.Content)!["statement"]!.GetValue<string>();
}
