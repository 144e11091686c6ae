using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Tests.Node.Advice;
using Knooppunt.Tests.Node.Measures;
using Knooppunt.Tests.Node.Phenomena;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Access;

/// <summary>One object of each kind, of the organisation <c>ect</c> or of an organisation beside it, and how each door names it. Nothing is changed by knocking: what is sent is never whole.</summary>
sealed partial class DoorObjects
{
    readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    // Who takes a copy back takes it for everybody, so each asker has one of their own.
    readonly List<string> _given = [];

    public static async Task<DoorObjects> Of(PlayedNode played)
    {
        var objects = new DoorObjects();
        foreach (var stop in new[] { "report", "share", "inspection", "case", "barrier", "programme", "municipal" })
            objects._ids[stop] = played.Trail[stop]!.Split('/')[^1];
        objects._ids["signal"] = played.Trail["begun"]!;
        using var officer = await played.Node.SignIn(("ect", Role.SecurityOfficer));
        objects._ids["subject"] = Subject().Match(await officer.Read($"/signals/{objects._ids["signal"]}")).Groups[1].Value;
        objects._ids["phenomenon"] = await PhenomenonTests.Shared(officer);
        objects._ids["advice"] = await AdviceTests.Open(officer);
        objects._ids["extractor"] = await MeasureTests.Incident(officer, ("age.Under16", "1"), ("age.From18To22", "2"), ("first", "3"));
        foreach (var _ in Doors.Askers)
            objects._given.Add((await officer.Post("/shares/give", "/account", ("signal", objects._ids["signal"]), ("organisation", "douane"), ("why", "kijk eens mee"))).Headers.Location!.ToString().Split('/')[^1]);
        using var privacy = await played.Node.SignIn(("ect", Role.PrivacyOfficer));
        using var asked = await privacy.Post("/concerned/add", "/account", ("organisation", "ect"), ("received", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("channel", "letter"), ("right", "Access"),
            ("kind", "plate"), ("subject", "VB-12-XY"), ("identity", "Seen"), ("shown", "kentekencard gezien"), ("language", "nl"), ("asked", "ect"));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        objects._ids["request"] = asked.Headers.Location!.ToString().Split('/')[^1];
        return objects;
    }

    /// <summary>The address of a door with the ids of real objects in it.</summary>
    public string AddressOf(Door door) => Parameter().Replace(door.Route, match => (door.Route.Split('/')[1], match.Groups[1].Value.ToLowerInvariant()) switch
    {
        ("signals", _) => _ids["signal"],
        ("subjects", _) => _ids["subject"],
        ("shared", _) => _ids["share"],
        ("reports", "file") => "1",
        ("reports", _) => _ids["report"],
        ("inspections", "photo") => new string('a', 32),
        ("inspections", _) => _ids["inspection"],
        ("cases", _) => _ids["case"],
        ("phenomena", _) => _ids["phenomenon"],
        ("extractors", _) => _ids["extractor"],
        ("barriers", _) => _ids["barrier"],
        ("advice", _) => _ids["advice"],
        ("loop", "kind") => "barrier",
        ("loop", _) => _ids["barrier"],
        ("programme", _) => _ids["programme"],
        ("municipal", _) => _ids["municipal"],
        ("concerned", _) => _ids["request"],
        ("patterns", _) => SampleFiles.PatternId,
        ("scripts", "code" or "script") => door.Route.Contains("/barriers/", StringComparison.Ordinal) ? "electronic-seals" : "MO-01",
        ("refused", _) => "404",
        _ => "0",
    });

    /// <summary>Names the object in a form, with nothing else of what the form asks.</summary>
    public IEnumerable<KeyValuePair<string, string>> FieldsOf(Door door, int at)
    {
        var room = door.Route.Split('/')[1];
        Dictionary<string, string> fields = room switch
        {
            "signals" => new() { ["signal"] = _ids["signal"], ["signals"] = _ids["signal"] },
            "shares" => new() { ["signal"] = _ids["signal"], ["share"] = door.Route == "/shares/withdraw" ? _given[at] : _ids["share"] },
            "duties" when door.Route == "/duties/answer" => new() { ["kind"] = "share", ["object"] = _ids["share"] },
            "duties" when door.Route == "/duties/case" => new() { ["case"] = _ids["case"] },
            "duties" when door.Route == "/duties/report" => new() { ["report"] = _ids["report"] },
            "duties" => new() { ["signal"] = _ids["signal"], ["organisation"] = "ect" },
            "talk" => new() { ["kind"] = "signal", ["object"] = _ids["signal"] },
            "subjects" => new() { ["id"] = _ids["subject"], ["why"] = "Gevraagd door de portier" },
            "sources" => new() { ["organisation"] = "ect", ["name"] = new string('x', 81), ["hash"] = "0" },
            "scripts" => new() { ["organisation"] = door.Route.StartsWith("/scripts/proposals", StringComparison.Ordinal) ? "" : "ect", ["code"] = "MO-01", ["step"] = "x", ["kind"] = "role", ["dutch"] = "Iemand", ["english"] = "Somebody", ["seen"] = "99999", ["number"] = "99999" },
            "competence" => new() { ["line"] = "99999", ["body"] = "ect", ["answer"] = "30", ["act"] = "24", ["instead"] = "99999" },
            "patterns" => new() { ["returnUrl"] = "/patterns" },
            "disclosure" when door.Route == "/disclosure" => new() { ["_handler"] = "search-log" },
            "release" => new() { ["_handler"] = "try-release" },
            "reports" => new() { ["report"] = _ids["report"] },
            "inspections" => new() { ["inspection"] = _ids["inspection"], ["organisation"] = "ect" },
            "cases" => new() { ["case"] = _ids["case"], ["signal"] = door.Route == "/cases/signal" ? _ids["signal"] : "" },
            "phenomena" => new() { ["file"] = _ids["phenomenon"] },
            "municipal" => new() { ["signal"] = _ids["municipal"] },
            "extractors" => new() { ["incident"] = _ids["extractor"] },
            "barriers" => new() { ["barrier"] = _ids["barrier"] },
            "advice" => new() { ["advice"] = _ids["advice"] },
            "programme" => new() { ["measure"] = _ids["programme"] },
            "concerned" => new() { ["request"] = _ids["request"], ["organisation"] = "ect" },
            _ => [],
        };
        fields.TryAdd("version", "99999");
        return fields;
    }

    [GeneratedRegex("/subjects/([0-9a-f]+)")]
    private static partial Regex Subject();

    [GeneratedRegex("\\{([A-Za-z]+)[^}]*\\}")]
    private static partial Regex Parameter();
}
