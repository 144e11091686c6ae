using CsCheck;
using Knooppunt.Reports;

namespace Knooppunt.Tests.Core.Reports;

public sealed class TermTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Confirmation_is_due_in_seven_days_and_the_answer_three_months_after_it()
    {
        var open = new ReportTerms(Start, null, null);
        Assert.Equal(Start.AddDays(7), open.Due);
        Assert.False(open.IsLate(Start.AddDays(7)));
        Assert.True(open.IsLate(Start.AddDays(7).AddTicks(1)));
        var confirmed = open with { Confirmed = Start.AddDays(2) };
        Assert.Equal(Start.AddDays(2).AddMonths(3), confirmed.Due);
        Assert.Null((confirmed with { Answered = Start.AddDays(30) }).Due);
    }

    [Fact]
    public void Late_confirmation_does_not_put_off_the_answer() =>
        Assert.Equal(Start.AddDays(7).AddMonths(3), new ReportTerms(Start, Start.AddDays(60), null).AnswerBy);

    [Fact]
    public void In_time_is_known_when_it_is_done_or_over()
    {
        var open = new ReportTerms(Start, null, null);
        Assert.Null(open.ConfirmedInTime(Start.AddDays(1)));
        Assert.False(open.ConfirmedInTime(Start.AddDays(8)));
        Assert.True((open with { Confirmed = Start.AddDays(6) }).ConfirmedInTime(Start.AddDays(90)));
        Assert.False((open with { Answered = Start.AddDays(120) }).AnsweredInTime(Start.AddDays(130)));
    }

    [Fact]
    public void No_count_tells_of_fewer_than_five_also_not_by_subtraction() => Gen.Int[0, 12].Array[0, 8].Sample(counts =>
    {
        var all = counts.Sum();
        var shown = CountedCells.Of(counts.Index().Select(count => KeyValuePair.Create(count.Index, count.Item)));
        Assert.All(shown.Cells, cell => Assert.True(cell.Value >= 5));
        Assert.True(shown.Rest is null or 0 or >= 5);
        Assert.Equal(shown.Rest is null ? null : all, shown.Total);
        Assert.Equal(all is > 0 and < 5, shown.Rest is null);
        // What is thrown together is more than one thing, or nobody could say which.
        Assert.True(shown.Rest is null or 0 || shown.Cells.Count < counts.Count(count => count > 0));
        Assert.All(CountedCells.Overlapping(counts.Index().Select(count => KeyValuePair.Create(count.Index, count.Item)), all), cell => Assert.True(cell.Value >= 5 && (all - cell.Value is 0 or >= 5)));
    });

    [Fact]
    public void Bucket_never_gives_more_than_its_size_and_what_came_back() => Gen.Int[0, 7200].Array[1, 60].Sample(waits =>
    {
        var (bucket, now, given) = (TokenBucket.Full(5, 60, Start), Start, 0);
        foreach (var wait in waits)
        {
            now = now.AddSeconds(wait / 60d);
            (var got, bucket) = bucket.Take(now);
            given += got ? 1 : 0;
        }

        Assert.True(given <= 5 + (now - Start).TotalMinutes + 1e-6);
        Assert.Equal((true, false), (bucket.Take(now.AddHours(1)).Given, (bucket with { Left = 0, At = now }).Take(now.AddDays(-1)).Given));
    });
}
