using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
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
        // What comes back at a place is the occasion of an inspection there.
        var plan = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "/inspections/new\\?place=[^\"]+").Value);
        var form = await officer.Read(plan);
        Assert.Contains("Hier komt steeds terug: ", form, StringComparison.Ordinal);
        Assert.Matches("<option value=\"ect-delta\" selected", form);
        Assert.DoesNotContain(signals[0], await partner.Read("/briefing"), StringComparison.Ordinal);
        Assert.Contains($"/shared/{own.Shares[0].Id}", await partner.Read("/briefing"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nieuw", await clerk.Read("/briefing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_may_not_see_takes_no_place_on_the_list_of_what_is_late()
    {
        var signal = await _node.MakeSignal("TCLU4265787");
        await _node.Services.GetRequiredService<DutyClock>().Run(default);
        await using (var db = await _node.Services.GetRequiredService<IDbContextFactory<FollowUpDb>>().CreateDbContextAsync())
        {
            var duty = await db.Duties.SingleAsync(row => row.Kind == Duties.Signal && row.Object == signal.Id);
            duty.Late = 1;
            // Reports that this person may not read, each longer late.
            for (var hidden = 0; hidden < 130; hidden++)
            {
                var row = DutyRows.New(Duties.Report, $"hidden-{hidden}", duty.Duty, null);
                row.Late = 5;
                db.Duties.Add(row);
            }

            await db.SaveChangesAsync();
        }

        Assert.Equal(signal.Id, Assert.Single((await Paper("ect")).Late).Row.Object);
    }

    [Fact]
    public async Task What_other_nodes_sent_stands_there_by_sender_as_far_as_its_marks_go()
    {
        using var analyst = await _node.SignIn(("ect", Role.Analyst));
        Assert.Contains("Geen ander knooppunt of partner stuurde", await analyst.Read("/briefing"), StringComparison.Ordinal);
        var shelf = _node.Services.GetRequiredService<ScriptShelf>();
        await using (var db = await _node.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync())
        {
            var now = DateTimeOffset.UtcNow;
            ProposalRow Sent(string id, string type, Tlp tlp = Tlp.Green, long version = 1, double hoursAgo = 1, byte[]? json = null) =>
                new() { Object = id, Type = type, Version = version, Source = "antwerpen", Tlp = tlp, Pap = Pap.Clear, Came = now.AddHours(-hoursAgo).UnixMicroseconds, Json = json ?? [.. "{}"u8] };
            // A script, and one of its steps, which is no script.
            var (whole, step) = (shelf.Shipped("MO-05")!.Operandi, shelf.Shipped("MO-05")!.Objects.First(one => ScriptsInStix.PartOf(one)?.Kind == "step"));
            ProposalRow Kept(StixObject one, long version) => Sent(one.Id.ToString(), one.Type, version: version, json: one.ToBytes());
            db.Proposals.AddRange(Kept(whole, 1), Kept(whole, 2), Kept(step, 1), Sent("b", "indicator"), Sent("c", "relationship"), Sent("d", "indicator", Tlp.Red), Sent("e", "indicator", hoursAgo: 30));
            db.Sightings.Add(new SightingRow { Source = "zeeland", Indicator = "i", Year = 2026, Week = 40, Hits = 7, Version = 1, Came = now.UnixMicroseconds });
            await db.SaveChangesAsync();
        }

        Assert.Equal([("zeeland", 0, 0, 0, 1), ("antwerpen", 1, 1, 2, 0)], (await Paper("ect")).Neighbours.Select(sent => (sent.Source, sent.Scripts, sent.Patterns, sent.Others, sent.Reports)));
        var page = System.Net.WebUtility.HtmlDecode(await analyst.Read("/briefing"));
        Assert.Contains("antwerpen</a> 1 script, 1 patroon, 2 andere stukken kennis", page, StringComparison.Ordinal);
        Assert.Contains("zeeland</a> 1 week waarin ons patroon daar iets vond", page, StringComparison.Ordinal);
    }

    Task<BriefingPaper> Paper(string organisation) =>
        _node.Services.GetRequiredService<Briefings>().Make(new(new System.Security.Claims.ClaimsIdentity([new("member-of", $"{organisation}|{Role.Analyst}")])), DateTimeOffset.UtcNow.AddHours(-24));
}
