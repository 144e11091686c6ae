using System.Globalization;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Programme;

/// <summary>What somebody asks of the nodes side by side, as it stands in the address, with the counts that belong to it.</summary>
/// <param name="What">What was counted.</param>
/// <param name="Effort">By what each count is divided; empty for the time that was counted.</param>
/// <param name="Before">Index of the period before.</param>
/// <param name="After">Index of the period after.</param>
/// <param name="Things">What may be chosen.</param>
/// <param name="Efforts">What may be chosen as effort.</param>
/// <param name="Table">The counts.</param>
/// <param name="Place">The place, good or modus that stands first; empty for none.</param>
sealed record ShiftQuestion(string What, string Effort, int Before, int After, IReadOnlyList<string> Things, IReadOnlyList<string> Efforts, ShiftTable Table, string Place = "")
{
    /// <summary>Reads it; what is no choice counts as not chosen.</summary>
    public static async Task<ShiftQuestion> Read(IQueryCollection query, ShiftFigures figures, Language language, CancellationToken stop)
    {
        var things = await figures.Things(stop);
        var place = query["place"].ToString() is { Length: <= LongestPlace } asked ? asked : "";
        var what = things.Contains(query["what"].ToString()) ? query["what"].ToString() : place.Length > 0 ? await figures.Usual(place, things, stop) : things[0];
        var efforts = await figures.Efforts(what, stop);
        var effort = efforts.Contains(query["effort"].ToString()) ? query["effort"].ToString() : "";
        var table = await figures.Of(what, effort, language, stop);
        int Index(string name, int usual) => int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < table.Periods.Count ? index : Math.Max(0, usual);
        var (usualBefore, usualAfter) = (DateOnly.TryParseExact(query["since"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since) ? Around(table, since) : null) ?? Usual(table);
        return new(what, effort, Index("before", usualBefore), Index("after", usualAfter), things, efforts, table, place);
    }

    // The first whole period after a day, against the one two earlier, which is of the same season where periods are half years; null where these cannot be compared.
    internal static (int Before, int After)? Around(ShiftTable table, DateOnly since)
    {
        var after = table.Begins.Index().Where(pair => pair.Item >= since).Select(pair => pair.Index).DefaultIfEmpty(-1).First();
        return after >= 2 && Comparable(table, after - 2, after) ? (after - 2, after) : null;
    }

    // The last period may not be over: so the one before it, against one two earlier, of the same season where periods are half years. Where these cannot be compared, the latest two that can.
    internal static (int Before, int After) Usual(ShiftTable table)
    {
        var count = table.Periods.Count;
        var latest = Enumerable.Range(0, count).Reverse().SelectMany(after => Enumerable.Range(0, after).Reverse().Select(before => (before, after)));
        return latest.Prepend((count - 4, count - 2)).FirstOrDefault(pair => pair.Item1 >= 0 && Comparable(table, pair.Item1, pair.Item2));
    }

    static bool Comparable(ShiftTable table, int before, int after) =>
        table.Series.Where(one => one.Counts[before] is not null && one.Counts[after] is not null).GroupBy(one => one.Thing).Any(thing => thing.Count() > 1);

    /// <summary>The question as the end of an address.</summary>
    public string Address => QueryString.Create([KeyValuePair.Create("what", (string?)What), new("effort", Effort), new("before", Text(Before)), new("after", Text(After)), .. Place.Length > 0 ? new[] { KeyValuePair.Create("place", (string?)Place) } : []]).ToString();

    const int LongestPlace = 200;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
