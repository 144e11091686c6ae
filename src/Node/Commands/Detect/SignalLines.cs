using System.Globalization;
using System.Text.Json;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Commands.Detect;

/// <summary>One line per signal: id, pattern, severity, subject, first and last time, number of observations, where.</summary>
static class SignalLines
{
    static readonly string[] Header = ["id", "pattern", "severity", "subject", "first", "last", "observations", "where"];

    public static void Print(IReadOnlyList<Story> stories, string output)
    {
        if (output != "json")
        {
            Outputs.Rows(output, Header, stories.Select(Row));
            return;
        }

        foreach (var story in stories)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new
            {
                id = story.Id,
                pattern = story.Lead.Title,
                patternId = story.Lead.PatternId,
                patterns = story.Patterns.Select(part => part.PatternId),
                severity = story.Severity.ToString().ToLowerInvariant(),
                subject = story.Subject.ToString(),
                first = Time(story.First),
                last = Time(story.Last),
                observations = story.Observations,
                where = Where(story),
            }));
        }
    }

    static string[] Row(Story story) =>
        [story.Id, story.Lead.Title, story.Severity.ToString().ToLowerInvariant(), story.Subject.ToString(), Time(story.First), Time(story.Last), story.Observations.ToString(CultureInfo.InvariantCulture), Where(story) ?? ""];

    /// <summary>The last place that the evidence names; else the last position, as at sea there is no other; null without either.</summary>
    public static string? Where(Story story) => story.Where ?? story.Evidence.Reverse().Select(item => item.Observation.Data)
        .Where(data => data["lat"].Kind == FieldKind.Number && data["lon"].Kind == FieldKind.Number)
        .Select(data => string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(data["lat"].Number):F4}{(data["lat"].Number < 0 ? "S" : "N")} {Math.Abs(data["lon"].Number):F4}{(data["lon"].Number < 0 ? "W" : "E")}")).FirstOrDefault();

    /// <summary>RFC 3339, UTC, milliseconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
