using Knooppunt.Barriers;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Barriers;

/// <summary>What was measured of a barrier, for a list, a chain and beside what was expected: the comparisons that somebody weighed together, the last of several, else what the counts per week say against the other places, else of the place itself.</summary>
sealed class MeasuredEffects(MethodFigures figures)
{
    static readonly MethodQuestion Usual = MethodQuestion.Read(QueryCollection.Empty);

    /// <summary>That it was not measured, and what would.</summary>
    public static Word NotYet { get; } = new("Nog niet gemeten: lees aantallen per week in, of vergelijk met een andere plaats.", "Not measured yet: take counts per week in, or compare with another place.");

    /// <summary>For one look at several barriers.</summary>
    public WeeksOnce Once() => figures.Once();

    /// <summary>In one sentence, the interval first; and what was expected beside it; or that it was not measured yet.</summary>
    public async Task<string> Says(RegisteredBarrier barrier, Language t, WeeksOnce? once = null, CancellationToken stop = default) =>
        await Known(barrier, t, once, stop) ?? NotYet.In(t);

    /// <summary>As <see cref="Says"/>; null when it was not measured.</summary>
    public async Task<string?> Known(RegisteredBarrier barrier, Language t, WeeksOnce? once = null, CancellationToken stop = default)
    {
        if (barrier.Studies.Count > 0)
            return HarmTogether.Of(barrier.Studies) is { } together ? t["Samen, gewogen naar schade. ", "Together, weighed by harm. "] + together.Says(t)
                // Who reads one of several must know that there are others.
                : (barrier.Studies.Count > 1 ? t[$"De laatste van {barrier.Studies.Count} vergelijkingen ({Word.OfKept(barrier.Studies[^1].What).Dutch}). ", $"The last of {barrier.Studies.Count} comparisons ({Word.OfKept(barrier.Studies[^1].What).English}). "] : "") + BarrierNames.Says(barrier.Studies[^1], t);
        return await Of(barrier, once ?? Once(), stop) is var (method, what, finding) && finding is not null ? $"{MethodWords.Of(method).In(t)} ({MethodWords.What(what, t)}). {MethodSays.Of(finding, t)}{Expected(barrier, finding, t)}"
            : null;
    }

    /// <summary>What was expected against what was measured; null when nobody said what to expect or nothing was measured by week.</summary>
    public async Task<string?> Expected(RegisteredBarrier barrier, Language t, CancellationToken stop = default) =>
        barrier.Registered?.Fall is not null && await Of(barrier, Once(), stop) is var (method, what, finding) && finding is not null
            ? t[$"Gemeten ({MethodWords.Of(method).Dutch}; {MethodWords.What(what, t)}): factor {MethodSays.Interval(finding, t)}.", $"Measured ({MethodWords.Of(method).English}; {MethodWords.What(what, t)}): factor {MethodSays.Interval(finding, t)}."] + Expected(barrier, finding, t) : null;

    internal static string Expected(RegisteredBarrier barrier, EffectFinding finding, Language t) => barrier.Registered is not { Fall: { } percent } line ? "" : Against(percent, finding, t) + Afterwards(line, barrier, t);

    // An expectation of after the start may have been chosen by what was counted, and of one without a day nobody knows.
    static string Afterwards(ExpectationRow line, RegisteredBarrier barrier, Language t) => barrier.TimeOf(line) switch
    {
        ExpectationTime.Unknown => t[" Wanneer die verwachting is opgeschreven is niet bewaard.", " When that expectation was written was not kept."],
        ExpectationTime.After => DateOnly.FromDayNumber(line.Day).ToString("d MMM yyyy", t.Culture) is var day ? t[$" Die verwachting is opgeschreven op {day}, toen de barrière al werkte: zij kan naar de cijfers zijn gekozen.", $" That expectation was written down on {day}, when the barrier worked already: it may have been chosen by the figures."] : "",
        _ => "",
    };

    static string Against(int percent, EffectFinding finding, Language t) => ExpectedFall.Of(percent, finding.Interval) switch
    {
        ExpectedVerdict.Fits when finding.Interval.Holds(1) => t[$" De verwachte daling van {percent}% past hierbij, en geen daling ook.", $" The expected fall of {percent}% fits this, and no fall does too."],
        ExpectedVerdict.Fits => t[$" De verwachte daling van {percent}% past hierbij.", $" The expected fall of {percent}% fits this."],
        ExpectedVerdict.Less when finding.Interval.Low >= 1 => t[$" Een daling van {percent}%, zoals verwacht, past hier niet bij: het steeg.", $" A fall of {percent}%, as expected, does not fit this: it rose."],
        ExpectedVerdict.Less => t[$" Een daling van {percent}%, zoals verwacht, past hier niet bij: het daalde minder.", $" A fall of {percent}%, as expected, does not fit this: it fell less."],
        _ => t[$" Een daling van {percent}%, zoals verwacht, past hier niet bij: het daalde meer.", $" A fall of {percent}%, as expected, does not fit this: it fell more."],
    };

    async Task<(EffectMethod Method, string What, EffectFinding? Finding)> Of(RegisteredBarrier barrier, WeeksOnce once, CancellationToken stop)
    {
        var weeks = await figures.Of(barrier, Usual, once, stop);
        if (!weeks.Panel.Ok)
            return (default, "", null);
        var places = PlacesMethod.Of(weeks.Panel.Value);
        if (places.Findings.Count > 0)
            return (EffectMethod.Places, weeks.What, places.Findings[0]);
        var series = SeriesMethod.Of(weeks.Panel.Value);
        return (EffectMethod.Series, weeks.What, series.Findings.Count > 0 ? series.Findings[0] : null);
    }
}
