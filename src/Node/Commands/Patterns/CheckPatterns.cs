using Knooppunt.Detection;
using Knooppunt.Node.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Commands.Patterns;

/// <summary><c>knooppunt patterns check</c>: what is wrong, in sentences with file, line and column.</summary>
static class CheckPatterns
{
    /// <summary>Everything that is wrong with the patterns of a folder: what cannot be read, what cannot run and what cannot be meant.</summary>
    public static IReadOnlyList<Complaint> Of(string folder)
    {
        var (patterns, complaints) = PatternFolder.Read(Path.GetFullPath(folder));
        var documents = patterns.Select(pattern => pattern.Document).ToList();
        return [.. complaints, .. Plan.Compile(documents).Complaints.Concat(PatternLint.Check(documents)).Distinct()];
    }

    public static int Run(string folder)
    {
        var complaints = Of(folder);
        foreach (var complaint in complaints)
            Console.Out.WriteLine(complaint);
        Console.Error.WriteLine(complaints.Count == 0 ? "The patterns are right." : $"{complaints.Count} complaints.");
        return complaints.Count == 0 ? 0 : 1;
    }
}
