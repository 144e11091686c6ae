namespace Knooppunt.Node.Shell;

/// <summary>Times in tables are UTC microseconds since 1970, since SQLite cannot order a DateTimeOffset.</summary>
static class UnixTime
{
    extension(DateTimeOffset time)
    {
        /// <summary>UTC microseconds since 1970.</summary>
        public long UnixMicroseconds => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

        /// <summary>The hour in which it lies, from its beginning.</summary>
        public DateTimeOffset WholeHour => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerHour));
    }

    /// <summary>The moment of UTC microseconds since 1970.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
