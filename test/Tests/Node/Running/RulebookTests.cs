using System.Globalization;
using System.Text.Json.Nodes;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

/// <summary>By what a journal is judged stands in the journal: changed while the node runs, and the same again on a replay.</summary>
public sealed class RulebookTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    readonly RunningNode _node = new();

    string Own => Path.Combine(_node.Settings.Data, "patterns", "twice.yml");

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Pattern_laid_down_while_the_node_runs_judges_what_comes_after_and_leaves_what_others_remember()
    {
        await Lay(Own, Twice("twice", "container_moved"));
        await Send("a-1", "container_moved", "TSTU0000001");
        await Lay(Path.Combine(_node.Settings.Data, "patterns", "other.yml"), Twice("other", "container_weighed"));
        Assert.Equal("TSTU0000001", (await _node.SignalAfter(() => Send("a-2", "container_moved", "TSTU0000001"), _ => true)).SubjectValue);
        Assert.Equal("TSTU0000002", (await _node.SignalAfter(async () =>
        {
            await Send("b-1", "container_weighed", "TSTU0000002");
            await Send("b-2", "container_weighed", "TSTU0000002");
        }, _ => true)).SubjectValue);

        // What a pattern says of something derived is met by what was derived: the page says so, with how it is worked out.
        await Lay(Path.Combine(_node.Settings.Data, "patterns", "first.yml"), First);
        var signal = await _node.SignalAfter(() => Send("c-1", "container_sealed", "TSTU0000005"), _ => true);
        using var officer = await _node.SignIn(("ect", Knooppunt.Disclosure.Access.Role.SecurityOfficer));
        var page = System.Net.WebUtility.HtmlDecode(await officer.Read($"/signals/{signal.Id}"));
        Assert.Contains("Hieruit en uit eerdere waarnemingen berekend", page, StringComparison.Ordinal);
        Assert.Contains("""<span class="line met">    derived_by: novelty<""", page, StringComparison.Ordinal);
        Assert.Contains(">  kind: novelty</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_file_leaves_its_last_right_version_in_force_and_a_deleted_one_is_withdrawn()
    {
        await Lay(Own, Twice("twice", "container_moved"));
        var withdrawn = Recorded("own/twice.yml", "");
        File.WriteAllText(Own, "title: broken\ndetection: [");
        using (var admin = await _node.SignIn(("ect", Knooppunt.Disclosure.Access.Role.Analyst)))
            Assert.Contains("stays in force", await Page(admin, "stays in force"), StringComparison.Ordinal);
        Assert.Equal("TSTU0000003", (await _node.SignalAfter(async () =>
        {
            await Send("c-1", "container_moved", "TSTU0000003");
            await Send("c-2", "container_moved", "TSTU0000003");
        }, _ => true)).SubjectValue);
        File.Delete(Own);
        await withdrawn;
        await Send("d-1", "container_moved", "TSTU0000004");
        await Send("d-2", "container_moved", "TSTU0000004");
        // The sample pattern still fires; nothing came before it.
        Assert.Equal("CSQU3054383", (await _node.MakeSignal("CSQU3054383")).SubjectValue);
    }

    [Fact]
    public async Task Journal_gives_the_same_signals_where_other_patterns_lie()
    {
        await Lay(Own, Twice("twice", "container_moved"));
        await _node.SignalAfter(async () =>
        {
            await Send("e-1", "container_moved", "TSTU0000005");
            await Send("e-2", "container_moved", "TSTU0000005");
        }, _ => true);
        var before = await Signals(_node);
        await _node.Stop();
        await using var other = new RunningNode();
        SampleFiles.Write(other.Folder);
        foreach (var pattern in Directory.EnumerateFiles(other.Settings.Patterns!))
            File.Delete(pattern);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_node.Settings.Data, "journals"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(other.Settings.Data, Path.GetRelativePath(_node.Settings.Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        await other.Start();
        Assert.Equal(before, await Until(() => Signals(other), signals => signals.Count >= before.Count));
    }

    [Fact]
    public async Task List_of_plates_enters_the_journal_as_tokens_and_finds_a_reading_that_lost_a_character()
    {
        await Lay(Path.Combine(_node.Settings.Data, "lists", "wanted.txt"), "field: plate\n12-ABC-3\n", "wanted");
        await Lay(Own, """
            title: Listed
            id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a77
            logsource: {product: knooppunt}
            detection: {sel: {lists: wanted}, condition: sel}
            level: low
            knooppunt: {place: gate, subject: plate}
            """);
        Assert.DoesNotContain("12ABC3", Texts().Single(control => control.Kind == "list" && control.Name == "wanted").Content, StringComparison.OrdinalIgnoreCase);
        using var sender = _node.Sender();
        var read = new JsonObject { ["plate"] = "12-AB-3", ["camera"] = "c1" };
        var row = await _node.SignalAfter(async () => (await sender.PostAsync(Intake.Route, Intake.Structured(Intake.Event("f-1", "ect/gate", "plate_read", read)))).Dispose(), _ => true);
        Assert.Equal("Listed", row.Headline);
    }

    const string First = """
        title: First seal
        derived:
          kind: novelty
          from: container_sealed
          key: container
        ---
        title: Sealed for the first time
        id: first-seal
        logsource: {product: knooppunt, service: novelty}
        detection:
          there:
            derived_by: novelty
          condition: there
        level: low
        knooppunt: {place: terminal, subject: container}
        """;

    /// <summary>Two events of a type about one container: remembered state, which a change elsewhere must leave.</summary>
    static string Twice(string name, string type) => $"""
        title: {name} event
        id: {name}_event
        name: {name}_event
        logsource: {"{"}product: knooppunt{"}"}
        detection: {"{"}sel: {"{"}type: {type}{"}"}, condition: sel{"}"}
        ---
        title: {name}
        id: {name}
        correlation:
          type: event_count
          rules: [{name}_event]
          group-by: [container]
          timespan: 1d
          condition: {"{"}gte: 2{"}"}
        level: low
        knooppunt: {"{"}place: terminal, subject: container{"}"}
        """;

    /// <summary>Lays a file down and waits until the journal says so.</summary>
    async Task Lay(string path, string text, string? name = null)
    {
        var recorded = Recorded(name ?? "own/" + Path.GetFileName(path), null);
        File.WriteAllText(path, text);
        await recorded;
    }

    /// <summary>Waits for a control record of that name that comes after this moment.</summary>
    Task Recorded(string name, string? content)
    {
        var before = Texts().Count;
        return Until(() => Task.FromResult(Texts()), texts => texts.Skip(before).Any(control => control.Name == name && (content is null || control.Content == content)));
    }

    List<ControlRecord> Texts() => [.. _node.Services.GetRequiredService<JournalRoom>().Read("ect", 0, 100_000).Entries.Select(entry => entry.Control).OfType<ControlRecord>().Where(control => control.Kind != "tick")];

    async Task Send(string id, string type, string container)
    {
        using var sender = _node.Sender();
        using var answer = await sender.PostAsync(Intake.Route, Intake.Structured(Intake.Event(id, "ect/gate", type, Intake.Seen(container))));
        Assert.Equal(1, (await Intake.Answer(answer)).GetProperty("taken").GetInt64());
    }

    static Task<string> Page(Session session, string expected) => Until(async () => await session.Client.GetStringAsync(new Uri("/patterns", UriKind.Relative)), page => page.Contains(expected, StringComparison.Ordinal));

    static async Task<List<string>> Signals(RunningNode node)
    {
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync();
        return [.. (await db.Signals.OrderBy(row => row.Id).ToListAsync()).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Id} {row.Headline} {row.Story}"))];
    }

    static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> fits)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var seen = await look();
            if (fits(seen))
                return seen;
            await beat.WaitForNextTickAsync(patience.Token);
        }
    }
}
