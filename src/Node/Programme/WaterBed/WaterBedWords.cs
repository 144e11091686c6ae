using Knooppunt.Effect;
using Knooppunt.Effect.WaterBed;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>Plans, figures and bands of the water bed as a screen says them: the interval first.</summary>
static class WaterBedWords
{
    /// <summary>Where budgets come from that nobody moved.</summary>
    public static readonly Word Letter = new("de brief (bijlage, budget per jaar vanaf 2025)", "the letter (annex, budget a year from 2025 on)");

    public static readonly Word Assumed = new("aangenomen", "assumed");

    /// <summary>How money is dealt out.</summary>
    public static Word Of(MoneyPlan plan, LetterNode own) => plan switch
    {
        MoneyPlan.OwnNode => new($"Alleen {own.Dutch}, met eigen geld", $"Only {own.English}, with its own money"),
        MoneyPlan.SameMoneyPooled => new("Hetzelfde geld, waar het het meest doet", "The same money, where it does most"),
        MoneyPlan.EachItsOwn => new("Elk knooppunt met zijn eigen budget", "Each node with its own budget"),
        _ => new("Eén gezamenlijk budget", "One joint budget"),
    };

    /// <summary>The same over a column.</summary>
    public static Word Short(MoneyPlan plan) => plan switch
    {
        MoneyPlan.OwnNode => new("Alleen eigen", "Own only"),
        MoneyPlan.SameMoneyPooled => new("Zelfde geld", "Same money"),
        MoneyPlan.EachItsOwn => new("Elk zijn eigen", "Each its own"),
        _ => new("Gezamenlijk", "Joint"),
    };

    /// <summary>What a figure is.</summary>
    public static Word Of(ParameterKind kind) => kind switch
    {
        ParameterKind.Reaction => new("hoe sterk smokkelaars op hinder reageren", "how strongly smugglers react to hindrance"),
        ParameterKind.Unlikeness => new("hoe verschillend de zeehavens voor smokkelaars zijn (1: als alle andere)", "how unlike the seaports are to smugglers (1: as all others)"),
        ParameterKind.NotShipping => new("hoe aantrekkelijk het is om niets te sturen", "how attractive it is to send nothing"),
        ParameterKind.Pull => new("hoeveel er zo komt", "how much comes this way"),
        ParameterKind.Pass => new("kans dat het nu doorkomt", "chance that it gets through now"),
        ParameterKind.Cost => new("kosten per jaar", "cost a year"),
        ParameterKind.Hindrance => new("deel dat de barrière afschrikt", "part that the barrier deters"),
        _ => new("kans dat de barrière pakt wat toch komt", "chance that the barrier catches what still comes"),
    };

    /// <summary>A value of a figure.</summary>
    public static string Value(ParameterKind kind, double value, Language language) => kind switch
    {
        ParameterKind.Pass or ParameterKind.Catch => Share(value, 0, language),
        ParameterKind.Hindrance => Share(1 - Math.Exp(-value), 0, language),
        ParameterKind.Cost => Amounts.Euros(1000L * (long)value, language),
        _ => value.ToString("0.##", language.Culture),
    };

    /// <summary>What an assumption is about, in one line.</summary>
    public static string Said(Assumption assumption, Language language)
    {
        var parameter = WaterBedExample.Find(assumption.Name)!;
        var kind = Of(parameter.Kind).In(language);
        return parameter.Dutch.Length == 0 ? kind : $"{language[parameter.Dutch, parameter.English]}: {kind}";
    }

    /// <summary>A barrier with its node.</summary>
    public static string Of(ExampleBarrier barrier, Language language) =>
        language[$"{LetterNode.Find(barrier.Node)!.Dutch}: {barrier.Dutch}", $"{LetterNode.Find(barrier.Node)!.English}: {barrier.English}"];

    /// <summary>A share with its band.</summary>
    public static string Shares(Estimate estimate, Language language) =>
        Band(Share(estimate.Interval.Low, 1, language), Share(estimate.Interval.High, 1, language), Share(estimate.Value, 1, language), language);

    /// <summary>A difference of shares with its band, in percentage points.</summary>
    public static string Points(Estimate estimate, Language language) =>
        Band(Points(estimate.Interval.Low, language), Points(estimate.Interval.High, language), Points(estimate.Value, language), language) + language[" procentpunt", " percentage points"];

    /// <summary>A difference of shares in percentage points.</summary>
    public static string Points(double difference, Language language) => Whole(difference * 100, 1).ToString("N1", language.Culture);

    static string Band(string low, string high, string value, Language language) => language[$"{low} tot {high}, gerekend {value}", $"{low} to {high}, reckoned {value}"];

    static string Share(double share, int digits, Language language) => Whole(share, digits + 2).ToString($"P{digits}", language.Culture);

    // Adding 0 takes the minus off what rounds to nothing.
    static double Whole(double figure, int digits) => Math.Round(figure, digits) + 0.0;
}
