using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Scripts at the gate.</summary>
static class GateScripts
{
    public static Subject InAndOutEmpty(Stage stage)
    {
        var (container, truck) = (stage.Container(), stage.Luck.Pick(stage.Cast.Trucks));
        Empty(stage, container, truck, stage.At(7, 11), "in", firstVisit: false);
        Empty(stage, container, truck, stage.At(15, 19), "out", firstVisit: false);
        return new("container", container);
    }

    public static Subject HeavyEmpty(Stage stage)
    {
        var container = stage.Container();
        var delta = Math.Round(stage.Luck.Between(220, 900));
        stage.Tell("weighbridge", stage.At(6, 20), "weighing", ("container", container), ("gross_kg", 3900 + delta), ("tare_kg", 3900), ("weight_delta_kg", delta), ("empty", true), ("place", stage.Site.Place), ("method", "weighbridge"));
        return new("container", container);
    }

    public static Subject FirstVisitNightEmpty(Stage stage)
    {
        var container = stage.Container();
        Empty(stage, container, TerminalScripts.Stranger(stage), stage.At(1, 4.5), "in", firstVisit: true);
        return new("container", container);
    }

    /// <summary>In the name of a haulier that the terminal knows comes a string of empties within one hour: somebody must be inside one of them and near the stack.</summary>
    public static Subject UnusualEmpties(Stage stage)
    {
        // After the hours at which the haulier comes every day.
        var hour = Math.Floor(stage.Luck.Between(9, 21));
        for (var left = stage.Luck.Below(4) + 7; left > 0; left--)
            Empty(stage, stage.Container(), new Truck(stage.Plate(PlateKind.Truck), stage.Shuttle, stage.Pass()), stage.At(hour + .02, hour + .98), "in", firstVisit: false);
        return new("place", stage.Site.Place);
    }

    public static Subject TwoEntriesWithoutExit(Stage stage)
    {
        var pass = stage.Pass();
        var first = stage.At(7, 12);
        PassScripts.Read(stage, stage.Site, pass, first, "in", "granted", "active");
        PassScripts.Read(stage, stage.Site, pass, first.AddMinutes(stage.Luck.Between(45, 200)), "in", "granted", "active");
        return new("pass", pass);
    }

    public static Subject DoublePrenotification(Stage stage)
    {
        var container = stage.Container();
        foreach (var hour in new[] { 8.0, 13 })
        {
            var truck = TerminalScripts.Stranger(stage);
            stage.Tell(stage.Profile.Community, "edi-visits", stage.At(hour, hour + 3), "prenotification", ("container", container), ("carrier", truck.Carrier), ("plate", truck.Plate), ("terminal", stage.Site.Terminal), ("unlocode", stage.Profile.Unlocode), ("direction", "out"), ("iso_type", "45R1"), ("empty", false));
        }

        return new("container", container);
    }

    public static Subject VisitWithoutPurpose(Stage stage)
    {
        var (plate, pass) = (stage.Plate(PlateKind.Van), stage.Pass());
        foreach (var hour in new[] { 9.0, 15 })
        {
            var arrives = stage.At(hour, hour + 2);
            Visit(stage, plate, pass, arrives, "in", null, 1, 1);
            Visit(stage, plate, pass, arrives.AddMinutes(25), "out", "none", null, null);
        }

        return new("plate", plate);
    }

    public static Subject FastPickupByStranger(Stage stage)
    {
        var container = stage.Container();
        var issued = stage.At(7, 18);
        stage.Tell("tos-releases", issued, "release", ("action", "issued"), ("container", container), ("line", "CMDU"), ("terminal", stage.Site.Terminal), ("place", stage.Site.Place), ("arrived", true), ("pre_arrival", false), ("risk_origin", true));
        TerminalScripts.Out(stage, container, TerminalScripts.Stranger(stage), issued.AddMinutes(stage.Luck.Between(35, 100)), firstVisit: true);
        return new("container", container);
    }

    public static Subject OccupantsMismatch(Stage stage)
    {
        var plate = stage.Plate(PlateKind.Truck);
        Visit(stage, plate, stage.Pass(), stage.At(4, 21), "in", "pick-up", 2, 1);
        return new("plate", plate);
    }

    static void Visit(Stage stage, string plate, string pass, DateTimeOffset time, string direction, string? purpose, int? occupants, int? passes) =>
        stage.Tell("gate", time, "gate_visit", ("direction", direction), ("result", "granted"), ("plate", plate), ("pass", pass), ("purpose", purpose), ("place", stage.Site.Place),
            ("occupants", occupants is { } seen ? seen : default(FieldValue)), ("passes_read", passes is { } read ? read : default(FieldValue)));

    static void Empty(Stage stage, string container, Truck truck, DateTimeOffset time, string direction, bool firstVisit) =>
        stage.Tell("tos-gate", time, "container_gate", ("container", container), ("direction", direction), ("carrier", truck.Carrier), ("plate", truck.Plate), ("terminal", stage.Site.Terminal), ("place", stage.Site.Place), ("iso_type", "45G1"), ("empty", true), ("gross_kg", 3900),
            ("first_visit", firstVisit), ("ocr", false), ("reefer", false), ("risk_origin", false));
}
