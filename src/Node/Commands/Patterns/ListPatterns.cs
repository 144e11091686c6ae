using System.Text.Json;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Commands.Patterns;

/// <summary><c>knooppunt patterns list</c>: what the patterns say of themselves.</summary>
static class ListPatterns
{
    static readonly string[] Header = ["file", "title", "place", "level", "families", "script", "staff"];

    public static int Run(string folder, string output)
    {
        var (patterns, complaints) = PatternFolder.Read(folder);
        foreach (var complaint in complaints)
            Console.Error.WriteLine(complaint);
        var speaking = patterns.Where(pattern => pattern.Speaks);
        if (output != "json")
            Outputs.Rows(output, Header, speaking.Select(Row));
        else
            Json(speaking);
        return 0;
    }

    static void Json(IEnumerable<ShelvedPattern> patterns)
    {
        foreach (var pattern in patterns)
        {
            var card = pattern.Document.Card;
            Console.Out.WriteLine(JsonSerializer.Serialize(new
            {
                file = pattern.File,
                id = pattern.Document.Id,
                title = pattern.Document.Title,
                place = card?.Place,
                level = pattern.Document.Level.ToString().ToLowerInvariant(),
                families = card?.Families ?? [],
                contradiction = card?.Contradiction,
                script = card?.Script,
                staff = card?.Staff ?? false,
            }));
        }
    }

    static string[] Row(ShelvedPattern pattern)
    {
        var (document, card) = (pattern.Document, pattern.Document.Card);
        return [pattern.File, document.Title, card?.Place ?? "", document.Level.ToString().ToLowerInvariant(), string.Join(' ', card?.Families ?? []), card?.Script ?? "", card?.Staff == true ? "yes" : ""];
    }
}
