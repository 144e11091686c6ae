namespace Knooppunt.Simulation.Profiles;

/// <summary>The flower auctions of Aalsmeer, Naaldwijk and Rijnsburg.</summary>
static class FlowersProfile
{
    public static NodeProfile Make() => new("flowers", "Knooppunt Bloemen")
    {
        Organisations = [("rfh", "Royal FloraHolland")],
        Unlocode = "NLAAM",
        Authority = "rfh",
        Sites = [new("aalsmeer", "rfh", .5), new("naaldwijk", "rfh", .35), new("rijnsburg", "rfh", .15)],
        GateVisits = 9_000,
        PassReads = 14_000,
        PlateReads = 20_000,
        Trolleys = 30_000,
        Sources = [("rfh", ["gate", "docks", "trolleys", "passes", "cameras", "anpr"])],
        Scripts =
        [
            "flowers/trolley-surplus", "flowers/dock-outside-slot", "flowers/plate-without-relation", "flowers/van-meets-truck", "flowers/reefer-off", .. NodeProfiles.PassScripts,
            "gate/visit-without-purpose", "gate/two-entries-without-exit", "gate/occupants-mismatch",
        ],
    };
}
