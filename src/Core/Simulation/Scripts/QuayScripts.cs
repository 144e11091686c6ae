using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Scripts on the quay, in the stacks and over the fence.</summary>
static class QuayScripts
{
    public static Subject VehicleInClosedZone(Stage stage)
    {
        var plate = stage.Plate(PlateKind.Van);
        var place = stage.Site.Place + "/" + stage.Luck.Pick("import-stack", "reefer-stack", "quay", "empties");
        stage.Tell("anpr", stage.At(0, 23), "plate_read", ("plate", plate), ("camera", place.Replace('/', '-') + "-2"), ("place", place), ("confidence", .97), ("has_right", false));
        return new("plate", plate);
    }

    public static Subject PersonInStack(Stage stage)
    {
        TerminalScripts.Person(stage, stage.At(1, 4), stage.Block, false);
        return new("place", stage.Site.Place + "/import-stack");
    }

    public static Subject FenceThenPerson(Stage stage)
    {
        var place = stage.Site.Place + "/fence-south";
        var (time, at) = (stage.At(1, 4), stage.Position(place));
        stage.Tell("fence", time, "fence_alarm", ("sensor", $"{stage.Site.Place}-fence-07"), ("event", "climb"), ("place", place), ("lat", at.Lat), ("lon", at.Lon));
        stage.Tell("cameras", time.AddMinutes(3), "camera_event", ("camera", $"{stage.Site.Place}-fence-cam-1"), ("event", "line_cross"), ("object", "person"), ("count", 3), ("confidence", .91), ("place", place), ("lat", at.Lat), ("lon", at.Lon));
        return new("place", place);
    }

    public static Subject DroneThenIntrusion(Stage stage)
    {
        var drone = stage.Numbers.Of(stage.Luck, "1581F", 6);
        var at = stage.Position(stage.Site.Place + "/import-stack");
        stage.Tell(stage.Profile.Authority, "drones", stage.At(15, 20), "drone_detected", ("drone", drone), ("place", stage.Site.Place), ("block", stage.Block), ("lat", at.Lat), ("lon", at.Lon), ("altitude_m", 60), ("permit", false));
        var seen = stage.Position(stage.Site.Place + "/import-stack");
        stage.Tell("cameras", stage.At(22.5, 23.5), "camera_event", ("camera", $"{stage.Site.Place}-stack-3"), ("event", "loitering"), ("object", "person"), ("count", 2), ("confidence", .9), ("place", stage.Site.Place + "/import-stack"), ("block", stage.Block), ("lat", seen.Lat), ("lon", seen.Lon));
        return new("drone", drone);
    }

    public static Subject SealMismatch(Stage stage)
    {
        var container = stage.Container();
        stage.Tell("seals", stage.At(6, 20), "seal_check", ("container", container), ("seal", "ML" + Numbers.Digits(stage.Luck, 7)), ("result", "mismatch"), ("place", stage.Site.Place));
        return new("container", container);
    }

    public static Subject ReeferTamper(Stage stage)
    {
        var container = stage.Numbers.Container(stage.Luck, reefer: true);
        stage.Tell("reefers", stage.At(1, 4), "reefer_telemetry", ("container", container), ("power", true), ("temperature_c", 14.1), ("setpoint_c", 13.5), ("door_open", true), ("place", stage.Site.Place));
        return new("container", container);
    }
}
