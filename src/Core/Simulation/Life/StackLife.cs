using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>Ships are discharged, containers are moved about, customs selects some, reefers are watched.</summary>
static class StackLife
{
    static readonly string[] RiskOrigins = ["ECGYE", "BRSSZ", "COCTG", "CRMOB", "PAMIT"];
    static readonly string[] Origins = ["CNSHA", "SGSIN", "USNYC", "INNSA", "DEHAM", "GBFXT", "ECGYE", "BRSSZ", "CRMOB"];

    public static void Live(Scene scene)
    {
        foreach (var site in scene.Profile.Sites.Where(site => site.Terminal is not null))
        {
            Discharge(scene, site, scene.Luck($"discharge/{site.Place}"));
            Shuffle(scene, site, scene.Luck($"moves/{site.Place}"));
            Customs(scene, site, scene.Luck($"customs/{site.Place}"));
            Reefers(scene, site, scene.Luck($"reefers/{site.Place}"));
            Bookings(scene, site, scene.Luck($"bookings/{site.Place}"));
        }
    }

    static void Discharge(Scene scene, Site site, Luck luck)
    {
        var moves = scene.Scaled(scene.Profile.ContainerMoves * site.Share * .35);
        var ships = Math.Max(1, Math.Min(4, moves / 40));
        for (var ship = 0; ship < ships; ship++)
        {
            var calls = scene.Cast.Ship(luck, big: true);
            var voyage = Numbers.Digits(luck, 3) + "W";
            var begins = luck.Between(0, 14);
            for (var move = 0; move < moves / ships; move++)
                Crane(scene, site, luck, calls, voyage, scene.Day.At(begins + luck.Between(.5, 9.5)));
        }
    }

    static void Crane(Scene scene, Site site, Luck luck, Ship ship, string voyage, DateTimeOffset time)
    {
        var reefer = luck.Chance(.15);
        var number = scene.Numbers.Container(luck, reefer);
        var origin = luck.Pick(Origins);
        var risk = RiskOrigins.Contains(origin);
        var block = (reefer ? "R" : "C") + (luck.Below(40) + 1).ToString("D2", System.Globalization.CultureInfo.InvariantCulture);
        scene.Tell(site.Organisation, "edi-vessel", luck, time, "container_handled", ("action", "discharged"), ("container", number), ("terminal", site.Terminal), ("unlocode", scene.Profile.Unlocode), ("iso_type", reefer ? "45R1" : "45G1"), ("empty", false),
            ("gross_kg", Math.Round(luck.Between(6000, 28_000))), ("seal", "ML" + Numbers.Digits(luck, 7)), ("vessel_name", ship.Name), ("voyage", voyage), ("imo", ship.Imo), ("line", ship.Line), ("origin", origin), ("setpoint_c", reefer ? luck.Pick(-18.0, 13.5, 5.0) : default(Observations.FieldValue)));
        scene.Tell(site.Organisation, "tos-moves", luck, time.AddMinutes(luck.Between(6, 18)), "container_move", ("container", number), ("from_place", "quay"), ("to_place", block), ("work_order", $"WO-{Numbers.Digits(luck, 6)}"), ("user", "auto"), ("place", site.Place), ("block", block), ("risk_origin", risk));
        if (luck.Chance(.05))
            scene.Tell(site.Organisation, "portals", luck, time.AddMinutes(3), "container_seen", ("container", number), ("place", site.Place), ("ocr", false), ("iso_type", reefer ? "45R1" : "45G1"));
    }

