using System.Text;
using CsCheck;
using Knooppunt.Barriers;
using Knooppunt.Effect;

namespace Knooppunt.Tests.Core.Barriers;

/// <summary>Counts per week: what a file may hold, and which weeks a comparison rests on.</summary>
public sealed class WeeklyTests
{
    static readonly DateOnly Monday = new(2024, 1, 1);

    [Fact]
    public void File_is_read_in_any_order_of_columns_and_a_bad_line_is_told_with_its_remedy()
    {
        var read = WeeklyFile.Read("w.csv", Encoding.UTF8.GetBytes("count,source,place,week,what\n4,logboek,hek,2024-01-01,passages\n4,logboek,hek,2024-01-02,passages\n-1,logboek,hek,2024-01-08,passages\n4,,hek,2024-01-08,passages\n"));
        Assert.Equal([new WeeklyCount("hek", Monday, "passages", 4, "logboek")], read.Items);
        foreach (var (complaint, said) in read.Complaints.Zip(["give the Monday, 2024-01-01", "must be a whole number", "must be filled in"], (complaint, said) => (complaint, said)))
            Assert.Contains(said, complaint.Sentence, StringComparison.Ordinal);
        Assert.Equal(3, read.Complaints.Count);
        Assert.Contains("The file is empty", Assert.Single(WeeklyFile.Read("w.csv", ""u8).Complaints).Sentence, StringComparison.Ordinal);
        var told = Assert.Single(WeeklyFile.Read("w.csv", Encoding.UTF8.GetBytes($"place,week,what,count,source\nhek,{new string('9', 1000)},passages,1,logboek\n")).Complaints).Sentence;
        Assert.Equal("This line is left out: a cell has more than 200 characters.", told);
        Assert.Contains("what the node counts itself", Assert.Single(WeeklyFile.Read("w.csv", "place,week,what,count,source\nhek,2024-01-01,signals,1,logboek\n"u8).Complaints).Sentence, StringComparison.Ordinal);
        Assert.Contains("The columns week, what, count, source are missing", Assert.Single(WeeklyFile.Read("w.csv", "place\nhek\n"u8).Complaints).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_comes_in_goes_by_a_name_of_what_the_node_counts_itself()
    {
        foreach (var own in new[] { "signals", "signals-confirmed", "inspections-held", "looked-at-containers", "not-in-order-vessels", "published" })
            Assert.Contains("what the node counts itself", Assert.Single(WeeklyFile.Read("w.csv", Encoding.UTF8.GetBytes($"place,week,what,count,source\nhek,2024-01-01,{own},1,logboek\n")).Complaints).Sentence, StringComparison.Ordinal);
        Assert.False(WeeklyCount.IsOwn("inspections"));
        Assert.True(WeeklyCount.IsOwn("signals-about-container") && WeeklyCount.IsOwn("signals-fit-MO-03"));
    }

    [Fact]
    public void All_lines_that_are_left_out_are_counted_and_the_first_hundred_are_told()
    {
        var read = WeeklyFile.Read("w.csv", Encoding.UTF8.GetBytes("place,week,what,count,source\n" + string.Concat(Enumerable.Repeat("hek,2024-01-02,passages,1,logboek\n", 250)) + "hek,2024-01-01,passages,1,logboek\n"));
        Assert.Equal((1, 100, 250L), (read.Items.Count, read.Complaints.Count, read.LeftOut));
        Assert.Equal(3, WeeklyFile.Read("w.csv", "place\nhek\nkade\nloods\n"u8).LeftOut);
        var full = WeeklyFile.Read("w.csv", Encoding.UTF8.GetBytes("place,week,what,count,source\n" + string.Concat(Enumerable.Repeat("hek,2024-01-01,passages,1,logboek\n", WeeklyFile.Most + 3))));
        Assert.Equal((WeeklyFile.Most, 3L), (full.Items.Count, full.LeftOut));
        Assert.Contains("split the file", full.Complaints[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Panel_runs_from_the_last_gap_before_to_the_first_after_and_leaves_out_who_was_not_counted_throughout()
    {
        // Week 2 of the own place was not counted; the other's week 6 neither.
        var counts = Weeks("hek", 10, 2).Concat(Weeks("kade", 10)).Concat(Weeks("loods", 10, 6)).Append(new WeeklyCount("kade", Monday.AddDays(35), "passages", 99, "revision"));
        var panel = WeeklyPanel.Of(counts, "hek", _ => true, Monday.AddDays(7 * 5 + 1), Monday.AddDays(7 * 9)).Value;
        // It began on a Tuesday: that week still counts as before.
        Assert.Equal((Monday.AddDays(21), 3, 6), (panel.First, panel.Start, panel.Weeks));
        Assert.Equal(["kade"], panel.Others.Select(row => row.Place));
        Assert.Equal(["loods"], panel.LeftOut);
        Assert.Equal([3, 4, 99, 6, 7, 8], panel.Others[0].Counts);
        var periods = panel.Periods(2);
        Assert.Equal([9, 13], periods.Own);
        Assert.Equal(1, periods.Start);
    }

    [Fact]
    public void Without_weeks_on_both_sides_there_is_a_sentence()
    {
        Assert.Equal(Obstacle.NothingCounted, WeeklyPanel.Of([], "hek", _ => true, Monday, null).Untested!.Obstacle);
        Assert.Contains("10 weeks before and 0 whole weeks after", WeeklyPanel.Of(Weeks("hek", 10), "hek", _ => true, Monday.AddDays(70), null).Untested!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Periods_hold_every_week_once_and_meet_at_the_start() => Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[1, 6]).Sample((before, after, weeks) =>
    {
        var panel = WeeklyPanel.Of(Weeks("hek", before + after), "hek", _ => true, Monday.AddDays(7 * before), null).Value;
        var periods = panel.Periods(weeks);
        var (first, last) = (before % weeks, before + after - after % weeks);
        return periods.Own.Sum() == Enumerable.Range(first, last - first).Sum() && periods.Start == before / weeks && (periods.Start == periods.Begin.Count || periods.Begin[periods.Start] == Monday.AddDays(7 * before));
    }, iter: 200);

    static IEnumerable<WeeklyCount> Weeks(string place, int weeks, int? without = null) =>
        Enumerable.Range(0, weeks).Where(week => week != without).Select(week => new WeeklyCount(place, Monday.AddDays(7 * week), "passages", week, "logboek"));
}
