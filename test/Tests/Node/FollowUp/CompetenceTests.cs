using System.Net;
using System.Text.Json;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.FollowUp;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.FollowUp;

/// <summary>The partners keep the map themselves: each its own lines, the centre everybody's.</summary>
public sealed class CompetenceTests : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync()
    {
        _node.Settings.Centre = "rwg";
        return _node.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Begins_with_each_for_its_own_places_and_the_centre_for_the_rest()
    {
        var (rows, map) = await Kept.Read();
        Assert.Equal([("ect-delta", "ect"), ("rwg", "rwg"), (null, "rwg")], rows.Select(row => (row.Place, row.Body)));
        Assert.Equal(["ect", "rwg"], map.Find(new("ect-delta/quay", "MO-01", Regime.Avg)).Organisations);
        await _node.Services.GetRequiredService<FirstCompetences>().Lay(default);
        Assert.Equal(3, (await Kept.Read()).Rows.Count);
    }

    [Fact]
    public async Task Partner_writes_itself_in_and_nobody_else_and_the_centre_writes_for_all()
    {
        using var partner = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var centre = await _node.SignIn(("rwg", Role.Analyst));
        using var clerk = await _node.SignIn(("ect", Role.GateClerk));
        Assert.Equal(HttpStatusCode.Forbidden, (await Write(clerk, "ect")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Write(partner, "rwg")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Write(partner, "ect", ("phenomenon", "MO-07"), ("place", "anchorage-4"), ("fallback", "rwg"), ("channel", "VHF 14"), ("basis", "convenant 2026"))).StatusCode);
        var line = (await Kept.Read()).Rows[^1];
        Assert.Equal(("anchorage-4", "MO-07", "ect", "rwg", 20, 6, "VHF 14"), (line.Place, line.Phenomenon, line.Body, line.Fallback, line.AnswerMinutes, line.ActHours, line.Channel));
        Assert.Contains("VHF 14", await centre.Read("/competence"), StringComparison.Ordinal);

        // A change is a new line; the old one stays readable, and whoever comes second is told.
        Assert.Equal(HttpStatusCode.Redirect, (await Write(centre, "rwg", ("instead", $"{line.Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Write(centre, "ect", ("instead", $"{line.Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await centre.Post("/competence/end", "/account", ("line", $"{line.Id}"))).StatusCode);
        Assert.Equal(line.Id, Assert.Single(await Kept.Ended()).Id);
        Assert.Contains(centre.Name, await partner.Read("/competence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holes_and_overlaps_are_said_in_words()
    {
        using var centre = await _node.SignIn(("rwg", Role.Analyst));
        Assert.DoesNotContain("Gaten:", await centre.Read("/competence"), StringComparison.Ordinal);
        await Write(centre, "rwg", ("place", "ect-delta"));
        Assert.Contains("Overlap:", await centre.Read("/competence"), StringComparison.Ordinal);
        var everywhere = (await Kept.Read()).Rows.First(row => row.Place is null);
        await centre.Post("/competence/end", "/account", ("line", $"{everywhere.Id}"));
        var page = await centre.Read("/competence");
        Assert.Contains("Gaten:", page, StringComparison.Ordinal);
        Assert.Contains("Ankergebied 4 Oost: elk verschijnsel", page, StringComparison.Ordinal);
        using var places = JsonDocument.Parse(await centre.Read("/competence/places.geojson"));
        Assert.Contains(("Ankergebied 4 Oost → ?", true), Drawn(places));
        Assert.Contains(("ECT Delta → ECT Delta ↔ Rotterdam World Gateway", true), Drawn(places));
        Assert.Contains(("Rotterdam World Gateway", false), Drawn(places));
        Assert.Contains("<strong>Ankergebied 4 Oost</strong>: niemand", page, StringComparison.Ordinal);

        // Under one regime and for one phenomenon there may be somebody where there is nobody for all.
        Assert.Equal(HttpStatusCode.Redirect, (await Write(centre, "rwg", ("place", "anchorage-4"), ("phenomenon", "MO-07"), ("regime", "Avg"))).StatusCode);
        page = await centre.Read("/competence?phenomenon=MO-07&regime=Avg");
        Assert.Contains("<strong>Ankergebied 4 Oost</strong>: Rotterdam World Gateway", page, StringComparison.Ordinal);
        Assert.Contains("Ankergebied 4 Oost: elk verschijnsel", page, StringComparison.Ordinal);
        using var drop = JsonDocument.Parse(await centre.Read("/competence/places.geojson?phenomenon=MO-07&regime=Avg"));
        Assert.Contains(("Ankergebied 4 Oost → Rotterdam World Gateway", false), Drawn(drop));
        using var police = JsonDocument.Parse(await centre.Read("/competence/places.geojson?phenomenon=MO-07&regime=Wpg8"));
        Assert.Contains(("Ankergebied 4 Oost → ?", true), Drawn(police));
        Assert.Equal(HttpStatusCode.BadRequest, (await centre.Get("/competence/places.geojson?regime=Maritiem")).StatusCode);
        Assert.Contains("anchorage-4,MO-07,Avg,rwg,", await centre.Read("/competence.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_in_a_sentence()
    {
        using var centre = await _node.SignIn(("rwg", Role.Analyst));
        foreach (var (field, value) in new[] { ("place", "nergens"), ("phenomenon", "MO-99"), ("regime", "Maritiem"), ("fallback", "onbekend"), ("answer", "0"), ("act", "-1"), ("answer", "99999999999") })
            Assert.Equal((field, value, HttpStatusCode.BadRequest), (field, value, (await Write(centre, "ect", (field, value))).StatusCode));
        Assert.Equal(3, (await Kept.Read()).Rows.Count);
    }

    static IEnumerable<(string?, bool)> Drawn(JsonDocument places) => places.RootElement.GetProperty("features").EnumerateArray().Select(place => place.GetProperty("properties")).Select(place => (place.GetProperty("name").GetString(), place.GetProperty("closed").GetBoolean()));

    Competences Kept => _node.Services.GetRequiredService<Competences>();

    static Task<HttpResponseMessage> Write(Session session, string body, params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual = [("answer", "20"), ("act", "6")];
        return session.Post("/competence/write", "/account", [("body", body), .. fields, .. usual.Where(field => fields.All(other => other.Name != field.Name))]);
    }
}
