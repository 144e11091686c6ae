namespace Knooppunt.Simulation.Profiles;

/// <summary>Schiphol: baggage, cargo, passes and general aviation.</summary>
static class SchipholProfile
{
    public static NodeProfile Make() => new("schiphol", "Knooppunt Schiphol")
    {
        Organisations = [("schiphol", "Schiphol"), ("schiphol-oost", "Schiphol-Oost"), ("handler-a", "Afhandelaar A")],
        Unlocode = "NLAMS",
        Authority = "schiphol",
        Sites = [new("schiphol", "schiphol", .94), new("schiphol-oost", "schiphol-oost", .06)],
        PassReads = 60_000,
        PlateReads = 24_000,
        Flights = 640,
        Sources =
        [
            ("schiphol", ["flights", "baggage", "exits", "passes", "cameras", "anpr"]), ("schiphol-oost", ["flights", "passes", "cameras", "anpr"]), ("handler-a", ["cargo"]),
        ],
        Scripts = ["air/bag-without-bsm", "air/camera-blocked-near-flight", "air/exit-without-check", "air/uld-off-path-before-release", "air/ga-vehicle-without-order", .. NodeProfiles.PassScripts],
    };
}
