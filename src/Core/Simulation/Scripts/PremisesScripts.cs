using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Scripts with business units in the municipalities around.</summary>
static class PremisesScripts
{
    public static Subject PortToUnit(Stage stage)
    {
        var truck = TerminalScripts.Stranger(stage);
        var building = stage.Luck.Pick(stage.Profile.Buildings);
        var leaves = stage.At(8, 17);
        TerminalScripts.Out(stage, stage.Container(), truck, leaves, firstVisit: false, risk: true);
        Read(stage, building, truck.Plate, leaves.AddMinutes(stage.Luck.Between(50, 150)));
        return new("plate", truck.Plate);
    }

    public static Subject NightOnlyUnit(Stage stage)
    {
        var building = stage.Luck.Pick(stage.Profile.Buildings);
        foreach (var hour in new[] { .5, 2, 3.5, 4.5 })
            Read(stage, building, stage.Plate(PlateKind.Van), stage.At(hour, hour + .5));
        return new("place", building.Place);
    }

    public static Subject AddressDensity(Stage stage)
    {
        var building = stage.Luck.Pick(stage.Profile.Buildings);
        var company = stage.Numbers.Of(stage.Luck, "", 8);
        stage.Tell(building.Organisation, "register", stage.At(9, 16), "company_registered", ("company", company), ("place", building.Place), ("per_address", 40), ("age_days", 0));
        return new("company", company);
    }

    public static Subject LeaseBeforeArrival(Stage stage)
    {
        var building = stage.Luck.Pick(stage.Profile.Buildings);
        var unit = $"{building.Place}/{stage.Luck.Below(900) + 100}";
        stage.Tell(building.Organisation, "leases", stage.At(9, 16), "unit_lease", ("unit", unit), ("place", building.Place), ("company", stage.Numbers.Of(stage.Luck, "", 8)), ("rent_paid", "cash"), ("age_days", 9));
        return new("unit", unit);
    }

    static void Read(Stage stage, Site building, string plate, DateTimeOffset time) =>
        stage.Tell(building.Organisation, "anpr", time, "plate_read", ("plate", plate), ("camera", building.Place + "-1"), ("place", building.Place), ("direction", "in"), ("confidence", .96));
}
