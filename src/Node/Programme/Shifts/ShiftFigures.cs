using System.Globalization;
using Knooppunt.Barriers;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>Series side by side, with the names of their periods.</summary>
/// <param name="Periods">Names of the periods, oldest first.</param>
/// <param name="Series">The series, by thing and then in the order of the letter or of their ids.</param>
/// <param name="LeftOut">Figures that cannot be compared, each with why.</param>
sealed record ShiftTable(IReadOnlyList<string> Periods, IReadOnlyList<NodeSeries> Series, IReadOnlyList<string> LeftOut);

/// <summary>Brings counts of nodes together: published ones per year, or counts per week summed over half years.</summary>
sealed class ShiftFigures(OutcomeBook outcomes, WeekBook weeks)
{
    /// <summary>What the published figures are called among what was counted.</summary>
    public const string Published = WeeklyCount.Published;

    const int MostSeries = 60, FewestWeeks = 13;

    /// <summary>What there is: published figures when there are counts among them, then what was counted per week, the node's own signals last.</summary>
    public async Task<IReadOnlyList<string>> Things(CancellationToken stop) =>
        [.. OutcomeBook.Current(await outcomes.All(stop)).Any(IsCount) ? [Published] : Array.Empty<string>(), .. await weeks.Things(stop)];

    /// <summary>The series of one of them.</summary>
    public async Task<ShiftTable> Of(string what, Language language, CancellationToken stop) => what == Published ? OfOutcomes(OutcomeBook.Current(await outcomes.All(stop)), language) : OfWeeks(await weeks.Of(what, stop), what, language);

    // Kilos are no counts: one batch makes a year, and no test of counts holds for them.
    static bool IsCount(OutcomeRow row) => row.Unit == "count" && row.Period == "year" && row.Value >= 0 && row.Value % 1 == 0 && row.Value < long.MaxValue;

    static ShiftTable OfOutcomes(IEnumerable<OutcomeRow> rows, Language language)
    {
        var groups = OutcomeGroup.Of([.. rows.Where(IsCount).Select(row => row.Figure)]).ToList();
        string[] leftOut = [.. groups.Where(group => group.Differs).Select(group => $"{OutcomeNames.Place(group.Node, language)}, {OutcomeNames.Metric(group.Metric, language)}, {group.Year} ({language["bronnen verschillen", "sources differ"]})")];
        var agreed = groups.Where(group => !group.Differs).ToList();
        if (agreed.Count == 0)
            return new([], [], leftOut);
        var (first, last) = (agreed.Min(group => group.Year), agreed.Max(group => group.Year));
        var years = Enumerable.Range(first, last - first + 1).ToArray();
        var series = agreed.GroupBy(group => (group.Metric, group.Node)).OrderBy(group => group.Key.Metric, StringComparer.Ordinal).ThenBy(group => Place(group.Key.Node)).ThenBy(group => group.Key.Node, StringComparer.Ordinal)
            .Select(group => new NodeSeries(group.Key.Node, group.Key.Metric, [.. years.Select(year => group.FirstOrDefault(one => one.Year == year) is { } one ? new NodeCount((long)one.Low, 1) : default(NodeCount?))]));
        return new([.. years.Select(year => year.ToString(CultureInfo.InvariantCulture))], [.. series.Take(MostSeries)], leftOut);
    }

    static ShiftTable OfWeeks(IReadOnlyList<WeeklyCount> counts, string what, Language language)
    {
        if (counts.Count == 0)
            return new([], [], []);
        static int Half(DateOnly day) => 2 * day.Year + (day.Month > 6 ? 1 : 0);
        var (first, last) = (Half(counts.Min(count => count.Week)), Half(counts.Max(count => count.Week)));
        var halves = Enumerable.Range(first, last - first + 1).ToArray();
        var places = counts.GroupBy(count => count.Place).OrderBy(place => Place(place.Key)).ThenBy(place => place.Key, StringComparer.Ordinal).ToList();
        var series = places.Take(MostSeries).Select(place =>
        {
            // Of two about one week the later one holds; a half year with few weeks counted says too little.
            var byHalf = place.GroupBy(count => count.Week).Select(week => week.Last()).GroupBy(count => Half(count.Week)).ToDictionary(half => half.Key, half => new NodeCount(half.Sum(count => count.Count), half.Count()));
            return new NodeSeries(place.Key, what, [.. halves.Select(half => byHalf.TryGetValue(half, out var count) && count.Length >= FewestWeeks ? count : default(NodeCount?))]);
        });
        return new([.. halves.Select(half => $"{half / 2} {(half % 2 == 0 ? language["1e helft", "H1"] : language["2e helft", "H2"])}")], [.. series], places.Count > MostSeries ? [language[$"{places.Count - MostSeries} plaatsen na de eerste {MostSeries}", $"{places.Count - MostSeries} places after the first {MostSeries}"]] : []);
    }

    // The order of the letter, and no ranking; others after those.
    static int Place(string node) => LetterNode.All.Index().Where(pair => pair.Item.Code == node).Select(pair => pair.Index).DefaultIfEmpty(int.MaxValue).First();
}
