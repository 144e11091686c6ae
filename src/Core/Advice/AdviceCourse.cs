namespace Knooppunt.Advice;

/// <summary>What is done with an advice, step by step.</summary>
public enum AdviceStep : byte
{
    /// <summary>It was given; from here it does not change.</summary>
    Given,
    /// <summary>Its receiver answered: we do it.</summary>
    Accepted,
    /// <summary>Its receiver answered: we do a part of it, or something else.</summary>
    Partly,
    /// <summary>Its receiver answered: we do not do it.</summary>
    Declined,
    /// <summary>A change was agreed, with the day on which somebody looks whether it is there.</summary>
    Agreed,
    /// <summary>Somebody looked: the change is there.</summary>
    Done,
    /// <summary>Somebody looked: it is not there yet.</summary>
    NotDone,
    /// <summary>It is closed.</summary>
    Closed,
}

/// <summary>The course of an advice: given, answered, a change agreed, looked at, closed. Nothing is closed without an answer, or the reason that there is none.</summary>
public static class AdviceCourse
{
    /// <summary>Days in which a receiver answers.</summary>
    public const int AnswerDays = 30;

    /// <summary>Days in which an advice that is being written is given, or closed.</summary>
    public const int WriteDays = 90;

    /// <summary>Days in which something follows on an answer, or on what somebody saw.</summary>
    public const int FollowDays = 30;

    /// <summary>Days between one reminder that it is past its day and the next.</summary>
    public const int RemindDays = 30;

    /// <summary>Days past its day after which it closes by itself.</summary>
    public const int SilentDays = 180;

    /// <summary>Days after closing when an advice ends: two years, so that the next look at the same company can stand beside it.</summary>
    public const int KeptDays = 730;

    /// <summary>What may follow.</summary>
    /// <param name="last">The last step; null for one that is being written.</param>
    public static IReadOnlyList<AdviceStep> Next(AdviceStep? last) => last switch
    {
        null => [AdviceStep.Given, AdviceStep.Closed],
        AdviceStep.Given => [AdviceStep.Accepted, AdviceStep.Partly, AdviceStep.Declined, AdviceStep.Closed],
        AdviceStep.Accepted or AdviceStep.Partly => [AdviceStep.Agreed, AdviceStep.Closed],
        AdviceStep.Declined => [AdviceStep.Accepted, AdviceStep.Partly, AdviceStep.Closed],
        AdviceStep.Agreed => [AdviceStep.Done, AdviceStep.NotDone],
        AdviceStep.NotDone => [AdviceStep.Agreed, AdviceStep.Closed],
        AdviceStep.Done => [AdviceStep.Agreed, AdviceStep.Closed],
        _ => [],
    };

    /// <summary>Whether its receiver takes the step, or who gave the advice on its behalf.</summary>
    public static bool IsAnswer(AdviceStep step) => step is AdviceStep.Accepted or AdviceStep.Partly or AdviceStep.Declined;

    /// <summary>The day by which something must happen: it is given, answered, followed, looked at or closed. Null when it is closed.</summary>
    /// <param name="last">The last step; null for one that is being written.</param>
    /// <param name="day">The day of that step, or on which it was opened.</param>
    /// <param name="agreed">The day on which somebody looks, when a change was agreed.</param>
    public static DateOnly? Due(AdviceStep? last, DateOnly day, DateOnly? agreed) => last switch
    {
        null => day.AddDays(WriteDays),
        AdviceStep.Given => day.AddDays(AnswerDays),
        AdviceStep.Agreed => agreed,
        AdviceStep.Closed => null,
        _ => day.AddDays(FollowDays),
    };
}
