using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Tests.Core.Disclosure;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using JournalRoom = Knooppunt.Node.Journal.JournalRoom;

namespace Knooppunt.Tests.Node.Access;

/// <summary>
/// The agreed matrix over HTTP, every combination that a running node can hold: a source under every regime, purpose and pair of marks, in an organisation that may have it; what each saw becomes a
/// signal, and what its organisation releases one of the partnership. Everybody of every role, of that organisation and of another, asks for each in every way in which one can be asked for: the list,
/// the file, the page, the share page (provide), and a backtest (history).
/// </summary>
/// <remarks>
/// Of the 100,800 questions of the matrix these are not reached here, because a node never holds what they ask about:
/// a look or history in the direction of a partner under a closed regime, above TLP:AMBER or with PAP:RED, since no release policy lets that through (that nothing of it stands in the partnership's
/// journal is asserted below); history of another organisation's own journal, which no form offers (asserted too);
/// another node and everybody, to whom no signal or observation goes at all: to other nodes goes knowledge, which <c>MarkTests</c> asks mark by mark over TAXII, and public pages show none;
/// provide in another direction than a partner's, which the share page does not offer, and provide by who may not see the signal, whose share page is not there (asserted).
/// </remarks>
public sealed partial class EveryLabelTests : IAsyncLifetime
{
    const string Stranger = "rwg";
    static readonly Role[] Roles = Enum.GetValues<Role>();

    static readonly (string Organisation, Regime[] Regimes)[] Homes =
        [("ect", [Regime.None, Regime.Avg]), ("douane", [Regime.Customs]), ("politie", [Regime.Wpg8]), ("recherche", [Regime.Wpg9]), ("justitie", [Regime.Wjsg]), ("fiscus", [Regime.Fiscal])];

    readonly RunningNode _node = new();
    readonly ConcurrentBag<string> _wrong = [];
    long _asked;

    public async ValueTask InitializeAsync()
    {
        foreach (var (organisation, regimes) in Homes)
        {
            if (organisation != "ect")
                _node.Settings.Organisations.Add(new() { Id = organisation, Name = organisation });
            _node.Settings.Sources.RemoveAll(source => source.Organisation == organisation);
            _node.Settings.Sources.AddRange(
                from regime in regimes
                from purpose in Enum.GetValues<Purpose>()
                from tlp in Enum.GetValues<Tlp>()
                from pap in Enum.GetValues<Pap>()
                select new SourceSettings { Name = $"{organisation}/{regime}-{purpose}-{tlp}-{pap}".ToLowerInvariant(), Organisation = organisation, Regime = regime, Purpose = purpose, Tlp = tlp, Pap = pap });
        }

        _node.Settings.Organisations.Single(one => one.Id == "ect").Release = new ReleaseSettings { Rules = [new() { Type = "container_seen", Fields = ["container", "place", "ocr"] }] };
        await _node.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact(Explicit = true)]
    public async Task Every_combination_that_a_node_can_hold_opens_to_whom_the_matrix_names_and_to_nobody_else()
    {
        var cells = await See();
        var viewers = (from organisation in Homes.Select(home => home.Organisation).Append(Stranger) from role in Roles select new Viewer(organisation, role)).ToList();
        await Parallel.ForEachAsync(viewers, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (viewer, _) =>
        {
            using var session = await _node.SignIn((viewer.Organisation, viewer.Role));
            // Everybody asks for what the own organisation has and for what was released; the stranger for all that there is.
            var known = cells.Where(cell => cell.Released || cell.Source.Organisation == viewer.Organisation || viewer.Organisation == Stranger).ToList();
            await Lists(viewer, session, known);
            foreach (var (at, cell) in known.Index())
            {
                // What was released is for all partners alike, and what another organisation has is for none of its roles: of these each is asked for by name by one organisation, or by one role.
                if (cell.Released ? viewer.Organisation is "ect" or Stranger : cell.Source.Organisation == viewer.Organisation || at % Roles.Length == (int)viewer.Role)
                    await Pages(viewer, session, cell);
            }

            await History(viewer, session, cells);
        });
        Assert.True(_wrong.IsEmpty, $"{_wrong.Count} of {_asked}:\n" + string.Join('\n', _wrong.Order(StringComparer.Ordinal).Take(30)));
        Assert.True(_asked > 20_000, $"Only {_asked} were asked.");
    }

