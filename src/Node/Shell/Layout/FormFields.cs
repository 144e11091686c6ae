using System.Globalization;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>Reads fields of a form that somebody sent: whatever it holds, there is a value to judge.</summary>
static class FormFields
{
    extension(IFormCollection form)
    {
        /// <summary>A text without blanks around it; empty when it is not there.</summary>
        public string Text(string name) => ((string?)form[name] ?? "").Trim();

        /// <summary>A whole number of zero or more; -1 when it is none.</summary>
        public int Number(string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

        /// <summary>A day that was sent as yyyy-mm-dd; null when it is none.</summary>
        public DateOnly? Day(string name) => DateOnly.TryParseExact(form[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        /// <summary>A day and a time of day on the clocks of a zone, in UTC; null when either is none.</summary>
        public DateTimeOffset? Moment(string day, string time, TimeZoneInfo zone)
        {
            if (form.Day(day) is not { } date || !TimeOnly.TryParseExact(form[time], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
                return null;
            var local = date.ToDateTime(hour);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }

        /// <summary>A choice out of a closed list; a value that is not on the list when it is none.</summary>
        public T Choice<T>(string name) where T : struct, Enum => Enum.TryParse<T>(form[name], out var choice) && Enum.IsDefined(choice) ? choice : (T)Enum.ToObject(typeof(T), byte.MaxValue);
    }
}
