using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>Trucks that come to a terminal, are let in or sent back, and leave.</summary>
static class GateLife
{
    // The terminals publish the codes with which a driver must leave and come again ("resit").
    static readonly string[] Refusals = ["no-appointment", "wrong-terminal", "pin-mismatch", "customs-block", "not-discharged", "late-for-slot"];
    const double Refused = .025, DepotPart = .12;

    public static void Live(Scene scene)
    {
        foreach (var site in scene.Profile.Sites.Where(site => site.Terminal is not null))
        {
            var luck = scene.Luck($"gate/{site.Place}");
            for (var left = scene.Scaled(scene.Profile.GateVisits * site.Share / 2); left > 0; left--)
                Visit(scene, site, luck);
            Shuttle(scene, site, scene.Luck($"shuttle/{site.Place}"));
        }
    }

    static void Visit(Scene scene, Site site, Luck luck)
    {
        var truck = luck.Pick(scene.Cast.Trucks);
        var arrives = scene.Moment(luck, Rhythm.Trucks);
        var leaves = arrives.AddSeconds(Math.Floor(luck.Between(22, 70) * 60));
        var errand = luck.Below(100) switch { < 45 => Errand.FetchFull, < 70 => Errand.BringFull, < 90 => Errand.BringEmpty, _ => Errand.FetchEmpty };
        var box = Box.Of(scene, site, luck, errand);
        Read(scene, site, luck, truck.Plate, "in", arrives.AddSeconds(-luck.Between(4, 20)));
        if (luck.Chance(Refused))
        {
            SendBack(scene, site, luck, truck, box, arrives);
            return;
        }

        Call(scene, site, luck, truck, box, arrives, leaves);
    }

    /// <summary>A haulier with a contract brings two empties back early every day, weekends too.</summary>
    static void Shuttle(Scene scene, Site site, Luck luck)
    {
        var truck = scene.Cast.ShuttleOf(site);
        foreach (var hour in new[] { 5.1, 6.6 })
        {
            var arrives = scene.Day.At(hour + luck.Between(0, .3));
            Read(scene, site, luck, truck.Plate, "in", arrives.AddSeconds(-luck.Between(4, 20)));
            Call(scene, site, luck, truck, Box.Of(scene, site, luck, Errand.BringEmpty), arrives, arrives.AddMinutes(luck.Between(22, 50)));
        }
    }

    static void Call(Scene scene, Site site, Luck luck, Truck truck, Box box, DateTimeOffset arrives, DateTimeOffset leaves)
    {
        Announce(scene, site, luck, truck, box, arrives, leaves);
        GateVisit(scene, site, luck, truck, box, arrives, "in", null);
        if (box.Inward)
            Boxes.Gate(scene, site, luck, truck, box, arrives.AddSeconds(40), "in");
        Boxes.Handled(scene, site, luck, truck, box, arrives, leaves);
        if (!box.Inward)
            Boxes.Gate(scene, site, luck, truck, box, leaves.AddSeconds(-30), "out");
        GateVisit(scene, site, luck, truck, box, leaves, "out", null);
        Read(scene, site, luck, truck.Plate, "out", leaves.AddSeconds(luck.Between(4, 20)));
        if (scene.Profile.Depot is { } depot && box is { Empty: true, Inward: false } && luck.Chance(DepotPart * 4))
            Depot(scene, depot, luck, truck, box, leaves.AddMinutes(luck.Between(35, 90)));
    }

    static void SendBack(Scene scene, Site site, Luck luck, Truck truck, Box box, DateTimeOffset arrives)
    {
        var code = luck.Pick(Refusals);
        GateVisit(scene, site, luck, truck, box, arrives, "in", code);
        GateVisit(scene, site, luck, truck, box, arrives.AddMinutes(luck.Between(5, 14)), "out", code);
        if (!box.Inward && code is "pin-mismatch" or "customs-block" or "not-discharged")
            scene.Tell(site.Organisation, "tos-releases", luck, arrives, "release", ("action", "refused"), ("container", box.Number), ("carrier", truck.Carrier), ("terminal", site.Terminal), ("place", site.Place), ("refusal_code", code));
    }

