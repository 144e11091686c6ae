using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>What cameras, fences and drone sensors report on an ordinary day.</summary>
static class SensorLife
{
    public static void Live(Scene scene)
    {
        foreach (var site in scene.Profile.Sites)
        {
            var luck = scene.Luck($"sensors/{site.Place}");
            Cameras(scene, site, luck);
            if (scene.Knows($"{site.Place}/fence-south"))
                Fence(scene, site, luck);
        }

        if (scene.Profile.Water is not null)
            Drones(scene, scene.Luck("drones"));
    }

    static void Cameras(Scene scene, Site site, Luck luck)
    {
        for (var left = scene.Scaled(1500 * site.Share); left > 0; left--)
        {
            var (what, happens) = luck.Below(10) switch { < 6 => ("vehicle", "line_cross"), < 8 => ("person", "line_cross"), 8 => ("animal", "motion"), _ => ("none", "obstruction") };
            var where = scene.Knows(site.Gate) ? site.Gate : site.Place;
            var at = scene.Position(where, luck);
            scene.Tell(site.Organisation, "cameras", luck, scene.Moment(luck, Rhythm.RoundTheClock), "camera_event", ("camera", $"{site.Place}-cam-{luck.Below(60) + 1:D2}"), ("event", happens), ("object", what), ("count", 1), ("has_right", what == "person" ? true : default(Observations.FieldValue)),
                ("duration_seconds", Math.Floor(luck.Between(3, 55))), ("confidence", Math.Round(luck.Between(.6, .99), 2)), ("place", where), ("lat", at.Lat), ("lon", at.Lon));
        }

        // Mechanics walk between the reefers, announced and with a right to.
        if (site.Terminal is null)
            return;
        for (var left = scene.Scaled(16 * site.Share); left > 0; left--)
        {
            var at = scene.Position($"{site.Place}/reefer-stack", luck);
            scene.Tell(site.Organisation, "cameras", luck, scene.Moment(luck, Rhythm.Office), "camera_event", ("camera", $"{site.Place}-stack-{luck.Below(9) + 1}"), ("event", "person_in_stack"), ("object", "person"), ("count", 1), ("has_right", true),
                ("duration_seconds", Math.Floor(luck.Between(60, 1200))), ("confidence", .96), ("place", $"{site.Place}/reefer-stack"), ("block", $"M{luck.Below(9) + 1:D2}"), ("lat", at.Lat), ("lon", at.Lon));
        }
    }

    /// <summary>Wind and rabbits: an alarm, and a camera that turns and sees an animal or nothing.</summary>
    static void Fence(Scene scene, Site site, Luck luck)
    {
        for (var left = scene.Scaled(25 * site.Share); left > 0; left--)
        {
            var time = scene.Moment(luck, Rhythm.RoundTheClock);
            var place = $"{site.Place}/fence-south";
            var at = scene.Position(place, luck);
            scene.Tell(site.Organisation, "fence", luck, time, "fence_alarm", ("sensor", $"{site.Place}-fence-{luck.Below(12) + 1:D2}"), ("event", "vibration"), ("place", place), ("lat", at.Lat), ("lon", at.Lon));
            scene.Tell(site.Organisation, "cameras", luck, time.AddSeconds(20), "camera_event", ("camera", $"{site.Place}-fence-cam-1"), ("event", "motion"), ("object", luck.Pick("animal", "none")), ("confidence", .7), ("place", place), ("lat", at.Lat), ("lon", at.Lon));
        }
    }

    /// <summary>Drones with a permit, and a hobbyist by the water.</summary>
    static void Drones(Scene scene, Luck luck)
    {
        for (var left = scene.Scaled(20); left > 0; left--)
        {
            var hobby = luck.Chance(.1);
            var place = hobby ? scene.Profile.Water!.Slipway : luck.Pick(scene.Profile.Water!.Berths);
            var at = scene.Position(place, luck);
            scene.Tell(scene.Profile.Authority, "drones", luck, scene.Moment(luck, Rhythm.Daylight), "drone_detected", ("drone", "1581F" + Numbers.Digits(luck, 6)), ("place", place), ("lat", at.Lat), ("lon", at.Lon), ("altitude_m", Math.Round(luck.Between(30, 110))), ("permit", !hobby));
        }
    }
}
