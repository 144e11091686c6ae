namespace Knooppunt.Node.Shell;

/// <summary>Where local days begin.</summary>
static class LocalDays
{
    extension(TimeZoneInfo zone)
    {
        /// <summary>The local day of a moment.</summary>
        public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

        /// <summary>The moment at which a local day begins, in UTC; an hour later where clocks go forward at midnight.</summary>
        public DateTimeOffset MidnightOf(DateOnly day)
        {
            var local = day.ToDateTime(TimeOnly.MinValue);
            while (zone.IsInvalidTime(local))
                local = local.AddHours(1);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }
}
