using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Sightings;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Signals;
using Knooppunt.Node.Signals.Following;
using Knooppunt.Tests.Node.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Knowledge;

/// <summary>A pattern of a partner on trial: what it finds is for the analysts of one organisation, on every road that leads to signals.</summary>
public sealed partial class TrialTests : IAsyncLifetime
{
    internal const string Id = "0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b78";

    const string Container = "TCLU4265787";

    static readonly string Text = $"""
        title: Lege kade proef
        id: {Id}
        status: test
        date: 2026-03-01
        logsource:
          product: knooppunt
          category: goods
          service: container_seen
        detection:
          there:
            place: ect-delta/quay
          condition: there
        level: critical
        knooppunt:
          subject: container
          contradiction: Nothing may lie there.
          families: [goods]
          sentence:
            nl: Proefvondst {Accolade("container")}.
            en: Found on trial {Accolade("container")}.

        """.ReplaceLineEndings("\n");

    // Where a file that never ends or that somebody else's state is behind is not a page of signals.
    static readonly string[] Streams = ["/signals/stream", "/live/stream", "/patterns/backtest/stream"];

    static readonly string[] Great = ["/signals", "/signals?done=true", "/signals/export", "/signals/trial", "/briefing", "/notices", "/duties", "/live", "/live/export", "/shared", "/measures", "/inspections/new", "/api/v1/openapi.json"];

