using Knooppunt.Advice;

namespace Knooppunt.Tests.Core.Advice;

public sealed class AdviceCourseTests
{
    [Fact]
    public void Every_course_can_be_closed_and_nothing_follows_on_that()
    {
        Assert.Empty(AdviceCourse.Next(AdviceStep.Closed));
        foreach (var step in Enum.GetValues<AdviceStep>().Where(step => step != AdviceStep.Closed))
            Assert.True(Reaches(step, []), $"{step} never ends.");
        Assert.All(Enum.GetValues<AdviceStep>(), step => Assert.True(step == AdviceStep.Given || Enum.GetValues<AdviceStep>().Any(before => AdviceCourse.Next(before).Contains(step)), $"{step} is never reached."));
    }

    [Fact]
    public void Answer_and_look_have_a_day()
    {
        var day = new DateOnly(2026, 3, 1);
        Assert.Equal(new DateOnly(2026, 3, 31), AdviceCourse.Due(AdviceStep.Given, day, null));
        Assert.Equal(day.AddDays(90), AdviceCourse.Due(AdviceStep.Agreed, day, day.AddDays(90)));
        Assert.Null(AdviceCourse.Due(AdviceStep.Closed, day, null));
        // What is not closed is waited for.
        Assert.All(Enum.GetValues<AdviceStep>().Except([AdviceStep.Closed, AdviceStep.Agreed]).Cast<AdviceStep?>().Append(null), step => Assert.True(AdviceCourse.Due(step, day, null) > day));
    }

    static bool Reaches(AdviceStep step, HashSet<AdviceStep> seen) =>
        seen.Add(step) && AdviceCourse.Next(step).Any(next => next == AdviceStep.Closed || Reaches(next, seen));
}
