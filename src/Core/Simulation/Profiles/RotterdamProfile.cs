namespace Knooppunt.Simulation.Profiles;

/// <summary>Rotterdam: the deep-sea terminals of the Maasvlakte.</summary>
static class RotterdamProfile
{
    public static NodeProfile Make() => new("rotterdam", "Knooppunt Rotterdam")
    {
        Organisations = [("ect", "ECT"), ("rwg", "Rotterdam World Gateway"), ("apmt", "APM Terminals Maasvlakte II"), ("kramer", "Kramer Group"), ("haven", "Havenbedrijf Rotterdam"), ("portbase", "Portbase"), ("douane", "Douane")],
        Authority = "haven",
        Sites = [new("ect-delta", "ect", .32, "ECTDE"), new("ect-euromax", "ect", .2, "EMX"), new("rwg", "rwg", .22, "RWG"), new("apmt-mv2", "apmt", .26, "APMII")],
        Depot = new("depot-maasvlakte", "kramer"),
        Roads = ["truckpark-maasvlakte", "waalhaven", "botlek"],
        Water = new((51.905, 3.62), [(52.02, 3.62), (52.0144, 3.8727), (51.9906, 3.961), (51.975, 4.03)], "anchorage-4", ["ect-delta", "ect-euromax", "rwg", "apmt-mv2", "botlek", "waalhaven"], "slipway-oostvoorne"),
        GateVisits = 25_000,
        ContainerMoves = 15_000,
        PassReads = 40_000,
        PlateReads = 120_000,
        Vessels = 150,
        Sources =
        [
            ("ect", SourceKinds.Terminal), ("rwg", SourceKinds.Terminal), ("apmt", SourceKinds.Terminal), ("kramer", ["depot"]), ("haven", NodeProfiles.Authority), ("portbase", SourceKinds.Community), ("douane", ["status"]),
        ],
        Scripts = [.. NodeProfiles.TerminalScripts, .. NodeProfiles.GateScripts, .. NodeProfiles.PassScripts, .. NodeProfiles.QuayScripts, .. NodeProfiles.WaterScripts, "water/off-route"],
    };
}
