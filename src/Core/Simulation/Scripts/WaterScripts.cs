using Knooppunt.Observations;
using Knooppunt.Simulation.Life;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Scripts on the water.</summary>
static class WaterScripts
{
    static WaterPlaces Water(Stage stage) => stage.Profile.Water!;

    /// <summary>Forty minutes across its heading at two and a half knots: somebody waits for what is in the water.</summary>
    public static Subject DriftingVessel(Stage stage)
    {
        var ship = stage.Cast.Ship(stage.Luck, big: true);
        var (start, heading) = (stage.At(0, 22), stage.Luck.Between(0, 359));
        var from = WaterLife.Away(Water(stage).Sea, 6000, stage.Luck.Between(200, 340));
        for (var minute = 0; minute <= 40; minute++)
            stage.Sail(ship, start.AddMinutes(minute), WaterLife.Away(from, minute * 2.5 * 1852 / 60, heading + 80), 2.5, heading + 80, heading, "under_way_using_engine");
        return new("vessel", ship.Mmsi);
    }

    /// <summary>A small craft keeps beside a slow ship for a quarter of an hour, outside fairway and anchorage.</summary>
    public static Subject EncounterWithRiskVessel(Stage stage)
    {
        var (ship, craft) = (stage.Cast.Ship(stage.Luck, big: true), stage.Cast.Ship(stage.Luck, big: false));
        var (start, course) = (stage.At(1, 4), stage.Luck.Between(60, 110));
        stage.Tell(stage.Profile.Authority, "calls", start.AddMinutes(-30), "vessel_call", ("event", "eta"), ("vessel", ship.Mmsi), ("imo", ship.Imo), ("vessel_name", ship.Name), ("unlocode", stage.Profile.Unlocode), ("origin", "BRSSZ"), ("risk_origin", true));
        for (var minute = -10; minute <= 25; minute++)
        {
            var at = WaterLife.Away(Water(stage).Sea, minute * 4.0 * 1852 / 60, course);
            stage.Sail(ship, start.AddMinutes(minute), at, 4, course, course, "under_way_using_engine");
            // It comes from abeam, stays near for a quarter of an hour, and turns away.
            var apart = minute < 0 ? 250 - (minute * 400) : minute <= 15 ? 180 : 180 + ((minute - 15) * 400);
            stage.Sail(craft, start.AddMinutes(minute).AddSeconds(20), WaterLife.Away(at, apart, course + 90), 4.2, course, course, "engaged_in_fishing");
        }

        return new("vessel", ship.Mmsi);
    }

    /// <summary>A small craft sails in with the traffic, turns out of the approach to what was thrown overboard there, and comes back.</summary>
    public static Subject OffRoute(Stage stage)
    {
        const double Knots = 9, MetresPerMinute = Knots * 1852 / 60;
        var craft = stage.Cast.Ship(stage.Luck, big: false);
        var (time, turns) = (stage.At(0, 21), Water(stage).Way[1]);
        var inward = WaterLife.Between(Water(stage).Way[0], turns).Course;
        var away = stage.Luck.Between(190, 215);
        for (var minute = -12; minute < 0; minute++)
            Sail(WaterLife.Away(turns, minute * MetresPerMinute, inward), inward);
        // Five to six kilometres out, where the approach reaches two.
        for (var minute = 0; minute <= 20; minute++)
            Sail(WaterLife.Away(turns, minute * MetresPerMinute, away), away);
        for (var minute = 19; minute >= 0; minute--)
            Sail(WaterLife.Away(turns, minute * MetresPerMinute, away), away + 180);
        return new("vessel", craft.Mmsi);

        void Sail((double Lat, double Lon) at, double course)
        {
            stage.Sail(craft, time, at, Knots, course, course, "engaged_in_fishing");
            time = time.AddMinutes(1);
        }
    }

    public static Subject SmallCraftAlongsideAtNight(Stage stage)
    {
        var place = stage.Luck.Pick(Water(stage).Berths);
        Alongside(stage, place, stage.At(1, 4));
        return new("place", place);
    }

    public static Subject SlipwayAfterSmallCraft(Stage stage)
    {
        var plate = stage.Plate();
        var time = stage.At(1, 2.5);
        Alongside(stage, stage.Luck.Pick(Water(stage).Berths), time);
        stage.Tell(stage.Profile.Authority, "anpr", time.AddMinutes(stage.Luck.Between(40, 120)), "plate_read", ("plate", plate), ("camera", Water(stage).Slipway + "-1"), ("place", Water(stage).Slipway), ("direction", "out"), ("confidence", .96));
        return new("plate", plate);
    }

    public static Subject UnplannedDiving(Stage stage)
    {
        var place = stage.Luck.Pick(Water(stage).Berths);
        var at = stage.Position(place);
        stage.Tell(stage.Profile.Authority, "diving", stage.At(0, 5), "diving", ("place", place), ("permit", false), ("object", "two divers at a hull"), ("lat", at.Lat), ("lon", at.Lon));
        return new("place", place);
    }

    static void Alongside(Stage stage, string place, DateTimeOffset time)
    {
        var at = stage.Position(stage.Knows(place + "/quay") ? place + "/quay" : place);
        stage.Tell(stage.Profile.Authority, "waterside", time, "camera_event", ("camera", place + "-water-2"), ("event", "alongside"), ("object", "boat"), ("count", 1), ("duration_seconds", 420), ("confidence", .94), ("place", place), ("lat", at.Lat), ("lon", at.Lon));
    }
}
