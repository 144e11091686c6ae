using System.Text.RegularExpressions;
using Knooppunt.Detection;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Knowledge;

/// <summary>A pattern's text as it runs on trial: with ids and names of its own, so that it never stands in for a pattern in force and none in force reads it.</summary>
static partial class TrialText
{
    /// <summary>The id under which a pattern runs on trial; the same for the same pattern.</summary>
    public static string IdOf(string id) => StixId.UuidOf(StixId.OwnSpace, $"trial/{id}").ToString("D");

    /// <summary>The text with other ids and names, or why it cannot be tried beside what is in force.</summary>
    /// <param name="id">Sigma id of the pattern.</param>
    /// <param name="text">Its file, as it came and as it can run.</param>
    public static Parsed<string> Of(string id, string text)
    {
        var documents = PatternFile.Parse($"{id}.yml", text).Documents;
        var place = new InputPlace($"{id}.yml");
        if (documents.Any(document => document is not (SigmaRule or SigmaCorrelation)))
            return new Complaint(place, "It holds a filter or a derived observation, and those change what patterns in force see; it can only be put in force at once.");
        foreach (var document in documents.Where(document => Guid.TryParse(document.Id, out _)))
            text = text.Replace(document.Id, IdOf(document.Id), StringComparison.OrdinalIgnoreCase);
        foreach (var name in documents.Select(document => document.Name).OfType<string>().Distinct())
            text = Renamed(text, name);
        var tried = PatternFile.Parse($"{id}.yml", text);
        return tried.Complaints.Concat(Plan.Compile(tried.Documents).Complaints).FirstOrDefault() is { } wrong ? wrong
            : tried.Documents.Any(document => documents.Any(before => before.Id == document.Id)) ? new Complaint(place, "One of its rules has no id (a UUID), so it cannot be told apart from one in force; it can only be put in force at once.")
            : text;
    }

    // Where a rule gets its name, and where a correlation refers to it; nowhere else, since a value may read the same.
    static string Renamed(string text, string name)
    {
        var (lines, inside) = (text.Split('\n'), false);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i][0] is not (' ' or '#' or '-' or '\r'))
                inside = lines[i].StartsWith("correlation:", StringComparison.Ordinal);
            if (inside || (NameLine().Match(lines[i]) is { Success: true } found && found.Groups[1].Value == name))
                lines[i] = Regex.Replace(lines[i], $@"(?<![\w-]){Regex.Escape(name)}(?![\w-])", $"{name}_on_trial", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex("^name: *['\"]?([^'\"\\r]*?)['\"]? *\\r?$", RegexOptions.CultureInvariant)]
    private static partial Regex NameLine();
}
