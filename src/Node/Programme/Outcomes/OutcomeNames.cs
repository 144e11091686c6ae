using System.Globalization;
using Knooppunt.Effect;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>Places and things that were counted, as a screen names them.</summary>
static class OutcomeNames
{
    static readonly Dictionary<string, Word> Metrics = new(StringComparer.Ordinal)
    {
        ["cocaine_seized"] = ("cocaïne in beslag", "cocaine seized"),
        ["cocaine_cargo_seized"] = ("cocaïne in vracht", "cocaine in cargo"),
        ["cocaine_passengers_seized"] = ("cocaïne bij reizigers", "cocaine with passengers"),
        ["cocaine_seized_before_shipping"] = ("cocaïne onderschept voor het inschepen", "cocaine seized before shipping"),
        ["drugs_seized"] = ("drugs in beslag (alle soorten)", "drugs seized (all kinds)"),
        ["cannabis_seized"] = ("cannabis in beslag", "cannabis seized"),
        ["batches"] = ("partijen", "batches"),
        ["batches_under_100kg"] = ("partijen onder 100 kg", "batches under 100 kg"),
        ["batches_over_1000kg"] = ("partijen boven 1.000 kg", "batches over 1,000 kg"),
        ["criminal_investigations"] = ("opsporingsonderzoeken", "criminal investigations"),
        ["uithalers_arrests"] = ("aanhoudingen van uithalers", "arrests of extractors"),
        ["uithalers_unique_persons"] = ("aangehouden uithalers (personen)", "arrested extractors (persons)"),
        ["uithalers_minors"] = ("minderjarige uithalers", "extractors who are minors"),
        ["penalty_orders_uithalers"] = ("lasten onder dwangsom aan uithalers", "penalty orders on extractors"),
        ["suspects_arrested_organised_smuggling"] = ("verdachten van georganiseerde smokkel", "suspects of organised smuggling"),
    };

    static readonly Dictionary<string, Word> Places = new(StringComparer.Ordinal)
    {
        ["rotterdam"] = ("Rotterdam", "Rotterdam"),
        ["zeeland"] = ("Zeeland en West-Brabant", "Zeeland and West-Brabant"),
        ["zeeland_wb"] = ("Zeeland en West-Brabant", "Zeeland and West-Brabant"),
        ["vlissingen"] = ("Vlissingen", "Vlissingen"),
        ["nzkg"] = ("Noordzeekanaalgebied", "North Sea Canal area"),
        ["schiphol"] = ("Schiphol", "Schiphol"),
        ["flowers"] = ("Bloemenveilingen", "Flower auctions"),
        ["antwerp"] = ("Antwerpen", "Antwerp"),
        ["nl_total"] = ("Nederland", "Netherlands"),
        ["nl_seaports"] = ("Nederlandse zeehavens", "Dutch seaports"),
        ["source_countries_to_be"] = ("Bronlanden, onderweg naar België", "Source countries, bound for Belgium"),
    };

    /// <summary>A thing that was counted; its own word when it is none of ours.</summary>
    public static string Metric(string metric, Language language) => Metrics.TryGetValue(metric, out var word) ? word.In(language) : metric.Replace('_', ' ');

    /// <summary>A node or area.</summary>
    public static string Place(string node, Language language) => Places.TryGetValue(node, out var word) ? word.In(language) : node.Replace('_', ' ');

    /// <summary>A part of a year.</summary>
    public static string Period(OutcomeGroup group, Language language) => group.Period switch
    {
        "year" => group.Year.ToString(CultureInfo.InvariantCulture),
        "H1" => language[$"{group.Year}, eerste helft", $"{group.Year}, first half"],
        "H2" => language[$"{group.Year}, tweede helft", $"{group.Year}, second half"],
        _ => $"{group.Year}, {group.Period}",
    };

    /// <summary>A figure with its unit.</summary>
    public static string Value(decimal value, string unit, Language language) => unit == "count" ? value.ToString("#,0.##", language.Culture) : $"{value.ToString("#,0.##", language.Culture)} {unit}";

    /// <summary>The share of batches of some size: the interval before the count.</summary>
    public static string Batches(OutcomeGroup part, OutcomeGroup all, Language language)
    {
        if (part.Differs || all.Differs || part.Low > all.Low || all.Low == 0 || part.Low % 1 != 0 || all.Low % 1 != 0)
            return language["niet te zeggen: de bronnen verschillen", "cannot be said: the sources differ"];
        var share = new Share((int)part.Low, (int)all.Low);
        return language[$"{Percent(share.Low)} tot {Percent(share.High)} ({part.Low:0} van {all.Low:0})", $"{Percent(share.Low)} to {Percent(share.High)} ({part.Low:0} of {all.Low:0})"];
    }

    static string Percent(double share) => $"{Math.Round(share * 100):F0}%";
}
