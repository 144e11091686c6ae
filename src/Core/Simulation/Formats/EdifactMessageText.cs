using System.Globalization;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Simulation.Formats;

/// <summary>One message, segment by segment, as the SMDG guides lay it down.</summary>
sealed class EdifactMessageText(StringBuilder text, string reference, TimeZoneInfo zone)
{
    int _segments;
    Fields _data = Fields.Empty;

    public void Write(string type, Observation observation)
    {
        _data = observation.Data;
        var time = LocalDay.Local(observation.Time, zone).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        switch (type)
        {
            case "container_gate":
                Codeco(time);
                break;
            case "container_handled":
                Coarri(time);
                break;
            case "release":
                Coreor(time);
                break;
            case "prenotification":
                Copino(time);
                break;
            case "announcement":
                Coparn(time);
                break;
            default:
                Vermas(time);
                break;
        }

        Segment($"UNT+{(_segments + 1).ToString(CultureInfo.InvariantCulture)}+{reference}");
    }

    void Codeco(string time)
    {
        Head("CODECO:D:95B:UN:ITG14", _data["direction"].Text == "in" ? "34" : "36");
        Line();
        Equipment(_data["direction"].Text == "in" ? "2" : "3");
        Booking();
        Segment($"DTM+7:{time}:203");
        Terminal("165");
        Gross("G");
        Seal();
        Truck();
        Count();
    }

    void Coarri(string time)
    {
        Head("COARRI:D:95B:UN:ITG13", _data["action"].Text == "discharged" ? "44" : "46");
        Vessel();
        Terminal(_data["action"].Text == "discharged" ? "11" : "9");
        Line();
        Equipment("3");
        Segment($"DTM+203:{time}:203");
        if (Has("origin"))
            Segment($"LOC+9+{Value("origin")}:139:6");
        Gross("G");
        if (Has("setpoint_c"))
            Segment($"TMP+2+{Value("setpoint_c")}:CEL");
        Seal();
        Count();
    }

    void Coreor(string time)
    {
        Head("COREOR:D:08B:UN:SMDG20", "129");
        Segment($"DTM+137:{time}:203");
        if (Has("booking"))
            Segment($"RFF+RE:{Value("booking")}");
        Terminal("11");
        Line();
        if (Has("party"))
            Segment($"NAD+MS+{Value("party")}:160:ZZZ");
        if (Has("to_party"))
            Segment($"NAD+FW+{Value("to_party")}:160:ZZZ");
        Equipment("3");
        Count();
    }

    void Copino(string time)
    {
        Head("COPINO:D:95B:UN:ITG13", "661");
        Segment($"DTM+137:{time}:203");
        Truck();
        Terminal("88");
        Segment($"SGP+{Value("container")}");
        Equipment(_data["direction"].Text == "in" ? "2" : "3");
        Booking();
        Count();
    }

    void Coparn(string time)
    {
        Head("COPARN:D:00B:UN:SMDG20", "126");
        Segment($"DTM+137:{time}:203");
        Booking();
        Vessel();
        Terminal("9");
        Line();
        Equipment("2");
        if (Has("destination"))
            Segment($"LOC+11+{Value("destination")}:139:6");
        Gross("G");
        Count();
    }

    void Vermas(string time)
    {
        Head("VERMAS:D:16A:UN:SMDG10", "749");
        Segment($"DTM+137:{time}:203");
        Equipment("2");
        Booking();
        if (Has("vgm_kg"))
            Segment($"MEA+AAE+VGM+KGM:{Value("vgm_kg")}");
        Segment($"DTM+WAT:{time}:203");
        Segment("DOC+SM1:VGM:306+DEFAULT");
        if (Has("party"))
            Segment($"NAD+SPC+{Value("party")}");
    }

    void Head(string type, string code)
    {
        Segment($"UNH+{reference}+{type}");
        Segment($"BGM+{code}+{reference}+9");
    }

    void Line()
    {
        if (Has("line"))
            Segment($"NAD+CF+{Value("line")}:160:166");
    }

    void Equipment(string status)
    {
        var full = _data["empty"].Kind == FieldKind.None ? "" : _data["empty"].Flag ? "4" : "5";
        Segment($"EQD+CN+{Value("container")}+{Value("iso_type")}:102:5++{status}+{full}");
    }

    void Booking()
    {
        if (Has("booking"))
            Segment($"RFF+BN:{Value("booking")}");
    }

    void Terminal(string qualifier) => Segment($"LOC+{qualifier}+{Value("unlocode")}:139:6+{Value("terminal")}:TER:ZZZ");

    void Gross(string dimension)
    {
        if (Has("gross_kg"))
            Segment($"MEA+AAE+{dimension}+KGM:{Value("gross_kg")}");
    }

    void Seal()
    {
        if (Has("seal"))
            Segment($"SEL+{Value("seal")}+CA");
    }

    void Truck() => Segment(Has("plate") ? $"TDT+1++3+31+{Value("carrier")}:172:ZZZ+++{Value("plate")}:146:ZZZ" : $"TDT+1++3+31+{Value("carrier")}:172:ZZZ");

    void Vessel() => Segment($"TDT+20+{Value("voyage")}+1++{Value("line")}:172:20+++{Value("imo")}:146:11:{Value("vessel_name")}");

    void Count() => Segment("CNT+16:1");

    bool Has(string field) => _data.Has(field);

    /// <summary>A value with the service characters released.</summary>
    string Value(string field) => string.Concat(_data[field].ToString().Select(c => c is '+' or ':' or '\'' or '?' ? "?" + c : c.ToString()));

    void Segment(string content)
    {
        _segments++;
        text.Append(content).Append("'\r\n");
    }
}
