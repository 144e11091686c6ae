using System.Globalization;
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
            _ when total.Value < 0 => language[$"Tussen {low} en {high} per 30 dagen: {Where(row, language)} daalde het meer dan op de vergelijkbare plaats. Toeval alleen verklaart dat niet goed; iets anders dan de barrière nog wel.", $"Between {low} and {high} per 30 days: {Where(row, language)} it fell more than at the comparable place. Chance alone does not explain that well; something else than the barrier still may."],
            _ => language[$"Tussen {low} en {high} per 30 dagen: {Where(row, language)} steeg het juist, vergeleken met de andere plaats.", $"Between {low} and {high} per 30 days: {Where(row, language)} it rose, compared with the other place."],
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
            : displaced.Estimate.Value > 0 ? language[$"Bij de buren steeg het: {low} tot {high} per 30 dagen.", $"At the neighbours it rose: {low} to {high} per 30 days."]
            : language[$"Ook bij de buren daalde het: {low} tot {high} per 30 dagen.", $"At the neighbours it fell too: {low} to {high} per 30 days."];
    }

    /// <summary>The study as the test takes it, per day.</summary>
    public static DisplacementStudy StudyOf(StudyRow row) => new()
    {
        Treated = new(row.TreatedBefore, row.TreatedAfter),
        Control = new(row.ControlBefore, row.ControlAfter),
        Around = row.AroundTreatedBefore is { } before ? new(new(before, row.AroundTreatedAfter!.Value), new(row.AroundControlBefore!.Value, row.AroundControlAfter!.Value)) : null,
        TimeBefore = row.DaysBefore,
        TimeAfter = row.DaysAfter,
    };

    // Too few for a normal approximation: the place itself, before and after, exactly.
    static string Rare(StudyRow row, Language language)
    {
        var test = PoissonETest.Of(new(row.TreatedAfter, row.DaysAfter), new(row.TreatedBefore, row.DaysBefore));
        if (!test.Ok)
            return language["Niet te toetsen: op deze plaats is niets geteld.", "Cannot be tested: nothing was counted at this place."];
        var chance = test.Value.P.ToString("0.00", CultureInfo.InvariantCulture);
        return test.Value.Verdict == Verdict.Shown
            ? language[$"Te weinig geteld om plaatsen te vergelijken. Op de plaats zelf veranderde het meer dan toeval goed verklaart (kans {chance}); wat het deed veranderen zegt dit niet.", $"Too few were counted to compare places. At the place itself it changed more than chance explains well (chance {chance}); what made it change this does not say."]
            : language[$"Niet aangetoond: er is te weinig geteld om plaatsen te vergelijken, en op de plaats zelf kan het toeval zijn (kans {chance}).", $"Not shown: too few were counted to compare places, and at the place itself it may be chance (chance {chance})."];
    }

    static string Where(StudyRow row, Language language) => row.AroundTreatedBefore is null ? language["op deze plaats", "at this place"] : language["op deze plaats en bij de buren samen", "at this place and its neighbours together"];
}
