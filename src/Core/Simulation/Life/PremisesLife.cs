using System.Globalization;

namespace Knooppunt.Simulation.Life;

/// <summary>Business units in the municipalities around: visited by day, let in the ordinary way.</summary>
static class PremisesLife
{
    public static void Live(Scene scene)
    {
        foreach (var building in scene.Profile.Buildings)
        {
            var luck = scene.Luck($"premises/{building.Place}");
            for (var left = scene.Scaled(400); left > 0; left--)
            {
                var seen = Mistakes.Read(luck, luck.Chance(.6) ? luck.Pick(scene.Cast.Vans) : luck.Pick(scene.Cast.Cars), out var misread);
                scene.Tell(building.Organisation, "anpr", luck, scene.Moment(luck, Rhythm.Office), "plate_read", ("plate", seen), ("camera", building.Place + "-1"), ("place", building.Place), ("direction", luck.Pick("in", "out")), ("confidence", misread ? .7 : .95));
            }

            for (var left = scene.Scaled(6); left > 0; left--)
                scene.Tell(building.Organisation, "register", luck, scene.Moment(luck, Rhythm.Office), "company_registered", ("company", Numbers.Digits(luck, 8)), ("place", building.Place), ("per_address", luck.Below(12) + 1), ("age_days", 0));
            for (var left = scene.Scaled(4); left > 0; left--)
            {
                scene.Tell(building.Organisation, "leases", luck, scene.Moment(luck, Rhythm.Office), "unit_lease", ("unit", string.Create(CultureInfo.InvariantCulture, $"{building.Place}/{luck.Below(60) + 1}")), ("place", building.Place), ("company", Numbers.Digits(luck, 8)),
                    ("rent_paid", luck.Chance(.95) ? "bank" : "cash"), ("age_days", Math.Floor(luck.Between(60, 2000))), ("per_address", luck.Below(12) + 1));
            }
        }
    }
}