    /// <summary>Housekeeping. Now and then somebody forgets the work order: never of a box of risk origin or one that customs wants.</summary>
    static void Shuffle(Scene scene, Site site, Luck luck)
    {
        for (var left = scene.Scaled(scene.Profile.ContainerMoves * site.Share * .2); left > 0; left--)
        {
            var risk = luck.Chance(.12);
            var block = $"C{luck.Below(40) + 1:D2}";
            var forgotten = !risk && luck.Chance(.01);
            scene.Tell(site.Organisation, "tos-moves", luck, scene.Moment(luck, Rhythm.RoundTheClock), "container_move", ("container", scene.Numbers.Container(luck)), ("from_place", block), ("to_place", $"C{luck.Below(40) + 1:D2}"),
                ("work_order", forgotten ? null : $"WO-{Numbers.Digits(luck, 6)}"), ("user", forgotten ? $"planner{luck.Below(40) + 1:D2}" : "auto"), ("place", site.Place), ("block", block), ("risk_origin", risk));
        }

        // A number typed wrongly shows a box that is none of one's business: each user and box once.
        for (var left = scene.Scaled(60 * site.Share); left > 0; left--)
        {
            scene.Tell(site.Organisation, "tos-lookups", luck, scene.Moment(luck, Rhythm.Office), "lookup", ("user", $"planner{luck.Below(40) + 1:D2}"), ("workstation", $"ws-{luck.Below(60) + 1:D3}"), ("container", scene.Numbers.Container(luck)),
                ("screen", "yard-position"), ("on_order", false), ("rostered", true), ("place", site.Place), ("block", $"C{luck.Below(40) + 1:D2}"));
        }
    }

    static void Customs(Scene scene, Site site, Luck luck)
    {
        for (var left = scene.Scaled(140 * site.Share); left > 0; left--)
        {
            var number = scene.Numbers.Container(luck);
            var selected = scene.Day.At(luck.Between(5, 15));
            var scanned = selected.AddHours(luck.Between(1, 5));
            Status(number, "selected", selected, null);
            scene.Tell(site.Organisation, "tos-moves", luck, scanned.AddMinutes(-40), "container_move", ("container", number), ("from_place", "C" + Numbers.Digits(luck, 2)), ("to_place", "scan"), ("work_order", $"WO-{Numbers.Digits(luck, 6)}"), ("user", "auto"), ("place", site.Place), ("risk_origin", true));
            Status(number, "scanned", scanned, null);
            Status(number, "cleared", scanned.AddMinutes(luck.Between(20, 90)), "no findings");
        }

        void Status(string number, string status, DateTimeOffset time, string? reason) =>
            scene.Tell("douane", "status", luck, time, "customs_status", ("container", number), ("status", status), ("place", site.Place), ("arrived", true), ("pre_arrival", false), ("risk_origin", true), ("reason", reason));
    }

    static void Reefers(Scene scene, Site site, Luck luck)
    {
        for (var left = scene.Scaled(900 * site.Share); left > 0; left--)
        {
            var number = scene.Numbers.Container(luck, reefer: true);
            var setpoint = luck.Pick(-18.0, 13.5, 5.0, -1.0);
            var order = luck.Chance(.15) ? $"WO-{Numbers.Digits(luck, 6)}" : null;
            var first = luck.Between(0, 3);
            for (var hour = first; hour < 24; hour += 3)
            {
                // Unplugged to be moved, or opened to be inspected: there is an order for it.
                var worked = order is not null && hour - first is >= 6 and < 9;
                scene.Tell(site.Organisation, "reefers", luck, scene.Day.At(hour), "reefer_telemetry", ("container", number), ("power", !worked), ("temperature_c", Math.Round(setpoint + (luck.Normal() * .4), 1)), ("setpoint_c", setpoint), ("door_open", worked && left % 3 == 0), ("work_order", worked ? order : null), ("place", site.Place));
            }
        }
    }

    static void Bookings(Scene scene, Site site, Luck luck)
    {
        var ship = scene.Cast.Ship(luck, big: true);
        for (var left = scene.Scaled(1200 * site.Share); left > 0; left--)
        {
            var type = luck.Pick("22G1", "45G1", "45R1");
            scene.Community("edi-bookings", luck, scene.Moment(luck, Rhythm.Office), "announcement", ("action", "announced"), ("container", scene.Numbers.Container(luck)), ("booking", "BKG" + Numbers.Digits(luck, 7)), ("line", ship.Line), ("terminal", site.Terminal), ("unlocode", scene.Profile.Unlocode),
                ("iso_type", type), ("empty", false), ("gross_kg", Math.Round(luck.Between(5000, 26_000))), ("vessel_name", ship.Name), ("voyage", "026E"), ("imo", ship.Imo), ("origin", scene.Profile.Unlocode), ("destination", luck.Pick("CNSHA", "SGSIN", "USNYC")));
        }
    }
}
