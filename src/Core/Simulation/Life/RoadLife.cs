using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>Plates on the roads of the port and inside the sites.</summary>
static class RoadLife
{
    static readonly string[] Zones = ["import-stack", "reefer-stack", "quay", "apron-cargo", "hall"];

    public static void Live(Scene scene)
    {
        Roads(scene, scene.Luck("roads"));
        foreach (var site in scene.Profile.Sites)
            Inside(scene, site, scene.Luck($"inside/{site.Place}"));
        Slipway(scene, scene.Luck("slipway"));
    }

    static void Roads(Scene scene, Luck luck)
    {
        if (scene.Profile.Roads.Count == 0)
            return;
        var skews = scene.Profile.Roads.Select(_ => Mistakes.Skew(luck)).ToArray();
        for (var left = scene.Scaled(Math.Max(0, (scene.Profile.PlateReads - scene.Profile.GateVisits) * .8)); left > 0; left--)
        {
            var road = luck.Below(scene.Profile.Roads.Count);
            var truck = luck.Chance(.6);
            var seen = Mistakes.Read(luck, truck ? luck.Pick(scene.Cast.Trucks).Plate : luck.Pick(scene.Cast.Cars), out var misread);
            scene.Tell(scene.Profile.Authority, "anpr", luck, scene.Moment(luck, truck ? Rhythm.Trucks : Rhythm.RoundTheClock) + skews[road], "plate_read", ("plate", seen), ("camera", $"{scene.Profile.Roads[road]}-cam-{luck.Below(4) + 1}"), ("place", scene.Profile.Roads[road]),
                ("direction", luck.Pick("in", "out")), ("confidence", Math.Round(misread ? luck.Between(.5, .8) : luck.Between(.85, .99), 2)));
        }
    }

    /// <summary>Vans and terminal tractors with a right to be there. A plate that was misread is not held against the list of rights.</summary>
    static void Inside(Scene scene, Site site, Luck luck)
    {
        string[] zones = [.. Zones.Where(zone => scene.Knows($"{site.Place}/{zone}"))];
        for (var left = zones.Length == 0 ? 0 : scene.Scaled(scene.Profile.PlateReads * site.Share * .16); left > 0; left--)
        {
            var zone = luck.Pick(zones);
            var seen = Mistakes.Read(luck, luck.Pick(scene.Cast.Vans), out var misread);
            scene.Tell(site.Organisation, "anpr", luck, scene.Moment(luck, Rhythm.RoundTheClock), "plate_read", ("plate", seen), ("camera", $"{site.Place}-{zone}-{luck.Below(6) + 1}"), ("place", $"{site.Place}/{zone}"),
                ("confidence", Math.Round(misread ? luck.Between(.5, .8) : luck.Between(.85, .99), 2)), ("has_right", misread ? default(Observations.FieldValue) : true));
        }
    }

    static void Slipway(Scene scene, Luck luck)
    {
        if (scene.Profile.Water is not { } water)
            return;
        for (var left = scene.Scaled(120); left > 0; left--)
        {
            scene.Tell(scene.Profile.Authority, "anpr", luck, scene.Moment(luck, Rhythm.Daylight), "plate_read", ("plate", luck.Pick(scene.Cast.Cars)), ("camera", $"{water.Slipway}-1"), ("place", water.Slipway), ("direction", luck.Pick("in", "out")), ("confidence", .95));
        }
    }
}
