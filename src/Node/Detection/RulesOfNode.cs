using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Node.Signals.Trial;
using Knooppunt.Observations;

namespace Knooppunt.Node.Detection;

/// <summary>Reads what the node is set to judge by (files and settings), and puts the patterns on the shelf.</summary>
sealed class RulesOfNode(NodeSettings settings, NodeFolders folders, NodePlaces places, ShippedRules shipped, PatternShelf shelf, Judges judges, TrialJournals trials)
{
    readonly Dictionary<string, string> _right = new(StringComparer.Ordinal);
    List<Knooppunt.Detection.Enrichment.KeyList> _lists = [];
    Rulebook _book = new();
    Judge? _judge;

    /// <summary>Folders in which a change counts at once.</summary>
    public IEnumerable<string> Watched => [Own(folders.Patterns), Own(folders.Lists), settings.Patterns ?? shipped.Patterns];

    /// <summary>Reads everything again. Of a file that has become wrong the last right version stays in force, and its complaint is shown.</summary>
    public void Read()
    {
        var (book, complaints) = (new Rulebook(), new List<Complaint>());
        ReadPatterns(folders.Patterns, "own/", book, complaints);
        ReadPatterns(settings.Patterns ?? shipped.Patterns, "", book, complaints);
        foreach (var staff in settings.StaffPatterns.Where(SettingsCheck.IsComplete))
            book.Set(Rulebook.Staff, staff.Pattern, $"impact assessment {staff.ImpactAssessment}; works council's consent {staff.WorksCouncilConsent}; staff informed on {staff.StaffInformedOn}");
        book.Set(Rulebook.Places, settings.Node, places.GeoJson);
        book.Set(Rulebook.TimeZone, "node", $"{settings.TimeZone} {TimeZoneDatabase()}".TrimEnd());
        _lists = [.. ListFolder.Read([folders.Lists, shipped.Lists], complaints)];
        _book = book;
        var judge = _judge = judges.Of(book, null, _judge);
        shelf.Fill(judge.Patterns, judge.Plan, [.. complaints, .. judge.Complaints]);
    }

    /// <summary>What was read, as one journal is to be judged by it: lists as its own tokens, and no pattern that is tried elsewhere.</summary>
    public Rulebook For(string journal, Pseudonymiser pseudonyms)
    {
        var book = new Rulebook();
        foreach (var record in book.To(_book).Where(record => record.Kind != Rulebook.Pattern || (ShelvedPattern.TrierOf(record.Name) is var trier && (trier is null || trials.Runs(trier, journal)))))
            book.Take(record);
        foreach (var list in _lists)
            book.Set(Rulebook.List, list.Name, ListFolder.Write(ListFolder.Tokenised(list, pseudonyms)));
        return book;
    }

    void ReadPatterns(string folder, string prefix, Rulebook book, List<Complaint> complaints)
    {
        foreach (var (name, text) in PatternFolder.Texts(folder))
        {
            var file = text.Ok ? judges.Parsed(prefix + name, text.Value) : PatternFolder.Parse(prefix + name, text);
            if (file.Complaints.Count == 0)
                _right[file.Name] = text.Value;
            else if (_right.ContainsKey(file.Name))
                complaints.AddRange(file.Complaints.Select(complaint => complaint with { Sentence = complaint.Sentence + " The version before this change stays in force." }));
            else if (!text.Ok)
                complaints.AddRange(file.Complaints);
            if (_right.TryGetValue(file.Name, out var right) || (text.Ok && (right = text.Value) is not null))
                book.Set(Rulebook.Pattern, file.Name, right);
        }
    }

    // It must be there to be watched.
    static string Own(string folder) => Directory.CreateDirectory(folder).FullName;

    static string TimeZoneDatabase()
    {
        const string Linux = "/usr/share/zoneinfo/tzdata.zi";
        return File.Exists(Linux) ? File.ReadLines(Linux).First().TrimStart('#', ' ').Replace("version ", "", StringComparison.Ordinal) : "";
    }
}

/// <summary>Where the shipped patterns and lists lie.</summary>
sealed record ShippedRules(string Patterns, string Lists);
