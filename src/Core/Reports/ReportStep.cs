namespace Knooppunt.Reports;

/// <summary>The questions, one on a page, in this order.</summary>
public enum ReportStep : byte
{
    /// <summary>What do you want to tell?</summary>
    Kind,
    /// <summary>At which employer? Only for an internal report.</summary>
    Employer,
    /// <summary>Which of these fits?</summary>
    Indicators,
    /// <summary>Where?</summary>
    Where,
    /// <summary>When?</summary>
    When,
    /// <summary>What happened?</summary>
    What,
    /// <summary>Cars, people, names?</summary>
    Details,
    /// <summary>Who may read it?</summary>
    Readers,
    /// <summary>With your name or without?</summary>
    Name,
    /// <summary>Is this right?</summary>
    Check,
}

/// <summary>The way through the questions.</summary>
public static class ReportSteps
{
    /// <summary>The questions that these answers make sense of, in order.</summary>
    public static IReadOnlyList<ReportStep> Of(ReportAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return [.. Enum.GetValues<ReportStep>().Where(step => answers.Kind == ReportKind.Internal ? step is not (ReportStep.Where or ReportStep.Readers) : step != ReportStep.Employer)];
    }

    /// <summary>The question after one; the last has itself.</summary>
    public static ReportStep Next(ReportAnswers answers, ReportStep step) => Of(answers).FirstOrDefault(next => next > step, ReportStep.Check);

    /// <summary>The question before one; the first has itself.</summary>
    public static ReportStep Previous(ReportAnswers answers, ReportStep step) => Of(answers).LastOrDefault(before => before < step, ReportStep.Kind);
}
