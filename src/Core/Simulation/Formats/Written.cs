using System.Globalization;
using Knooppunt.Chance;

namespace Knooppunt.Simulation.Formats;

/// <summary>Cuts what sources hand over into files and writes each in the format of its source.</summary>
static class Written
{
    /// <summary>How much time a file holds.</summary>
    public static TimeSpan Slice { get; } = TimeSpan.FromMinutes(15);

    /// <summary>The files of one source; the name begins with the moment at which the file was closed.</summary>
    public static IEnumerable<SimulatedFile> Files(string source, SourceKind kind, IReadOnlyList<Told> told, TimeZoneInfo zone, Luck luck)
    {
        foreach (var slice in told.GroupBy(one => one.Delivered.UtcTicks / Slice.Ticks))
        {
            var closed = new DateTimeOffset((slice.Key + 1) * Slice.Ticks, TimeSpan.Zero);
            var stamp = closed.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            var observations = slice.Select(one => one.Observation).ToList();
            var bytes = kind.Format switch
            {
                "edifact" => EdifactText.Write(kind, observations, closed, zone, luck),
                "ais" => AisText.Write(observations),
                "mapped" => CsvText.Write(kind, observations, zone, luck),
                _ => CloudEventText.Write(observations, luck),
            };
            yield return new SimulatedFile(source, $"{stamp}-{source.Replace('/', '-')}{Extension(kind.Format)}", bytes);
        }
    }

    /// <summary>A text, and now and then the same text again: sources repeat themselves.</summary>
    public static int Times(Luck luck) => luck.Chance(Mistakes.Duplicates) ? 2 : 1;

    static string Extension(string format) => format switch { "edifact" => ".edi", "ais" => ".nmea", "mapped" => ".csv", _ => ".jsonl" };
}
