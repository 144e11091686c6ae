using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>Ships at anchor, on their way in and out, and alongside; boats, divers and calls.</summary>
static class WaterLife
{
    const double MetresPerDegree = 111_195;

    public static void Live(Scene scene)
    {
        if (scene.Profile.Water is not { } water)
            return;
        var luck = scene.Luck("ships");
        for (var left = scene.Scaled(scene.Profile.Vessels); left > 0; left--)
            ShipDay(scene, water, luck, scene.Cast.Ship(luck, big: true));
        Boats(scene, water, scene.Luck("boats"));
        Divers(scene, water, scene.Luck("divers"));
    }

    static void ShipDay(Scene scene, WaterPlaces water, Luck luck, Ship ship)
    {
        Static(scene, luck, ship, scene.Day.Start.AddMinutes(luck.Between(0, 30)));
        var berth = luck.Pick(water.Berths);
        var at = scene.Position(scene.Knows(berth + "/quay") ? berth + "/quay" : berth, luck);
        switch (luck.Below(4))
        {
            case 0:
                Rest(scene, luck, ship, Spread(scene.Position(water.Anchorage, luck), luck, .01), "at_anchor", 0, 24);
                break;
            case 1:
                var arrives = luck.Between(2, 18);
                Call(scene, luck, ship, berth, "ata", arrives + 2.2);
                Rest(scene, luck, ship, at, "moored", Sail(scene, luck, ship, [.. water.Way, at], arrives), 24);
                break;
            case 2:
                var leaves = luck.Between(3, 20);
                Rest(scene, luck, ship, at, "moored", 0, leaves);
                Call(scene, luck, ship, berth, "atd", leaves);
                Sail(scene, luck, ship, [at, .. water.Way.Reverse()], leaves);
                break;
            default:
                Rest(scene, luck, ship, at, "moored", 0, 24);
                break;
        }
    }

    static (double Lat, double Lon) Spread((double Lat, double Lon) at, Luck luck, double degrees) => (at.Lat + luck.Between(-degrees, degrees), at.Lon + luck.Between(-degrees, degrees));

    static void Call(Scene scene, Luck luck, Ship ship, string berth, string what, double hour) =>
        scene.Tell(scene.Profile.Authority, "calls", luck, scene.Day.At(hour), "vessel_call", ("event", what), ("vessel", ship.Mmsi), ("imo", ship.Imo), ("vessel_name", ship.Name), ("unlocode", scene.Profile.Unlocode), ("place", berth), ("risk_origin", luck.Chance(.15)));

    public static void Static(Scene scene, Luck luck, Ship ship, DateTimeOffset time) =>
        scene.Tell(scene.Profile.Authority, "ais", luck, time, "vessel_static", ("vessel", ship.Mmsi), ("imo", ship.Imo), ("vessel_name", ship.Name), ("callsign", ship.CallSign), ("ship_type", ship.Type), ("length_m", ship.Length), ("beam_m", ship.Beam), ("draught_m", ship.Draught), ("destination", scene.Profile.Unlocode));

    public static void Position(Scene scene, Luck luck, Ship ship, DateTimeOffset time, (double Lat, double Lon) at, double knots, double course, double heading, string status) =>
        scene.Tell(scene.Profile.Authority, "ais", luck, time, "vessel_position", ("vessel", ship.Mmsi), ("lat", Math.Round(at.Lat, 6)), ("lon", Math.Round(at.Lon, 6)), ("speed_knots", Math.Round(knots, 1)), ("course_deg", Math.Round(Turn(course), 1) % 360), ("heading_deg", Math.Round(Turn(heading)) % 360), ("nav_status", status));

    /// <summary>At rest a ship speaks every six minutes here; aboard it is every three.</summary>
    static void Rest(Scene scene, Luck luck, Ship ship, (double Lat, double Lon) at, string status, double from, double to)
    {
        var heading = luck.Between(0, 360);
        for (var hour = from + luck.Between(0, .1); hour < to; hour += .1)
            Position(scene, luck, ship, scene.Day.At(hour), Spread(at, luck, .00004), luck.Chance(.1) ? .1 : 0, luck.Between(0, 359), heading + (status == "at_anchor" ? luck.Between(-4, 4) : 0), status);
    }

