using System.Globalization;
using System.Text;
using System.Text.Json;
using Knooppunt.Node.Shell.Layout;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace Knooppunt.Node.Shell.Exports;

/// <summary>One line of a list that leaves the node.</summary>
/// <param name="At">Where it is, degrees WGS84; null when nobody knows: in GeoJSON its geometry is then null.</param>
/// <param name="Values">The values, in the order of the columns: text, a number, a moment, or null.</param>
readonly record struct ExportLine((double Lat, double Lon)? At, params object?[] Values);

/// <summary>A list as a file: CSV (RFC 4180) or GeoJSON (RFC 7946). Times are UTC, RFC 3339. Who asks records the look first.</summary>
static class Export
{
    /// <summary>The most lines of one file.</summary>
    public const int Most = 10_000;

    static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    /// <summary>The file.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">Name of the file without its extension.</param>
    /// <param name="format">csv, geojson, or null for csv.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="lines">The lines; those past <paramref name="most"/> are left out.</param>
    /// <param name="most">The most lines; <see cref="Most"/> unless a file is worth nothing when it is cut.</param>
    public static IResult Of(HttpContext http, string name, string? format, string[] columns, IEnumerable<ExportLine> lines, int most = Most) => format switch
    {
        null or "csv" => Results.File(Encoding.UTF8.GetBytes(Csv(columns, lines.Take(most))), "text/csv; charset=utf-8", name + ".csv"),
        "geojson" => Results.File(JsonSerializer.SerializeToUtf8Bytes(Features(columns, lines.Take(most)), GeoJson), "application/geo+json", name + ".geojson"),
        _ => Refused.Because(http, StatusCodes.Status400BadRequest, new("Kies als formaat csv of geojson.", "Choose csv or geojson as the format.")),
    };

    static string Csv(string[] columns, IEnumerable<ExportLine> lines)
    {
        var text = new StringBuilder().AppendJoin(',', columns).Append("\r\n");
        foreach (var line in lines)
            text.AppendJoin(',', line.Values.Select(value => Cell(Text(value)))).Append("\r\n");
        return text.ToString();
    }

    static FeatureCollection Features(string[] columns, IEnumerable<ExportLine> lines)
    {
        var features = new FeatureCollection();
        foreach (var line in lines)
        {
            var attributes = new AttributesTable();
            foreach (var (column, value) in columns.Zip(line.Values))
                attributes.Add(column, value is DateTimeOffset ? Text(value) : value);
            features.Add(new Feature(line.At is { } at ? new Point(at.Lon, at.Lat) : null, attributes));
        }

        return features;
    }

    static string Text(object? value) => value switch
    {
        null => "",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    // A cell that a spreadsheet would take for a formula is made text; a number may begin with a minus.
    static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
