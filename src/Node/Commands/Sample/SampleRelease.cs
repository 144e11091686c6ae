using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Commands.Sample;

/// <summary>What the partners of the sample node let the partnership see: containers and what happened to them, plates only as pseudonyms, times in five minutes, no persons.</summary>
static class SampleRelease
{
    public static ReleaseSettings? Of(string organisation) => organisation == "douane" ? null : new ReleaseSettings
    {
        Name = "sample",
        Rules =
        [
            Rule("release", "action", "container", "carrier", "place", "terminal", "refusal_code", "arrived", "pre_arrival", "risk_origin"),
            Rule("prenotification", "container", "carrier", "plate", "place", "terminal", "direction"),
            Rule("container_gate", "container", "direction", "carrier", "plate", "place", "terminal", "empty", "first_visit", "risk_origin", "ocr"),
            Rule("container_seen", "container", "place", "ocr"),
            Rule("vessel_position", "vessel", "lat", "lon", "speed_knots", "course_deg", "heading_deg", "course_heading_deg", "vessel_name", "ship_type"),
            Rule("fence_alarm", "sensor", "place", "zone", "block", "event"),
            Rule("drone_detected", "place", "block", "permit", "lat", "lon"),
        ],
    };

    static ReleaseRuleSettings Rule(string type, params string[] fields) => new() { Type = type, Fields = [.. fields], TimeStepMinutes = type == "vessel_position" ? 0 : 5 };
}
