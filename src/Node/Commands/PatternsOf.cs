using System.Globalization;
using System.Text.RegularExpressions;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Signals;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Commands;

/// <summary>The patterns as scripts need to know them: each with the whole file that it stands in.</summary>
static partial class PatternsOf
{
    const string Absence = "Waits for what does not come (\"and not\" in a correlation's condition), a preview of SigmaHQ/sigma-specification issue 198: a tool that knows the specification 2.1.0 alone refuses it.";

    /// <summary>Those on the shelf of the node, made once for as long as the same lie there.</summary>
    public static PatternsAtHand Shelf(PatternShelf shelf)
    {
        (object Filling, IReadOnlyDictionary<string, WatchingPattern> Patterns)? made = null;
        return () =>
        {
            // The complaints are put on the shelf last: whoever sees new ones sees new patterns.
            var (filling, last) = ((object)shelf.Complaints, made);
            if (last is { } same && ReferenceEquals(same.Filling, filling))
                return same.Patterns;
            var now = Read(shelf);
            made = (filling, now);
            return now;
        };
    }

    static Dictionary<string, WatchingPattern> Read(PatternShelf shelf) => shelf.All.GroupBy(pattern => pattern.File).SelectMany(file =>
    {
        var documents = file.OrderBy(pattern => pattern.Document.Place.Line).ToArray();
        var text = string.Join("---\n", documents.Select(pattern => pattern.Document.Text.TrimEnd().TrimStart('-', '\n') + "\n"));
        var all = documents.Select(pattern => pattern.Document).ToArray();
        return documents.Where(pattern => pattern.Speaks).Select(pattern => new WatchingPattern(Shared(pattern.Document, text, all), (pattern.Document.Card?.Dutch?.Title ?? pattern.Document.Title, pattern.Document.Title), pattern.Off is null));
    }).ToDictionary(pattern => pattern.Shared.Id, StringComparer.Ordinal);

    /// <summary>The one that a file is about: its last document.</summary>
    public static SharedPattern? File(string name, string text) => PatternFile.Parse(name, text).Documents is [.., var last] and var all ? Shared(last, text, all) : null;

    static SharedPattern Shared(PatternDocument document, string text, IReadOnlyList<PatternDocument> file) => new(document.Id, document.Title, text,
        Dates().Matches(text).Select(match => DateTimeOffset.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max())
    {
        Warning = file.OfType<SigmaCorrelation>().Any(correlation => correlation.IsAbsence) ? Absence : null,
    };

    [GeneratedRegex("^(?:date|modified): *['\"]?(\\d{4}-\\d{2}-\\d{2})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Dates();
}
