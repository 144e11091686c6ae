using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Scripts inside a terminal's systems and stacks.</summary>
static class TerminalScripts
{
    public static Subject SecondCollector(Stage stage)
    {
        var (container, first) = (stage.Container(), stage.Luck.Pick(stage.Cast.Trucks));
        Out(stage, container, first, stage.At(7, 12), firstVisit: false);
        stage.Tell("tos-releases", stage.At(13, 18), "release", ("action", "refused"), ("container", container), ("carrier", stage.Luck.Pick(stage.Cast.Carriers)), ("terminal", stage.Site.Terminal), ("place", stage.Site.Place), ("refusal_code", "already-collected"));
        return new("container", container);
    }

    public static Subject ReleaseSnooping(Stage stage)
    {
        var (container, user) = (stage.Container(), Insider(stage));
        Look(stage, user, container, "release-data", stage.At(9, 17), null);
        return new("container", container);
    }

    public static Subject LookupThenIntrusion(Stage stage)
    {
        var container = stage.Container();
        Look(stage, Insider(stage), container, "yard-position", stage.At(8, 15), stage.Block);
        Person(stage, stage.At(22.5, 23.5), stage.Block, null);
        return new("container", container);
    }

    public static Subject ReleaseBeforeArrival(Stage stage)
    {
        var container = stage.Container();
        stage.Tell("tos-releases", stage.At(6, 16), "release", ("action", "issued"), ("container", container), ("line", "MSCU"), ("terminal", stage.Site.Terminal), ("place", stage.Site.Place), ("arrived", false), ("pre_arrival", false), ("risk_origin", true));
        return new("container", container);
    }

    public static Subject UnrequestedRestow(Stage stage)
    {
        var container = stage.Container();
        Move(stage, container, stage.At(1, 20), risk: true);
        return new("container", container);
    }

    public static Subject SameNumberTwoPlaces(Stage stage)
    {
        var container = stage.Container();
        var time = stage.At(7, 19);
        var other = stage.Profile.Sites.First(site => site.Organisation != stage.Site.Organisation);
        stage.Tell("portals", time, "container_seen", ("container", container), ("place", stage.Site.Place), ("ocr", false), ("iso_type", "45R1"));
        stage.Tell(other.Organisation, "portals", time.AddMinutes(12), "container_seen", ("container", container), ("place", other.Place), ("ocr", false), ("iso_type", "45R1"));
        return new("container", container);
    }

    public static Subject NeighbourLeaves(Stage stage)
    {
        var container = stage.Container();
        Person(stage, stage.At(1, 4), stage.Block, null);
        Out(stage, container, Stranger(stage), stage.At(9, 18), firstVisit: true, stage.Block);
        return new("container", container);
    }

    public static Subject RepeatInterest(Stage stage)
    {
        var (container, user) = (stage.Container(), Insider(stage));
        foreach (var hour in new[] { 8.0, 11, 14, 16.5 })
            Look(stage, user, container, "yard-position", stage.At(hour, hour + .5), null);
        return new("container", container);
    }

    public static Subject RestowBeforeScan(Stage stage)
    {
        var container = stage.Container();
        var selected = stage.At(6, 14);
        stage.Tell("douane", "status", selected, "customs_status", ("container", container), ("status", "selected"), ("place", stage.Site.Place), ("arrived", true), ("pre_arrival", false), ("risk_origin", true));
        Move(stage, container, selected.AddMinutes(stage.Luck.Between(60, 240)), risk: false);
        return new("container", container);
    }

    /// <summary>An account of its own: what one insider does must not add up with what another does.</summary>
    static string Insider(Stage stage) => stage.Numbers.Of(stage.Luck, "user", 5);

    public static Truck Stranger(Stage stage) => new(stage.Plate(PlateKind.Truck), stage.Numbers.Of(stage.Luck, "eenmanszaak-", 4), stage.Pass());

    /// <summary>A full box leaves by the gate.</summary>
    public static void Out(Stage stage, string container, Truck truck, DateTimeOffset time, bool firstVisit, string? block = null, bool risk = false) =>
        stage.Tell("tos-gate", time, "container_gate", ("container", container), ("direction", "out"), ("carrier", truck.Carrier), ("plate", truck.Plate), ("terminal", stage.Site.Terminal), ("place", stage.Site.Place), ("block", block), ("iso_type", "45R1"), ("empty", false),
            ("gross_kg", 26_400), ("first_visit", firstVisit), ("ocr", false), ("reefer", true), ("risk_origin", risk));

    /// <summary>A person between the stacks; the camera does not know whether he has a right unless it is said.</summary>
    public static void Person(Stage stage, DateTimeOffset time, string? block, bool? hasRight)
    {
        var place = stage.Site.Place + "/import-stack";
        var at = stage.Position(place);
        stage.Tell("cameras", time, "camera_event", ("camera", $"{stage.Site.Place}-stack-{stage.Luck.Below(9) + 1}"), ("event", "person_in_stack"), ("object", "person"), ("count", 1 + stage.Luck.Below(3)), ("has_right", hasRight is { } right ? right : default(FieldValue)),
            ("duration_seconds", 240), ("confidence", .93), ("place", place), ("block", block), ("lat", at.Lat), ("lon", at.Lon));
    }

    static void Look(Stage stage, string user, string container, string screen, DateTimeOffset time, string? block) =>
        stage.Tell("tos-lookups", time, "lookup", ("user", user), ("workstation", "ws-031"), ("container", container), ("screen", screen), ("on_order", false), ("rostered", true), ("place", stage.Site.Place), ("block", block), ("risk_origin", true));

    static void Move(Stage stage, string container, DateTimeOffset time, bool risk) =>
        stage.Tell("tos-moves", time, "container_move", ("container", container), ("from_place", "C" + Numbers.Digits(stage.Luck, 2)), ("to_place", "E" + Numbers.Digits(stage.Luck, 2)), ("user", Insider(stage)), ("place", stage.Site.Place), ("block", stage.Block), ("risk_origin", risk));
}
