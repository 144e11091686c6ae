using Knooppunt.Barriers;
using Knooppunt.Effect;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Barriers;

/// <summary>The one sentence over a method: the interval first, and never more than the test.</summary>
static class MethodSays
{
    /// <summary>What the first finding allows one to say; why not when there is none.</summary>
    public static string Of(EffectAnswer answer, Language language) => answer.Findings.Count == 0 ? Not(answer.Untested[0], language)
        // With a change of slope the step is that of the first week alone: who reads it must read what was left of it too.
        : answer.Findings.FirstOrDefault(finding => finding.Kind == FindingKind.AtEnd) is { } end
            ? $"{language["Meteen bij het begin:", "At once at the start:"]} {Inside(Of(answer.Findings[0], language))} {AtEnd(end, answer.Findings[0].Verdict, language)}"
        : Of(answer.Findings[0], language);

    static string AtEnd(EffectFinding end, Verdict first, Language language)
    {
        var (low, high) = (Change(end.Interval.Low, end, language), Change(end.Interval.High, end, language));
        return end.Verdict != Verdict.Shown ? language[$"In de laatste getelde week lag het verschil tussen {low} en {high}, en geen verschil hoort daarbij.", $"In the last counted week the difference lay between {low} and {high}, and no difference is among that."]
            // Said already where the step is shown.
            : language[$"In de laatste getelde week lag het verschil tussen {low} en {high}.", $"In the last counted week the difference lay between {low} and {high}."] + (first == Verdict.Shown ? "" : language[" Toeval alleen verklaart dat niet goed; iets anders dan de barrière nog wel.", " Chance alone does not explain that well; something else than the barrier still may."]);
    }

    static string Inside(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    /// <summary>That a method may not be used here, and why.</summary>
    public static string Not(Untested why, Language language) => language[$"Niet te toetsen met deze methode. {MethodWords.Of(why.Obstacle).Dutch}", $"Cannot be tested by this method. {why.Sentence}"];

    /// <summary>An interval as it stands in a table.</summary>
    public static string Interval(EffectFinding finding, Language language) => language[$"{Number(finding.Interval.Low, finding, language)} tot {Number(finding.Interval.High, finding, language)}", $"{Number(finding.Interval.Low, finding, language)} to {Number(finding.Interval.High, finding, language)}"];

    /// <summary>A figure as it stands in a table: a factor, or a difference with its sign.</summary>
    public static string Number(double figure, EffectFinding finding, Language language) =>
        double.IsInfinity(figure) ? language["geen grens", "no bound"] : figure.ToString(finding.IsFactor ? "0.00" : "+0.0;-0.0;0.0", language.Culture);

    /// <summary>A chance.</summary>
    public static string Chance(double? chance, Language language) => chance is not { } known ? language["geen", "none"] : known < .001 ? language["minder dan 0,001", "less than 0.001"] : known.ToString("0.000", language.Culture);

    /// <summary>A verdict in a cell.</summary>
    public static string Of(Verdict verdict, Language language) => verdict switch
    {
        Verdict.Shown => language["aangetoond", "shown"],
        Verdict.NotShown => language["niet aangetoond", "not shown"],
        _ => language["niet te toetsen", "cannot be tested"],
    };

    /// <summary>What one figure allows one to say.</summary>
    public static string Of(EffectFinding finding, Language language)
    {
        var than = Than(finding.Kind, language);
        var (low, high) = (Change(finding.Interval.Low, finding, language), Change(finding.Interval.High, finding, language));
        if (finding.Verdict != Verdict.Shown)
            return language[$"Niet aangetoond: het verschil met wat {than} ligt tussen {low} en {high}, en geen verschil hoort daarbij. Dat bewijst niet dat de barrière niets doet.", $"Not shown: the difference from what {than} lies between {low} and {high}, and no difference is among that. It does not prove that the barrier does nothing."];
        var fell = finding.Value < (finding.IsFactor ? 1 : 0);
        return fell
            ? language[$"Tussen {low} en {high}: het daalde, vergeleken met wat {than}. Toeval alleen verklaart dat niet goed; iets anders dan de barrière nog wel.", $"Between {low} and {high}: it fell, compared with what {than}. Chance alone does not explain that well; something else than the barrier still may."]
            : language[$"Tussen {low} en {high}: het steeg juist, vergeleken met wat {than}.", $"Between {low} and {high}: it rose, compared with what {than}."];
    }

    static string Than(FindingKind kind, Language language) => kind switch
    {
        FindingKind.Step or FindingKind.AtEnd => language["trend en seizoen lieten verwachten", "trend and season led one to expect"],
        FindingKind.Ratio or FindingKind.RatioBefore => language["de andere plaatsen deden", "the other places did"],
        FindingKind.Total => language["het niveau van daarvoor liet verwachten", "the level before led one to expect"],
        _ => language["een mengsel van andere plaatsen deed", "a mixture of other places did"],
    };

    static string Change(double figure, EffectFinding finding, Language language) => double.IsInfinity(figure) ? language["onbekend veel meer", "unknown much more"]
        : finding.IsFactor ? ((figure - 1) * 100).ToString("+0;-0;0", language.Culture) + "%"
        : figure.ToString("+0.0;-0.0;0", language.Culture) + language[" per week", " a week"];
}