    // What stands in a list or a file is exactly what the matrix opens.
    async Task Lists(Viewer viewer, Session session, IReadOnlyList<Cell> known)
    {
        var listed = new List<string>();
        for (var next = "/signals"; next is not null;)
        {
            listed.Add(await session.Read(next));
            Assert.True(listed.Count < 20, $"{viewer.Role} of {viewer.Organisation} goes on reading {next} for ever.");
            next = Older().Match(listed[^1]) is { Success: true } older ? WebUtility.HtmlDecode(older.Groups[1].Value) : null;
        }

        var (page, file) = (listed.SelectMany(Named).ToHashSet(StringComparer.Ordinal), Named(await session.Read("/signals/export?done=false")).ToHashSet(StringComparer.Ordinal));
        var (lists, exports) = (viewer.Role is Role.SecurityOfficer or Role.Analyst or Role.Inspector or Role.PrivacyOfficer, viewer.Role is Role.SecurityOfficer or Role.Analyst);
        foreach (var cell in known)
        {
            Check(viewer, cell, "the list", cell.IsListedFor(viewer) && lists, page.Contains(cell.Id));
            Check(viewer, cell, "a file", cell.IsListedFor(viewer) && exports, file.Contains(cell.Id));
        }
    }

    async Task Pages(Viewer viewer, Session session, Cell cell)
    {
        // Asked as a program does: what is refused is a line then and not a page.
        using (var answer = await session.Client.GetAsync(new Uri($"/signals/{cell.Id}", UriKind.Relative)))
            Check(viewer, cell, "its page", cell.Opens(viewer), answer.StatusCode == HttpStatusCode.OK);
        // One of the partnership is for all partners already. What may not be seen cannot be given: that its share page is not there is asked once for each.
        if (cell.Released || (!cell.Opens(viewer) && viewer.Role != Role.Analyst))
            return;
        using var share = await session.Client.GetAsync(new Uri($"/signals/{cell.Id}/share", UriKind.Relative));
        var gives = LeakWorld.WorksOnData(viewer) && cell.Opens(viewer) && viewer.Organisation == cell.Source.Organisation;
        Check(viewer, cell, "its share page", gives, share.StatusCode == HttpStatusCode.OK);
        var provided = gives && AccessMatrix.Of(new AccessQuestion(cell.Source.Regime, cell.Source.Purpose, viewer.Role, Direction.Partner, cell.Source.Tlp, cell.Source.Pap, Use.Provide)) != AccessVerdict.Refuse;
        Check(viewer, cell, "giving it", provided, (await share.Content.ReadAsStringAsync()).Contains("action=\"/shares/give\"", StringComparison.Ordinal));
    }

    static IEnumerable<string> Named(string text) => Id().Matches(text).Select(match => match.Value);

