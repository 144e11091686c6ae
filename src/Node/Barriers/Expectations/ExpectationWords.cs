using Knooppunt.Barriers;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Barriers;

/// <summary>What was expected of a barrier and when it was written, as page and document say it.</summary>
static class ExpectationWords
{
    /// <summary>What is expected, in words and in percent.</summary>
    public static string Of(ExpectationRow line, Language t)
    {
        var words = Word.OfKept(line.Words).In(t);
        return line.Fall is not { } fall ? words : words.Length == 0 ? t[$"{fall}% minder", $"{fall}% less"] : t[$"{words} ({fall}% minder)", $"{words} ({fall}% less)"];
    }

    /// <summary>The same, ended as a sentence is.</summary>
    public static string Ended(ExpectationRow line, Language t) => Of(line, t) is var words && words[^1] is '.' or '?' or '!' ? words : words + ".";

    /// <summary>Who wrote it when, in a few words.</summary>
    public static string Signed(ExpectationRow line, Language t) => line.Day == 0 ? t["wanneer dit is opgeschreven is niet bewaard", "when this was written was not kept"]
        : t[$"opgeschreven op {Day(line, t)}{By(line, " door ", t)}", $"written on {Day(line, t)}{By(line, " by ", t)}"];

    /// <summary>Whether it was written before anything could be measured, in a sentence.</summary>
    public static string When(ExpectationRow line, RegisteredBarrier barrier, Language t) => barrier.TimeOf(line) switch
    {
        ExpectationTime.Unknown => t["Wanneer deze verwachting is opgeschreven is niet bewaard: niemand kan nagaan of zij er was voor er iets gemeten is.", "When this expectation was written was not kept: nobody can check that it was there before anything was measured."],
        ExpectationTime.NotYet => t[$"{Signed(line, t).Capital()}. De barrière werkt nog niet: er is nog niets van gemeten.", $"{Signed(line, t).Capital()}. The barrier does not work yet: nothing was measured of it."],
        ExpectationTime.Before => t[$"{Signed(line, t).Capital()}, voordat de barrière begon te werken ({Began(barrier, t)}): dus voor er iets van gemeten is.", $"{Signed(line, t).Capital()}, before the barrier began to work ({Began(barrier, t)}): so before anything was measured of it."],
        _ => t[$"Pas {Signed(line, t)}, toen de barrière al werkte (sinds {Began(barrier, t)}): deze verwachting kan naar de cijfers zijn gekozen.", $"Only {Signed(line, t)}, when the barrier worked already (since {Began(barrier, t)}): this expectation may have been chosen by the figures."],
    };

    /// <summary>Which one is held against the figures, where that is not the last; empty where it is.</summary>
    public static string Held(RegisteredBarrier barrier, Language t) => barrier.Registered is not { } held || held == barrier.Expectations[^1] ? ""
        : t[$"Naast de cijfers houden wij niet deze verwachting, maar een eerdere: {Ended(held, t)} {When(held, barrier, t)}", $"Beside the figures we hold not this expectation, but an earlier one: {Ended(held, t)} {When(held, barrier, t)}"];

    static string Day(ExpectationRow line, Language t) => DateOnly.FromDayNumber(line.Day).ToString("d MMMM yyyy", t.Culture);

    static string By(ExpectationRow line, string before, Language t) => line.Name.Length == 0 ? "" : before + Word.OfKept(line.Name).In(t);

    static string Began(RegisteredBarrier barrier, Language t) => barrier.Life.FirstWorked!.Value.ToString("d MMMM yyyy", t.Culture);
}
