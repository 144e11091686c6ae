using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Knooppunt.Disclosure.Access;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Tests.Core.Disclosure;
using Knooppunt.Tests.Node.Exchange;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Access;

/// <summary>
/// Whatever people and machines do one after another, nobody reads a field that the agreed matrix keeps from them: each source has a secret in its records, and so has everything that
/// people write and machines bring; every page, list, file, letter, message and answer of the exchange to everybody is looked through for it.
/// </summary>
public sealed partial class NoLeakTests(LeakNode leak) : IClassFixture<LeakNode>
{
    static readonly Gen<Deed[]> Sequences = Gen.Select(Gen.Enum<DeedKind>(), Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 3], (kind, who, what, other, how) => new Deed(kind, who, what, other, how)).Array[8, 20];

    [Fact]
    public async Task What_people_do_first_with_a_signal_opens_it_to_nobody_else() => await Try(
    [
        new(DeedKind.Share, Who("ect", Role.SecurityOfficer), 0, 1, 0), new(DeedKind.Comment, Who("ect", Role.SecurityOfficer), 0, 0, 0), new(DeedKind.Case, Who("ect", Role.SecurityOfficer), 1, 1, 0),
        new(DeedKind.Inspection, Who("ect", Role.Analyst), 2, 1, 0), new(DeedKind.Merge, Who("ect", Role.Analyst), 0, 1, 0), new(DeedKind.Share, Who("douane", Role.PrivacyOfficer), 4, 0, 1), new(DeedKind.HandOver, Who("ect", Role.SecurityOfficer), 0, 1, 0),
    ]);

    [Fact]
    public async Task What_people_and_machines_do_beside_signals_opens_it_to_nobody_else() => await Try(
    [
        new(DeedKind.Phenomenon, Who("ect", Role.SecurityOfficer), 0, 0, 0), new(DeedKind.Name, 0, 0, Organisation("rwg"), 0), new(DeedKind.Contribute, Who("ect", Role.SecurityOfficer), 0, 4, 0), new(DeedKind.Contribute, Who("ect", Role.Analyst), 0, 2, 1),
        new(DeedKind.Suppose, Who("rwg", Role.Analyst), 0, 0, 0), new(DeedKind.Advice, Who("ect", Role.SecurityOfficer), 0, Organisation("rwg"), 0), new(DeedKind.Advice, Who("ect", Role.SecurityOfficer), 0, Organisation("douane"), 0), new(DeedKind.GiveAdvice, 0, 0, 0, 0),
        new(DeedKind.Municipal, 0, 0, 0, 1), .. Enumerable.Repeat(new Deed(DeedKind.Weigh, 0, 0, 0, 0), 7),
        new(DeedKind.Join, Who("ect", Role.SecurityOfficer), 0, 1, 0), new(DeedKind.Join, Who("ect", Role.SecurityOfficer), 1, 5, 0), new(DeedKind.Change, Who("ect", Role.SecurityOfficer), 0, 0, 0),
        new(DeedKind.Bring, 0, 4, 0, 0), new(DeedKind.Bring, 0, 2, 0, 1), new(DeedKind.Bring, 1, 1, 0, 0), new(DeedKind.Bring, 1, 4, 0, 2), new(DeedKind.Bring, 3, 2, 0, 3), new(DeedKind.Bring, 2, 3, 0, 3),
    ], signals: 2, brief: true);

    [Fact(Explicit = true)]
    public Task No_sequence_of_deeds_lets_a_field_through_that_the_matrix_refuses() => Sequences.SampleAsync(async deeds =>
    {
        await Try(deeds);
        return true;
    }, iter: 3, threads: 1);

    async Task Try(IReadOnlyList<Deed> deeds, int signals = int.MaxValue, bool brief = false)
    {
        var world = new LeakWorld();
        foreach (var source in leak.Sources.Take(signals))
        {
            var (container, camera) = (NewContainer(), $"cam{Guid.NewGuid():N}"[..15]);
            world.Signals.Add(new(await leak.See(source, container, camera), source, container, camera));
        }

        foreach (var deed in deeds)
            await Do(world, deed);
        await leak.Post();
        await leak.Offer();
        await Look(world, brief);
    }

    async Task Do(LeakWorld world, Deed deed)
    {
        var beside = new LeakDeeds(leak, world);
        var (viewer, session) = leak.People[deed.Who % leak.People.Count];
        var (signal, other) = (world.Signals[deed.What % world.Signals.Count], world.Signals[deed.Other % world.Signals.Count]);
        var to = leak.Node.Settings.Organisations[deed.Other % leak.Node.Settings.Organisations.Count].Id;
        switch (deed.Kind)
        {
            case DeedKind.Share:
                var withheld = deed.How == 1;
                using (var given = await session.Post("/shares/give", "/account", [("signal", signal.Id), ("organisation", to), ("why", "kijk eens mee"), .. withheld ? new[] { ("offered", "camera") } : []]))
                {
                    if (given.StatusCode != HttpStatusCode.Redirect)
                        break;
                    Assert.True(viewer.Organisation == signal.Source.Organisation && AccessMatrix.Of(new(signal.Source.Regime, signal.Source.Purpose, viewer.Role, Direction.Partner, signal.Source.Tlp, signal.Source.Pap, Use.Provide)) != AccessVerdict.Refuse,
                        $"{viewer} gave away what stands under {signal.Source.Name}.");
                    world.Given.Add(new(given.Headers.Location!.ToString(), signal, to, !withheld));
                }

                break;
            case DeedKind.TakeBack when world.Given.Count > 0:
                var share = world.Given[deed.What % world.Given.Count];
                using (var back = await session.Post("/shares/withdraw", "/account", ("share", share.Page.Split('/')[^1])))
                {
                    if (back.StatusCode == HttpStatusCode.Redirect)
                        share.Standing = false;
                }

                break;
            case DeedKind.Merge:
                await Sent(session, "/signals/merge", ("signals", signal.Id), ("signals", other.Id));
                break;
            case DeedKind.Split:
                await Sent(session, "/signals/part", ("signal", signal.Id));
                break;
            case DeedKind.HandOver:
                await Sent(session, "/duties/hand-over", ("signal", signal.Id), ("organisation", to), ("reason", "jullie kunnen erbij"), ("version", deed.How.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case DeedKind.Comment:
                await Sent(session, "/talk/say", ("kind", "signal"), ("object", signal.Id), ("text", "wie weet hier meer van"));
                foreach (var copy in world.Given)
                    await Sent(session, "/talk/say", ("kind", "share"), ("object", copy.Page.Split('/')[^1]), ("text", "wij kijken mee"));
                break;
            case DeedKind.Ask:
                await Sent(session, "/talk/ask", ("kind", "signal"), ("object", signal.Id), ("organisation", to), ("what", "bekijk de beelden"), ("hours", "24"));
                break;
            case DeedKind.Judge:
                await Sent(session, "/signals/assess", ("signals", signal.Id), ("kind", deed.How == 0 ? "assigned" : "confirmed"), ("reason", "found"));
                break;
            case DeedKind.Search:
                await Sent(session, "/search", ("query", signal.Container));
                break;
            case DeedKind.Case:
                await Keep(world, await session.Post("/cases/open", "/account", ("title", "Samen uitzoeken"), ("home", viewer.Organisation), ("regime", signal.Source.Regime.ToString()), ("purpose", signal.Source.Purpose.ToString()), ("tlp", "Amber"),
                    ("basis", "LegitimateInterest"), ("article", "convenant art. 4"), ("signal", signal.Id)), async page => await Sent(session, "/cases/partner", ("case", page.Split('/')[^1]), ("version", "1"), ("organisation", to), ("part", "Acts"), ("basis", "PublicTask"), ("article", "convenant art. 4")));
                break;
            case DeedKind.Inspection:
                await Keep(world, await session.Post("/inspections/plan", "/account", ("title", "Samen kijken"), ("place", "ect-delta"), ("day", DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("time", "02:00"),
                    ("hours", "4"), ("why", "omdat het vaker gebeurt"), ("signal", signal.Id), ($"power.{viewer.Organisation}", "company"), ($"power.{to}", "customs")), _ => Task.CompletedTask);
                break;
            case DeedKind.Phenomenon:
                await beside.Open(viewer, session);
                break;
            case DeedKind.Name when world.Files.Count > 0:
                await beside.Name(world.Files[deed.What % world.Files.Count], to);
                break;
            case DeedKind.Contribute when world.Files.Count > 0:
                await beside.Contribute(world.Files[deed.What % world.Files.Count], viewer, session, deed.Other, deed.How);
                break;
            case DeedKind.Suppose when world.Files.Count > 0:
                await beside.Suppose(world.Files[deed.What % world.Files.Count], session);
                break;
            case DeedKind.Advice:
                await beside.Advise(viewer, session, to);
                break;
            case DeedKind.GiveAdvice when world.Advice.Count > 0:
                await beside.Give(world.Advice[deed.What % world.Advice.Count]);
                break;
            case DeedKind.Municipal:
                await beside.Take(deed.How == 0 ? session : leak.Of("gemeente", Role.Inspector));
                break;
            case DeedKind.Weigh when world.Municipal.Count > 0:
                await beside.Weigh(world.Municipal[deed.What % world.Municipal.Count]);
                break;
            case DeedKind.Join:
                string[] things = [.. world.Signals.Select(one => $"/signals/{one.Id}"), .. world.Pages.Where(page => page.Split('/') is ["", "cases" or "inspections" or "advice", _])];
                await beside.Join(session, things[deed.What % things.Length], things[deed.Other % things.Length]);
                break;
            case DeedKind.Change:
                await beside.Change(viewer, session, signal);
                break;
            case DeedKind.Bring:
                await beside.Bring(deed.Who, deed.What, deed.How);
                break;
            default:
                break;
        }
    }

    static async Task Sent(Session session, string path, params (string Name, string Value)[] fields) => (await session.Post(path, "/account", fields)).Dispose();

    static async Task Keep(LeakWorld world, HttpResponseMessage answer, Func<string, Task> then)
    {
        if (answer.StatusCode == HttpStatusCode.Redirect)
        {
            world.Pages.Add(answer.Headers.Location!.ToString());
            await then(world.Pages[^1]);
        }

        answer.Dispose();
    }

    async Task Look(LeakWorld world, bool brief)
    {
        string[] others = ["/phenomena", "/advice", "/advice.csv", "/municipal", "/riec", "/loop", "/scripts", "/scripts/proposals", "/exchange", "/exchange/sightings", "/notices", "/briefing"];
        string[] lists = brief ? others : ["/signals", "/signals?done=true", "/signals/export?done=false", "/signals/export?done=true", "/signals/export?done=false&format=geojson", "/live", "/live/export", "/duties", "/shared", "/cases", "/inspections", "/inspections/new", "/measures/taken", "/disclosure", "/programma", "/menu", .. others];
        var (found, secrets) = (new List<string>(), world.Secrets());
        foreach (var sent in leak.Sent)
            Assert.All(secrets, secret => Assert.DoesNotContain(secret.Text, sent, StringComparison.OrdinalIgnoreCase));
        // Who can look is asked last what they can see, so that an address which one reads is tried by all.
        var pages = lists.Concat(world.Signals.SelectMany(signal => new[] { $"/signals/{signal.Id}", $"/signals/{signal.Id}/share", $"/loop/signal/{signal.Id}" })).Concat(world.Given.Select(share => share.Page)).Concat(world.Pages).Concat(world.Files.Select(file => $"/inspections/new?phenomenon={file.Id}")).ToList();
        foreach (var (viewer, session) in leak.People.Where(person => !brief && person.Viewer is { Organisation: "ect", Role: Role.Analyst } or { Organisation: "rwg", Role: Role.SecurityOfficer } or { Organisation: "douane", Role: Role.Inspector }))
        {
            foreach (var signal in world.Signals.Where(signal => signal.Source.Organisation == viewer.Organisation))
                pages.AddRange(Subject().Matches(await session.Read($"/signals/{signal.Id}")).Select(match => match.Value).Distinct().SelectMany(page => new[] { page, page + "/export", page + "/export?format=geojson" }));
        }

        foreach (var (viewer, session) in leak.People)
        {
            foreach (var page in pages.Distinct())
            {
                using var answer = await session.Get(page);
                var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                var read = secrets.Where(secret => text.Contains(secret.Text, StringComparison.OrdinalIgnoreCase)).ToList();
                found.AddRange(read.Where(secret => !secret.MaySee(viewer)).Select(secret => $"{viewer.Role} of {viewer.Organisation} read {secret.What} at {page}"));
                world.Seen.UnionWith(read);
            }

            foreach (var signal in world.Signals)
            {
                using var searched = await session.Post("/search", "/account", ("query", signal.Container));
                if (searched.Headers.Location?.ToString().StartsWith("/subjects/", StringComparison.Ordinal) == true && !world.MaySee(viewer, signal, camera: false))
                    found.Add($"{viewer.Role} of {viewer.Organisation} found the container of {signal.Source.Name} by searching");
            }
        }

        foreach (var (party, client) in leak.Machines)
        {
            foreach (var page in new[] { "knowledge", "received" }.SelectMany(collection => new[] { "objects/?match[version]=all&limit=1000", "manifest/?limit=1000" }.Select(rest => TaxiiClient.At(collection, rest))))
            {
                using var answer = await client.Get(page);
                var text = await answer.Content.ReadAsStringAsync();
                var read = secrets.Where(secret => text.Contains(secret.Text, StringComparison.OrdinalIgnoreCase)).ToList();
                found.AddRange(read.Where(secret => secret.MayHave?.Invoke(party) != true).Select(secret => $"{party} was given {secret.What} at {page}"));
                world.Seen.UnionWith(read);
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct().Take(20)));
        // What somebody may see was seen, so every place in which it could leak was looked at. (The other node may add to a collection and not read it.)
        var unseen = world.Made.Where(secret => secret.Shown && !world.Seen.Contains(secret) && (leak.People.Any(person => secret.MaySee(person.Viewer)) || leak.Machines.Any(machine => machine.Party != "node:zeeland" && secret.MayHave?.Invoke(machine.Party) == true))).Select(secret => secret.What).Distinct().ToList();
        Assert.True(world.Seen.Count(secret => !world.Made.Contains(secret)) > 1, "No signal was seen by anybody who may.");
        Assert.True(unseen.Count == 0, $"Nobody who may read it was looked over the shoulder at: {string.Join(", ", unseen)}.");
    }

    int Organisation(string id) => leak.Node.Settings.Organisations.FindIndex(one => one.Id == id);

    int Who(string organisation, Role role) => leak.People.Select((person, at) => (person, at)).First(pair => pair.person.Viewer == new Viewer(organisation, role)).at;

    // Four letters, six digits, and the check digit that makes it a container.
    static string NewContainer()
    {
        var number = $"LEKU{Random.Shared.Next(1_000_000):D6}";
        return $"{number}{ContainerNumber.CheckDigit(number)}";
    }

    enum DeedKind { Share, TakeBack, Merge, Split, HandOver, Comment, Ask, Judge, Search, Case, Inspection, Phenomenon, Name, Contribute, Suppose, Advice, GiveAdvice, Municipal, Weigh, Join, Change, Bring }

    readonly record struct Deed(DeedKind Kind, int Who, int What, int Other, int How);

    [GeneratedRegex("/subjects/[0-9a-f]+")]
    private static partial Regex Subject();
}
