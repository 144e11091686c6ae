using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Sightings;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Signals;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>Two nodes: one gives a pattern, the other reports back how often it found something, in numbers that tell of nobody.</summary>
public sealed partial class SightingFlowTests : IAsyncLifetime
{
    const string Pattern = "0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b7c";

    readonly RunningNode _giver = new(), _here = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_giver.Settings.Node, _here.Settings.Node) = ("zeeland", "rotterdam");
        _here.Settings.ExchangePullSeconds = _giver.Settings.ExchangePullSeconds = 3600;
        await _giver.InitializeAsync();
        await _here.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _giver.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task Counts_of_at_least_five_go_back_to_who_gave_the_pattern_and_to_nobody_else()
    {
        var link = await Adopted();
        using var analyst = await _here.SignIn(("ect", Role.Analyst));
        using var reader = await _giver.SignIn(("ect", Role.SecurityOfficer));
        var (week, small, held) = (Week(3), Week(4), Week(5));
        await Found(week, 0, 7);
        await Found(small, 0, 4);
        await Found(held, 0, 8);

        // Off by default: nothing is counted, nothing goes.
        Assert.Contains("Geen organisatie van dit knooppunt laat tellen", await analyst.Read("/exchange/sightings"), StringComparison.Ordinal);
        await Round(link);
        Assert.Empty(await Received());

        _here.Settings.Organisations.Single(organisation => organisation.Id == "ect").Sightings = true;
        var preview = await analyst.Read("/exchange/sightings");
        Assert.All(new[] { week.ToString(), small.ToString(), "Gaat weg bij de volgende ronde", "Minder dan 5 onderwerpen" }, said => Assert.Contains(said, preview, StringComparison.Ordinal));
        var indicator = IndicatorField().Match(preview).Groups[1].Value;
        (string, string)[] Hold(string deed) => [("node", link.Name), ("indicator", indicator), ("week", held.ToString()), ("deed", deed)];
        using var officer = await _here.SignIn(("ect", Role.SecurityOfficer));
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Post("/exchange/sightings/hold", "/account", Hold("hold"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/exchange/sightings/hold", "/account", Hold("hold"))).StatusCode);
        Assert.Contains($"Tegengehouden door {analyst.Name}", await analyst.Read("/exchange/sightings"), StringComparison.Ordinal);

        await Round(link);
        var sighting = Assert.Single(await Received());
        Assert.Equal((week, new SightingCounts(7, (0, 0))), (sighting.Week, sighting.Counts));
        var page = await reader.Read("/scripts/MO-13");
        Assert.Contains("Hoe vaak anderen dit zagen", page, StringComparison.Ordinal);
        Assert.Contains("rotterdam", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sighting--", await reader.Read("/scripts/proposals"), StringComparison.Ordinal);
        // Nothing of a subject is in what went.
        Assert.DoesNotContain("KNOU", await Sent(), StringComparison.Ordinal);

        // The same again is sent once, one more is not told, and five more are.
        await Round(link);
        await Found(week, 7, 1);
        await Round(link);
        Assert.Equal(7, Assert.Single(await Received()).Counts.Hits);
        await Found(week, 8, 4);
        await Round(link);
        Assert.Equal(12, Assert.Single(await Received()).Counts.Hits);

        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/exchange/sightings/hold", "/account", Hold("release"))).StatusCode);
        await Round(link);
        Assert.Equal([(held, 8), (week, 12)], (await Received()).Select(one => (one.Week, one.Counts.Hits)).Order());
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/exchange/sightings/hold", "/account", Hold("hold"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/exchange/sightings/hold", "/account", [.. Hold("hold")[..2], ("week", "2001-W53"), ("deed", "hold")])).StatusCode);

        // What did not arrive is not called reported, and can still be held back.
        await using (var db = await _here.Services.GetRequiredService<IDbContextFactory<ExchangeDb>>().CreateDbContextAsync(Stop))
            await db.SentSightings.Where(row => row.Week == held.Number).ExecuteUpdateAsync(set => set.SetProperty(row => row.Delivered, false), Stop);
        Assert.Contains("nog niet aangekomen", await analyst.Read("/exchange/sightings"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/exchange/sightings/hold", "/account", Hold("hold"))).StatusCode);
        Assert.Contains("Tegengehouden door", await analyst.Read("/exchange/sightings"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/exchange/sightings/hold", "/account", Hold("release"))).StatusCode);
        await Round(link);
        Assert.DoesNotContain("nog niet aangekomen", await analyst.Read("/exchange/sightings"), StringComparison.Ordinal);
        // Nothing of it stands in what this node gives to all.
        Assert.DoesNotContain(_here.Services.GetRequiredService<KnowledgeForOthers>().Objects(Tlp.Red, Pap.Red), one => one.Type == "sighting");
    }

    /// <summary>Two nodes that only hand files to each other.</summary>
    [Fact]
    public async Task Counts_go_back_in_a_file_to_who_gave_the_pattern_in_one()
    {
        await Given();
        var (there, folder) = (Path.Combine(_here.Folder, "zeeland.json"), _giver.Settings.Data);
        Assert.Equal(0, await CommandLine.Run(["exchange", "export", "--to", there, "--data", folder]));
        using var analyst = await _here.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.BadRequest, await ExchangeCommandTests.Upload(analyst, await File.ReadAllTextAsync(there, Stop), "Zee Land"));
        Assert.Equal(HttpStatusCode.Redirect, await ExchangeCommandTests.Upload(analyst, await File.ReadAllTextAsync(there, Stop), "zeeland"));
        await InForce(analyst);
        _here.Settings.Organisations.Single(organisation => organisation.Id == "ect").Sightings = true;
        var (week, small) = (Week(3), Week(4));
        await Found(small, 0, 4);
        using (var nothing = await analyst.Post("/exchange/sightings/file", "/account", ("node", "zeeland")))
            Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        await Found(week, 0, 7);
        Assert.Contains("Komt in het bestand", WebUtility.HtmlDecode(await analyst.Read("/exchange/sightings")), StringComparison.Ordinal);
        using var officer = await _here.SignIn(("ect", Role.SecurityOfficer));
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Post("/exchange/sightings/file", "/account", ("node", "zeeland"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/exchange/sightings/file", "/account", ("node", "antwerpen"))).StatusCode);
        using var made = await analyst.Post("/exchange/sightings/file", "/account", ("node", "zeeland"));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.DoesNotContain("Komt in het bestand", WebUtility.HtmlDecode(await analyst.Read("/exchange/sightings")), StringComparison.Ordinal);

        using var theirs = await _giver.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.Redirect, await ExchangeCommandTests.Upload(theirs, await made.Content.ReadAsStringAsync(Stop), "rotterdam"));
        var sighting = Assert.Single(await Received());
        Assert.Equal((week, new SightingCounts(7, (0, 0))), (sighting.Week, sighting.Counts));
        await _giver.Services.GetRequiredService<KnowledgeFlow>().Offer(Stop);
        Assert.Contains("Hoe vaak anderen dit zagen", await theirs.Read("/scripts/MO-13"), StringComparison.Ordinal);
        // Made again it says the same, and what came since.
        using var again = await analyst.Post("/exchange/sightings/file", "/account", ("node", "zeeland"));
        Assert.Contains($"\"{week.Begins:yyyy-MM-dd}", await again.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        // Of who does not let be counted any more nothing is handed over again.
        _here.Settings.Organisations.Single(organisation => organisation.Id == "ect").Sightings = false;
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/exchange/sightings/file", "/account", ("node", "zeeland"))).StatusCode);
        // Who has a key gives over its own door, and nobody else under its name.
        await _here.Services.GetRequiredService<ExchangeKeys>().Make(Party.Node("zeeland"), "test");
        Assert.Equal(HttpStatusCode.BadRequest, await ExchangeCommandTests.Upload(analyst, await File.ReadAllTextAsync(there, Stop), "zeeland"));
    }

    /// <summary>The other node gives a script with a pattern, and here it is put in force.</summary>
    async Task<LinkRow> Adopted()
    {
        await Given();
        var key = await _giver.Services.GetRequiredService<ExchangeKeys>().Make(Party.Node("rotterdam"), "test");
        using var administrator = await _here.SignIn(("ect", Role.Administrator));
        await administrator.Post("/exchange/links/add", "/exchange", ("name", "zeeland"), ("root", _giver.Address + TaxiiClient.Root), ("user", ""), ("secret", key), ("pull", "knowledge"), ("push", "received"));
        var link = (await _here.Services.GetRequiredService<LinkBook>().All(Stop)).Single();
        await Round(link);
        using var analyst = await _here.SignIn(("ect", Role.Analyst));
        await InForce(analyst);
        return link;
    }

    async Task InForce(Session analyst)
    {
        await _here.Services.GetRequiredService<KnowledgeFlow>().Offer(Stop);
        var number = ProposalLink().Match(await analyst.Read("/scripts/proposals")).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/patterns/adopt", "/account", ("number", number), ("pattern", Pattern), ("organisation", "ect"), ("state", "force"), ("reason", "Past bij ons"))).StatusCode);
    }

    async Task Given()
    {
        var text = $"title: Zeeuws patroon\nid: {Pattern}\nstatus: test\ndate: 2026-03-01\nlogsource:\n  product: knooppunt\n  category: goods\n  service: container_weighed\ndetection:\n  a:\n    place: ect-delta/quay\n  condition: a\nlevel: low\n";
        using var theirs = await _giver.SignIn(("ect", Role.Analyst));
        await File.WriteAllTextAsync(Path.Combine(_giver.Settings.Data, "patterns", "zeeuws.yml"), text, Stop);
        var hand = _giver.Services.GetRequiredService<PatternsAtHand>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!hand().ContainsKey(Pattern))
            await beat.WaitForNextTickAsync(patience.Token);
        var step = _giver.Services.GetRequiredService<ScriptShelf>().Shipped("MO-13")!.Script.Steps[0].Code;
        Assert.Equal(HttpStatusCode.Redirect, (await theirs.Post("/scripts/add", "/account", ("code", "MO-13"), ("seen", "0"), ("organisation", "ect"), ("step", step), ("pattern", Pattern))).StatusCode);
        await _giver.Services.GetRequiredService<KnowledgeFlow>().Publish(Stop);
    }

    async Task Round(LinkRow link)
    {
        await _here.Services.GetRequiredService<LinkWork>().Run((await _here.Services.GetRequiredService<LinkBook>().Find(link.Number, Stop))!, Stop);
        var after = (await _here.Services.GetRequiredService<LinkBook>().Find(link.Number, Stop))!;
        Assert.Equal("", after.TroubleEnglish);
        await _giver.Services.GetRequiredService<KnowledgeFlow>().Offer(Stop);
    }

    static IsoWeek Week(int ago) => IsoWeek.Of(TimeProvider.System.GetUtcNow().AddDays(-7 * ago));

    /// <summary>Stores signals of the pattern as detection does, each about another container.</summary>
    async Task Found(IsoWeek week, int from, int count)
    {
        var record = _here.Services.GetRequiredService<RecordSignals>();
        var at = week.Begins.AddHours(30);
        var stories = Enumerable.Range(from, count).Select(number =>
        {
            var container = $"KNOU{week.Number:00}{number:00000}";
            var observation = new Observation { Id = container, Source = "ect/gate", Type = Taxonomy.Types["container_seen"].Type, Time = at, Subject = new("container", container), Data = Fields.Empty };
            return new RecordSignals.Changed(new Story
            {
                Id = $"{week.Number:x8}{number:x8}",
                Journal = "ect",
                Subject = new("container", container),
                Patterns = [new(Pattern, "Zeeuws patroon", Severity.Low, 1, null)],
                First = at,
                Last = at,
                Evidence = [new(number, observation)],
                Observations = 1,
            }, TimeSpan.FromHours(1));
        });
        await record.Record("ect", [.. stories], await record.Next("ect", Stop), Stop);
    }

    async Task<List<WeekSighting>> Received()
    {
        using var client = new TaxiiClient(_giver.Client(), await _giver.Services.GetRequiredService<ExchangeKeys>().Make(new("ect"), "test"));
        return [.. (await client.Objects("received", "?match[type]=sighting")).Select(one => SightingStix.Read(StixObject.From(one.DeepClone().AsObject()), "received").Value)];
    }

    async Task<string> Sent()
    {
        using var client = new TaxiiClient(_giver.Client(), await _giver.Services.GetRequiredService<ExchangeKeys>().Make(new("ect"), "test"));
        return string.Concat((await client.Objects("received", "?limit=1000")).Select(one => one.ToJsonString()));
    }

    [GeneratedRegex("name=\"indicator\" value=\"([^\"]+)\"")]
    private static partial Regex IndicatorField();

    [GeneratedRegex("/scripts/proposals/(\\d+)")]
    private static partial Regex ProposalLink();
}
