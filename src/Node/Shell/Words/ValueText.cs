using System.Globalization;
using Knooppunt.Observations;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Values of observations as a reader in one language wants them: codes as words, places by name, numbers with their unit, flags as yes and no, nothing as "unknown".</summary>
/// <param name="english">Whether English; Dutch otherwise.</param>
/// <param name="places">Knows the names of places.</param>
/// <param name="moment">Writes a moment; null leaves it in UTC.</param>
sealed class ValueText(bool english, NodePlaces places, Func<DateTimeOffset, string>? moment = null)
{
    const double MetresPerMile = 1852, MilesFrom = 500;
    static readonly HashSet<string> PlaceFields = ["place", "from_place", "to_place", "zones", "places"];
    static readonly HashSet<string> OnWater = ["encounter", "drift", "stay", "vessel_position", "vessel_static", "diving"];
    readonly CultureInfo _culture = CultureInfo.GetCultureInfo(english ? "en-GB" : "nl-NL");

    /// <summary>Whether a field holds places, which are told by their name.</summary>
    public static bool IsPlace(string field) => PlaceFields.Contains(field);

    /// <summary>A value with its unit.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="type">Observation type: at sea one measures in miles.</param>
    public string Of(string field, FieldValue value, string? type = null) => value.Kind switch
    {
        FieldKind.None => Word.Unknown.In(english),
        FieldKind.Flag => value.Flag ? english ? "yes" : "ja" : english ? "no" : "nee",
        FieldKind.Number => Measured(field, value.Number, type),
        FieldKind.List => string.Join(", ", value.List.Select(item => Of(field, item, type))),
        _ => Said(field, value.Text!),
    };

    /// <summary>A value inside a sentence, which says the unit itself; only durations bring their own.</summary>
    public string InSentence(string field, FieldValue value) =>
        value.Kind == FieldKind.Number && UnitOf(field) != "s" ? Plain(value.Number) : Of(field, value);

    /// <summary>Where something was, when an observation says a position; null when it does not.</summary>
    public string? Position(Fields data)
    {
        if (data["lat"] is not { Kind: FieldKind.Number, Number: var lat } || data["lon"] is not { Kind: FieldKind.Number, Number: var lon })
            return null;
        return $"{Math.Abs(lat).ToString("F4", _culture)}° {(lat < 0 ? english ? "S" : "Z" : "N")}, {Math.Abs(lon).ToString("F4", _culture)}° {(lon < 0 ? "W" : english ? "E" : "O")}";
    }

    string Said(string field, string text)
    {
        if (CodeWords.Of(field, text) is { } word)
            return word.In(english);
        if (PlaceFields.Contains(field))
            return places.NameOf(text, english) ?? text;
        if (moment is not null && UnitOf(field) == "RFC 3339" && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return moment(at);
        return SubjectNames.Short(text);
    }

    string Measured(string field, double number, string? type) => UnitOf(field) switch
    {
        "s" => Durations.Of(TimeSpan.FromSeconds(Math.Min(number, 1e9)), english),
        "m" when field == "distance_m" && number >= MilesFrom && type is not null && OnWater.Contains(type) => $"{(number / MetresPerMile).ToString("0.##", _culture)} {(english ? "nautical miles" : "zeemijl")}",
        "degrees" when field is "lat" or "lon" => number.ToString("F4", _culture) + "°",
        "degrees" => number.ToString("0.#", _culture) + "°",
        "degrees/min" => number.ToString("0.#", _culture) + (english ? "° per min" : "° per min"),
        "days" => $"{Plain(number)} {(english ? number == 1 ? "day" : "days" : number == 1 ? "dag" : "dagen")}",
        "0-1" => number.ToString("P0", _culture),
        "kn" => $"{Plain(number)} {(english ? "knots" : "knopen")}",
        "km/h" => $"{Plain(number)} {(english ? "km/h" : "km/u")}",
        "kg" or "m" or "°C" => $"{Plain(number)} {UnitOf(field)}",
        _ => Plain(number),
    };

    string Plain(double number) => number.ToString("#,0.##", _culture);

    static string UnitOf(string field) => Taxonomy.Fields.TryGetValue(field, out var known) ? known.Unit : "";
}