    /// <summary>Along a way at harbour speed, with a position every two minutes; gives the hour of arrival.</summary>
    static double Sail(Scene scene, Luck luck, Ship ship, IReadOnlyList<(double Lat, double Lon)> way, double hour)
    {
        var knots = luck.Between(8, 13);
        for (var leg = 0; leg + 1 < way.Count; leg++)
        {
            var (metres, course) = Between(way[leg], way[leg + 1]);
            var hours = metres / (knots * 1852);
            for (var gone = 0.0; gone < hours; gone += 2.0 / 60)
            {
                var part = gone / hours;
                var at = (way[leg].Lat + ((way[leg + 1].Lat - way[leg].Lat) * part), way[leg].Lon + ((way[leg + 1].Lon - way[leg].Lon) * part));
                Position(scene, luck, ship, scene.Day.At(hour + gone), at, knots + luck.Between(-.3, .3), course + luck.Between(-1.5, 1.5), course + luck.Between(-3, 3), "under_way_using_engine");
            }

            hour += hours;
        }

        return hour;
    }

    /// <summary>Metres and course between two positions, flat: exact enough for a port.</summary>
    public static (double Metres, double Course) Between((double Lat, double Lon) from, (double Lat, double Lon) to)
    {
        var north = (to.Lat - from.Lat) * MetresPerDegree;
        var east = (to.Lon - from.Lon) * MetresPerDegree * Math.Cos(from.Lat * Math.PI / 180);
        return (Math.Sqrt((north * north) + (east * east)), Turn(Math.Atan2(east, north) * 180 / Math.PI));
    }

    /// <summary>The position so many metres away on a course.</summary>
    public static (double Lat, double Lon) Away((double Lat, double Lon) from, double metres, double course)
    {
        var radians = course * Math.PI / 180;
        return (from.Lat + (metres * Math.Cos(radians) / MetresPerDegree), from.Lon + (metres * Math.Sin(radians) / MetresPerDegree / Math.Cos(from.Lat * Math.PI / 180)));
    }

    static double Turn(double degrees) => ((degrees % 360) + 360) % 360;

    /// <summary>Bunker and pilot boats come alongside by day; at night boats only pass.</summary>
    static void Boats(Scene scene, WaterPlaces water, Luck luck)
    {
        for (var left = scene.Scaled(60); left > 0; left--)
        {
            var time = scene.Moment(luck, luck.Chance(.7) ? Rhythm.Daylight : Rhythm.RoundTheClock);
            var hour = LocalDay.Local(time, scene.Day.Zone).Hour;
            var place = luck.Pick(water.Berths);
            var at = scene.Position(scene.Knows(place + "/quay") ? place + "/quay" : place, luck);
            scene.Tell(scene.Profile.Authority, "waterside", luck, time, "camera_event", ("camera", $"{place}-water-{luck.Below(4) + 1}"), ("event", hour is >= 8 and < 18 && luck.Chance(.5) ? "alongside" : "passing"), ("object", "boat"), ("count", 1), ("duration_seconds", Math.Floor(luck.Between(30, 900))),
                ("confidence", Math.Round(luck.Between(.7, .98), 2)), ("place", place), ("lat", at.Lat), ("lon", at.Lon));
        }
    }

    static void Divers(Scene scene, WaterPlaces water, Luck luck)
    {
        for (var left = scene.Scaled(4); left > 0; left--)
        {
            var place = luck.Pick(water.Berths);
            var at = scene.Position(place, luck);
            scene.Tell(scene.Profile.Authority, "diving", luck, scene.Moment(luck, Rhythm.Daylight), "diving", ("place", place), ("permit", true), ("company", "duikbedrijf-" + (char)('a' + luck.Below(4))), ("object", "hull cleaning"), ("lat", at.Lat), ("lon", at.Lon));
        }
    }
}
