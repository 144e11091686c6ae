namespace Knooppunt.Phenomena;

/// <summary>How far a phenomenon file is. The names are stored.</summary>
public enum PhenomenonState : byte
{
    /// <summary>The partners look for what explains it and what would stop it.</summary>
    Open,
    /// <summary>An intervention was chosen, with the step of the script that it hits and the barrier that it makes.</summary>
    Chosen,
    /// <summary>What it did was looked at.</summary>
    Measured,
    /// <summary>It is done.</summary>
    Closed,
}

/// <summary>Why a file does not go from one state to another.</summary>
public enum CourseAnswer : byte
{
    /// <summary>It does.</summary>
    Yes,
    /// <summary>The one does not follow on the other.</summary>
    NoStep,
    /// <summary>No intervention was written down, or not which step of the script it hits, or not which barrier it makes.</summary>
    NoIntervention,
    /// <summary>Nobody wrote down what came of it.</summary>
    NoResult,
}

/// <summary>The course of a phenomenon file: one step on, or one back. What was never measured can be closed too; then it says so.</summary>
public static class PhenomenonCourse
{
    /// <summary>The states that can follow.</summary>
    public static IReadOnlyList<PhenomenonState> After(PhenomenonState state) => state switch
    {
        PhenomenonState.Open => [PhenomenonState.Chosen, PhenomenonState.Closed],
        PhenomenonState.Chosen => [PhenomenonState.Measured, PhenomenonState.Open, PhenomenonState.Closed],
        PhenomenonState.Measured => [PhenomenonState.Closed, PhenomenonState.Chosen],
        _ => [PhenomenonState.Open],
    };

    /// <summary>Whether a file goes from one state to another.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it would go.</param>
    /// <param name="intervention">What is done; empty when nobody wrote it.</param>
    /// <param name="step">The step of the crime script that it hits, in words; empty when nobody wrote it.</param>
    /// <param name="barrier">The barrier that it makes, in words; empty when nobody wrote it.</param>
    /// <param name="result">What came of it; empty when nobody wrote it.</param>
    public static CourseAnswer Weigh(PhenomenonState from, PhenomenonState to, string intervention, string step, string barrier, string result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return !After(from).Contains(to) ? CourseAnswer.NoStep
            : to == PhenomenonState.Chosen && new[] { intervention, step, barrier }.Any(string.IsNullOrWhiteSpace) ? CourseAnswer.NoIntervention
            : (to == PhenomenonState.Measured || to == PhenomenonState.Closed) && string.IsNullOrWhiteSpace(result) ? CourseAnswer.NoResult
            : CourseAnswer.Yes;
    }
}
