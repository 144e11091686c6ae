using Knooppunt.Barriers;
using Knooppunt.Effect;
using Knooppunt.Effect.Displacement;
using Knooppunt.Effect.RareCounts;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Barriers;

/// <summary>States of barriers and what a study may say, in words that never say more than the test does.</summary>
static class BarrierNames
{
    /// <summary>How it stands.</summary>
    public static Word Of(BarrierState? state) => state switch
    {
        BarrierState.Planned => ("gepland", "planned"),
        BarrierState.Built => ("in aanbouw", "being built"),
        BarrierState.Working => ("werkt", "works"),
        BarrierState.Broken => ("stuk", "broken"),
        BarrierState.Removed => ("weggehaald", "removed"),
        _ => ("nog niet", "not yet"),
    };

    /// <summary>A branch.</summary>
    public static Word Of(BarrierBranch branch) => branch switch
    {
        BarrierBranch.Terminal => ("terminals", "terminals"),
        BarrierBranch.Depot => ("depots van lege containers", "depots of empty containers"),
        BarrierBranch.Shipping => ("rederijen en schepen", "shipping lines and ships"),
        BarrierBranch.Haulage => ("wegvervoer", "road haulage"),
        BarrierBranch.Forwarding => ("expediteurs en douaneagenten", "forwarders and customs agents"),
        BarrierBranch.Trade => ("importeurs en exporteurs", "importers and exporters"),
        BarrierBranch.Airport => ("afhandeling op de luchthaven", "handling at the airport"),
        BarrierBranch.Flowers => ("sierteelt", "flowers and plants"),
        BarrierBranch.Guarding => ("beveiliging en passen", "guarding and passes"),
        BarrierBranch.Premises => ("verhuur van bedrijfsruimte en opslag", "letting of premises and storage"),
        BarrierBranch.Government => ("overheid", "government"),
        _ => ("geen bepaalde", "none in particular"),
    };

    /// <summary>The quotient and the net effect in words, always beside the test and never as one; why not where their conditions do not hold. Null when nobody looked at the neighbours.</summary>
    public static string? Describes(StudyRow row, Language language)
    {
        if (row.AroundTreatedBefore is null)
            return null;
        var found = DisplacementQuotient.Of(StudyOf(row));
        if (!found.Ok)
            return found.Untested!.Obstacle == Obstacle.NothingCounted
                ? language["Verplaatsingsquotiënt: niet te geven, want op de vergelijkbare plaats is voor of na niets geteld en daar wordt door gedeeld.", "Displacement quotient: cannot be given, because at the comparable place nothing was counted before or after, and it divides by that."]
                : language["Verplaatsingsquotiënt: niet te geven, want op deze plaats daalde het niet tegen de vergelijkbare plaats: er is niets dat zich kon verplaatsen.", "Displacement quotient: cannot be given, because at this place it did not fall against the comparable place: there is nothing that could have moved."];
        var (quotient, net) = (found.Value.Quotient.ToString("0.00;-0.00;0.00", language.Culture), (found.Value.TotalNetEffect * 30).ToString("+0.0;-0.0;0", language.Culture));
        var means = found.Value.Quotient switch
        {
            > 0 => language["ook bij de buren daalde het, vergeleken met de vergelijkbare plaats", "at the neighbours it fell too, compared with the comparable place"],
            0 => language["er verplaatste niets", "nothing moved"],
            > -1 => language["er verplaatste minder dan er gewonnen is", "less moved than was won"],
            _ => language["er verplaatste evenveel of meer dan er gewonnen is", "as much or more moved than was won"],
        };
        return language[$"Om te beschrijven, niet om te toetsen: verplaatsingsquotiënt {quotient} ({means}); netto effect {net} voorkomen per 30 dagen. Deze twee hebben geen interval en zeggen niet of het toeval is.", $"To describe, not to test: displacement quotient {quotient} ({means}); net effect {net} prevented per 30 days. These two have no interval and do not say whether it is chance."];
    }

    /// <summary>A step of a script as a screen says it: <c>MO-03: ophalen</c>; its code when it is not one of ours.</summary>
    public static string Step(string step, Language language) => ScriptNames.Has(step) ? $"{step.Split('/')[0]}: {ScriptNames.Step(step, language)}" : step;

