using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Scripts at an airport.</summary>
static class AirScripts
{
    public static Subject BagWithoutBsm(Stage stage)
    {
        var (flight, on) = Arrive(stage, "schiphol", "schiphol");
        var bag = stage.Numbers.Of(stage.Luck, "0074", 6);
        stage.Tell("schiphol", "baggage", on.AddMinutes(18), "bag_scan", ("bag", bag), ("flight", flight), ("place", "schiphol/baggage-e"), ("action", "unloaded"), ("in_bsm", false), ("reader", "belt-4"), ("risk_origin", true));
        return new("bag", bag);
    }

    public static Subject CameraBlockedNearFlight(Stage stage)
    {
        var (flight, on) = Arrive(stage, "schiphol", "schiphol");
        stage.Tell("schiphol", "cameras", on.AddMinutes(stage.Luck.Between(6, 30)), "camera_event", ("camera", "apron-e-11"), ("event", "obstruction"), ("object", "none"), ("flight", flight), ("place", "schiphol/apron-e"), ("duration_seconds", 420), ("confidence", .95));
        return new("flight", flight);
    }

    public static Subject ExitWithoutCheck(Stage stage)
    {
        var (flight, on) = Arrive(stage, "schiphol", "schiphol");
        var plate = stage.Plate(PlateKind.Van);
        stage.Tell("schiphol", "exits", on.AddMinutes(25), "airside_exit", ("plate", plate), ("pass", stage.Pass()), ("place", "schiphol/exit-30"), ("screened", false), ("since_seconds", 1500), ("flight", flight), ("company", "handler-a"), ("risk_origin", true));
        return new("plate", plate);
    }

    public static Subject UldOffPathBeforeRelease(Stage stage)
    {
        var (flight, on) = Arrive(stage, "schiphol", "schiphol");
        var uld = stage.Numbers.Of(stage.Luck, "AKE", 5) + "KL";
        stage.Tell("handler-a", "cargo", on.AddMinutes(40), "uld_move", ("uld", uld), ("awb", "074-" + Numbers.Digits(stage.Luck, 8)), ("flight", flight), ("from_place", "schiphol/apron-cargo"), ("to_place", "schiphol/exit-30"), ("status", "before-release"), ("risk_origin", true), ("place", "schiphol"));
        return new("uld", uld);
    }

    public static Subject GaVehicleWithoutOrder(Stage stage)
    {
        var (_, on) = Arrive(stage, "schiphol-oost", "schiphol-oost");
        var plate = stage.Plate();
        stage.Tell("schiphol-oost", "anpr", on.AddMinutes(25), "plate_read", ("plate", plate), ("camera", "ga-gate-1"), ("place", "schiphol-oost"), ("direction", "in"), ("confidence", .96), ("has_right", false));
        return new("plate", plate);
    }

    static (string Flight, DateTimeOffset On) Arrive(Stage stage, string organisation, string place)
    {
        var (flight, on) = (stage.Numbers.Of(stage.Luck, "KL", 4), stage.At(5, 21));
        stage.Tell(organisation, "flights", on, "flight_event", ("event", "block_on"), ("flight", flight), ("place", place), ("origin", "PBM"), ("risk_origin", true));
        return (flight, on);
    }
}
