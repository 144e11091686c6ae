using Knooppunt.Effect;
using Knooppunt.Effect.WaterBed;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>Ways as a screen says them: the interval first.</summary>
static class WaysWords
{
    /// <summary>What follows, in one sentence.</summary>
    public static string Says(ShortestLine answer, Language t)
    {
        if (answer.Built.Count == 0)
            return t[$"Binnen dit budget verandert geen barrière de beste weg: dat is, zoals gerekend, {Way(answer.FirstNow, t)}. Daar moet dan een ander bouwen, of er is meer geld nodig.", $"Within this budget no barrier changes the best way: that is, as reckoned, {Way(answer.FirstNow, t)}. Then somebody else must build there, or more money is needed."];
        var certain = answer.Eased.Interval.Holds(0) ? t[" De band raakt 0: of het helpt staat niet vast.", " The band touches 0: whether it helps is not certain."] : "";
        return t[$"Voor {Amounts.Euros(1000L * answer.Cost, t)} per jaar wordt de beste weg {WaterBedWords.Points(answer.Eased, t)} minder aantrekkelijk. Zoals gerekend is dat nu {Way(answer.FirstNow, t)}; wat overblijft is {Way(answer.FirstLeft, t)}.{certain}",
            $"For {Amounts.Euros(1000L * answer.Cost, t)} a year the best way becomes {WaterBedWords.Points(answer.Eased, t)} less attractive. As reckoned that is now {Way(answer.FirstNow, t)}; what is left is {Way(answer.FirstLeft, t)}.{certain}"];
    }

    /// <summary>Whether another way may be the best one, now or then: its band overlaps.</summary>
    public static bool Overlaps(ShortestLine answer) => answer.Ways.Any(way => (way != answer.FirstNow && way.Now.Interval.Overlaps(answer.FirstNow.Now.Interval)) || (way != answer.FirstLeft && way.Left.Interval.Overlaps(answer.FirstLeft.Left.Interval)));

    /// <summary>Why there is no answer.</summary>
    public static string Not(Untested why, Language t) => why.Obstacle == Obstacle.ConditionNotMet
        ? t["Dit budget betaalt geen enkele barrière: geef meer, of laat alle knooppunten bouwen.", "This budget pays for no barrier: give more, or let all nodes build."]
        : why.Obstacle == Obstacle.NoSolver
            ? t["De oplosser voor deze vraag (CP-SAT van Google OR-Tools) draait niet op dit systeem: zij vraagt Linux met glibc, macOS of Windows, en niet musl (Alpine). Al het andere werkt, ook De volgende euro.", "The solver for this question (CP-SAT of Google OR-Tools) does not run on this system: it needs Linux with glibc, macOS or Windows, and not musl (Alpine). Everything else works, The next euro too."]
        : t["Er is binnen de tijd geen antwoord gevonden. Probeer het opnieuw.", "No answer was found in the time. Try again."];

    /// <summary>A figure with its range.</summary>
    public static string Range(ParameterKind kind, Assumption figure, Language t) =>
        t[$"{WaterBedWords.Value(kind, figure.Low, t)} tot {WaterBedWords.Value(kind, figure.High, t)}, gerekend {WaterBedWords.Value(kind, figure.Value, t)}", $"{WaterBedWords.Value(kind, figure.Low, t)} to {WaterBedWords.Value(kind, figure.High, t)}, reckoned {WaterBedWords.Value(kind, figure.Value, t)}"];

    /// <summary>How it is done.</summary>
    public static string Modus(SmugglingRoute route, Language t) => Of(ExampleWay.Modi, route.Modus, t);

    /// <summary>Where it is hidden.</summary>
    public static string Concealment(SmugglingRoute route, Language t) => Of(ExampleWay.Concealments, route.Concealment, t);

    static string Way(LineWay way, Language t)
    {
        var route = WaterBedExample.Model.Routes[way.Route];
        var node = LetterNode.Find(route.Node)!;
        return $"{t[node.Dutch, node.English]}: {Modus(route, t)}, {Concealment(route, t)}";
    }

    static string Of(IReadOnlyList<ExampleWay> ways, string code, Language t) => ways.Single(way => way.Code == code) is var found ? t[found.Dutch, found.English] : code;
}
