using System.Globalization;
using System.Text;
using Knooppunt.Chance;
using Knooppunt.Observations;
using Knooppunt.Observations.Identifiers;

namespace Knooppunt.Simulation.Formats;

/// <summary>Writes observations as a Dutch system exports a table: semicolons, local times, ja and nee, decimal commas. And the mapping that reads it back.</summary>
static class CsvText
{
    const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    static readonly Dictionary<string, string> Headings = new(StringComparer.Ordinal)
    {
        ["direction"] = "richting",
        ["result"] = "resultaat",
        ["refusal_code"] = "weigercode",
        ["plate"] = "kenteken",
        ["pass"] = "pasnummer",
        ["carrier"] = "vervoerder",
        ["appointment"] = "afspraak",
        ["purpose"] = "doel",
        ["place"] = "locatie",
        ["occupants"] = "inzittenden",
        ["passes_read"] = "passen gelezen",
        ["first_visit"] = "eerste bezoek",
        ["empty"] = "leeg",
        ["block"] = "blok",
        ["gross_kg"] = "bruto kg",
        ["tare_kg"] = "tarra kg",
        ["weight_delta_kg"] = "verschil kg",
        ["reefer"] = "koel",
        ["risk_origin"] = "risicoherkomst",
        ["since_seconds"] = "seconden sinds",
        ["consignee"] = "ontvanger",
        ["from_place"] = "van",
        ["to_place"] = "naar",
        ["work_order"] = "werkorder",
        ["user"] = "gebruiker",
        ["reason"] = "reden",
        ["workstation"] = "werkplek",
        ["screen"] = "scherm",
        ["on_order"] = "op order",
        ["rostered"] = "op rooster",
        ["action"] = "actie",
        ["party"] = "partij",
        ["to_party"] = "aan partij",
        ["line"] = "rederij",
        ["arrived"] = "aangekomen",
        ["pre_arrival"] = "vooraanmelding",
        ["seal"] = "zegel",
        ["method"] = "methode",
        ["reader"] = "lezer",
        ["pass_state"] = "status pas",
        ["exit_reader"] = "uitgangslezer",
        ["company"] = "bedrijf",
        ["confidence"] = "zekerheid",
        ["has_right"] = "recht",
        ["status"] = "status",
        ["screened"] = "gecontroleerd",
        ["flight"] = "vlucht",
        ["duration_seconds"] = "duur s",
        ["object"] = "voertuigsoort",
        ["iso_type"] = "type",
    };

    public static byte[] Write(SourceKind kind, IEnumerable<Observation> observations, TimeZoneInfo zone, Luck luck)
    {
        var text = new StringBuilder("tijd");
        foreach (var column in kind.Columns)
            text.Append(';').Append(Heading(column));
        text.Append("\r\n");
        foreach (var observation in observations)
        {
            var row = Row(kind, observation, zone);
            // Two reads of one plate within a second are ordinary; other tables do not repeat rows.
            for (var times = kind.Name == "anpr" ? Written.Times(luck) : 1; times > 0; times--)
                text.Append(row).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The mapping of a source that writes such tables.</summary>
    public static string Mapping(SourceKind kind, string zone)
    {
        var text = new StringBuilder();
        text.Append("type: ").Append(kind.Types[0]).Append('\n');
        text.Append("format: csv\ndelimiter: \";\"\n");
        text.Append("time: { column: tijd, format: \"").Append(TimeFormat).Append("\", zone: ").Append(zone).Append(" }\nfields:\n");
        foreach (var column in kind.Columns)
        {
            text.Append("  ").Append(column).Append(": ");
            if (Taxonomy.Fields[column].Kind == FieldKind.Number)
                text.Append("{ column: ").Append(Heading(column)).Append(", decimal: \",\" }\n");
            else
                text.Append(Heading(column)).Append('\n');
        }

        return text.ToString();
    }

    static string Heading(string column) => Headings.GetValueOrDefault(column, column);

    static string Row(SourceKind kind, Observation observation, TimeZoneInfo zone)
    {
        var row = new StringBuilder(LocalDay.Local(observation.Time, zone).ToString(TimeFormat, CultureInfo.InvariantCulture));
        foreach (var column in kind.Columns)
            row.Append(';').Append(Cell(column, observation.Data[column]));
        return row.ToString();
    }

    static string Cell(string column, FieldValue value) => value.Kind switch
    {
        FieldKind.None => "",
        FieldKind.Flag => value.Flag ? "ja" : "nee",
        FieldKind.Number => value.ToString().Replace('.', ','),
        _ when column == "plate" => LicencePlate.TryParse(value.Text)?.Formatted ?? value.ToString(),
        _ => value.ToString(),
    };
}