    static void GateVisit(Scene scene, Site site, Luck luck, Truck truck, Box box, DateTimeOffset time, string direction, string? refused)
    {
        var inward = direction == "in";
        var together = inward && luck.Chance(.03);
        scene.Tell(site.Organisation, "gate", luck, time, "gate_visit",
            ("direction", direction), ("result", refused is null ? "granted" : "refused"), ("refusal_code", refused), ("plate", truck.Plate), ("pass", truck.Pass), ("carrier", truck.Carrier),
            ("container", box.Number), ("appointment", refused == "no-appointment" ? null : box.Booking), ("purpose", box.Inward ? "deliver" : "pick-up"), ("place", site.Place),
            ("occupants", inward ? together ? 2 : 1 : default(Observations.FieldValue)), ("passes_read", inward ? together ? 2 : 1 : default(Observations.FieldValue)), ("first_visit", inward ? luck.Chance(.01) : default(Observations.FieldValue)), ("empty", box.Empty));
    }

    static void Announce(Scene scene, Site site, Luck luck, Truck truck, Box box, DateTimeOffset arrives, DateTimeOffset leaves)
    {
        var announced = arrives.AddMinutes(-luck.Between(90, 720));
        if (announced > scene.Day.Start)
        {
            scene.Community("edi-visits", luck, announced, "prenotification", ("container", box.Number), ("carrier", truck.Carrier), ("plate", truck.Plate), ("terminal", site.Terminal), ("unlocode", scene.Profile.Unlocode),
                ("direction", box.Inward ? "in" : "out"), ("iso_type", box.IsoType), ("empty", box.Empty), ("booking", box.Booking));
        }

        if (box is { Inward: true, Empty: false } && announced > scene.Day.Start)
        {
            scene.Community("edi-weights", luck, announced.AddMinutes(-5), "weighing", ("container", box.Number), ("iso_type", box.IsoType), ("vgm_kg", box.GrossKg), ("booking", box.Booking), ("party", truck.Carrier));
        }

        if (!box.Inward && !box.Empty)
            Release(scene, site, luck, truck, box, leaves);
    }

    /// <summary>A release long before the pick-up, and the pick-up noted.</summary>
    static void Release(Scene scene, Site site, Luck luck, Truck truck, Box box, DateTimeOffset leaves)
    {
        var issued = leaves.AddMinutes(-luck.Between(200, 900));
        if (issued > scene.Day.Start)
        {
            // Some lines release before arrival, under a regime that allows it.
            var early = luck.Chance(.08);
            scene.Community("edi-release", luck, issued, "release", ("container", box.Number), ("line", box.Line), ("party", box.Line), ("to_party", "forwarder-" + (char)('a' + luck.Below(8))), ("terminal", site.Terminal), ("unlocode", scene.Profile.Unlocode), ("iso_type", box.IsoType), ("booking", box.Booking));
            scene.Tell(site.Organisation, "tos-releases", luck, issued.AddSeconds(20), "release", ("action", "issued"), ("container", box.Number), ("line", box.Line), ("terminal", site.Terminal), ("place", site.Place), ("arrived", !early), ("pre_arrival", early), ("risk_origin", box.Risk));
        }

        scene.Tell(site.Organisation, "tos-releases", luck, leaves, "release", ("action", "collected"), ("container", box.Number), ("line", box.Line), ("carrier", truck.Carrier), ("terminal", site.Terminal), ("place", site.Place), ("arrived", true));
    }

    static void Read(Scene scene, Site site, Luck luck, string plate, string direction, DateTimeOffset time)
    {
        var seen = Mistakes.Read(luck, plate, out var misread);
        scene.Tell(site.Organisation, "anpr", luck, time, "plate_read", ("plate", seen), ("camera", $"{site.Place}-gate-{direction}"), ("place", site.Gate), ("direction", direction),
            ("confidence", Math.Round(misread ? luck.Between(.5, .8) : luck.Between(.85, .99), 2)));
    }

    static void Depot(Scene scene, Site depot, Luck luck, Truck truck, Box box, DateTimeOffset time) =>
        scene.Tell(depot.Organisation, "depot", luck, time, "depot_move", ("container", box.Number), ("direction", "in"), ("place", depot.Place), ("carrier", truck.Carrier), ("plate", truck.Plate),
            ("tare_kg", box.TareKg), ("empty", true), ("work_order", $"WO-{Numbers.Digits(luck, 6)}"));
}
