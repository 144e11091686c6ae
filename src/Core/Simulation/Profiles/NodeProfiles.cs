namespace Knooppunt.Simulation.Profiles;

/// <summary>The nodes that can be simulated.</summary>
static class NodeProfiles
{
    public static readonly string[] TerminalScripts =
    [
        "terminal/second-collector", "terminal/release-snooping", "terminal/lookup-then-intrusion", "terminal/release-before-arrival", "terminal/unrequested-restow", "terminal/same-number-two-places",
        "terminal/neighbour-leaves", "terminal/repeat-interest", "terminal/restow-before-scan",
    ];

    public static readonly string[] GateScripts =
    [
        "gate/in-and-out-empty", "gate/heavy-empty", "gate/first-visit-night-empty", "gate/two-entries-without-exit", "gate/double-prenotification", "gate/visit-without-purpose", "gate/fast-pickup-by-stranger", "gate/occupants-mismatch", "gate/unusual-empties",
    ];

    public static readonly string[] PassScripts = ["passes/dead-pass-granted", "passes/off-roster-presence", "passes/denied-series", "passes/impossible-travel"];

    public static readonly string[] QuayScripts = ["quay/vehicle-in-closed-zone", "quay/person-in-stack", "quay/fence-then-person", "quay/drone-then-intrusion", "quay/seal-mismatch", "quay/reefer-tamper"];

    public static readonly string[] WaterScripts = ["water/drifting-vessel", "water/encounter-with-risk-vessel", "water/small-craft-alongside-at-night", "water/slipway-after-small-craft", "water/unplanned-diving"];

    public static readonly string[] PremisesScripts = ["premises/port-to-unit", "premises/night-only-unit", "premises/address-density", "premises/lease-before-arrival"];

    /// <summary>What a port authority has.</summary>
    public static readonly string[] Authority = ["ais", "calls", "waterside", "diving", "drones", "anpr"];

    /// <summary>What a municipality with business units has.</summary>
    public static readonly string[] Municipality = ["anpr", "register", "leases"];

    /// <summary>Every profile. Stands last: the profiles are made of the lists above.</summary>
    public static IReadOnlyList<NodeProfile> All { get; } = [RotterdamProfile.Make(), ZeelandProfile.Make(), NzkgProfile.Make(), SchipholProfile.Make(), FlowersProfile.Make()];
}
