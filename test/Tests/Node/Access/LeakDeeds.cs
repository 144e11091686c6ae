using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Exchange;
using Knooppunt.Tests.Node.Municipal;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Access;

/// <summary>What people do in the rooms that hold more than signals: phenomena, municipal signals, advice, chains; and what machines do at the exchange.</summary>
sealed partial class LeakDeeds(LeakNode leak, LeakWorld world)
{
    static readonly Regime[] Regimes = [Regime.None, Regime.Avg];

    public async Task Open(Viewer viewer, Session session)
    {
        var word = LeakWorld.Word();
        if (await Made(session, "/phenomena/open", ("question", $"Hoe komt {word} binnen?"), ("script", ""), ("home", viewer.Organisation)) is not { } page)
            return;
        var file = new LeakFile(IdIn(page), viewer.Organisation, [viewer.Organisation]);
        world.Files.Add(file);
        world.Made.Add(new($"the question of a phenomenon file of {file.Home}", word, one => file.Sees(one, file.Home, Regime.None, Tlp.Amber)));
    }

    public async Task Name(LeakFile file, string organisation)
    {
        var lead = leak.Of(file.Home, Role.SecurityOfficer);
        if (await Done(lead, "/phenomena/partner", ("file", file.Id), ("version", VersionOf(await lead.Read($"/phenomena/{file.Id}"))), ("organisation", organisation), ("deed", "add")))
            file.Named.Add(organisation);
    }

    public async Task Contribute(LeakFile file, Viewer viewer, Session session, int mark, int regime)
    {
        var (word, tlp, under) = (LeakWorld.Word(), (Tlp)(mark % 5), Regimes[regime % 2]);
        if (await Done(session, "/phenomena/contribute", ("file", file.Id), ("organisation", viewer.Organisation), ("regime", under.ToString()), ("tlp", tlp.ToString()), ("text", $"Wij zien {word} in de nacht.")))
            world.Made.Add(new($"a contribution of {viewer.Organisation} under {under} and {tlp}", word, one => file.Sees(one, viewer.Organisation, under, tlp)));
    }

    public async Task Suppose(LeakFile file, Session session)
    {
        var word = LeakWorld.Word();
        if (await Done(session, "/phenomena/hypothesis", ("file", file.Id), ("text", $"Het komt door {word}.")))
            world.Made.Add(new($"a hypothesis in a file of {file.Home}", word, one => file.Sees(one, file.Home, Regime.None, Tlp.Amber)));
    }

    public async Task Advise(Viewer viewer, Session session, string to)
    {
        var word = LeakWorld.Word();
        if (await Made(session, "/advice/open", ("organisation", viewer.Organisation), ("receiver", $"{word} BV"), ("partner", to == viewer.Organisation ? "" : to), ("language", "nl"), ("activity", "drive")) is not { } page)
            return;
        var advice = new LeakAdvice(IdIn(page), viewer.Organisation, to);
        world.Advice.Add(advice);
        world.Pages.AddRange([$"{page}/letter", $"/loop/advice/{advice.Id}"]);
        world.Made.Add(new($"an advice of {advice.By} to {advice.To}", word, one => (LeakWorld.WorksOnData(one) || one.Role == Role.ProgrammeManager) && (one.Organisation == advice.By || (advice.Given && one.Organisation == advice.To))));
    }

    public async Task Give(LeakAdvice advice) => advice.Given |= await Done(leak.Of(advice.By, Role.SecurityOfficer), "/advice/step", ("advice", advice.Id), ("seen", "0"), ("step", "Given"), ("look", ""), ("text", ""));

