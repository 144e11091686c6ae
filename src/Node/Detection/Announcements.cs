using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Detection;

/// <summary>
/// Writes into each journal by what it is judged from now on, as control records, when that changed. What was announced is remembered in a
/// file per journal; where it is lost everything is announced again, which changes nothing.
/// </summary>
sealed class Announcements(JournalRoom journals, RulesOfNode rules, NodeFolders folders)
{
    readonly Dictionary<string, Rulebook> _announced = new(StringComparer.Ordinal);

    /// <summary>Announces what differs, in every journal. One call at a time.</summary>
    public Task Run() => Task.WhenAll(journals.Organisations.Select(Run));

    async Task Run(string journal)
    {
        Rulebook announced;
        lock (_announced)
            announced = _announced.TryGetValue(journal, out var known) ? known : _announced[journal] = Read(journal);
        var differences = announced.To(rules.For(journal, journals.Pseudonyms(journal)));
        if (differences.Count == 0)
            return;
        await journals.AppendControl(journal, differences);
        foreach (var difference in differences)
            announced.Take(difference);
        var path = PathOf(journal);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path + ".part", announced.Write());
        File.Move(path + ".part", path, overwrite: true);
    }

    Rulebook Read(string journal) => File.Exists(PathOf(journal)) && Rulebook.Read(File.ReadAllBytes(PathOf(journal))) is { } announced ? announced : new Rulebook();

    string PathOf(string journal) => Path.Combine(folders.Data, "detection", journal + ".rules");
}
