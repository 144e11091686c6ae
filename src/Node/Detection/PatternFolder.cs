using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Detection;

/// <summary>Reads pattern folders: the shipped one, and the node's own beside it, whose files go before shipped ones with the same id.</summary>
static class PatternFolder
{
    static readonly Sentences StaffOff = new(
        "Gaat over personeel en staat uit. Leg eerst de effectbeoordeling (DPIA), de instemming van de ondernemingsraad en de datum van informeren vast onder staff-patterns in de configuratie.",
        "Is about staff and is off. First record the impact assessment (DPIA), the works council's consent and the date on which staff were informed, under staff-patterns in the configuration.");

    /// <summary>Every pattern in the folders with its complaints.</summary>
    /// <param name="folders">Folders, the one that goes first in front; those that do not exist are passed over.</param>
    /// <param name="staff">Patterns about staff for which the law's steps are recorded.</param>
    public static (IReadOnlyList<ShelvedPattern> Patterns, IReadOnlyList<Complaint> Complaints) Read(IEnumerable<string> folders, IReadOnlyCollection<StaffPatternSettings> staff)
    {
        var patterns = new List<ShelvedPattern>();
        var complaints = new List<Complaint>();
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var path in Files(folder))
            {
                var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
                var file = PatternFile.Parse(name, File.ReadAllText(path));
                complaints.AddRange(file.Complaints);
                var fed = file.Documents.OfType<SigmaCorrelation>().Where(correlation => !correlation.Generate).SelectMany(correlation => correlation.Rules).ToHashSet(StringComparer.Ordinal);
                patterns.AddRange(file.Documents.Select(document => new ShelvedPattern(document, name, OffReason(document, staff), Speaks(document, fed))));
            }
        }

        return ([.. patterns.DistinctBy(pattern => pattern.Document.Id)], complaints);
    }

    /// <summary>Pattern files below a folder, or the file itself, in a fixed order.</summary>
    public static IEnumerable<string> Files(string folder) =>
        File.Exists(folder) ? [folder]
        : Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);

    static bool Speaks(PatternDocument document, HashSet<string> fed) => document switch
    {
        SigmaCorrelation => true,
        SigmaRule => !fed.Contains(document.Id) && (document.Name is null || !fed.Contains(document.Name)),
        _ => false,
    };

    static Sentences? OffReason(PatternDocument document, IReadOnlyCollection<StaffPatternSettings> staff) =>
        document.Card?.Staff == true && !staff.Any(recorded => recorded.Pattern == document.Id && SettingsCheck.IsComplete(recorded)) ? StaffOff : null;
}
