using Knooppunt.Barriers;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Papers;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Barriers;

/// <summary>What a barrier did, as a document: its studies, and each method that measures an effect with its sentence, its figures, its drawing and when it may not be used. Repeats and alarms stand on the page alone.</summary>
static class EffectPaper
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/barriers/{id}/effect.pdf", async (string id, HttpContext http, BarrierBook book, MethodFigures figures, MeasuredEffects measured, NodePlaces places, PaperDesk desk, Language language, ReadLog log, CancellationToken stop) =>
    {
        if (!BarrierBook.Reads(http.User))
            return Results.Forbid();
        if (await book.Find(id, stop) is not { } barrier)
            return Results.NotFound();
        await log.Record(http.User, "export", id, "effect van een barrière als document", BarrierBook.Ground, stop);
        var question = MethodQuestion.Read(http.Request.Query);
        using var paper = desk.Begin(language[$"Wat het deed: {Word.OfKept(barrier.Row.Title).Dutch}", $"What it did: {Word.OfKept(barrier.Row.Title).English}"], language);
        var place = barrier.Row.Place.Length > 0 ? places.NameOf(barrier.Row.Place, language) : language["geen", "none"];
        paper.Text(language[$"Stand: {BarrierNames.Of(barrier.Life.On(book.Today)).Dutch}. Plaats: {place}. Werkt sinds: {barrier.Life.FirstWorked?.ToString("d MMMM yyyy", language.Culture) ?? "nog niet"}.",
            $"State: {BarrierNames.Of(barrier.Life.On(book.Today)).English}. Place: {place}. Works since: {barrier.Life.FirstWorked?.ToString("d MMMM yyyy", language.Culture) ?? "not yet"}."]);
        Expected(paper, barrier, await measured.Expected(barrier, language, stop), language);
        Studies(paper, barrier, language);
        var weeks = await figures.Of(barrier, question, stop);
        if (weeks.Panel.Ok)
            Methods(paper, weeks, question, id => places.NameOf(id, language), language);
        else
        {
            paper.Heading(language["De andere methoden", "The other methods"], 2);
            paper.Text(MethodSays.Not(weeks.Panel.Untested!, language));
        }

        return PaperDesk.Answer(paper, "effect");
    });

    static void Expected(Paper paper, RegisteredBarrier barrier, string? measured, Language t)
    {
        if (barrier.Expectations is not [.., var last])
            return;
        paper.Heading(t["Wat ervan verwacht werd", "What was expected of it"], 2);
        paper.Text($"{ExpectationWords.Ended(last, t)} {ExpectationWords.When(last, barrier, t)}");
        if (ExpectationWords.Held(barrier, t) is { Length: > 0 } held)
            paper.Text(held);
        if (measured is not null)
            paper.Text(measured);
        if (barrier.Expectations.Count > 1)
            paper.Table([new(t["Verwacht", "Expected"], 3), new(t["Opgeschreven", "Written"], 2)], barrier.Expectations.Select(line => (IReadOnlyList<string>)[ExpectationWords.Of(line, t), ExpectationWords.Signed(line, t)]));
    }

    static void Studies(Paper paper, RegisteredBarrier barrier, Language t)
    {
        foreach (var study in barrier.Studies)
        {
            paper.Heading($"{MethodWords.Of(EffectMethod.Difference).In(t)}: {Word.OfKept(study.What).In(t)}", 2);
            paper.Text(BarrierNames.Says(study, t), bold: true);
            if (BarrierNames.Moved(study, t) is { } moved)
                paper.Text(moved);
            if (BarrierNames.Describes(study, t) is { } described)
                paper.Text(described);
            paper.Text(t[$"Bron: {Word.OfKept(study.Source).Dutch}", $"Source: {Word.OfKept(study.Source).English}"]);
            if (StudyWeights.Sizes(study, t) is { } sizes)
                paper.Text(sizes);
            paper.Table([new(t["Waar", "Where"], 2), new(t[$"voor ({study.DaysBefore} dagen)", $"before ({study.DaysBefore} days)"], 1, true), new(t[$"na ({study.DaysAfter} dagen)", $"after ({study.DaysAfter} days)"], 1, true)],
                new (string Area, int? Before, int? After)[]
                {
                    (t["deze plaats", "this place"], study.TreatedBefore, study.TreatedAfter),
                    (t["vergelijkbare plaats", "comparable place"], study.ControlBefore, study.ControlAfter),
                    (t["buren van deze plaats", "neighbours of this place"], study.AroundTreatedBefore, study.AroundTreatedAfter),
                    (t["buren van de andere", "neighbours of the other"], study.AroundControlBefore, study.AroundControlAfter),
                }.Where(row => row.Before is not null).Select(row => (IReadOnlyList<string>)[row.Area, $"{row.Before}", $"{row.After}"]));
        }

        if (HarmTogether.Of(barrier.Studies) is not { } together)
            return;
        paper.Heading(t["Samen, gewogen naar schade", "Together, weighed by harm"], 2);
        paper.Text(together.Says(t), bold: true);
        paper.Table([new(t["Wat er geteld is", "What was counted"], 2), new(t["Gewicht van één", "Weight of one"], 1, true), new(t["Bron van het gewicht", "Source of the weight"], 1.5), new(t["Verschil in schade (95%)", "Difference in harm (95%)"], 1.5)],
            together.Studies.Select(study => (IReadOnlyList<string>)[Word.OfKept(study.What).In(t), StudyWeights.Text(study.Weights!.Harm!.Value, t), StudyWeights.SourceOf(study.Weights).In(t), HarmTogether.Of(study, t)]));
    }

    static void Methods(Paper paper, MethodWeeks weeks, MethodQuestion question, Func<string, string?> name, Language t)
    {
        var panel = weeks.Panel.Value;
        paper.Text(t[$"{MethodWords.What(weeks.What, t)}: {panel.Start} weken ervoor, {panel.After} erna, {panel.Others.Count} andere plaatsen. Bron: {string.Join("; ", weeks.Sources.Select(source => Word.OfKept(source).Dutch))}.", $"{MethodWords.What(weeks.What, t)}: {panel.Start} weeks before, {panel.After} after, {panel.Others.Count} other places. Source: {string.Join("; ", weeks.Sources.Select(source => Word.OfKept(source).English))}."] + " " + MethodWords.Note(weeks.What, t));
        foreach (var (method, answer) in new[] { (EffectMethod.Series, SeriesMethod.Of(panel, question.Family, question.Errors, weeks.Looked, question.Slope)), (EffectMethod.Places, weeks.Pooled?.Answer ?? PlacesMethod.Of(panel)), (EffectMethod.Synthetic, SyntheticMethod.Of(panel)), (EffectMethod.Level, LevelMethod.Of(panel)) })
        {
            paper.Heading(MethodWords.Of(method).In(t), 2);
            paper.Text(MethodWords.Asks(question with { Method = method }).In(t));
            if (MethodWords.Chosen(question with { Method = method }, t) is { Length: > 0 } choice)
                paper.Text(choice);
            if (method == EffectMethod.Series && question.Slope)
                paper.Text(MethodWords.SlopeMeans.In(t));
            if (method == EffectMethod.Places && weeks.Pooled is { } pooled)
                paper.Text(MethodWords.PooledMeans(pooled, name, t));
            if (method == EffectMethod.Series && MethodWords.Effort(weeks, t) is { Length: > 0 } effort)
                paper.Text(effort);
            paper.Text(MethodSays.Of(answer, t), bold: true);
            foreach (var warning in answer.Warnings)
                paper.Text(MethodWords.Of(warning).In(t));
            if (answer.Findings.Count > 0)
                paper.Table([new(t["Wat", "What"], 2), new(t["Interval van 95%", "95% interval"], 1.1), new(t["Cijfer", "Figure"], .7, true), new(t["Kans", "Chance"], 1.25, true), new(t["Wat ervan te zeggen is", "What may be said"], 1.45)],
                    answer.Findings.Select(finding => (IReadOnlyList<string>)[MethodWords.Of(finding.Kind).In(t), MethodSays.Interval(finding, t), MethodSays.Number(finding.Value, finding, t), MethodSays.Chance(finding.P, t), MethodSays.Of(finding.Verdict, t)]));
            if (answer.Chart is { } chart)
                paper.Draw(new(t["Aantallen als punten, wat te verwachten was als streeplijn met zijn band, en een lijn waar de barrière begon.", "Counts as dots, what was to be expected as a dashed line with its band, and a rule where the barrier began."],
                    [.. chart.Counted.Select(count => (double?)count)], chart.Expected, chart.Low, chart.High, chart.Start, chart.Begin[0].ToString("d MMM yyyy", t.Culture), chart.Begin[^1].ToString("d MMM yyyy", t.Culture), MethodWords.Unit(chart).In(t)));
            End(paper, question with { Method = method }, t);
        }

        paper.Heading(MethodWords.Of(EffectMethod.Breaks).In(t), 2);
        paper.Text(MethodWords.Asks(EffectMethod.Breaks).In(t));
        var breaks = BreaksMethod.Of(panel);
        paper.Text(breaks.Ok ? BreaksSays.Of(breaks.Value, t) : MethodSays.Not(breaks.Untested!, t), bold: true);
        foreach (var warning in breaks.Ok ? BreaksSays.Warnings(breaks.Value, t) : [])
            paper.Text(warning);
        if (breaks is { Ok: true, Value.Breaks.Count: > 0 })
            paper.Table([new(t["Wanneer (95%)", "When (95%)"], 2), new(t["Nieuw niveau tegen oud (factor)", "New level over old (factor)"], 1, true), new(t["Begin van de barrière", "Start of the barrier"], 1)],
                breaks.Value.Breaks.Select(change => (IReadOnlyList<string>)[BreaksSays.When(change, t), change.Factor.ToString("0.00", t.Culture), change.HoldsStart ? t["ligt erin", "lies in it"] : t["ligt er niet in", "does not lie in it"]]));
        End(paper, question with { Method = EffectMethod.Breaks }, t);
    }

    static void End(Paper paper, MethodQuestion question, Language t)
    {
        paper.Text(t["Wanneer niet: ", "When not: "] + MethodWords.NotWhen(question).In(t));
        paper.Text(MethodWords.How(question).In(t));
    }
}
