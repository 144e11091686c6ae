using System.Globalization;
using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>An airport's day: flights, bags, cargo units and vehicles that leave airside.</summary>
static class AirLife
{
    static readonly string[] Origins = ["JFK", "LHR", "CDG", "FRA", "DXB", "MAD", "SIN", "BCN"];
    static readonly string[] RiskOrigins = ["PBM", "CUR", "BOG", "GYE", "GRU", "PTY"];

    public static void Live(Scene scene)
    {
        if (scene.Profile.Flights == 0)
            return;
        var luck = scene.Luck("flights");
        for (var left = scene.Scaled(scene.Profile.Flights); left > 0; left--)
            Flight(scene, luck);
        GeneralAviation(scene, scene.Luck("ga"));
    }

    static void Flight(Scene scene, Luck luck)
    {
        var flight = scene.Numbers.Of(luck, luck.Pick("KL", "HV", "CX", "DL"), 4);
        var risk = luck.Chance(.06);
        var on = scene.Moment(luck, Rhythm.Flights);
        scene.Tell("schiphol", "flights", luck, on, "flight_event", ("event", "block_on"), ("flight", flight), ("place", "schiphol"), ("origin", luck.Pick(risk ? RiskOrigins : Origins)), ("risk_origin", risk));
        Bags(scene, luck, flight, risk, on);
        Cargo(scene, luck, flight, risk, on);
        Exit(scene, luck, flight, risk, on);
        // Rain on a lens, a bus before it: short near a risk flight, longer elsewhere.
        if (luck.Chance(.2))
        {
            scene.Tell("schiphol", "cameras", luck, on.AddMinutes(luck.Between(2, 40)), "camera_event", ("camera", $"apron-e-{luck.Below(20) + 1}"), ("event", "obstruction"), ("object", "none"), ("flight", flight), ("place", "schiphol/apron-e"),
                ("duration_seconds", Math.Floor(risk ? luck.Between(5, 60) : luck.Between(5, 400))), ("confidence", .9));
        }
    }

    static void Bags(Scene scene, Luck luck, string flight, bool risk, DateTimeOffset on)
    {
        for (var left = 12 + luck.Below(20); left > 0; left--)
        {
            // A bag that missed its flight travels without a message; from a risk origin each is matched by hand.
            var rush = !risk && luck.Chance(.01);
            scene.Tell("schiphol", "baggage", luck, on.AddMinutes(luck.Between(8, 35)), "bag_scan", ("bag", "0074" + Numbers.Digits(luck, 6)), ("flight", flight), ("place", "schiphol/baggage-e"), ("action", "unloaded"), ("in_bsm", !rush), ("reader", $"belt-{luck.Below(12) + 1}"), ("risk_origin", risk));
        }
    }

    static void Cargo(Scene scene, Luck luck, string flight, bool risk, DateTimeOffset on)
    {
        for (var left = luck.Below(5); left > 0; left--)
        {
            var (uld, awb) = ("AKE" + Numbers.Digits(luck, 5) + "KL", "074-" + Numbers.Digits(luck, 8));
            Move(on.AddMinutes(luck.Between(15, 50)), "before-release", "schiphol/apron-cargo", "schiphol/shed-7");
            Move(on.AddMinutes(luck.Between(150, 600)), "released", "schiphol/shed-7", "landside");

            void Move(DateTimeOffset time, string status, string from, string to) =>
                scene.Tell("handler-a", "cargo", luck, time, "uld_move", ("uld", uld), ("awb", awb), ("flight", flight), ("from_place", from), ("to_place", to), ("status", status), ("risk_origin", risk), ("work_order", $"WO-{Numbers.Digits(luck, 6)}"), ("place", "schiphol"));
        }
    }

    static void Exit(Scene scene, Luck luck, string flight, bool risk, DateTimeOffset on)
    {
        var since = Math.Floor(luck.Between(600, 5000));
        scene.Tell("schiphol", "exits", luck, on.AddSeconds(since), "airside_exit", ("plate", luck.Pick(scene.Cast.Vans)), ("pass", luck.Pick(scene.Cast.WorkersOf(scene.Profile.Sites[0])).Pass), ("place", "schiphol/exit-30"), ("screened", risk || luck.Chance(.5)), ("since_seconds", since), ("flight", flight),
            ("company", luck.Pick("handler-a", "catering", "schoonmaak")), ("risk_origin", risk));
    }

    /// <summary>Business jets: cars that meet them are announced.</summary>
    static void GeneralAviation(Scene scene, Luck luck)
    {
        for (var left = scene.Scaled(60); left > 0; left--)
        {
            var tail = string.Create(CultureInfo.InvariantCulture, $"PH{luck.Pick("ABC", "XYZ", "LNT", "KRS")}{luck.Below(90) + 10}");
            var on = scene.Moment(luck, Rhythm.Flights);
            scene.Tell("schiphol-oost", "flights", luck, on, "flight_event", ("event", "block_on"), ("flight", tail), ("place", "schiphol-oost"), ("origin", luck.Pick("LFPB", "EGKB", "LEMD")), ("risk_origin", luck.Chance(.05)));
            scene.Tell("schiphol-oost", "anpr", luck, on.AddMinutes(luck.Between(4, 50)), "plate_read", ("plate", luck.Pick(scene.Cast.Cars)), ("camera", "ga-gate-1"), ("place", "schiphol-oost"), ("direction", "in"), ("confidence", .95), ("has_right", true));
        }
    }
}
