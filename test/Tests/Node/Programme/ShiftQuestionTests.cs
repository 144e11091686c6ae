using Knooppunt.Node.Programme;
using Knooppunt.Programme;

namespace Knooppunt.Tests.Node.Programme;

/// <summary>Which two periods stand beside each other when nobody chose.</summary>
public sealed class ShiftQuestionTests
{
    [Fact]
    public void Two_periods_of_one_season_before_the_last_are_compared_or_the_latest_two_that_can_be()
    {
        Assert.Equal((1, 3), Usual([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]));
        // Of the second place nothing is known but the last two.
        Assert.Equal((3, 4), Usual([1, 2, 3, 4, 5], [null, null, null, 4, 5]));
        Assert.Equal((0, 1), Usual([1, 2], [1, 2]));
        // One place, or no period at all: nothing can be compared.
        Assert.Equal((0, 0), Usual([1, 2, 3, 4]));
        Assert.Equal((0, 0), ShiftQuestion.Usual(new([], [], [])));
    }

    static (int, int) Usual(params int?[][] places) => ShiftQuestion.Usual(new([.. places[0].Select((_, at) => $"{at}")],
        [.. places.Select((counts, at) => new NodeSeries($"p{at}", "x", [.. counts.Select(count => count is { } known ? new NodeCount(known, 1) : default(NodeCount?))]))], []));
}
