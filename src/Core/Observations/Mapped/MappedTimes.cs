using System.Globalization;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Mapped;

/// <summary>Times of mapped files, by the format that the mapping names.</summary>
static class MappedTimes
{
    public const string Rfc3339Name = "rfc3339", EpochSeconds = "epoch_seconds", EpochMilliseconds = "epoch_milliseconds";

    /// <summary>Reads a time; null when it has not the format or cannot be.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text, string format, SourceContext context)
    {
        text = text.Trim();
        var time = format switch
        {
            Rfc3339Name => Written(text, context),
            EpochSeconds => Epoch(text, 1),
            EpochMilliseconds => Epoch(text, 1000),
            _ => ByFormat(text, format, context),
        };
        return time is { Year: >= Rfc3339.FirstYear and <= Rfc3339.LastYear } ? time : null;
    }

    /// <summary>Whether a format says anything; a wrong one is a mistake in the mapping, not in the data.</summary>
    public static bool IsFormat(string format)
    {
        if (format is Rfc3339Name or EpochSeconds or EpochMilliseconds)
            return true;
        if (format.Length is 0 or > 64 || !format.Contains('y', StringComparison.Ordinal) || !format.Contains('d', StringComparison.Ordinal))
            return false;
        try
        {
            return DateTimeOffset.TryParseExact(new DateTimeOffset(2026, 3, 1, 13, 14, 15, TimeSpan.Zero).ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    static DateTimeOffset? Written(ReadOnlySpan<char> text, SourceContext context)
    {
        if (Rfc3339.Read(text) is { } exact)
            return exact;
        return Rfc3339.ReadLocal(text, out var rest) is { } local && rest.Length == 0 ? context.ToUtc(local) : null;
    }

    static DateTimeOffset? Epoch(ReadOnlySpan<char> text, int perSecond) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number / perSecond) < 1e11
            ? DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(number / perSecond * 1e6) * 10)
            : null;

    static DateTimeOffset? ByFormat(ReadOnlySpan<char> text, string format, SourceContext context)
    {
        if (!DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return null;
        var saysZone = format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal);
        return saysZone ? time.ToUniversalTime() : context.ToUtc(time.DateTime);
    }
}
