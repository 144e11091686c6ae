using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Tests.Core.Disclosure;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Access;

/// <summary>A signal under every regime and purpose, marked mildly and strictly, and who may open it: over HTTP, for every role of the organisation and of a partner, against the agreed matrix.</summary>
public sealed class EveryLabelTests : IAsyncLifetime
{
    static readonly (string Organisation, Regime[] Regimes)[] Homes =
        [("ect", [Regime.None, Regime.Avg]), ("douane", [Regime.Customs]), ("politie", [Regime.Wpg8]), ("recherche", [Regime.Wpg9]), ("justitie", [Regime.Wjsg]), ("fiscus", [Regime.Fiscal])];

    static readonly (Tlp Tlp, Pap Pap)[] Marks = [(Tlp.Amber, Pap.Amber), (Tlp.Red, Pap.Red)];

    readonly RunningNode _node = new();

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
                from mark in Marks
                select new SourceSettings { Name = $"{organisation}/{regime}-{purpose}-{mark.Tlp}-{mark.Pap}".ToLowerInvariant(), Organisation = organisation, Regime = regime, Purpose = purpose, Tlp = mark.Tlp, Pap = mark.Pap });
        }

        _node.Settings.Organisations.Single(one => one.Id == "ect").Release = new ReleaseSettings { Rules = [new() { Type = "container_seen", Fields = ["container", "place", "ocr"] }] };
        await _node.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact(Explicit = true)]
    public async Task Every_label_opens_to_whom_the_matrix_names_and_to_nobody_else()
    {
        var sources = _node.Settings.Sources.Where(source => Homes.Any(home => home.Organisation == source.Organisation)).ToList();
        var signals = await See(sources);
        var wrong = new List<string>();
        foreach (var organisation in Homes.Select(home => home.Organisation).Append("rwg"))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                using var session = await _node.SignIn((organisation, role));
                var viewer = new Viewer(organisation, role);
                var listed = role is Role.SecurityOfficer or Role.Analyst ? await session.Read("/signals/export?done=false") : null;
                foreach (var (source, row, released) in signals.Where(signal => signal.Source.Organisation == organisation || organisation == "rwg"))
                {
                    var handling = source.Handling;
                    var agreed = released ? AccessMatrix.Of(new AccessQuestion(handling.Regime, handling.Purpose, role, Direction.Partner, handling.Tlp, handling.Pap)) : AccessMatrix.Of(viewer, handling, released: false);
                    var may = agreed != AccessVerdict.Refuse;
                    using var answer = await session.Get($"/signals/{row.Id}");
                    if (answer.StatusCode == HttpStatusCode.OK != may)
                        wrong.Add($"{viewer} about {source.Name}{(released ? ", released" : "")}: agreed {agreed}, answered {answer.StatusCode}");
                    if (listed?.Contains(row.Id, StringComparison.Ordinal) == true && !may)
                        wrong.Add($"{viewer} found {source.Name}{(released ? ", released" : "")} in a file");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(30)));
        Assert.Contains(signals, signal => signal.Released);
    }

    // Each source sees one container; what its organisation releases comes back as a signal of the partnership.
    async Task<List<(SourceSettings Source, SignalRow Row, bool Released)>> See(List<SourceSettings> sources)
    {
        var found = new List<(SourceSettings, SignalRow, bool)>();
        var partnership = _node.Services.GetRequiredService<Knooppunt.Node.Journal.JournalRoom>().Settings.Partnership;
        foreach (var source in sources)
        {
            var number = $"EVLU{sources.IndexOf(source):D6}";
            var container = $"{number}{ContainerNumber.CheckDigit(number)}";
            using var client = _node.Client();
            client.DefaultRequestHeaders.Authorization = new("Bearer", await KeyOf(source.Organisation));
            var leaves = source is { Organisation: "ect", Tlp: <= Tlp.Amber, Pap: not Pap.Red };
            var rows = new List<SignalRow>();
            await _node.SignalAfter(async () => (await client.PostAsync(Intake.Route, Intake.Structured(Intake.Event($"e-{container}", source.Name, "container_seen", Intake.Seen(container))))).Dispose(), row =>
            {
                if (row.SubjectValue == container)
                    rows.Add(row);
                return rows.DistinctBy(one => one.Journal).Count() == (leaves ? 2 : 1);
            });
            found.AddRange(rows.DistinctBy(one => one.Journal).Select(row => (source, row, row.Journal == partnership)));
        }

        return found;
    }

    readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    async Task<string> KeyOf(string organisation) => _keys.TryGetValue(organisation, out var known) ? known : _keys[organisation] = await _node.Services.GetRequiredService<ApiKeys>().Make(organisation, "test", "test");
}
