using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Tests.Core.Disclosure;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Access;

/// <summary>
/// Whatever people do one after another, nobody reads a field that the agreed matrix keeps from them: each source has a secret in its records, and every page, list, file, letter and
/// message of everybody is looked through for it.
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

    [Fact(Explicit = true)]
    public Task No_sequence_of_deeds_lets_a_field_through_that_the_matrix_refuses() => Sequences.SampleAsync(async deeds =>
    {
        await Try(deeds);
        return true;
    }, iter: 3, threads: 1);

    async Task Try(IReadOnlyList<Deed> deeds)
    {
        var world = new World();
        foreach (var source in leak.Sources)
        {
            var (container, camera) = (NewContainer(), $"cam{Guid.NewGuid():N}"[..15]);
            world.Signals.Add(new(await leak.See(source, container, camera), source, container, camera));
        }

        foreach (var deed in deeds)
            await Do(world, deed);
        await leak.Post();
        await Look(world);
    }

    async Task Do(World world, Deed deed)
    {
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
            default:
                break;
        }
    }

    static async Task Sent(Session session, string path, params (string Name, string Value)[] fields) => (await session.Post(path, "/account", fields)).Dispose();

    static async Task Keep(World world, HttpResponseMessage answer, Func<string, Task> then)
    {
        if (answer.StatusCode == HttpStatusCode.Redirect)
        {
            world.Pages.Add(answer.Headers.Location!.ToString());
            await then(world.Pages[^1]);
        }

        answer.Dispose();
    }

    async Task Look(World world)
    {
        string[] lists = ["/signals", "/signals?done=true", "/signals/export?done=false", "/signals/export?done=true", "/signals/export?done=false&format=geojson", "/live", "/live/export", "/briefing", "/notices", "/duties", "/shared", "/cases", "/inspections", "/measures/taken", "/disclosure", "/phenomena", "/programma", "/menu"];
        foreach (var sent in leak.Sent)
            Assert.All(world.Secrets, secret => Assert.DoesNotContain(secret.Text, sent, StringComparison.OrdinalIgnoreCase));
        // Who can look is asked last what they can see, so that an address which one reads is tried by all.
        var pages = lists.Concat(world.Signals.SelectMany(signal => new[] { $"/signals/{signal.Id}", $"/signals/{signal.Id}/share" })).Concat(world.Given.Select(share => share.Page)).Concat(world.Pages).ToList();
        foreach (var (viewer, session) in leak.People.Where(person => person.Viewer is { Organisation: "ect", Role: Role.Analyst } or { Organisation: "rwg", Role: Role.SecurityOfficer } or { Organisation: "douane", Role: Role.Inspector }))
        {
            foreach (var signal in world.Signals.Where(signal => signal.Source.Organisation == viewer.Organisation))
                pages.AddRange(Subject().Matches(await session.Read($"/signals/{signal.Id}")).Select(match => match.Value).Distinct().SelectMany(page => new[] { page, page + "/export", page + "/export?format=geojson" }));
        }

        var found = new List<string>();
        foreach (var (viewer, session) in leak.People)
        {
            foreach (var page in pages.Distinct())
            {
                using var answer = await session.Get(page);
                var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                found.AddRange(world.Secrets.Where(secret => text.Contains(secret.Text, StringComparison.OrdinalIgnoreCase) && !world.MaySee(viewer, secret)).Select(secret => $"{viewer.Role} of {viewer.Organisation} read {secret.What} of {secret.Signal.Source.Name} at {page}"));
                if (answer.StatusCode == HttpStatusCode.OK)
                    world.Seen += world.Secrets.Count(secret => text.Contains(secret.Text, StringComparison.OrdinalIgnoreCase));
            }

            foreach (var signal in world.Signals)
            {
                using var searched = await session.Post("/search", "/account", ("query", signal.Container));
                if (searched.Headers.Location?.ToString().StartsWith("/subjects/", StringComparison.Ordinal) == true && !world.MaySee(viewer, new(signal, "the container", signal.Container)))
                    found.Add($"{viewer.Role} of {viewer.Organisation} found the container of {signal.Source.Name} by searching");
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct().Take(20)));
        // Otherwise nothing was looked at.
        Assert.True(world.Seen > 20, $"Only {world.Seen} secrets were seen by those who may.");
    }

    int Who(string organisation, Role role) => leak.People.Select((person, at) => (person, at)).First(pair => pair.person.Viewer == new Viewer(organisation, role)).at;

    // Four letters, six digits, and the check digit that makes it a container.
    static string NewContainer()
    {
        var number = $"LEKU{Random.Shared.Next(1_000_000):D6}";
        return $"{number}{ContainerNumber.CheckDigit(number)}";
    }

    enum DeedKind { Share, TakeBack, Merge, Split, HandOver, Comment, Ask, Judge, Search, Case, Inspection }

    readonly record struct Deed(DeedKind Kind, int Who, int What, int Other, int How);

    sealed record Signal(string Id, SourceSettings Source, string Container, string Camera);

    sealed record Secret(Signal Signal, string What, string Text);

    sealed record Share(string Page, Signal Signal, string To, bool WithCamera)
    {
        public bool Standing { get; set; } = true;
    }

    sealed class World
    {
        public List<Signal> Signals { get; } = [];

        public List<Share> Given { get; } = [];

        public List<string> Pages { get; } = [];

        public int Seen { get; set; }

        public IReadOnlyList<Secret> Secrets => [.. Signals.SelectMany(signal => new Secret[] { new(signal, "the container", signal.Container), new(signal, "the camera", signal.Camera) })];

        /// <summary>By the matrix in the own organisation; elsewhere only what somebody decided to give, as long as it was not taken back.</summary>
        public bool MaySee(Viewer viewer, Secret secret) =>
            AccessMatrix.Of(viewer, secret.Signal.Source.Handling, released: false) != AccessVerdict.Refuse
            || (viewer.Role is Role.SecurityOfficer or Role.Analyst or Role.Inspector or Role.PrivacyOfficer && Given.Any(share => share.Standing && share.Signal == secret.Signal && share.To == viewer.Organisation && (share.WithCamera || secret.What == "the container")));
    }

    [GeneratedRegex("/subjects/[0-9a-f]+")]
    private static partial Regex Subject();
}
