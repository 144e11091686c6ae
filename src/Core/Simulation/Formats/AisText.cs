using System.Globalization;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Simulation.Formats;

/// <summary>Writes vessel observations as AIVDM sentences with the time in a tag block: position as message 1, static as message 5 in two sentences.</summary>
static class AisText
{
    // IEC 61162-1 allows 82 characters a sentence, which leaves sixty for the payload.
    const int LongestPayload = 60;

    static readonly string[] Statuses = ["under_way_using_engine", "at_anchor", "not_under_command", "restricted_manoeuvrability", "constrained_by_draught", "moored", "aground", "engaged_in_fishing"];

    public static byte[] Write(IEnumerable<Observation> observations)
    {
        var text = new StringBuilder();
        var sequence = 0;
        foreach (var observation in observations)
        {
            var payload = observation.Type.Name == "vessel_static" ? Static(observation) : Position(observation);
            Sentences(text, observation.Time, payload, ref sequence);
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    static AisPayload Position(Observation observation)
    {
        var data = observation.Data;
        return new AisPayload()
            .Add(1, 6).Add(0, 2).Add(Whole(data["vessel"].Text), 30)
            .Add(Math.Max(0, Array.IndexOf(Statuses, data["nav_status"].Text)), 4)
            .Add(-128, 8)
            .Add(Rounded(data["speed_knots"], 10, 1023), 10)
            .Add(1, 1)
            .Add(Rounded(data["lon"], 600_000, 181 * 600_000), 28)
            .Add(Rounded(data["lat"], 600_000, 91 * 600_000), 27)
            .Add(Rounded(data["course_deg"], 10, 3600), 12)
            .Add(Rounded(data["heading_deg"], 1, 511), 9)
            .Add(observation.Time.Second, 6)
            .Add(0, 2).Add(0, 3).Add(0, 1).Add(0, 19);
    }

    static AisPayload Static(Observation observation)
    {
        var data = observation.Data;
        var (length, beam) = ((long)data["length_m"].Number, (long)data["beam_m"].Number);
        return new AisPayload()
            .Add(5, 6).Add(0, 2).Add(Whole(data["vessel"].Text), 30)
            .Add(0, 2).Add(Whole(data["imo"].Text), 30)
            .Add(data["callsign"].Text ?? "", 7).Add(data["vessel_name"].Text ?? "", 20)
            .Add(Rounded(data["ship_type"], 1, 0), 8)
            .Add(length - (length / 4), 9).Add(length / 4, 9).Add(beam / 2, 6).Add(beam - (beam / 2), 6)
            .Add(1, 4)
            .Add(0, 4).Add(0, 5).Add(24, 5).Add(60, 6)
            .Add(Rounded(data["draught_m"], 10, 0), 8)
            .Add(data["destination"].Text ?? "", 20)
            .Add(0, 1).Add(0, 1);
    }

    static void Sentences(StringBuilder text, DateTimeOffset time, AisPayload payload, ref int sequence)
    {
        var armoured = payload.ToString();
        var parts = (armoured.Length + LongestPayload - 1) / LongestPayload;
        if (parts > 1)
            sequence = (sequence + 1) % 10;
        for (var part = 0; part < parts; part++)
        {
            var piece = armoured.AsSpan(part * LongestPayload, Math.Min(LongestPayload, armoured.Length - (part * LongestPayload)));
            var clock = string.Create(CultureInfo.InvariantCulture, $"c:{time.ToUnixTimeSeconds()}");
            var body = string.Create(CultureInfo.InvariantCulture, $"AIVDM,{parts},{part + 1},{(parts > 1 ? sequence.ToString(CultureInfo.InvariantCulture) : "")},A,{piece},{(part == parts - 1 ? payload.Fill : 0)}");
            text.Append('\\').Append(clock).Append('*').Append(Sum(clock)).Append("\\!").Append(body).Append('*').Append(Sum(body)).Append("\r\n");
        }
    }

    static string Sum(string text) => text.Aggregate(0, (sum, c) => sum ^ c).ToString("X2", CultureInfo.InvariantCulture);

    static long Whole(string? digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    static long Rounded(FieldValue value, double factor, long none) => value.Kind == FieldKind.Number ? (long)Math.Round(value.Number * factor) : none;
}
