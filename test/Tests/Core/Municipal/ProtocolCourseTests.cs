using CsCheck;
using Knooppunt.Municipal;

namespace Knooppunt.Tests.Core.Municipal;

/// <summary>The protocol goes one way: four steps, five weighings, and what ended does not begin again.</summary>
public sealed class ProtocolCourseTests
{
    [Fact]
    public void Whole_way_passes_four_steps_and_five_weighings()
    {
        var course = ProtocolCourse.New;
        Assert.Equal((ProtocolStep.Intake, (Weighing?)Weighing.Intake), (course.Step, course.Next));
        course = With(course, Weighing.Intake, WeighingOutcome.GoOn);
        Assert.Equal((ProtocolStep.Severity, (Weighing?)Weighing.Concrete), (course.Step, course.Next));
        course = With(course, Weighing.Concrete, WeighingOutcome.GoOn);
        Assert.Equal((ProtocolStep.Severity, (Weighing?)Weighing.Phenomenon), (course.Step, course.Next));
        course = With(course, Weighing.Phenomenon, WeighingOutcome.GoOn);
        Assert.Equal((ProtocolStep.Sources, WeighingAnswer.SourcesOpen), (course.Step, course.Weigh(Weighing.Hits, WeighingOutcome.CaseMeeting)));
        course = course with { Sources = [new("permits", null, false), new("complaints", false, false)] };
        Assert.Equal(WeighingAnswer.SourcesOpen, course.Weigh(Weighing.Hits, WeighingOutcome.CaseMeeting));
        course = course with { Sources = [new("permits", true, false), new("complaints", false, false)] };
        course = With(course, Weighing.Hits, WeighingOutcome.CaseMeeting);
        Assert.Equal((ProtocolStep.Approach, WeighingAnswer.CheckA), (course.Step, course.Weigh(Weighing.Approach, WeighingOutcome.GoOn)));
        course = course with { Sources = [new("permits", true, true), new("complaints", false, false)] };
        Assert.Equal(WeighingAnswer.CheckB, course.Weigh(Weighing.Approach, WeighingOutcome.GoOn));
        course = With(course with { CheckB = true }, Weighing.Approach, WeighingOutcome.GoOn);
        Assert.Equal((true, (Weighing?)null, (ProtocolEnd?)null), (course.Running, course.Next, course.End));
        course = course with { Closed = true };
        Assert.Equal((ProtocolStep.Ended, (ProtocolEnd?)ProtocolEnd.Done), (course.Step, course.End));
    }

    [Fact]
    public void No_hit_is_no_further_action()
    {
        var course = With(With(With(ProtocolCourse.New, Weighing.Intake, WeighingOutcome.GoOn), Weighing.Concrete, WeighingOutcome.GoOn), Weighing.Phenomenon, WeighingOutcome.GoOn)
            with
        { Sources = [new("permits", false, false)] };
        Assert.Equal((ProtocolEnd.NoHit, WeighingAnswer.NotNow), (course.End, course.Weigh(Weighing.Hits, WeighingOutcome.Riec)));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01", 1, true)]
    [InlineData("2025-03-01", "2026-03-01", 12, true)]
    [InlineData("2025-02-28", "2026-03-01", 12, false)]
    [InlineData("2026-03-02", "2026-03-01", 12, false)]
    public void Too_old_may_not_be_asked(string seen, string today, int months, bool may) =>
        Assert.Equal(may, MunicipalSource.MayBeAsked(DateOnly.Parse(seen, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), months));

    [Fact]
    public void Whatever_people_try_no_weighing_is_skipped_made_twice_or_made_after_the_end() =>
        Gen.Select(Gen.Enum<Weighing>(), Gen.Enum<WeighingOutcome>(), Gen.Int[0, 5]).List[0, 40].Sample(tries =>
        {
            var course = ProtocolCourse.New;
            foreach (var (weighing, outcome, deed) in tries)
            {
                var before = course;
                course = deed switch
                {
                    0 when course.Step == ProtocolStep.Sources => course with { Sources = [.. course.Sources, new($"source-{course.Sources.Count}", course.Sources.Count % 2 == 0, true)] },
                    1 when course.Step == ProtocolStep.Approach => course with { CheckB = true },
                    2 when course.Running => course with { Closed = true },
                    _ when course.Weigh(weighing, outcome) == WeighingAnswer.Yes => course with { Agreed = [.. course.Agreed, new(weighing, outcome)] },
                    _ => course,
                };
                Assert.True(course.Step >= before.Step, $"{before.Step} became {course.Step}.");
                Assert.True(before.End is null || course.End == before.End, $"Ended as {before.End}, then {course.End}.");
            }

            Assert.Equal(Enumerable.Range(0, course.Agreed.Count), course.Agreed.Select(weighed => (int)weighed.Weighing));
            Assert.All(course.Agreed, weighed => Assert.Contains(weighed.Outcome, ProtocolCourse.OutcomesOf(weighed.Weighing)));
        });

    static ProtocolCourse With(ProtocolCourse course, Weighing weighing, WeighingOutcome outcome)
    {
        Assert.Equal(WeighingAnswer.Yes, course.Weigh(weighing, outcome));
        return course with { Agreed = [.. course.Agreed, new(weighing, outcome)] };
    }
}
