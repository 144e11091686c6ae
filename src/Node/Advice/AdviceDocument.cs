using Knooppunt.Advice;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Papers;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Advice;

/// <summary>An advice as a document, in its own language.</summary>
static class AdviceDocument
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/advice/{id}/letter.pdf", async (string id, HttpContext http, AdviceBook book, PaperDesk desk, NodeSettings settings, ReadLog log, CancellationToken stop) =>
    {
        if (await book.Find(http.User, id, stop) is not { } file)
            return Results.NotFound();
        await log.Record(http.User, "export", id, "advies als document", AdviceRights.Ground, stop);
        var paper = book.PaperOf(http.User, file);
        var words = new AdviceWords(paper);
        using var document = desk.Begin(words.Title, paper.English);
        document.Text($"{settings.NameOf(file.Row.Organisation)}, {words.Day(book.DayOf(file))}", bold: true);
        if (file.Row.Paper.Length == 0)
            document.Text(words.Draft, bold: true);
        Write(document, paper, words);
        return PaperDesk.Answer(document, "advice");
    });

    static void Write(Paper document, AdvicePaper paper, AdviceWords words)
    {
        document.Text(words.Intro);
        List(words.Does, paper.Does);
        document.Heading(words.First, 2);
        if (paper.First.Count == 0)
            document.Text(words.NothingFirst);
        foreach (var (deed, at) in paper.First.Select((deed, at) => (deed, at + 1)))
        {
            document.Text($"{at}. {Tagged(deed.What)}", bold: true);
            document.Text($"{deed.Why} {string.Join(", ", deed.Against)}.");
        }

        List(words.Also, paper.Also.Select(deed => $"{Tagged(deed.What)}. {deed.Why}"));
        List(words.Standing, paper.Standing.Select(Tagged));
        document.Heading(words.Meets, 2);
        foreach (var script in paper.Scripts)
        {
            document.Heading($"{script.Name} ({script.Code})", 3);
            document.Text(Tagged(script.What));
            document.Text(words.TouchesAt(script));
        }

        if (paper.Open.Count > 0)
        {
            document.Heading(words.Open, 2);
            document.Text(words.OpenSaid);
        }

        document.Text(words.Order);
        List(words.Sources, paper.Sources.Select(source => $"{source.Tag}: {string.Join(", ", new[] { source.Title, source.Address }.OfType<string>())}"));

        void List(string head, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count > 0)
                document.Heading(head, 2);
            all.ForEach(line => document.Text($"– {line}"));
        }

        string Tagged(SaidWith said) => $"{said.Text} [{string.Join(", ", said.Sources.Select(words.Tag))}]";
    }
}
