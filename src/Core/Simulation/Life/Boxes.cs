using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>What is told of a container that comes, is handled and goes.</summary>
static class Boxes
{
    /// <summary>Through the gate: the message to the line, the terminal's own record, and what the portal camera read.</summary>
    public static void Gate(Scene scene, Site site, Luck luck, Truck truck, Box box, DateTimeOffset time, string direction)
    {
        scene.Tell(site.Organisation, "edi-gate", luck, time, "container_gate", ("container", box.Number), ("direction", direction), ("carrier", truck.Carrier), ("plate", truck.Plate), ("terminal", site.Terminal), ("unlocode", scene.Profile.Unlocode),
            ("iso_type", box.IsoType), ("empty", box.Empty), ("gross_kg", box.GrossKg), ("booking", box.Booking), ("line", box.Line), ("seal", box.Empty ? null : "ML" + Numbers.Digits(luck, 7)));
        scene.Tell(site.Organisation, "tos-gate", luck, time, "container_gate", ("container", box.Number), ("direction", direction), ("carrier", truck.Carrier), ("plate", truck.Plate), ("terminal", site.Terminal), ("place", site.Place), ("block", box.Block),
            ("iso_type", box.IsoType), ("empty", box.Empty), ("gross_kg", box.GrossKg), ("first_visit", IsStranger(luck, box)), ("ocr", false), ("reefer", box.Reefer), ("risk_origin", box.Risk));
        var seen = Mistakes.Read(luck, box.Number, out _);
        scene.Tell(site.Organisation, "portals", luck, time.AddSeconds(luck.Between(5, 25)), "container_seen", ("container", seen), ("place", site.Place), ("ocr", true), ("camera", $"{site.Place}-portal-{luck.Below(6) + 1}"), ("iso_type", box.IsoType));
        if (box.Empty && direction == "in")
            Weigh(scene, site, luck, box, time.AddSeconds(30));
    }

    /// <summary>Between gate in and gate out: found, looked up, moved.</summary>
    public static void Handled(Scene scene, Site site, Luck luck, Truck truck, Box box, DateTimeOffset arrives, DateTimeOffset leaves)
    {
        var order = $"WO-{Numbers.Digits(luck, 6)}";
        var planner = $"planner{luck.Below(40) + 1:D2}";
        scene.Tell(site.Organisation, "tos-lookups", luck, arrives.AddMinutes(-luck.Between(3, 60)), "lookup", ("user", planner), ("workstation", $"ws-{luck.Below(60) + 1:D3}"), ("container", box.Number), ("screen", box.Inward ? "visit" : luck.Pick("release-data", "yard-position", "visit")),
            ("work_order", order), ("on_order", true), ("rostered", true), ("place", site.Place), ("block", box.Block), ("risk_origin", box.Risk));
        var lane = $"lane-{luck.Below(30) + 1:D2}";
        var moved = arrives.AddSeconds((leaves - arrives).TotalSeconds * luck.Between(.35, .75));
        scene.Tell(site.Organisation, "tos-moves", luck, moved, "container_move", ("container", box.Number), ("from_place", box.Inward ? lane : box.Block), ("to_place", box.Inward ? box.Block : lane), ("work_order", order), ("user", "auto"), ("place", site.Place), ("block", box.Block), ("risk_origin", box.Risk));
        if (!box.Empty && luck.Chance(.2))
            Seals(scene, site, luck, box, moved.AddMinutes(-4));
    }

    static void Weigh(Scene scene, Site site, Luck luck, Box box, DateTimeOffset time)
    {
        // Dirt, water and repairs make an empty some tens of kilograms heavier or lighter.
        var delta = Math.Clamp(Math.Round(luck.Normal() * 35), -120, 120);
        scene.Tell(site.Organisation, "weighbridge", luck, time, "weighing", ("container", box.Number), ("gross_kg", box.TareKg + delta), ("tare_kg", box.TareKg), ("weight_delta_kg", delta), ("empty", true), ("place", site.Place), ("method", "weighbridge"));
    }

    static void Seals(Scene scene, Site site, Luck luck, Box box, DateTimeOffset time)
    {
        var resealed = luck.Chance(.03);
        scene.Tell(site.Organisation, "seals", luck, time, "seal_check", ("container", box.Number), ("seal", "ML" + Numbers.Digits(luck, 7)), ("result", resealed ? "mismatch" : "match"), ("reason", resealed ? "resealed after customs inspection" : null), ("place", site.Place));
    }

    // A new haulier fetches a full import box now and then; empties come from the lines' own hauliers.
    static bool IsStranger(Luck luck, Box box) => !box.Empty && luck.Chance(.008);
}
