using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>A flower auction's day: growers bring, trolleys move, buyers fetch.</summary>
static class FlowerLife
{
    public static void Live(Scene scene)
    {
        if (scene.Profile.Trolleys == 0)
            return;
        foreach (var site in scene.Profile.Sites)
        {
            var luck = scene.Luck($"auction/{site.Place}");
            for (var left = scene.Scaled(scene.Profile.GateVisits * site.Share / 2); left > 0; left--)
                Visit(scene, site, luck);
            for (var left = scene.Scaled(scene.Profile.Trolleys * site.Share); left > 0; left--)
                Trolley(scene, site, luck);
        }
    }

    static void Visit(Scene scene, Site site, Luck luck)
    {
        var truck = luck.Pick(scene.Cast.Trucks);
        var van = luck.Chance(.35);
        var plate = van ? luck.Pick(scene.Cast.Vans) : truck.Plate;
        var arrives = scene.Moment(luck, Rhythm.Auction);
        var stays = luck.Between(15, 80);
        var order = $"WO-{Numbers.Digits(luck, 6)}";
        var dock = $"{site.Place}/docks-{luck.Pick("north", "south")}";
        // A driver who mistakes the site asks at the gate and drives on.
        var lost = luck.Chance(.02);
        Gate(arrives, "in");
        if (!lost)
        {
            scene.Tell(site.Organisation, "docks", luck, arrives.AddMinutes(stays * .8), "dock_visit", ("plate", plate), ("place", dock), ("carrier", truck.Carrier), ("work_order", order), ("duration_seconds", Math.Floor(stays * 40)), ("direction", luck.Pick("in", "out")), ("on_order", true), ("object", van ? "van" : "truck"));
        }

        Gate(arrives.AddMinutes(lost ? 6 : stays), "out");

        void Gate(DateTimeOffset time, string direction) =>
            scene.Tell(site.Organisation, "gate", luck, time, "gate_visit", ("direction", direction), ("result", lost ? "refused" : "granted"), ("refusal_code", lost ? "wrong-site" : null), ("plate", plate), ("pass", truck.Pass), ("carrier", truck.Carrier), ("purpose", direction == "in" ? "deliver" : "pick-up"),
                ("place", site.Place), ("occupants", 1), ("passes_read", 1));
    }

    static void Trolley(Scene scene, Site site, Luck luck)
    {
        var ordered = luck.Below(28) + 2;
        // A trolley too few is found daily; one too many is not.
        var count = ordered - (luck.Chance(.03) ? 1 : 0);
        var setpoint = luck.Pick(2.0, 4.0, 6.0, 8.0);
        scene.Tell(site.Organisation, "trolleys", luck, scene.Moment(luck, Rhythm.Auction), "trolley_move", ("trolley", "T" + Numbers.Digits(luck, 6)), ("place", site.Place + "/hall"), ("count", count), ("ordered", ordered), ("from_place", site.Place + "/hall"), ("to_place", $"{site.Place}/docks-{luck.Pick("north", "south")}"),
            ("work_order", $"WO-{Numbers.Digits(luck, 6)}"), ("temperature_c", Math.Round(setpoint + (luck.Normal() * .5), 1)), ("setpoint_c", setpoint));
    }
}