    /// <summary>What a study says in one sentence: the interval first.</summary>
    public static string Says(StudyRow row, Language language)
    {
        var test = WeightedDisplacement.Of(StudyOf(row));
        if (!test.Ok)
            return language["Niet te toetsen: er is niets geteld voor of na.", "Cannot be tested: nothing was counted before or after."];
        var total = test.Value.Total.Estimate;
        var (low, high) = (Per30(total.Interval.Low), Per30(total.Interval.High));
        return test.Value.Verdict switch
        {
            Verdict.CannotBeTested => Rare(row, language),
            Verdict.NotShown => language[$"Niet aangetoond: het verschil ligt tussen {low} en {high} per 30 dagen, en nul hoort daarbij. Dat bewijst niet dat de barrière niets doet.", $"Not shown: the difference lies between {low} and {high} per 30 days, and zero is among that. It does not prove that the barrier does nothing."],
            _ when total.Value < 0 => language[$"Tussen {low} en {high} per 30 dagen: {Where(row, language)} daalde het, vergeleken met elders. Toeval alleen verklaart dat niet goed; iets anders dan de barrière nog wel.", $"Between {low} and {high} per 30 days: {Where(row, language)} it fell, compared with elsewhere. Chance alone does not explain that well; something else than the barrier still may."],
            _ => language[$"Tussen {low} en {high} per 30 dagen: {Where(row, language)} steeg het juist, vergeleken met elders.", $"Between {low} and {high} per 30 days: {Where(row, language)} it rose, compared with elsewhere."],
        };

        string Per30(double figure) => (figure * 30).ToString("+0.0;-0.0;0", language.Culture);
    }

    /// <summary>What may be said of displacement; null when nobody looked at the neighbours or nothing can be said.</summary>
    public static string? Moved(StudyRow row, Language language)
    {
        if (WeightedDisplacement.Of(StudyOf(row)) is not { Ok: true, Value: { Displaced: { } displaced, Thin: false } })
            return null;
        var (low, high) = ((displaced.Estimate.Interval.Low * 30).ToString("+0.0;-0.0;0", language.Culture), (displaced.Estimate.Interval.High * 30).ToString("+0.0;-0.0;0", language.Culture));
        return displaced.Estimate.Against(0) == Verdict.NotShown ? language[$"Verplaatsing naar de buren is niet aangetoond ({low} tot {high} per 30 dagen).", $"Displacement to the neighbours is not shown ({low} to {high} per 30 days)."]
            : displaced.Estimate.Value > 0 ? language[$"Bij de buren steeg het, vergeleken met de buren van de andere: {low} tot {high} per 30 dagen.", $"At the neighbours it rose, compared with those of the other: {low} to {high} per 30 days."]
            : language[$"Bij de buren daalde het, vergeleken met de buren van de andere: {low} tot {high} per 30 dagen.", $"At the neighbours it fell, compared with those of the other: {low} to {high} per 30 days."];
    }

    /// <summary>The study as the test takes it, per day; places that have a size are put at that of the place itself.</summary>
    public static DisplacementStudy StudyOf(StudyRow row) => new()
    {
        Treated = new(row.TreatedBefore, row.TreatedAfter),
        Control = new(row.ControlBefore, row.ControlAfter, Relative(row.Weights?.SizeControl, row)),
        Around = row.AroundTreatedBefore is { } before ? new(new(before, row.AroundTreatedAfter!.Value, Relative(row.Weights?.SizeAroundTreated, row)), new(row.AroundControlBefore!.Value, row.AroundControlAfter!.Value, Relative(row.Weights?.SizeAroundControl, row))) : null,
        TimeBefore = row.DaysBefore,
        TimeAfter = row.DaysAfter,
    };

    static double Relative(double? size, StudyRow row) => size is { } known && row.Weights!.SizeTreated is { } own ? known / own : 1;

    // Too few for a normal approximation: the place itself, before and after, exactly.
    static string Rare(StudyRow row, Language language)
    {
        var (after, before) = (new CountOver(row.TreatedAfter, row.DaysAfter), new CountOver(row.TreatedBefore, row.DaysBefore));
        var test = PoissonETest.Of(after, before);
        if (!test.Ok)
            return language["Niet te toetsen: op deze plaats is niets geteld.", "Cannot be tested: nothing was counted at this place."];
        var (chance, factor) = (MethodSays.Chance(test.Value.P, language), RateRatio.Exact(after, before).Value.Interval);
        var (low, high) = (factor.Low.ToString("0.00", language.Culture), double.IsInfinity(factor.High) ? language["onbekend veel", "unknown many"] : factor.High.ToString("0.00", language.Culture));
        // The E-test has more power than the exact interval: where that still holds "as often", nothing is shown.
        return test.Value.Verdict == Verdict.Shown && !factor.Holds(1)
            ? language[$"Tussen {low} en {high} keer zo vaak als ervoor, op de plaats zelf; er is te weinig geteld om plaatsen te vergelijken. Toeval alleen verklaart dat niet goed (kans {chance}); wat het deed veranderen zegt dit niet.", $"Between {low} and {high} times as often as before, at the place itself; too few were counted to compare places. Chance alone does not explain that well (chance {chance}); what made it change this does not say."]
            : language[$"Niet aangetoond: op de plaats zelf was het {low} tot {high} keer zo vaak als ervoor, en dat kan toeval zijn (kans volgens de E-test {chance}); er is te weinig geteld om plaatsen te vergelijken.", $"Not shown: at the place itself it was {low} to {high} times as often as before, and that may be chance (chance by the E-test {chance}); too few were counted to compare places."];
    }

    static string Where(StudyRow row, Language language) => row.AroundTreatedBefore is null ? language["op deze plaats", "at this place"] : language["op deze plaats en bij de buren samen", "at this place and its neighbours together"];
}
