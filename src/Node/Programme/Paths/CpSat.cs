using Google.OrTools.Sat;
using Knooppunt.Effect.WaterBed.Paths;

namespace Knooppunt.Node.Programme.Paths;

/// <summary>Solves linear programs in whole numbers by CP-SAT of Google OR-Tools, which is native code and so lives outside Core.</summary>
static class CpSat
{
    // One worker and one seed: the same program gets the same answer, also where several are as good.
    static string Settings(double seconds) => FormattableString.Invariant($"num_workers:1,random_seed:1,max_time_in_seconds:{seconds}");

    /// <summary>The best values.</summary>
    /// <param name="program">What to solve.</param>
    /// <param name="seconds">How long it may take; then the best values so far come back as not proved.</param>
    /// <returns><see cref="WholeAnswer.NoSolver"/> where its native code cannot be loaded.</returns>
    public static WholeAnswer Solve(WholeProgram program, double seconds = 60) => OrNone(() => Run(program, seconds));

    /// <summary>What a solver gives, or that there is none: native code that is not there fails at its first use, by itself or while a type is made ready.</summary>
    public static WholeAnswer OrNone(Func<WholeAnswer> solve)
    {
        try
        {
            return solve();
        }
        catch (Exception wrong) when (wrong.GetBaseException() is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return WholeAnswer.NoSolver;
        }
    }

    static WholeAnswer Run(WholeProgram program, double seconds)
    {
        var model = new CpModel();
        IntVar[] variables = [.. program.Variables.Select((variable, i) => model.NewIntVar(variable.Low, variable.High, FormattableString.Invariant($"v{i}")))];
        LinearExpr Sum(IReadOnlyList<WholeTerm> terms) => LinearExpr.WeightedSum(terms.Select(term => variables[term.Variable]), terms.Select(term => term.Factor));
        foreach (var row in program.Rows)
            model.Add(Sum(row.Terms) <= row.Most);
        model.Maximize(Sum(program.Greatest));
        using var solver = new CpSolver { StringParameters = Settings(seconds) };
        return solver.Solve(model) switch
        {
            CpSolverStatus.Optimal => new WholeAnswer([.. variables.Select(solver.Value)], Proved: true),
            CpSolverStatus.Feasible => new WholeAnswer([.. variables.Select(solver.Value)], Proved: false),
            CpSolverStatus.Unknown or CpSolverStatus.Infeasible => new WholeAnswer(null, Proved: false),
            var status => throw new InvalidOperationException($"CP-SAT refuses the program ({status}): {model.Validate()}"),
        };
    }
}
