namespace Knooppunt.Effect.WaterBed.Paths;

/// <summary>A whole number that is sought.</summary>
/// <param name="Low">Least value.</param>
/// <param name="High">Greatest value.</param>
public readonly record struct WholeVariable(long Low, long High);

/// <summary>A whole number times a factor.</summary>
/// <param name="Variable">Index of the number.</param>
/// <param name="Factor">The factor.</param>
public readonly record struct WholeTerm(int Variable, long Factor);

/// <summary>A condition: the sum of the terms is at most so much.</summary>
/// <param name="Terms">Each variable at most once.</param>
/// <param name="Most">The most that the sum may be.</param>
public sealed record WholeRow(IReadOnlyList<WholeTerm> Terms, long Most);

/// <summary>A linear program in whole numbers, as data: Core writes it down and judges the answer, and who calls brings the solver.</summary>
/// <param name="Variables">What is sought.</param>
/// <param name="Rows">All conditions.</param>
/// <param name="Greatest">The sum that must be as great as it can.</param>
public sealed record WholeProgram(IReadOnlyList<WholeVariable> Variables, IReadOnlyList<WholeRow> Rows, IReadOnlyList<WholeTerm> Greatest);

/// <summary>What a solver gives back.</summary>
/// <param name="Values">One for each variable; null when it found none.</param>
/// <param name="Proved">Whether no other values do better.</param>
public sealed record WholeAnswer(IReadOnlyList<long>? Values, bool Proved)
{
    /// <summary>That there is no solver: the system has none that runs on it.</summary>
    public static WholeAnswer NoSolver { get; } = new(null, Proved: false);
}
