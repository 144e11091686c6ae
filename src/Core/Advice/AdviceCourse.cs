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

    /// <summary>The day by which something must happen: an answer after giving, a look after agreeing. Null when nothing is waited for.</summary>
    /// <param name="last">The last step; null for one that is being written.</param>
    /// <param name="day">The day of that step.</param>
    /// <param name="agreed">The day on which somebody looks, when a change was agreed.</param>
    public static DateOnly? Due(AdviceStep? last, DateOnly day, DateOnly? agreed) => last switch
    {
        AdviceStep.Given => day.AddDays(AnswerDays),
        AdviceStep.Agreed => agreed,
        _ => null,
    };
}
