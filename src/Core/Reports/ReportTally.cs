namespace Knooppunt.Reports;

/// <summary>What the reports of one quarter have in common, in counts that tell of nobody.</summary>
/// <param name="All">How many; null when fewer than five.</param>
/// <param name="Kinds">By what was told.</param>
/// <param name="Places">By place; the key "-" stands for no place of the node.</param>
/// <param name="Named">With a name ("named") and without ("unnamed"): whether people dare.</param>
/// <param name="Indicators">By indicator; a report may have several.</param>
public sealed record ReportTally(int? All, CountedCells<string> Kinds, CountedCells<string> Places, CountedCells<string> Named, IReadOnlyList<KeyValuePair<string, int>> Indicators)
{
    /// <summary>The key of reports without a place.</summary>
    public const string NoPlace = "-";

    /// <summary>Counts reports.</summary>
    public static ReportTally Of(IReadOnlyCollection<ReportAnswers> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        CountedCells<string> By(Func<ReportAnswers, string> key) => CountedCells.Of(reports.CountBy(key));
        return new(reports.Count >= CountedCells.Least ? reports.Count : null, By(report => report.Kind.ToString()), By(report => report.Place ?? NoPlace), By(report => report.Name.Length > 0 ? "named" : "unnamed"),
            CountedCells.Overlapping(reports.SelectMany(report => report.Indicators.Distinct()).CountBy(code => code), reports.Count));
    }
}
