using Knooppunt.Observations.Identifiers;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Ais;

/// <summary>Turns the bits of a message into an observation (ITU-R M.1371-5, annex 8).</summary>
sealed partial class AisMessages(SourceContext context, IObservationSink sink)
{
    const int NamedShips = 4096;

    static readonly ObservationType Position = new(Family.Presence, "vessel_position");
    static readonly ObservationType Static = new(Family.Presence, "vessel_static");
    static readonly string[] UnreadTypes = [.. Enumerable.Range(0, 64).Select(type => $"message type {type}")];

    readonly CachedStrings _texts = new(4096);
    readonly (int Number, string Text)[] _vessels = new (int, string)[NamedShips];
    readonly KeyValuePair<string, FieldValue>[] _fields = new KeyValuePair<string, FieldValue>[16];
    int _count;
    ObservationIds _ids = new(context.StreamId);

    /// <summary>What to count a message as that is not read to observations; null when it is one that is.</summary>
    public static string? Unread(in AisBits bits)
    {
        var type = bits.Unsigned(0, 6);
        return type is 1 or 2 or 3 or 4 or 5 or 18 or 19 or 24 or 27 ? null : UnreadTypes[type];
    }

    /// <summary>Reads a message; null when that succeeded, else the reason.</summary>
    public string? Read(in AisBits bits, DateTimeOffset time, long line)
    {
        if (Mmsi.From(bits.Unsigned(8, 30)) is not { } mmsi)
            return "MMSI out of range";
        _count = 0;
        var vessel = VesselText(mmsi);
        Add("vessel", vessel);
        var wrong = bits.Unsigned(0, 6) switch
        {
            1 or 2 or 3 => ClassA(bits),
            4 => BaseStation(bits),
            5 => StaticA(bits, time),
            18 => ClassB(bits),
            19 => ClassBExtended(bits),
            24 => StaticB(bits, mmsi),
            _ => LongRange(bits),
        };
        if (wrong is not null)
            return wrong;
        sink.Take(new Observation
        {
            Id = _ids.Next(line),
            Source = context.Source,
            Type = bits.Unsigned(0, 6) is 5 or 24 ? Static : Position,
            Time = time,
            Subject = new Subject("vessel", vessel),
            Data = Fields.FromDistinct(_fields.AsSpan(0, _count)),
        }, line);
        return null;
    }

    void Add(string name, FieldValue value) => _fields[_count++] = new(name, value);

    string VesselText(Mmsi mmsi)
    {
        ref var slot = ref _vessels[(uint)(mmsi.Number * 2654435761L >> 20) % NamedShips];
        if (slot.Number != mmsi.Number)
            slot = (mmsi.Number, mmsi.ToString());
        return slot.Text;
    }

    /// <summary>Adds a position in ten-thousandths of a minute; 91 and 181 degrees mean "not available".</summary>
    void AddPosition(int lon, int lat, double perDegree)
    {
        if (lon == 181 * (int)perDegree || lat == 91 * (int)perDegree)
            sink.Count("position not available");
        else if (Math.Abs(lon / perDegree) > 180 || Math.Abs(lat / perDegree) > 90)
            sink.Count("position out of range");
        else
        {
            Add("lat", Math.Round(lat / perDegree, 6));
            Add("lon", Math.Round(lon / perDegree, 6));
        }
    }

    /// <summary>Adds speed in tenths of a knot, course in tenths of a degree and heading in degrees.</summary>
    void AddMotion(int speed, int course, int heading)
    {
        AddSpeed(speed, 1022, 10.0);
        var hasCourse = AddCourse(course, 3600, 10.0);
        if (heading == 511)
            return;
        if (heading >= 360)
        {
            sink.Count("heading of 360 degrees or more");
            return;
        }

        Add("heading_deg", heading);
        if (hasCourse)
            Add("course_heading_deg", Angle(course / 10.0, heading));
    }

    /// <summary>The value above the limit means "not available", the limit itself "that or more", which no vessel of the field sails.</summary>
    void AddSpeed(int speed, int limit, double perKnot)
    {
        if (speed == limit)
            sink.Count("speed of 102.2 knots or more");
        else if (speed < limit)
            Add("speed_knots", speed / perKnot);
    }

    bool AddCourse(int course, int none, double perDegree)
    {
        if (course > none)
            sink.Count("course beyond 360 degrees");
        if (course >= none)
            return false;
        Add("course_deg", course / perDegree);
        return true;
    }

    /// <summary>The smallest angle between two directions: 0 to 180 degrees.</summary>
    public static double Angle(double one, double other)
    {
        var angle = Math.Abs(one - other) % 360;
        return Math.Round(angle > 180 ? 360 - angle : angle, 1);
    }

    void AddText(string name, in AisBits bits, int start, int characters)
    {
        Span<byte> room = stackalloc byte[24];
        var text = bits.Text(start, characters, room);
        if (text.Length > 0)
            Add(name, _texts.Of(text));
    }
}
