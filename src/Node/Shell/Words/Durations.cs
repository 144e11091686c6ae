using System.Globalization;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Durations in words.</summary>
static class Durations
{
    static readonly TimeSpan DaysFrom = TimeSpan.FromHours(48);

    /// <summary>"12 s", "47 min", "3 u 10 min", "2 dagen": as precise as somebody says it. A negative span counts as none.</summary>
    public static string Of(TimeSpan span, bool english)
    {
        var hour = english ? "h" : "u";
        return span switch
        {
            { Ticks: <= 0 } => "0 s",
            { TotalSeconds: < 60 } => Whole(span.TotalSeconds, "s"),
            { TotalMinutes: < 60 } => Whole(span.TotalMinutes, "min"),
            _ when span < DaysFrom => span.Minutes == 0 ? Whole(span.TotalHours, hour) : $"{Whole(span.TotalHours, hour)} {Whole(span.Minutes, "min")}",
            _ => Whole(span.TotalDays, english ? "days" : "dagen"),
        };
    }

    static string Whole(double number, string unit) => $"{Math.Floor(number).ToString(CultureInfo.InvariantCulture)} {unit}";
}
