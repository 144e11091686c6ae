using Knooppunt.Detection;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Commands.Patterns;

/// <summary><c>knooppunt patterns check</c>: what is wrong, in sentences with file, line and column.</summary>
static class CheckPatterns
{
    /// <summary>Everything that is wrong with the patterns of a folder: what cannot be read, what cannot run and what cannot be meant.</summary>
    public static IReadOnlyList<Complaint> Of(string folder) => Of(PatternFolder.Read(Path.GetFullPath(folder)), strict: false, placeholders: null);

    static IReadOnlyList<Complaint> Of((IReadOnlyList<ShelvedPattern> Patterns, IReadOnlyList<Complaint> Complaints) read, bool strict, string? placeholders)
    {
        var documents = read.Patterns.Select(pattern => pattern.Document).ToList();
        List<Complaint> complaints = [.. read.Complaints];
        var options = new PlanOptions { Strict = strict, Placeholders = PlaceholderFolder.Read(placeholders, complaints) };
        return [.. complaints, .. Plan.Compile(documents, options).Complaints.Concat(PatternLint.Check(documents)).Distinct()];
    }

    public static int Run(string folder, bool strict, string? placeholders)
    {
        var read = PatternFolder.Read(Path.GetFullPath(folder));
        var complaints = Of(read, strict, placeholders);
        foreach (var complaint in complaints)
            Console.Out.WriteLine(complaint);
        foreach (var pattern in read.Patterns)
            Console.Out.WriteLine($"costs  {pattern.File} {pattern.Document.Title}: {PatternLint.Cost(pattern.Document)}");
        if (complaints.Count == 0 && read.Patterns.Count == 0)
            return Outputs.Usage($"\"{folder}\" holds no pattern.");
        Console.Error.WriteLine(complaints.Count == 0 ? "The patterns are right." : $"{complaints.Count} complaints.");
        return complaints.Count == 0 ? 0 : 1;
    }
}
