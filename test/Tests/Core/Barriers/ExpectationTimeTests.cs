using Knooppunt.Barriers;

namespace Knooppunt.Tests.Core.Barriers;

public sealed class ExpectationTimeTests
{
    static readonly DateOnly Began = new(2026, 5, 10);

    [Fact]
    public void What_was_written_on_the_day_itself_may_have_come_after()
    {
        Assert.Equal(ExpectationTime.Before, Registration.Of(Began.AddDays(-1), Began));
        Assert.Equal(ExpectationTime.After, Registration.Of(Began, Began));
        Assert.Equal(ExpectationTime.NotYet, Registration.Of(Began, null));
        Assert.Equal(ExpectationTime.Unknown, Registration.Of(null, Began));
    }

    /// <summary>Days against the start, '?' for one that nobody kept, '!' behind one that gives a figure.</summary>
    [Theory]
    [InlineData("", true, null)]
    [InlineData("-9! -3! 4!", true, 1)]
    [InlineData("-9! -3 4", true, 0)]
    [InlineData("-9 -3 4", true, 1)]
    [InlineData("0! 4!", true, 0)]
    [InlineData("?! 4!", true, 0)]
    [InlineData("?! -4! 4!", true, 1)]
    [InlineData("-9 4!", true, 1)]
    [InlineData("-9! -3! 4!", false, 2)]
    public void The_last_of_before_the_start_counts_and_else_the_first(string lines, bool works, int? counts) =>
        Assert.Equal(counts, Registration.Counts([.. lines.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(line => (line[0] == '?' ? default(DateOnly?) : Began.AddDays(int.Parse(line.TrimEnd('!'), System.Globalization.CultureInfo.InvariantCulture)), line[^1] == '!'))], works ? Began : null));
}
