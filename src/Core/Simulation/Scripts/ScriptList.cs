using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>The crime scripts that can be injected, by the path of the pattern that covers them.</summary>
static class ScriptList
{
    /// <summary>Plays a script and says what a signal should be about.</summary>
    public delegate Subject Play(Stage stage);

    public static IReadOnlyDictionary<string, Play> All { get; } = new Dictionary<string, Play>(StringComparer.Ordinal)
    {
        ["terminal/second-collector"] = TerminalScripts.SecondCollector,
        ["terminal/release-snooping"] = TerminalScripts.ReleaseSnooping,
        ["terminal/lookup-then-intrusion"] = TerminalScripts.LookupThenIntrusion,
        ["terminal/release-before-arrival"] = TerminalScripts.ReleaseBeforeArrival,
        ["terminal/unrequested-restow"] = TerminalScripts.UnrequestedRestow,
        ["terminal/same-number-two-places"] = TerminalScripts.SameNumberTwoPlaces,
        ["terminal/neighbour-leaves"] = TerminalScripts.NeighbourLeaves,
        ["terminal/repeat-interest"] = TerminalScripts.RepeatInterest,
        ["terminal/restow-before-scan"] = TerminalScripts.RestowBeforeScan,
        ["gate/in-and-out-empty"] = GateScripts.InAndOutEmpty,
        ["gate/heavy-empty"] = GateScripts.HeavyEmpty,
        ["gate/first-visit-night-empty"] = GateScripts.FirstVisitNightEmpty,
        ["gate/unusual-empties"] = GateScripts.UnusualEmpties,
        ["gate/two-entries-without-exit"] = GateScripts.TwoEntriesWithoutExit,
        ["gate/double-prenotification"] = GateScripts.DoublePrenotification,
        ["gate/visit-without-purpose"] = GateScripts.VisitWithoutPurpose,
        ["gate/fast-pickup-by-stranger"] = GateScripts.FastPickupByStranger,
        ["gate/occupants-mismatch"] = GateScripts.OccupantsMismatch,
        ["passes/dead-pass-granted"] = PassScripts.DeadPassGranted,
        ["passes/off-roster-presence"] = PassScripts.OffRosterPresence,
        ["passes/denied-series"] = PassScripts.DeniedSeries,
        ["passes/impossible-travel"] = PassScripts.ImpossibleTravel,
        ["quay/vehicle-in-closed-zone"] = QuayScripts.VehicleInClosedZone,
        ["quay/person-in-stack"] = QuayScripts.PersonInStack,
        ["quay/fence-then-person"] = QuayScripts.FenceThenPerson,
        ["quay/drone-then-intrusion"] = QuayScripts.DroneThenIntrusion,
        ["quay/seal-mismatch"] = QuayScripts.SealMismatch,
        ["quay/reefer-tamper"] = QuayScripts.ReeferTamper,
        ["water/drifting-vessel"] = WaterScripts.DriftingVessel,
        ["water/encounter-with-risk-vessel"] = WaterScripts.EncounterWithRiskVessel,
        ["water/off-route"] = WaterScripts.OffRoute,
        ["water/small-craft-alongside-at-night"] = WaterScripts.SmallCraftAlongsideAtNight,
        ["water/slipway-after-small-craft"] = WaterScripts.SlipwayAfterSmallCraft,
        ["water/unplanned-diving"] = WaterScripts.UnplannedDiving,
        ["air/bag-without-bsm"] = AirScripts.BagWithoutBsm,
        ["air/camera-blocked-near-flight"] = AirScripts.CameraBlockedNearFlight,
        ["air/exit-without-check"] = AirScripts.ExitWithoutCheck,
        ["air/uld-off-path-before-release"] = AirScripts.UldOffPathBeforeRelease,
        ["air/ga-vehicle-without-order"] = AirScripts.GaVehicleWithoutOrder,
        ["flowers/trolley-surplus"] = FlowerScripts.TrolleySurplus,
        ["flowers/dock-outside-slot"] = FlowerScripts.DockOutsideSlot,
        ["flowers/plate-without-relation"] = FlowerScripts.PlateWithoutRelation,
        ["flowers/van-meets-truck"] = FlowerScripts.VanMeetsTruck,
        ["flowers/reefer-off"] = FlowerScripts.ReeferOff,
        ["premises/port-to-unit"] = PremisesScripts.PortToUnit,
        ["premises/night-only-unit"] = PremisesScripts.NightOnlyUnit,
        ["premises/address-density"] = PremisesScripts.AddressDensity,
        ["premises/lease-before-arrival"] = PremisesScripts.LeaseBeforeArrival,
    };

    /// <summary>Days of ordinary life that must lie before a script whose pattern asks what was usual until then.</summary>
    public static IReadOnlyDictionary<string, int> DaysNeeded { get; } = new Dictionary<string, int>(StringComparer.Ordinal) { ["gate/unusual-empties"] = 14 };

    /// <summary>Plays every script of the node that has its days behind it once or, at larger scales, a few times.</summary>
    public static IReadOnlyList<InjectedScript> Inject(Scene scene, double scale)
    {
        var played = new List<InjectedScript>();
        foreach (var pattern in scene.Profile.Scripts.Where(pattern => scene.DaysBefore >= DaysNeeded.GetValueOrDefault(pattern)))
        {
            var times = 1 + (int)Math.Min(2, Math.Floor(scale * 2));
            for (var time = 0; time < times; time++)
            {
                var stage = new Stage(scene, scene.Luck(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"script/{pattern}/{time}")));
                var subject = All[pattern](stage);
                played.Add(stage.Record(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{scene.Day.Date:yyyyMMdd}-{played.Count + 1:D3}"), pattern, subject));
            }
        }

        return [.. played.OrderBy(script => script.Start).ThenBy(script => script.Id, StringComparer.Ordinal)];
    }
}