    public async Task Take(Session session)
    {
        var (word, number) = (LeakWorld.Word(), LeakWorld.Word());
        if (await Made(session, "/municipal/open", ("home", "gemeente"), ("reference", number), ("text", $"Busjes laden bij {word}"), ("from", $"melding via {number}"), ("basis", "convenant veilige haven"), ("place", ""),
            ("seen", DateTime.UtcNow.AddDays(-20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) is not { } page)
            return;
        var signal = new LeakMunicipal(IdIn(page));
        world.Municipal.Add(signal);
        world.Made.Add(new("a municipal signal", word, one => signal.Of(one) != AccessVerdict.Refuse));
        world.Made.Add(new("the file number of a municipal signal", number, one => signal.Of(one) == AccessVerdict.Allow));
    }

    /// <summary>One step further in the protocol, by who may; at the end to the joint team and back.</summary>
    public async Task Weigh(LeakMunicipal signal)
    {
        var (handler, privacy) = (leak.Of("gemeente", Role.Inspector), leak.Of("gemeente", Role.PrivacyOfficer));
        (Session By, string Deed, (string, string)[] Fields)[] deeds = signal.Step switch
        {
            0 or 1 or 2 => [(handler, "weigh", [("weighing", new[] { "Intake", "Concrete", "Phenomenon" }[signal.Step]), ("outcome", "GoOn"), ("reason", "dat past bij wat wij zagen")]), Agreed(privacy)],
            3 => [(privacy, "source", [("source", "permits"), ("ground", "toezicht op het gebruik van het pand"), ("months", "12")]), (handler, "answer", [("source", "permits"), ("deed", "hit")])],
            4 => [(handler, "weigh", [("weighing", "Hits"), ("outcome", "CaseMeeting"), ("reason", "dat past bij wat wij zagen")]), Agreed(privacy), (privacy, "departments", [("source", "permits"), ("departments", "alleen toezicht")]), (privacy, "exchange", [("text", "het adres aan de brandweer")])],
            5 => [(handler, "weigh", [("weighing", "Approach"), ("outcome", "GoOn"), ("reason", "het past bij het pand"), ("plan", "samen controleren"), ("direction", "toezicht"), ("monitor", "6"), ("keep", "12")]), Agreed(privacy)],
            _ => [(handler, "team", [("deed", signal.Team ? "back" : "put")])],
        };
        foreach (var (by, deed, fields) in deeds)
        {
            using var answer = await MunicipalNode.Do(leak.Node, by, deed, signal.Id, fields);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{deed}: {answer.StatusCode}");
        }

        signal.Team = signal.Step++ >= 6 && !signal.Team;
    }

    /// <summary>Joins two things of a chain, and has everybody look at the chain.</summary>
    public async Task Join(Session session, string one, string other)
    {
        var kind = one.Split('/')[1] switch { "signals" => "Signal", "advice" => "Advice", "cases" => "Case", _ => "Inspection" };
        if (await Made(session, "/loop/join", ("kind", kind), ("id", IdIn(one)), ("other", other)) is { } chain)
            world.Pages.AddRange([chain, $"/loop{other.Replace("/signals/", "/signal/", StringComparison.Ordinal).Replace("/cases/", "/case/", StringComparison.Ordinal).Replace("/inspections/", "/inspection/", StringComparison.Ordinal)}"]);
    }

    public async Task Change(Viewer viewer, Session session, LeakSignal signal)
    {
        var word = LeakWorld.Word();
        if (await Done(session, "/loop/change", ("kind", "Signal"), ("id", signal.Id), ("organisation", viewer.Organisation), ("text", $"een hek bij {word}"), ("state", "Advised"), ("day", "2026-04-01")))
            world.Made.Add(new($"a change that {viewer.Organisation} wrote down", word, one => one.Organisation == viewer.Organisation && LeakWorld.Answers(one)));
    }

    /// <summary>A machine brings an object: alone, or mentioning the one before, or as a new version of one of its own under another mark.</summary>
    public async Task Bring(int who, int mark, int how)
    {
        var (party, client) = leak.Machines[who % leak.Machines.Count];
        var (word, tlp, collection) = (LeakWorld.Word(), (Tlp)(mark % 5), party.StartsWith("node:", StringComparison.Ordinal) ? "received" : "knowledge");
        var before = how == 2 ? world.Objects.LastOrDefault(one => one.By == party) : null;
        var brought = before ?? new LeakObject(Stix.Id(how == 3 ? "course-of-action" : "attack-pattern"), collection, party);
        var mentions = how == 1 && world.Objects.LastOrDefault(one => one.Collection == collection) is { } last ? new[] { last.Id } : [];
        var modified = $"2026-03-02T08:00:{world.Made.Count % 60:D2}.{world.Made.Count / 60:D3}Z";
        if ((int)(await client.Add(collection, Stix.Object(brought.Id, modified, word, tlp, mentions)))["failure_count"]! > 0)
            return;
        brought.Tlp = tlp;
        if (before is null)
            world.Objects.Add(brought);
        world.Made.Add(new($"what {party} brought under {tlp}", word, brought.IsSeenBy, brought.Reaches, Shown: mentions.Length == 0));
    }

    static (Session, string, (string, string)[]) Agreed(Session privacy) => (privacy, "check", [("deed", "agree"), ("reason", "noodzakelijk en niet te veel")]);

    // The page of what was made; null when it was refused.
    async Task<string?> Made(Session session, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await session.Post(path, "/account", fields);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            return null;
        world.Pages.Add(answer.Headers.Location!.ToString());
        return world.Pages[^1];
    }

    static async Task<bool> Done(Session session, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await session.Post(path, "/account", fields);
        return answer.StatusCode == HttpStatusCode.Redirect;
    }

    static string IdIn(string page) => page.Split('/')[^1];

    static string VersionOf(string page) => Version().Match(page).Groups[1].Value is { Length: > 0 } version ? version : "0";

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();
}
