using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Scripts at a flower auction.</summary>
static class FlowerScripts
{
    public static Subject TrolleySurplus(Stage stage)
    {
        var trolley = stage.Numbers.Of(stage.Luck, "T", 7);
        Move(stage, trolley, 15, 12, 4);
        return new("trolley", trolley);
    }

    public static Subject ReeferOff(Stage stage)
    {
        var trolley = stage.Numbers.Of(stage.Luck, "T", 7);
        Move(stage, trolley, 12, 12, 18);
        return new("trolley", trolley);
    }

    public static Subject DockOutsideSlot(Stage stage)
    {
        var plate = stage.Plate(PlateKind.Truck);
        Dock(stage, plate, stage.Site.Place + "/docks-north", stage.At(13, 15), "truck", 2700);
        return new("plate", plate);
    }

    public static Subject PlateWithoutRelation(Stage stage)
    {
        var plate = stage.Plate(PlateKind.Van);
        foreach (var hour in new[] { 3.0, 9, 20 })
            Dock(stage, plate, stage.Site.Place + "/docks-south", stage.At(hour, hour + 1), "van", 300);
        return new("plate", plate);
    }

    public static Subject VanMeetsTruck(Stage stage)
    {
        var (van, place) = (stage.Plate(PlateKind.Van), stage.Site.Place + "/docks-south");
        var time = stage.At(16, 18);
        Dock(stage, stage.Plate(PlateKind.Truck), place, time, "truck", 600);
        Dock(stage, van, place, time.AddMinutes(9), "van", 420);
        return new("plate", van);
    }

    static void Move(Stage stage, string trolley, int count, int ordered, double setpoint) =>
        stage.Tell("trolleys", stage.At(3, 10), "trolley_move", ("trolley", trolley), ("place", stage.Site.Place + "/hall"), ("count", count), ("ordered", ordered), ("from_place", stage.Site.Place + "/hall"), ("to_place", stage.Site.Place + "/docks-north"),
            ("work_order", "WO-" + Numbers.Digits(stage.Luck, 6)), ("temperature_c", setpoint), ("setpoint_c", setpoint));

    static void Dock(Stage stage, string plate, string place, DateTimeOffset time, string what, double seconds) =>
        stage.Tell("docks", time, "dock_visit", ("plate", plate), ("place", place), ("duration_seconds", seconds), ("direction", "out"), ("on_order", false), ("object", what));
}
