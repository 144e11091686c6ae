namespace Knooppunt.Node.Journal;

/// <summary>Times on disk: microseconds since 1970, UTC.</summary>
internal static class Micros
{
    const long MinMicros = -62_135_596_800_000_000, MaxMicros = 253_402_300_799_999_999;

    public static long From(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static bool IsTime(long micros) => micros is >= MinMicros and <= MaxMicros;

    public static bool AreTimes(ReadOnlySpan<long> micros)
    {
        var (least, most) = (MinMicros, MinMicros);
        foreach (var one in micros)
            (least, most) = (Math.Min(least, one), Math.Max(most, one));
        return IsTime(least) && IsTime(most);
    }

    public static long ToTicks(long micros) => DateTime.UnixEpoch.Ticks + (micros * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset ToTime(long micros) => new(ToTicks(micros), TimeSpan.Zero);
}
