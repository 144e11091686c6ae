using Knooppunt.Node.Shell;
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

    /// <summary>The most bytes of a pattern file or of its proof: 16 MiB.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>
    /// Every pattern in the folders with its complaints, as the commands read them: those about staff are off. One with an id that a folder before it has
    /// gives way; two in one folder both come, so that the plan complains.
    /// </summary>
    /// <param name="folders">Folders, the one that goes first in front; those that do not exist are passed over.</param>
    public static (IReadOnlyList<ShelvedPattern> Patterns, IReadOnlyList<Complaint> Complaints) Read(params IEnumerable<string> folders)
    {
        var (patterns, complaints, taken) = (new List<ShelvedPattern>(), new List<Complaint>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var folder in folders)
        {
            var files = Texts(folder).Select(file => Shelve(Parse(file.Name, file.Text), new HashSet<string>())).ToList();
            var own = files.SelectMany(file => file.Patterns).Where(pattern => !taken.Contains(pattern.Document.Id)).ToList();
            complaints.AddRange(files.SelectMany(file => file.Complaints));
            patterns.AddRange(own);
            taken.UnionWith(own.Select(pattern => pattern.Document.Id));
        }

        return (patterns, complaints);
    }

    /// <summary>The pattern files of a folder: names below it, and texts or why they cannot be read. None when the folder does not exist.</summary>
    public static IEnumerable<(string Name, Parsed<string> Text)> Texts(string folder) =>
        Directory.Exists(folder) || File.Exists(folder) ? Files(folder).Select(path => (NameIn(folder, path), TextFile.Read(path, MostBytes, NameIn(folder, path)))) : [];

    /// <summary>A pattern file out of its text; only a complaint when there is no text.</summary>
    public static PatternFile Parse(string name, Parsed<string> text) =>
        text.Ok ? PatternFile.Parse(name, text.Value) : new PatternFile { Name = name, Documents = [], Complaints = [text.Complaint!] };

    /// <summary>Every pattern of the files; of several with one id the first.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cleared">Ids of patterns about staff for which the law's steps are recorded.</param>
    /// <param name="complaints">Takes what is wrong with the files.</param>
    public static IReadOnlyList<ShelvedPattern> Shelve(IEnumerable<PatternFile> files, IReadOnlySet<string> cleared, List<Complaint> complaints) =>
        Joined([.. files.Select(file => Shelve(file, cleared))], complaints);

    /// <summary>The patterns of one file.</summary>
    public static ShelvedFile Shelve(PatternFile file, IReadOnlySet<string> cleared) =>
        new([.. file.Documents.Select(document => new ShelvedPattern(document, file.Name, OffReason(document, file.Documents, cleared), Speaks(document, file.Documents)))], file.Complaints);

    /// <summary>Every pattern of the files; of several with one id the first.</summary>
    public static IReadOnlyList<ShelvedPattern> Joined(IReadOnlyList<ShelvedFile> files, List<Complaint> complaints)
    {
        var ids = new HashSet<string>(files.Count, StringComparer.Ordinal);
        var patterns = new List<ShelvedPattern>(files.Count);
        foreach (var file in files)
        {
            complaints.AddRange(file.Complaints);
            foreach (var pattern in file.Patterns)
            {
                if (ids.Add(pattern.Document.Id))
                    patterns.Add(pattern);
            }
        }

        return patterns;
    }

    /// <summary>Pattern files below a folder, or the file itself, in a fixed order.</summary>
    public static IEnumerable<string> Files(string folder) =>
        File.Exists(folder) ? [folder]
        : Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);

    /// <summary>The file's name below the folder, as complaints and pages show it.</summary>
    public static string NameIn(string folder, string path) =>
        string.Equals(folder, path, StringComparison.Ordinal) ? Path.GetFileName(path) : Path.GetRelativePath(folder, path).Replace('\\', '/');

    static bool Speaks(PatternDocument document, IReadOnlyList<PatternDocument> file) =>
        document is SigmaRule or SigmaCorrelation && FedBy(document, file).All(correlation => correlation.Generate);

    static Sentences? OffReason(PatternDocument document, IReadOnlyList<PatternDocument> file, IReadOnlySet<string> cleared)
    {
        bool Off(PatternDocument one) => one.Card?.Staff == true && !cleared.Contains(one.Id);

        // A rule that only feeds what is off would otherwise speak for itself.
        return Off(document) || (FedBy(document, file) is { Count: > 0 } fed && fed.All(Off)) ? StaffOff : null;
    }

    static List<SigmaCorrelation> FedBy(PatternDocument document, IReadOnlyList<PatternDocument> file) => file.Count == 1 ? [] :
        [.. file.OfType<SigmaCorrelation>().Where(correlation => correlation.Rules.Contains(document.Id) || (document.Name is { } name && correlation.Rules.Contains(name)))];
}

/// <summary>What one pattern file holds, with what is wrong with it.</summary>
sealed record ShelvedFile(IReadOnlyList<ShelvedPattern> Patterns, IReadOnlyList<Complaint> Complaints);
