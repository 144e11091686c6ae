namespace Knooppunt.Simulation.Profiles;

/// <summary>Zeeland and West-Brabant: fruit at Vlissingen, containers at Moerdijk, business units behind them.</summary>
static class ZeelandProfile
{
    public static NodeProfile Make() => new("zeeland", "Knooppunt Zeeland / West-Brabant")
    {
        Organisations =
        [
            ("zeeland-terminals", "Fruitterminal Vlissingen-Oost"), ("mct", "Moerdijk Container Terminals"), ("north-sea-port", "North Sea Port"), ("middelburg", "Gemeente Middelburg"), ("terneuzen", "Gemeente Terneuzen"),
            ("moerdijk-gemeente", "Gemeente Moerdijk"), ("portbase", "Portbase"), ("douane", "Douane"),
        ],
        Unlocode = "NLVLI",
        Authority = "north-sea-port",
        Sites = [new("vlissingen-kaloot", "zeeland-terminals", .6, "VLIKA"), new("moerdijk", "mct", .4, "MCTMO")],
        Roads = ["terneuzen", "borsele", "breskens"],
        Buildings = [new("bvg-middelburg", "middelburg"), new("bvg-terneuzen", "terneuzen"), new("bvg-moerdijk", "moerdijk-gemeente")],
        Water = new((51.62, 3.18), [(51.42, 3.1), (51.4068, 3.45), (51.425, 3.62)], "wielingen", ["vlissingen-kaloot", "borsele", "terneuzen"], "breskens/slipway"),
        GateVisits = 3_600,
        ContainerMoves = 2_400,
        PassReads = 5_000,
        PlateReads = 18_000,
        Vessels = 90,
        Sources =
        [
            ("zeeland-terminals", SourceKinds.Terminal), ("mct", SourceKinds.Terminal), ("north-sea-port", NodeProfiles.Authority), ("middelburg", NodeProfiles.Municipality), ("terneuzen", NodeProfiles.Municipality),
            ("moerdijk-gemeente", NodeProfiles.Municipality), ("portbase", SourceKinds.Community), ("douane", ["status"]),
        ],
        Scripts = [.. NodeProfiles.TerminalScripts, .. NodeProfiles.GateScripts, .. NodeProfiles.QuayScripts, .. NodeProfiles.WaterScripts, .. NodeProfiles.PremisesScripts],
    };
}
