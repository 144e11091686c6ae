using System.Globalization;
using Knooppunt.Observations.Identifiers;

namespace Knooppunt.Observations.Ais;

sealed partial class AisMessages
{
    const double TenThousandthsOfMinute = 600_000, TenthsOfMinute = 600;

    // Null: "not defined" or kept for later use.
    static readonly string?[] NavigationalStatus =
    [
        "under_way_using_engine", "at_anchor", "not_under_command", "restricted_manoeuvrability", "constrained_by_draught", "moored", "aground", "engaged_in_fishing", "under_way_sailing",
        null, null, "towing_astern", "pushing_ahead_or_towing_alongside", null, "search_and_rescue_transmitter", null,
    ];

    string? ClassA(in AisBits bits)
    {
        if (bits.Length < 149)
            return "position report too short";
        AddPosition(bits.Signed(61, 28), bits.Signed(89, 27), TenThousandthsOfMinute);
        AddMotion(bits.Unsigned(50, 10), bits.Unsigned(116, 12), bits.Unsigned(128, 9));
        AddTurn(bits.Signed(42, 8));
        AddStatus(bits.Unsigned(38, 4));
        return null;
    }

    string? BaseStation(in AisBits bits)
    {
        if (bits.Length < 134)
            return "base station report too short";
        AddPosition(bits.Signed(79, 28), bits.Signed(107, 27), TenThousandthsOfMinute);
        return null;
    }

    string? ClassB(in AisBits bits)
    {
        if (bits.Length < 139)
            return "position report too short";
        AddPosition(bits.Signed(57, 28), bits.Signed(85, 27), TenThousandthsOfMinute);
        AddMotion(bits.Unsigned(46, 10), bits.Unsigned(112, 12), bits.Unsigned(124, 9));
        return null;
    }

    string? ClassBExtended(in AisBits bits)
    {
        if (bits.Length < 301)
            return "position report too short";
        _ = ClassB(bits);
        AddText("vessel_name", bits, 143, 20);
        AddShipType(bits.Unsigned(263, 8));
        AddSize(bits, 271);
        return null;
    }

    string? LongRange(in AisBits bits)
    {
        if (bits.Length < 94)
            return "long-range report too short";
        AddPosition(bits.Signed(44, 18), bits.Signed(62, 17), TenthsOfMinute);
        // Whole knots and degrees; 63 and 511 mean "not available".
        if (bits.Unsigned(79, 6) is < 63 and var speed)
            Add("speed_knots", speed);
        if (bits.Unsigned(85, 9) is var course && course < 360)
            Add("course_deg", course);
        else if (course != 511)
            sink.Count("course beyond 360 degrees");
        AddStatus(bits.Unsigned(40, 4));
        return null;
    }

    string? StaticA(in AisBits bits, DateTimeOffset time)
    {
        if (bits.Length < 302)
            return "static report too short";
        AddImo(bits.Unsigned(40, 30));
        AddText("callsign", bits, 70, 7);
        AddText("vessel_name", bits, 112, 20);
        AddShipType(bits.Unsigned(232, 8));
        AddSize(bits, 240);
        if (bits.Unsigned(294, 8) is > 0 and var draught)
            Add("draught_m", draught / 10.0);
        AddText("destination", bits, 302, 20);
        AddArrival(bits, time);
        return null;
    }

    string? StaticB(in AisBits bits, Mmsi mmsi)
    {
        if (bits.Length < 160)
            return "static report too short";
        if (bits.Unsigned(38, 2) == 0)
        {
            AddText("vessel_name", bits, 40, 20);
            return null;
        }

        if (bits.Unsigned(38, 2) != 1)
            return "part of message 24 is neither A nor B";
        AddShipType(bits.Unsigned(40, 8));
        AddText("callsign", bits, 90, 7);
        // An auxiliary craft (98...) puts its mother ship's MMSI where others have their size.
        if (mmsi.Number / 10_000_000 != 98)
            AddSize(bits, 132);
        return null;
    }

    /// <summary>Rate of turn: the indicator's 4.733 times the root of degrees per minute, signed; -128 is "not available", 127 either way only says "more than 5 degrees in 30 s".</summary>
    void AddTurn(int indicator)
    {
        if (indicator is > -127 and < 127)
            Add("rate_of_turn_deg_min", Math.Round(Math.Sign(indicator) * Math.Pow(indicator / 4.733, 2), 1));
    }

    void AddStatus(int status)
    {
        if (NavigationalStatus[status] is { } text)
            Add("nav_status", text);
    }

    void AddShipType(int type)
    {
        if (type is > 0 and < 100)
            Add("ship_type", type);
        else if (type >= 100)
            sink.Count("ship type out of range");
    }

    /// <summary>Length and beam from the distances of the antenna to bow, stern, port and starboard: 9, 9, 6 and 6 bits.</summary>
    void AddSize(in AisBits bits, int start)
    {
        if (bits.Unsigned(start, 9) + bits.Unsigned(start + 9, 9) is > 0 and var length)
            Add("length_m", length);
        if (bits.Unsigned(start + 18, 6) + bits.Unsigned(start + 24, 6) is > 0 and var beam)
            Add("beam_m", beam);
    }

    void AddImo(int number)
    {
        if (number == 0)
            return;
        if (ImoNumber.From(number) is { IsValid: true } imo)
            Add("imo", imo.ToString());
        else
            sink.Count("IMO number wrong");
    }

    /// <summary>Month, day, hour and minute of arrival; the year is the one that puts it within half a year of the message.</summary>
    void AddArrival(in AisBits bits, DateTimeOffset time)
    {
        var (month, day, hour, minute) = (bits.Unsigned(274, 4), bits.Unsigned(278, 5), bits.Unsigned(283, 5), bits.Unsigned(288, 6));
        if (month is 0 or > 12 || day == 0 || hour > 23 || minute > 59)
            return;
        var year = time.Year + (month - time.Month) switch { > 6 => -1, < -6 => 1, _ => 0 };
        if (day <= DateTime.DaysInMonth(year, month))
            Add("scheduled", new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
