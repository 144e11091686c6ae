using System.Globalization;
using System.Text.RegularExpressions;
using Knooppunt.Effect;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Node.Detection.Register;

/// <summary>What a pattern and its record tell of themselves, in Dutch: the register takes no other language.</summary>
static partial class EntryTexts
{
    /// <summary>What it reads; null when its rules name no observations.</summary>
    public static string? Data(PatternParts parts)
    {
        string[] types = [.. parts.Rules.Select(rule => rule.Logsource.Service ?? rule.Logsource.Category).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (types.Length == 0)
            return null;
        var families = (parts.Whole.Card?.Families ?? []).Select(family => CodeWords.Of("family", family)?.Dutch ?? family);
        return string.Join(' ', new[]
        {
            $"Leest waarnemingen van deze soorten: {string.Join("; ", types.Select(type => $"{TypeNames.Of(type).Dutch} ({type})"))}.",
            string.Join(", ", families) is { Length: > 0 } named ? $"Soorten bewijs: {named}." : null,
            parts.Whole.Card?.Subject is { } subject ? $"Een signaal gaat over: {FieldWords.Of(subject).Dutch}." : null,
            "Kentekens, passen en namen staan er als pseudoniem in.",
        }.OfType<string>());
    }

    /// <summary>Input, working and output, who wrote it, its innocent explanations, and how often it held.</summary>
    public static string Working(PatternParts parts, PatternRecord record)
    {
        var document = parts.Whole;
        return string.Join('\n', new[]
        {
            "Regel in Sigma 2.1, door mensen geschreven. Niet zelflerend: dezelfde waarnemingen geven altijd dezelfde uitkomst.",
            Input(parts),
            $"Uitkomst: een signaal voor een mens, met ernst {SeverityNames.Of((Severity)document.Level).Dutch}{(document.Card?.Sentence is { } sentence ? $": \"{Plain(sentence.Dutch)}\"." : ".")}",
            Innocent(document),
            Held(record),
            $"Versie: {string.Join("; ", new[] { document.Author is { } author ? $"auteur {author}" : null, document.Date is { } date ? $"geschreven op {date}" : null, document.Modified is { } modified ? $"gewijzigd op {modified}" : null, $"SHA-256 begint met {document.ContentHash}" }.OfType<string>())}.",
        }.OfType<string>());
    }

    static string Input(PatternParts parts) => parts.Whole switch
    {
        SigmaCorrelation correlation => $"Werking: {Judges(correlation)} binnen {Durations.Of(correlation.Timespan, english: false)}{(correlation.GroupBy.Count == 0 ? "" : $", per {string.Join(" en ", correlation.GroupBy.Select(field => FieldWords.Of(field).Dutch))}")}. Onderdelen: {string.Join("; ", parts.Rules.Select(rule => rule.Title))}.",
        _ => "Werking: vergelijkt de velden van elke waarneming met vaste waarden.",
    };

    static string Judges(SigmaCorrelation correlation) => correlation switch
    {
        { IsAbsence: true } => "wacht of iets uitblijft dat had moeten komen,",
        { Kind: CorrelationKind.EventCount } => "telt waarnemingen",
        { Kind: CorrelationKind.ValueCount } => "telt verschillende waarden",
        { Kind: CorrelationKind.Temporal } => "zoekt waarnemingen die samen voorkomen",
        { Kind: CorrelationKind.TemporalOrdered } => "zoekt waarnemingen in een vaste volgorde",
        { Kind: CorrelationKind.ValueSum } => "telt een waarde op",
        { Kind: CorrelationKind.ValueAvg } => "neemt het gemiddelde van een waarde",
        _ => "vergelijkt een waarde met wat gewoon is",
    };

    static string? Innocent(PatternDocument document)
    {
        string[] reasons = document.Card?.Innocent is { } innocent ? [innocent.Dutch] : [.. document.FalsePositives];
        return reasons.Length == 0 ? null : $"Bekende onschuldige verklaring: {string.Join(' ', reasons)}";
    }

    // The interval first, as on the pattern's page: with three cases nobody should read a percentage.
    static string Held(PatternRecord record)
    {
        var fired = $"In de laatste 90 dagen {Number(record.Fired)} keer afgegaan, {Number(record.Confirmed)} keer bevestigd, {Number(record.Dismissed)} keer afgewezen, waarvan {Number(record.Innocent)} keer om de onschuldige verklaring.";
        var held = new Share(record.Confirmed, record.Judged);
        return record.Judged == 0 ? $"Hoe vaak het klopt is nog niet aan te tonen. {fired}" : $"Het klopte in {Percent(held.Low)} tot {Percent(held.High)} van de beoordeelde gevallen (zekerheid 95%). {fired}";
    }

    // Where a signal has a value the register has the name of the field.
    static string Plain(string sentence) => Place().Replace(sentence.TrimEnd('.'), place => $"[{FieldWords.Of(place.Groups[1].Value).Dutch}]");

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Percent(double share) => $"{Math.Round(share * 100).ToString(CultureInfo.InvariantCulture)}%";
}
