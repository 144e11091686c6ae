using System.Globalization;
using Knooppunt.Effect;
using Knooppunt.Node.Barriers;
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
        ["scans"] = ("gescande containers", "containers scanned"),
        ["inspections"] = ("controles", "inspections"),
        ["notice_hours"] = ("hoelang een controle vooraf bekend is (uren)", "how long an inspection is known beforehand (hours)"),
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

    /// <summary>What says how much was looked: counts may be divided by it.</summary>
    public static IReadOnlyList<string> Effort { get; } = ["scans", "inspections"];

    /// <summary>Whether it says how much was looked, or how long before it was known: effort and no outcome.</summary>
    public static bool IsEffort(string metric) => KnownEffort.Holds(metric);

    /// <summary>A thing that was counted; its own word when it is none of ours.</summary>
    public static string Metric(string metric, Language language) => Metrics.TryGetValue(metric, out var word) ? word.In(language) : metric.Replace('_', ' ');

    /// <summary>What a figure counts, and what it does not; null when it is none of ours.</summary>
    public static Word? Definition(string metric) => metric switch
    {
        "cocaine_seized" => ("Kilo's cocaïne die in beslag genomen zijn, zoals de reporter telt: bruto of netto, met of zonder wat aan de bron gepakt is. Twee reporters tellen onder deze naam niet altijd hetzelfde.", "Kilos of cocaine that were seized, as the reporter counts: gross or net, with or without what was caught at the source. Two reporters do not always count the same by this name."),
        "cocaine_cargo_seized" => ("Kilo's cocaïne in vracht, zonder reizigers en hun bagage.", "Kilos of cocaine in cargo, without passengers and their baggage."),
        "cocaine_passengers_seized" => ("Kilo's cocaïne op of in reizigers en in hun bagage.", "Kilos of cocaine on or in passengers and in their baggage."),
        "cocaine_seized_before_shipping" => ("Kilo's cocaïne die onderweg hierheen in een ander land gepakt zijn; dus niet hier.", "Kilos of cocaine bound for here that were caught in another country; so not here."),
        "drugs_seized" => ("Kilo's drugs van alle soorten samen; niet te vergelijken met cocaïne alleen.", "Kilos of drugs of all kinds together; not comparable with cocaine alone."),
        "cannabis_seized" => ("Kilo's hasj en wiet. Eén partij kan een jaar maken.", "Kilos of hash and weed. One batch can make a year."),
        "batches" => ("Vondsten: wat op één plek en één moment gevonden is telt als één partij, hoe groot ook.", "Finds: what was found at one place and moment counts as one batch, however large."),
        "batches_under_100kg" => ("Partijen kleiner dan 100 kg; een deel van alle partijen.", "Batches smaller than 100 kg; a part of all batches."),
        "batches_over_1000kg" => ("Partijen groter dan 1.000 kg; een deel van alle partijen.", "Batches larger than 1,000 kg; a part of all batches."),
        "criminal_investigations" => ("Opsporingsonderzoeken die begonnen zijn; zij meten ook hoeveel mensen er zijn om ze te doen.", "Criminal investigations that began; they also measure how many people there are to do them."),
        "uithalers_arrests" => ("Aanhoudingen: wie tweemaal aangehouden is telt tweemaal.", "Arrests: who was arrested twice counts twice."),
        "uithalers_unique_persons" => ("Mensen die aangehouden zijn: wie tweemaal aangehouden is telt één keer.", "People who were arrested: who was arrested twice counts once."),
        "uithalers_minors" => ("Aanhoudingen van mensen onder de 18.", "Arrests of people under 18."),
        "penalty_orders_uithalers" => ("Lasten onder dwangsom die opgelegd zijn, ook die de rechter later vernietigde.", "Penalty orders that were imposed, those too that a court struck down later."),
        "suspects_arrested_organised_smuggling" => ("Verdachten van georganiseerde smokkel die aangehouden zijn.", "Suspects of organised smuggling who were arrested."),
        "scans" => ("Containers die gescand zijn: inzet, en geen uitkomst.", "Containers that were scanned: effort, and no outcome."),
        "inspections" => ("Controles die gehouden zijn: inzet, en geen uitkomst.", "Inspections that were held: effort, and no outcome."),
        "notice_hours" => ("Hoeveel uur vooraf bekend is dat een zending bekeken wordt. Wie langer van tevoren waarschuwt vindt minder.", "How many hours beforehand it is known that a load will be looked at. Who warns longer before finds less."),
        _ => null,
    };

    /// <summary>A node or area.</summary>
    public static string Place(string node, Language language) => Places.TryGetValue(node, out var word) ? word.In(language) : node.Replace('_', ' ');

    /// <summary>A part of a year.</summary>
    public static string Period(OutcomeGroup group, Language language) => group.Period switch
    {
        "year" => group.Year.ToString(CultureInfo.InvariantCulture),
        "H1" => language[$"{group.Year}, eerste helft", $"{group.Year}, first half"],
        "H2" => language[$"{group.Year}, tweede helft", $"{group.Year}, second half"],
        _ when group.Period.StartsWith(Until, StringComparison.Ordinal) => language[$"{group.Year}, tot {Moment(group.Period[Until.Length..], language)}", $"{group.Year}, to {Moment(group.Period[Until.Length..], language)}"],
        _ => $"{group.Year}, {group.Period}",
    };

    const string Until = "to-";

    // As reporters write it: to-2-Nov, to-Christmas.
    static string Moment(string until, Language language) => until == "Christmas" ? language["Kerst", "Christmas"]
        : DateOnly.TryParseExact(until, "d-MMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("d MMMM", language.Culture) : until.Replace('-', ' ');

    /// <summary>A figure with its unit.</summary>
    public static string Value(decimal value, string unit, Language language) => unit == "count" ? value.ToString("#,0.##", language.Culture) : $"{value.ToString("#,0.##", language.Culture)} {unit}";

    /// <summary>The share of batches of some size: the interval before the count.</summary>
    public static string Batches(OutcomeGroup part, OutcomeGroup all, Language language)
    {
        if (!part.Agreed || !all.Agreed || part.Low > all.Low || all.Low == 0 || part.Low % 1 != 0 || all.Low % 1 != 0)
            return language["niet te zeggen: de bronnen verschillen", "cannot be said: the sources differ"];
        var share = new Share((int)part.Low, (int)all.Low);
        return language[$"{Percent(share.Low)} tot {Percent(share.High)} ({part.Low:0} van {all.Low:0})", $"{Percent(share.Low)} to {Percent(share.High)} ({part.Low:0} of {all.Low:0})"];
    }

    /// <summary>What a reader must know of a figure, as its reporter or who took it in wrote it.</summary>
    public static string Note(string note, Language language) => OutcomeGroup.IsConflict(note) ? $"{language["anders volgens een ander", "otherwise according to another"]}: {note[OutcomeGroup.Conflict.Length..].Trim()}" : note;

    static string Percent(double share) => $"{Math.Round(share * 100):F0}%";
}
