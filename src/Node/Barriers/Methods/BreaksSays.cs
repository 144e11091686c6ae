using Knooppunt.Barriers;
using Knooppunt.Effect;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Barriers;

/// <summary>When a level changed by itself, in words: the interval first, and never more than the test.</summary>
static class BreaksSays
{
    /// <summary>The one sentence over it.</summary>
    public static string Of(LevelBreaks found, Language t)
    {
        if (found.Verdict != Verdict.Shown)
            return t["Niet aangetoond: dat het niveau hier ergens veranderde blijkt niet. Dat bewijst niet dat de barrière niets doet.", "Not shown: that the level changed anywhere here does not appear. It does not prove that the barrier does nothing."];
        if (found.Breaks.Count == 0)
            return t["Het niveau bleef niet gelijk, maar wanneer het veranderde is niet te zeggen: geen moment past beter dan geen.", "The level did not stay the same, but when it changed cannot be said: no moment fits better than none."];
        var (start, own) = (found.Chart.Begin[found.Chart.Start], found.Breaks.FirstOrDefault(change => change.HoldsStart));
        if (own is null)
            return t[$"{Each(found, t)}. De barrière telt vanaf {Day(start, t)} (de eerste hele week), en dat ligt er buiten: dit past niet bij een verandering door de barrière.", $"{Each(found, t)}. The barrier counts from {Day(start, t)} on (the first whole week), and that lies outside: this does not fit a change by the barrier."];
        var others = found.Breaks.Count switch
        {
            1 => "",
            2 => t[" Er is ook een andere verandering: zie de tabel.", " There is another change too: see the table."],
            _ => t[$" Er zijn ook {found.Breaks.Count - 1} andere veranderingen: zie de tabel.", $" There are {found.Breaks.Count - 1} other changes too: see the table."],
        };
        return t[$"{One(own, found.Relative, t)}. De barrière telt vanaf {Day(start, t)} (de eerste hele week), en dat ligt erin. Alles wat in die tijd begon past er even goed bij.{others}", $"{One(own, found.Relative, t)}. The barrier counts from {Day(start, t)} on (the first whole week), and that lies in it. All that began in that time fits it as well.{others}"];
    }

    /// <summary>What a reader must know beside it.</summary>
    public static IEnumerable<string> Warnings(LevelBreaks found, Language t)
    {
        if (found.Lingers)
            yield return t["Een periode lijkt op de vorige: dan worden te veel veranderingen gevonden, en de kans is te klein.", "A period resembles the one before: then too many changes are found, and the chance is too small."];
        if (!found.Relative)
            yield return MethodWords.Of(EffectWarning.NoOthers).In(t);
    }

    /// <summary>The interval of a change.</summary>
    public static string When(LevelBreak change, Language t) => (change.Earliest, change.Latest) switch
    {
        ({ } first, { } last) => t[$"{Day(first, t)} tot {Day(last, t)}", $"{Day(first, t)} to {Day(last, t)}"],
        ({ } first, null) => t[$"vanaf {Day(first, t)}, zonder einde", $"from {Day(first, t)} on, without an end"],
        (null, { } last) => t[$"tot {Day(last, t)}, zonder begin", $"to {Day(last, t)}, without a beginning"],
        _ => t["geen grens", "no bound"],
    };

    /// <summary>A day.</summary>
    public static string Day(DateOnly day, Language t) => day.ToString("d MMM yyyy", t.Culture);

    /// <summary>The drawing, for who does not see it.</summary>
    public static string Drawn(LevelBreaks found, Language t)
    {
        var (first, last) = (Day(found.Chart.Begin[0], t), Day(found.Chart.Begin[^1], t));
        return t[$"Aantallen van {first} tot {last} met het niveau van elk stuk; veranderingen: {found.Breaks.Count}.", $"Counts from {first} to {last} with the level of each stretch; changes: {found.Breaks.Count}."];
    }

    static string Each(LevelBreaks found, Language t) => string.Join("; ", found.Breaks.Select(change => One(change, found.Relative, t)));

    static string One(LevelBreak change, bool relative, Language t)
    {
        var moved = change.Factor < 1 ? t["daalde het niveau", "the level fell"] : t["steeg het niveau", "the level rose"];
        moved += relative ? t[" tegen de andere plaatsen", " against the other places"] : "";
        return (change.Earliest, change.Latest) switch
        {
            ({ } first, { } last) => t[$"Tussen {Day(first, t)} en {Day(last, t)} {moved}", $"Between {Day(first, t)} and {Day(last, t)} {moved}"],
            ({ } first, null) => t[$"Na {Day(first, t)} {moved}", $"After {Day(first, t)} {moved}"],
            (null, { } last) => t[$"Voor {Day(last, t)} {moved}", $"Before {Day(last, t)} {moved}"],
            _ => t[$"Op een moment dat niet te zeggen is {moved}", $"At a moment that cannot be said {moved}"],
        };
    }
}
