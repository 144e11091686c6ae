using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Papers;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>The account of the programme as a document: budgets, the node's years, its measures, the outcomes with their differences.</summary>
static class AccountPaper
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/programme/account.pdf", async (HttpContext http, AccountBook book, NeighbourBook neighbours, OutcomeBook outcomes, PaperDesk desk, NodeSettings settings, Language language, ReadLog log, CancellationToken stop) =>
    {
        if (!ProgrammeRights.Reads(http.User))
            return Results.Forbid();
        await log.Record(http.User, "export", "account", "rekening als document", ProgrammeRights.Ground, stop);
        using var paper = desk.Begin(language["Rekening van het programma", "Account of the programme"], language);
        Write(paper, settings, await book.All(stop: stop), await neighbours.Current(stop), [.. outcomes.Current(await outcomes.All(stop)).Select(row => row.Figure)], book.Today.Year, language);
        return PaperDesk.Answer(paper, "account");
    });

    static void Write(Paper paper, NodeSettings settings, IReadOnlyList<ProgrammeMeasure> measures, IReadOnlyList<NodeYear> others, IReadOnlyList<Outcome> figures, int year, Language t)
    {
        string Euros(long? euros) => euros is { } known ? Amounts.Euros(known, t) : "";
        paper.Heading(t["Wat de brief elk knooppunt geeft", "What the letter gives each node"], 2);
        var years = NodeBudgets.Years;
        paper.Table([new(t["Mainport", "Mainport"], 2), .. years.Select(one => new PaperColumn(one == years[^1] ? t[$"{one} en later", $"{one} and later"] : one.ToString(CultureInfo.InvariantCulture), 1, true))],
            LetterNode.All.Select(node => (IReadOnlyList<string>)[t[node.Dutch, node.English], .. years.Select(one => Euros(node.BudgetOf(one)))]).Append([t["Samen", "Together"], .. years.Select(one => Euros(LetterNode.All.Sum(node => node.BudgetOf(one))))]));
        paper.Heading(t[$"Dit knooppunt: {settings.Name}", $"This node: {settings.Name}"], 2);
        paper.Table([new(t["Jaar", "Year"], .6), new(t["Budget (brief)", "Budget (letter)"], 1, true), new(t["Gereserveerd", "Set aside"], 1, true), new(t["Verplicht", "Committed"], 1, true), new(t["Betaald", "Spent"], 1, true), new(t["Klopt het?", "Does it fit?"], 1.6)],
            Accounting.Of(settings.Node, measures, year).Select(account => (IReadOnlyList<string>)[account.Year.ToString(CultureInfo.InvariantCulture), Euros(account.Budget), Euros(account.Allotted), Euros(account.Committed), Euros(account.Spent),
                account.Doubts.Any() ? string.Join("; ", account.Doubts.Select(doubt => AccountNames.Of(doubt).In(t))) : t["ja", "yes"]]));
        if (others.Count > 0)
        {
            paper.Heading(t["De andere knooppunten, zoals zij het gaven", "The other nodes, as they gave it"], 2);
            paper.Table([new(t["Mainport", "Mainport"], 1.6), new(t["Jaar", "Year"], .5), new(t["Gereserveerd", "Set aside"], 1, true), new(t["Verplicht", "Committed"], 1, true), new(t["Betaald", "Spent"], 1, true), new(t["Stand van, volgens", "As of, according to"], 1.4)],
                others.Select(one => (IReadOnlyList<string>)[t[LetterNode.Find(one.Node)!.Dutch, LetterNode.Find(one.Node)!.English], one.Year.ToString(CultureInfo.InvariantCulture), Euros(one.Allotted), Euros(one.Committed), Euros(one.Spent), $"{one.AsOf.ToString("d MMM yyyy", t.Culture)}, {one.Source}"]));
        }

        paper.Heading(t["Maatregelen", "Measures"], 2);
        if (measures.Count == 0)
            paper.Text(t["Er is nog geen maatregel opgeschreven.", "No measure was written down yet."]);
        else
        {
            long Sum(ProgrammeMeasure measure, EntryKind kind) => measure.Entries.Where(entry => entry.Kind == kind).Sum(entry => entry.Euros);
            paper.Table([new(t["Maatregel", "Measure"], 1.6), new(t["Wie", "Who"]), new(t["Stand", "State"], .7), new(t["Verplicht", "Committed"], 1, true), new(t["Betaald", "Spent"], 1, true), new(t["Resultaat", "Result"], 1.6)],
                measures.Select(measure => (IReadOnlyList<string>)[measure.Row.Title, settings.NameOf(measure.Row.Organisation), AccountNames.Of(measure.Row.State).In(t), Euros(Sum(measure, EntryKind.Committed)), Euros(Sum(measure, EntryKind.Spent)),
                    measure.Row.Result.Length > 0 ? measure.Row.Result : t["nog niet bekend", "not known yet"]]));
        }

        paper.Heading(t["Uitkomsten", "Outcomes"], 2);
        paper.Text(t["Minder kilo's betekent niet vanzelf minder smokkel: het kan ook elders of anders gaan. Waar bronnen verschillen staat het laagste en het hoogste cijfer; er wordt niets gemiddeld.", "Fewer kilos does not by itself mean less smuggling: it may go elsewhere or otherwise. Where sources differ the lowest and the highest figure stand; nothing is averaged."]);
        if (figures.Count > 0)
            paper.Table([new(t["Waar", "Where"], 1.3), new(t["Wat", "What"], 1.4), new(t["Wanneer", "When"], 1.1), new(t["Cijfer", "Figure"], 1.2, true), new(t["Volgens", "According to"], 1.4)],
                OutcomeGroup.Of(figures).Select(group => (IReadOnlyList<string>)[OutcomeNames.Place(group.Node, t), OutcomeNames.Metric(group.Metric, t), OutcomeNames.Period(group, t),
                    group.Differs ? t[$"{OutcomeNames.Value(group.Low, group.Unit, t)} tot {OutcomeNames.Value(group.High, group.Unit, t)}", $"{OutcomeNames.Value(group.Low, group.Unit, t)} to {OutcomeNames.Value(group.High, group.Unit, t)}"] : OutcomeNames.Value(group.Low, group.Unit, t) + (group.Disputed ? t[" (een andere bron zegt iets anders)", " (another source says otherwise)"] : ""),
                    string.Join("; ", group.Figures.Select(figure => figure.Reporter).Distinct())]));
    }
}