    readonly RunningNode _node = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _node.InitializeAsync();
        await Propose(_node);
    }

    /// <summary>Puts a script of another node with its pattern before people, and one week of what others saw of ours.</summary>
    internal static async Task Propose(RunningNode node, string? text = null, TimeSpan later = default)
    {
        var maker = ScriptExtension.Maker("node/antwerpen", "Knooppunt Antwerpen", "organization", DateTimeOffset.UnixEpoch);
        var (shelf, others) = (node.Services.GetRequiredService<ScriptShelf>(), node.Services.GetRequiredService<KnowledgeForOthers>());
        var theirs = shelf.Shipped("MO-02")!.Script;
        theirs = theirs with { Code = "MO-71", Modified = theirs.Modified + later, Tlp = Knooppunt.Observations.Tlp.Green, Steps = [.. theirs.Steps.Select((step, at) => step with { Patterns = at == 0 ? [Id] : [] })] };
        IReadOnlyList<Knooppunt.Knowledge.Stix.StixObject> Objects(CrimeScript script, string pattern, IReadOnlyList<Knooppunt.Knowledge.Stix.StixObject>? before) => ScriptStix.Write(script, maker, new Dictionary<string, SharedPattern> { [Id] = new(Id, "Lege kade proef", pattern, DateTimeOffset.UnixEpoch) }, [], before);
        var objects = Objects(theirs with { Modified = theirs.Modified - later }, Text, null);
        objects = text is null ? objects : Objects(theirs, text, objects);
        Assert.All(await others.Take(objects, "antwerpen", Stop), taken => Assert.Null(taken.Complaint));
        var ours = shelf.Shipped("MO-01")!.Objects.First(one => one.Type == "indicator").Id;
        Assert.Null((await others.Take(SightingStix.Write(new(ours, maker.Id, new(2026, 45), new(37, (12, 20))), Knooppunt.Observations.Tlp.Green, Knooppunt.Observations.Pap.Green), "antwerpen", Stop)).Complaint);
    }

    /// <summary>Puts that pattern on trial at ect, and gives the pages of the proposal and of the pattern.</summary>
    internal static async Task<string[]> Tried(RunningNode node, Session analyst)
    {
        await Propose(node);
        var number = await Proposal(analyst);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/patterns/adopt", "/account", ("number", number), ("pattern", Id), ("organisation", "ect"), ("state", "trial"), ("reason", "Eerst eens kijken"))).StatusCode);
        return [$"/scripts/proposals/{number}", $"/scripts/patterns/{Assert.Single(await node.Services.GetRequiredService<AdoptPatterns>().Standing(Stop)).Number}"];
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public Task What_a_trial_finds_is_for_the_analysts_of_one_organisation_on_the_great_roads() => Hold(everywhere: false);

    // Every role by itself, and every address that the node has.
    [Fact(Explicit = true)]
    public Task What_a_trial_finds_is_for_the_analysts_of_one_organisation_on_every_road() => Hold(everywhere: true);

    async Task Hold(bool everywhere)
    {
        using var analyst = await _node.SignIn(("ect", Role.Analyst));
        await Adopt(analyst);
        var others = new List<Session>();
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Analyst && (everywhere || role == Role.SecurityOfficer)))
            others.Add(await _node.SignIn(("ect", role)));
        others.Add(await _node.SignIn(("rwg", Role.Analyst)));
        others.Add(await _node.SignIn([.. Enum.GetValues<Role>().Where(role => role != Role.Analyst).Select(role => ("ect", role)), .. Enum.GetValues<Role>().Select(role => ("rwg", role))]));
        using var stream = await others[^1].Client.GetAsync(new Uri("/signals/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Stop);
        var changes = _node.Services.GetRequiredService<SignalChanges>();

        var told = await _node.MakeSignal(Container);
        var trial = Assert.Single(await Trials());
        Assert.Equal((Container, 4, "ect", true), (trial.SubjectValue, trial.Severity, trial.Journal, trial.OnTrial));
        // The pattern in force found the same and told a story of its own, no graver for the trial.
        Assert.NotEqual(trial.Id, told.Id);
        Assert.Equal([SampleFiles.PatternId], StoryJson.Read(told.Story).Patterns.Select(part => part.PatternId));
        Assert.DoesNotContain(await changes.After(0, Stop), change => change.Signal == trial.Id);

        // Every page, file and answer that the node has, for who may not see it: neither the signal nor what it says.
        var roads = Roads(trial.Id).ToArray();
        Assert.InRange(roads.Length, 80, int.MaxValue);
        foreach (var session in others)
        {
            // Whoever has every role but that one, and every role elsewhere, sees all that any of them sees.
            foreach (var road in everywhere && session == others[^1] ? roads : Great)
                Silent(road, session.Name, trial, await session.Read(road));
            Assert.Equal(HttpStatusCode.NotFound, (await session.Get($"/signals/{trial.Id}")).StatusCode);
            var search = await session.Post("/search", "/account", ("query", Container));
            Silent("search", session.Name, trial, search.Headers.Location is { } found ? await session.Read(found.ToString()) : await search.Content.ReadAsStringAsync(Stop));
            foreach (var (path, fields) in Deeds(trial.Id))
            {
                using var answer = await session.Post(path, "/account", fields);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{path} as {session.Name}: {answer.StatusCode}");
            }
        }

        // Nor in the news of an open page: what comes after is told, the trial's never was.
        await _node.MakeSignal("CSQU3054383");
        using var news = new StreamReader(await stream.Content.ReadAsStreamAsync(Stop));
        for (var line = ""; !line.Contains("CSQU3054383", StringComparison.Ordinal); line = await news.ReadLineAsync(Stop) ?? "CSQU3054383")
            Silent("stream", "all", trial, line);

        // Nobody was given a duty or a notice of it, and even its analysts cannot share, merge or take it out as a file.
        await using (var db = await _node.Services.GetRequiredService<IDbContextFactory<FollowUpDb>>().CreateDbContextAsync(Stop))
            Assert.DoesNotContain(await db.Duties.Select(duty => duty.Object).ToListAsync(Stop), thing => thing == trial.Id);
        Assert.DoesNotContain(trial.Id, await analyst.Read("/signals"), StringComparison.Ordinal);
        Assert.DoesNotContain(trial.Id, await analyst.Read("/signals/export"), StringComparison.Ordinal);
        Assert.DoesNotContain(trial.Id, await analyst.Read("/briefing"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.Post("/shares/give", "/account", ("signal", trial.Id), ("organisation", "rwg"), ("why", "kijk mee"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.Post("/signals/merge", "/account", ("signals", trial.Id), ("signals", told.Id))).StatusCode);

        // For its analysts it is there, marked, and they judge it.
        Assert.Contains($"/signals/{trial.Id}", await analyst.Read("/signals/trial"), StringComparison.Ordinal);
        var page = await analyst.Read($"/signals/{trial.Id}");
        Assert.Contains("Op proef.", page, StringComparison.Ordinal);
        Assert.Contains($"Proefvondst {Container}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/shares/", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/signals/assess", "/account", ("signals", trial.Id), ("kind", "dismissed"), ("reason", "exercise"))).StatusCode);
        Assert.DoesNotContain(await changes.DeedsAfter(0, Stop), deed => deed.Signal == trial.Id);
        foreach (var session in others)
            session.Dispose();
    }

    [Fact]
    public async Task A_named_person_puts_it_in_force_or_withdraws_it_and_the_history_stays()
    {
        using var analyst = await _node.SignIn(("ect", Role.Analyst));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        (string, string)[] adopt = [("number", await Proposal(analyst)), ("pattern", Id), ("organisation", "ect"), ("state", "trial")];
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/scripts/patterns/adopt", "/account", [.. adopt, ("reason", "")])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/scripts/patterns/adopt", "/account", [.. adopt, ("reason", "wegens VX-123-L")])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await partner.Post("/scripts/patterns/adopt", "/account", [.. adopt, ("reason", "proef")])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Post("/scripts/patterns/adopt", "/account", [.. adopt, ("reason", "proef")])).StatusCode);
        await Adopt(analyst);
        var row = Assert.Single(await _node.Services.GetRequiredService<AdoptPatterns>().Standing(Stop));
        var folder = _node.Services.GetRequiredService<Knooppunt.Node.Shell.NodeFolders>().Patterns;
        var tried = Path.Combine(folder, "trial", "ect", $"{Id}.yml");
        Assert.DoesNotContain(Id, await File.ReadAllTextAsync(tried, Stop), StringComparison.Ordinal);
        Assert.Equal((TrialText.IdOf(Id), true), (row.RunsAs, row.OnTrial));
        // The journal of another organisation, or of the partnership, is not judged by it.
        Assert.DoesNotContain(_node.Services.GetRequiredService<JournalRoom>().Read("rwg", 0, 100_000).Entries, entry => entry.Control?.Name.StartsWith("own/trial/", StringComparison.Ordinal) == true);
        // No entry of the algorithm register, no line of the export: it is not in force.
        Assert.DoesNotContain("Lege kade proef", await officer.Read("/patterns/export"), StringComparison.Ordinal);
        Assert.DoesNotContain("Lege kade proef", await officer.Read("/patterns/register.json"), StringComparison.Ordinal);

        (string, string)[] Decision(string deed, string reason) => [("number", $"{row.Number}"), ("deed", deed), ("reason", reason)];
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Post("/scripts/patterns/decide", "/account", Decision("force", "goed"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.Post("/scripts/patterns/decide", "/account", Decision("force", "goed"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/scripts/patterns/decide", "/account", Decision("force", ""))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/patterns/decide", "/account", Decision("force", "Klopte elf keer"))).StatusCode);
        Assert.False(File.Exists(tried));
        Assert.Equal(Text, await File.ReadAllTextAsync(Path.Combine(folder, "adopted", $"{Id}.yml"), Stop));
        Assert.Equal(HttpStatusCode.Conflict, (await analyst.Post("/scripts/patterns/decide", "/account", Decision("force", "nog eens"))).StatusCode);

        // A file that a kill left behind, or took away, is put right at the next start.
        await File.WriteAllTextAsync(tried, Text, Stop);
        File.Delete(Path.Combine(folder, "adopted", $"{Id}.yml"));
        await _node.Services.GetRequiredService<AdoptPatterns>().Lay(Stop);
        Assert.False(File.Exists(tried));
        Assert.True(File.Exists(Path.Combine(folder, "adopted", $"{Id}.yml")));

        // A later version of its maker stands over the older one, which stays with what was decided on it; the file of the older one, as a kill leaves it, is written over at the next start.
        await Propose(_node, Text.Replace("level: critical", "level: high", StringComparison.Ordinal), TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/patterns/adopt", "/account", ("number", await Proposal(analyst)), ("pattern", Id), ("organisation", "ect"), ("state", "force"), ("reason", "Minder zwaar"))).StatusCode);
        var newer = Assert.Single(await _node.Services.GetRequiredService<AdoptPatterns>().Standing(Stop));
        var (older, _) = (await _node.Services.GetRequiredService<AdoptPatterns>().Find(row.Number, Stop))!.Value;
        Assert.Equal((Text, false, true), (older.Text, older.Withdrawn is null, newer.Text.Contains("level: high", StringComparison.Ordinal)));
        var adopted = Path.Combine(folder, "adopted", $"{Id}.yml");
        await File.WriteAllTextAsync(adopted, Text, Stop);
        await _node.Services.GetRequiredService<AdoptPatterns>().Lay(Stop);
        Assert.Equal(newer.Text, await File.ReadAllTextAsync(adopted, Stop));
        Assert.Equal([adopted], Directory.GetFiles(Path.Combine(folder, "adopted")));
        row = newer;

        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/patterns/decide", "/account", Decision("withdraw", "Te vaak loos"))).StatusCode);
        Assert.False(File.Exists(Path.Combine(folder, "adopted", $"{Id}.yml")));
        // So is one that was withdrawn and is still in force.
        await File.WriteAllTextAsync(Path.Combine(folder, "adopted", $"{Id}.yml"), Text, Stop);
        await _node.Services.GetRequiredService<AdoptPatterns>().Lay(Stop);
        Assert.False(File.Exists(Path.Combine(folder, "adopted", $"{Id}.yml")));
        var page = await officer.Read($"/scripts/patterns/{row.Number}");
        Assert.All(new[] { "in werking gesteld", "ingetrokken", "Minder zwaar", "Te vaak loos", analyst.Name }, said => Assert.Contains(said, page, StringComparison.Ordinal));
        page = await officer.Read($"/scripts/patterns/{older.Number}");
        Assert.All(new[] { "op proef gezet", "in werking gesteld", "ingetrokken", "Eerst eens kijken", "Klopte elf keer", "Vervangen", analyst.Name }, said => Assert.Contains(said, page, StringComparison.Ordinal));

        // Over what partners share the centre alone tries, and only one that the node was given.
        var journals = _node.Services.GetRequiredService<Knooppunt.Node.Signals.Trial.TrialJournals>();
        Assert.False(journals.Runs("ect", "partnership") || journals.Runs("rwg", "partnership") || journals.Runs("ect", "rwg"));
        _node.Settings.Centre = "rwg";
        Assert.True(journals.Runs("ect", "ect") && journals.Runs("rwg", "partnership") && !journals.Runs("ect", "partnership"));
        Assert.Equal("ect; rwg, partnership", $"{string.Join(", ", journals.Of(["ect"]))}; {string.Join(", ", journals.Of(["rwg"]))}");
    }

    [Theory]
    [InlineData("filter:\n  rules: any\n  selection:\n    a: b\n  condition: selection\n", "filter")]
    [InlineData("detection:\n  a:\n    b: c\n  condition: a\n", "no id")]
    public void What_would_change_patterns_in_force_cannot_be_tried(string part, string because)
    {
        var other = $"title: Other\nlogsource:\n  product: knooppunt\n  category: goods\n{part}";
        var refused = TrialText.Of(Id, $"{Text}---\n{other}");
        Assert.False(refused.Ok);
        Assert.Contains(because, refused.Complaint!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void On_trial_a_correlation_counts_its_own_rules()
    {
        const string First = "title: A\nid: 0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b79\nname: weighing\nlogsource:\n  product: knooppunt\n  category: goods\n  service: weighing\ndetection:\n  a:\n    note: weighing\n  condition: a\nlevel: low\n";
        const string Second = "---\ntitle: B\nid: 0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b7a\ncorrelation:\n  type: event_count\n  rules:\n    - weighing\n  group-by: [container]\n  timespan: 1h\n  condition: {gte: 3}\nlevel: low\n";
        var text = TrialText.Of(Id, First + Second).Value;
        Assert.Contains("name: weighing_on_trial\n", text, StringComparison.Ordinal);
        Assert.Contains("- weighing_on_trial\n", text, StringComparison.Ordinal);
        // A value that reads the same stays.
        Assert.Contains("service: weighing\n", text, StringComparison.Ordinal);
        Assert.Contains("note: weighing\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("9b79", text, StringComparison.Ordinal);
        Assert.Equal(text, TrialText.Of(Id, First + Second).Value);
    }

    // Who takes the filter off sees what is on trial: these have a reason, and each other one must give one here.
    [Fact]
    public void Only_what_stores_ends_answers_for_and_shows_trials_takes_the_filter_off() =>
        Assert.Equal(["EndSignals.cs", "RecordSignals.cs", "SignalHoldings.cs", "TrialSignals.cs"],
            Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "src", "Node"), "*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && File.ReadAllText(file).Contains("IgnoreQueryFilters", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    static string Accolade(string name) => $"{{{name}}}";

    static void Silent(string road, string who, SignalRow trial, string answer)
    {
        Assert.False(answer.Contains(trial.Id, StringComparison.Ordinal) && !road.Contains(trial.Id, StringComparison.Ordinal), $"{road} gave {who} the signal of a trial.");
        Assert.False(answer.Contains("Proefvondst", StringComparison.Ordinal) || answer.Contains("Found on trial", StringComparison.Ordinal), $"{road} told {who} what a trial found.");
    }

    static IEnumerable<(string Path, (string, string)[] Fields)> Deeds(string id) =>
    [
        ("/signals/assess", [("signals", id), ("kind", "confirmed"), ("reason", "found")]), ("/signals/merge", [("signals", id), ("signals", "0")]), ("/signals/part", [("signal", id)]),
        ("/shares/give", [("signal", id), ("organisation", "rwg"), ("why", "x")]), ("/duties/hand-over", [("signal", id), ("organisation", "rwg"), ("reason", "x")]),
    ];

    /// <summary>Every address that answers to GET, with the signal where an id stands; those of the node as it runs, so that a new one is in it by itself.</summary>
    IEnumerable<string> Roads(string signal) => _node.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods || methods.Contains("GET"))
        .Select(endpoint => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), found => found.Value.Contains(":long", StringComparison.Ordinal) || found.Value.Contains(":int", StringComparison.Ordinal) ? "1" : signal))
        .Where(road => !Streams.Contains(road) && !road.StartsWith("/lib/", StringComparison.Ordinal) && !road.StartsWith("/taxii2", StringComparison.Ordinal) && !road.StartsWith("/_", StringComparison.Ordinal) && !road.Contains("sign-out", StringComparison.Ordinal) && !road.EndsWith("/stream", StringComparison.Ordinal))
        .Distinct();

    async Task Adopt(Session analyst)
    {
        var journals = _node.Services.GetRequiredService<JournalRoom>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var records = journals.Follow("ect", journals.Next("ect"), patience.Token).GetAsyncEnumerator(patience.Token);
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/patterns/adopt", "/account", ("number", await Proposal(analyst)), ("pattern", Id), ("organisation", "ect"), ("state", "trial"), ("reason", "Eerst eens kijken"))).StatusCode);
        while (await records.MoveNextAsync() && !records.Current.Entries.Any(entry => entry.Control?.Name == $"own/trial/ect/{Id}.yml"))
        {
        }
    }

    static async Task<string> Proposal(Session analyst) => ProposalLink().Match(await analyst.Read("/scripts/proposals")).Groups[1].Value;

    async Task<List<SignalRow>> Trials()
    {
        await using var db = await _node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync(Stop);
        return await db.Signals.IgnoreQueryFilters().AsNoTracking().Where(row => row.OnTrial).ToListAsync(Stop);
    }

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("/scripts/proposals/(\\d+)")]
    private static partial Regex ProposalLink();
}