    // A backtest over a journal finds as many as the matrix lets it compare.
    async Task History(Viewer viewer, Session session, IReadOnlyList<Cell> cells)
    {
        var path = $"/patterns/{SampleFiles.PatternId}/backtest";
        var form = await session.Read(path);
        string[] offered = [.. Journal().Matches(form).Select(match => match.Groups[1].Value)];
        string[] lawful = viewer.Role is Role.SecurityOfficer or Role.Analyst or Role.PrivacyOfficer ? [viewer.Organisation, Partnership] : [];
        if (!offered.Order(StringComparer.Ordinal).SequenceEqual(lawful.Order(StringComparer.Ordinal)))
            _wrong.Add($"{viewer} is offered the journals {string.Join(' ', offered)} for a backtest");
        foreach (var journal in lawful)
        {
            var day = DateTime.UtcNow;
            using var started = await session.Post(path, path, ("_handler", "start-backtest"), ("First", Day(day.AddDays(-1))), ("Last", Day(day.AddDays(1))), ("Journal", journal), ("Text", WebUtility.HtmlDecode(Text().Match(form).Groups[1].Value)));
            using var ended = await session.Client.GetAsync(new Uri("/patterns/backtest/stream", UriKind.Relative));
            await ended.Content.ReadAsStringAsync();
            var found = Hits().Match(await session.Read(path)) is { Success: true } hits ? int.Parse(hits.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            var agreed = cells.Count(cell => cell.Released == (journal == Partnership) && (cell.Released || cell.Source.Organisation == journal) && cell.MayCompare(viewer));
            Interlocked.Add(ref _asked, agreed);
            if (found != agreed)
                _wrong.Add($"{viewer} by a backtest over {journal}: agreed {agreed}, found {found}");
        }
    }

    void Check(Viewer viewer, Cell cell, string way, bool agreed, bool answered)
    {
        Interlocked.Increment(ref _asked);
        if (agreed != answered)
            _wrong.Add($"{viewer.Role} of {viewer.Organisation} about {cell.Source.Name}{(cell.Released ? ", released" : "")}, by {way}: agreed {agreed}, answered {answered}");
    }

    // Each source sees one container; what its organisation releases comes back as a signal of the partnership.
    async Task<IReadOnlyList<Cell>> See()
    {
        var sources = _node.Settings.Sources.Where(source => Homes.Any(home => home.Organisation == source.Organisation)).ToDictionary(ContainerOf);
        var leaves = sources.Values.Count(source => source is { Organisation: "ect", Tlp: <= Tlp.Amber, Pap: not Pap.Red });
        var (journals, database) = (_node.Services.GetRequiredService<JournalRoom>(), _node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>());
        await using var db = await database.CreateDbContextAsync();
        // Followed from before the first is sent: the last that is told comes when all stand.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await using var feed = _node.Services.GetRequiredService<SignalFeed>().Follow(patience.Token).GetAsyncEnumerator(patience.Token);
        var next = feed.MoveNextAsync();
        foreach (var own in sources.GroupBy(pair => pair.Value.Organisation))
        {
            using var client = _node.Client();
            client.DefaultRequestHeaders.Authorization = new("Bearer", await _node.Services.GetRequiredService<ApiKeys>().Make(own.Key, "test", "test"));
            using var answer = await client.PostAsync(Intake.Route, Intake.Batch([.. own.Select(pair => Intake.Event($"e-{pair.Key}", pair.Value.Name, "container_seen", Intake.Seen(pair.Key)))]));
            Assert.Equal(own.Count(), (await Intake.Answer(answer)).GetProperty("taken").GetInt32());
        }

        await journals.Maintain(DateTimeOffset.UtcNow);
        while (await next && db.Signals.Count() < sources.Count + leaves)
            next = feed.MoveNextAsync();
        var rows = await db.Signals.AsNoTracking().Select(row => new { row.Id, row.Journal, row.SubjectValue }).ToListAsync();
        // Nothing else was released than what a policy can let through.
        Assert.Equal(leaves, rows.Count(row => row.Journal == Partnership));
        Assert.All(rows.Where(row => row.Journal == Partnership), row => Assert.True(sources[row.SubjectValue!] is { Regime: Regime.None or Regime.Avg, Tlp: <= Tlp.Amber, Pap: not Pap.Red }, row.SubjectValue));
        return [.. rows.Select(row => new Cell(sources[row.SubjectValue!], row.Id, row.Journal == Partnership))];
    }

    string ContainerOf(SourceSettings source)
    {
        var number = $"EVLU{_node.Settings.Sources.IndexOf(source):D6}";
        return $"{number}{ContainerNumber.CheckDigit(number)}";
    }

    string Partnership => _node.Services.GetRequiredService<JournalRoom>().Settings.Partnership!;

    static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    sealed record Cell(SourceSettings Source, string Id, bool Released)
    {
        // A signal made of released copies is the partnership's, also for who released them.
        public bool Opens(Viewer viewer) => (Released ? AccessMatrix.Of(new AccessQuestion(Source.Regime, Source.Purpose, viewer.Role, Direction.Partner, Source.Tlp, Source.Pap)) : AccessMatrix.Of(viewer, Source.Handling, released: false)) != AccessVerdict.Refuse;

        // A released copy itself still is its organisation's own.
        public bool MayCompare(Viewer viewer) => AccessMatrix.Of(viewer, Source.Handling, Released, Use.History) != AccessVerdict.Refuse;

        // Who sees an organisation's own signal is not also told the partnership's reduced one of the same thing.
        public bool IsListedFor(Viewer viewer) => Opens(viewer) && !(Released && AccessMatrix.Of(viewer, Source.Handling, released: false) != AccessVerdict.Refuse);
    }

    [GeneratedRegex("href=\"(/signals\\?[^\"#]*before=[^\"#]*)\"")]
    private static partial Regex Older();

    [GeneratedRegex("[0-9a-f]{16,32}")]
    private static partial Regex Id();

    [GeneratedRegex("<option value=\"([^\"]+)\"")]
    private static partial Regex Journal();

    [GeneratedRegex("name=\"Text\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Text();

    [GeneratedRegex("([0-9]+) treffer")]
    private static partial Regex Hits();
}
