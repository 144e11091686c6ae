using System.Security.Claims;
using Knooppunt.Advice;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Advice;

/// <summary>An advice with its course.</summary>
sealed record AdviceFile(AdviceRow Row, IReadOnlyList<AdviceStepRow> Steps)
{
    /// <summary>The last step; null for one that is being written.</summary>
    public AdviceStep? Last => Steps.Count > 0 ? Steps[^1].Step : null;

    /// <summary>By when something must happen; null when it is closed.</summary>
    public DateOnly? DueIn(TimeZoneInfo zone) =>
        AdviceCourse.Due(Last, zone.DayOf(UnixTime.FromMicroseconds(Steps.Count > 0 ? Steps[^1].At : Row.Opened)), Steps.Count > 0 && Steps[^1].Look is { } look ? DateOnly.FromDayNumber(look) : null);

    /// <summary>The day on which it was given; before that the day on which it was opened.</summary>
    public DateOnly DayIn(TimeZoneInfo zone) => zone.DayOf(UnixTime.FromMicroseconds(Steps.FirstOrDefault(step => step.Step == AdviceStep.Given)?.At ?? Row.Opened));

    /// <summary>Whether somebody sees it: who works for who gives it, and when given for the partner that receives it.</summary>
    public bool IsSeenBy(ClaimsPrincipal person) => person.Viewers.Any(viewer =>
        (PersonRights.DataRoles.Contains(viewer.Role) || viewer.Role == Role.ProgrammeManager) && (viewer.Organisation == Row.Organisation || (viewer.Organisation == Row.Partner && Steps.Any(step => step.Step == AdviceStep.Given))));

    /// <summary>The organisation for which somebody takes a step; null when they may not.</summary>
    public string? ActorOf(ClaimsPrincipal person, AdviceStep step)
    {
        var own = person.AnswersFor;
        return AdviceCourse.IsAnswer(step) && own.Contains(Row.Partner) ? Row.Partner : own.Contains(Row.Organisation) ? Row.Organisation : null;
    }
}

/// <summary>Who writes and reads advice.</summary>
static class AdviceRights
{
    /// <summary>On what it rests.</summary>
    public const string Ground = "geen persoonsgegevens (AVG art. 2)";

    /// <summary>Whether somebody uses the room at all.</summary>
    public static bool Reads(ClaimsPrincipal person) => person.Viewers.Any(viewer => PersonRights.DataRoles.Contains(viewer.Role) || viewer.Role == Role.ProgrammeManager);
}
