using Knooppunt.Effect;
using Knooppunt.Effect.Displacement;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Barriers;

/// <summary>Several kinds of incident added up, each by what one of it weighs (Wheeler and Ratcliffe 2018).</summary>
/// <param name="Studies">The comparisons that have a weight of harm, in the order in which they were written; two or more.</param>
/// <param name="Total">The difference in harm; why not where it cannot be told.</param>
sealed record HarmTogether(IReadOnlyList<StudyRow> Studies, Tested<DisplacementDifference> Total)
{
    /// <summary>Those of a barrier; null when fewer than two kinds have a weight.</summary>
    public static HarmTogether? Of(IEnumerable<StudyRow> studies)
    {
        StudyRow[] weighed = [.. studies.Where(study => study.Weights?.Harm is not null)];
        return weighed.Length < 2 ? null : new(weighed, WeightedDisplacement.Of([.. weighed.Select(Weighed)]));
    }

    /// <summary>Whether all weights have a source.</summary>
    public bool Assumed => Studies.Any(study => study.Weights!.Source.Length == 0);

    /// <summary>What it says in one sentence: the interval first, and only if the weights hold.</summary>
    public string Says(Language t)
    {
        if (!Total.Ok)
            return Total.Untested!.Obstacle == Obstacle.EmptyGroup
                ? t["Niet op te tellen: van de ene soort zijn de buren geteld en van de andere niet. Geef ze van alle, of van geen.", "Cannot be added up: of one kind the neighbours were counted and of another not. Give them of all, or of none."]
                : t["Niet te toetsen: er is niets geteld voor of na.", "Cannot be tested: nothing was counted before or after."];
        if (Total.Value.Thin)
            return t["Niet te toetsen: van een van deze soorten stond ergens voor de verandering minder dan vijf. Laat die soort weg.", "Cannot be tested: of one of these kinds fewer than five stood somewhere before. Leave that kind out."];
        var range = Range(Total.Value.Total.Estimate.Interval, t);
        return t["Als deze gewichten kloppen: ", "If these weights hold: "] + (Total.Value.Verdict == Verdict.NotShown
            ? t[$"niet aangetoond; het verschil in schade ligt tussen {range}, en nul hoort daarbij. Dat bewijst niet dat de barrière niets doet.", $"not shown; the difference in harm lies between {range}, and zero is among that. It does not prove that the barrier does nothing."]
            : Total.Value.Total.Estimate.Value < 0
                ? t[$"tussen {range}: de schade daalde, vergeleken met elders. Toeval alleen verklaart dat niet goed; iets anders dan de barrière nog wel.", $"between {range}: harm fell, compared with elsewhere. Chance alone does not explain that well; something else than the barrier still may."]
                : t[$"tussen {range}: de schade steeg juist, vergeleken met elders.", $"between {range}: harm rose, compared with elsewhere."]);
    }

    /// <summary>The difference of one kind in harm, as it stands in a table.</summary>
    public static string Of(StudyRow study, Language t) => WeightedDisplacement.Of(Weighed(study)) is { Ok: true, Value: var found } ? Range(found.Total.Estimate.Interval, t) : t["niets geteld", "nothing counted"];

    static string Range(Interval interval, Language t) => t[$"{Per30(interval.Low, t)} en {Per30(interval.High, t)} per 30 dagen", $"{Per30(interval.Low, t)} and {Per30(interval.High, t)} per 30 days"];

    static string Per30(double figure, Language t) => (figure * 30).ToString("+#,0.0;-#,0.0;0", t.Culture);

    static DisplacementStudy Weighed(StudyRow study) => BarrierNames.StudyOf(study) with { Harm = study.Weights!.Harm!.Value };
}
