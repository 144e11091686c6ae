namespace Knooppunt.Simulation.Profiles;

/// <summary>The North Sea Canal area: Amsterdam, Zaandam, Velsen and IJmuiden.</summary>
static class NzkgProfile
{
    public static NodeProfile Make() => new("nzkg", "Knooppunt Noordzeekanaalgebied")
    {
        Organisations = [("tma", "TMA Terminal Amsterdam"), ("ctvrede", "CTVrede"), ("cnb", "Centraal Nautisch Beheer"), ("amsterdam", "Gemeente Amsterdam"), ("portbase", "Portbase"), ("douane", "Douane")],
        Unlocode = "NLAMS",
        Authority = "cnb",
        Sites = [new("tma", "tma", .6, "TMAAM"), new("ctvrede", "ctvrede", .4, "CTVAM")],
        Roads = ["ijmuiden", "velsen-quay"],
        Buildings = [new("westpoort-units", "amsterdam")],
        Water = new((52.38, 4.2), [(52.47, 4.15), (52.4675, 4.55), (52.4418, 4.6796), (52.42, 4.76)], "ijmuiden-roads", ["tma", "ctvrede", "velsen-quay"], "zaandam-slipway"),
        GateVisits = 2_800,
        ContainerMoves = 1_800,
        PassReads = 4_000,
        PlateReads = 16_000,
        Vessels = 80,
        Sources =
        [
            ("tma", SourceKinds.Terminal), ("ctvrede", SourceKinds.Terminal), ("cnb", NodeProfiles.Authority), ("amsterdam", NodeProfiles.Municipality), ("portbase", SourceKinds.Community), ("douane", ["status"]),
        ],
        Scripts = [.. NodeProfiles.GateScripts, .. NodeProfiles.QuayScripts, .. NodeProfiles.WaterScripts, .. NodeProfiles.PremisesScripts],
    };
}
