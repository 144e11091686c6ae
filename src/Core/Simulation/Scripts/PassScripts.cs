using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Scripts with passes.</summary>
static class PassScripts
{
    public static Subject DeadPassGranted(Stage stage)
    {
        var pass = stage.Pass();
        Read(stage, stage.Site, pass, stage.At(5, 22), "in", "granted", stage.Luck.Pick("suspended", "expired", "ended"), exitReader: "none");
        return new("pass", pass);
    }

    public static Subject OffRosterPresence(Stage stage)
    {
        var pass = stage.Pass();
        Read(stage, stage.Site, pass, stage.At(1, 4), "in", "granted", "active", rostered: false);
        Read(stage, stage.Site, pass, stage.At(5, 6), "out", "granted", "active", rostered: false);
        return new("pass", pass);
    }

    public static Subject DeniedSeries(Stage stage)
    {
        var pass = stage.Pass();
        var time = stage.At(0, 23);
        for (var door = 1; door <= 4; door++)
            Read(stage, stage.Site, pass, time.AddMinutes(door * 4), null, "refused", "active", $"door-{door:D2}");
        return new("pass", pass);
    }

    public static Subject ImpossibleTravel(Stage stage)
    {
        var pass = stage.Pass();
        var time = stage.At(6, 21);
        var other = stage.Profile.Sites.First(site => site.Place != stage.Site.Place);
        Read(stage, stage.Site, pass, time, "in", "granted", "active", exitReader: "none");
        Read(stage, other, pass, time.AddMinutes(4), "in", "granted", "active", exitReader: "none");
        return new("pass", pass);
    }

    public static void Read(Stage stage, Site site, string pass, DateTimeOffset time, string? direction, string result, string state, string reader = "turnstile-2", bool rostered = true, string exitReader = "working") =>
        stage.Tell(site.Organisation, "passes", time, "pass_read", ("pass", pass), ("reader", $"{site.Place}-{reader}"), ("place", site.Place), ("direction", direction), ("result", result), ("refusal_code", result == "refused" ? "no-right" : null), ("method", "card"),
            ("pass_state", state), ("rostered", rostered), ("exit_reader", exitReader), ("company", "terminal"));
}
