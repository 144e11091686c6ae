using System.Globalization;
using System.Text.Json;
using Knooppunt.Detection.Backtest;
using Knooppunt.Effect;
using Knooppunt.Node.Commands.Detect;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Commands.Backtest;

/// <summary>The result of a backtest: sentences and tables to read, one JSON document, or the first hits as CSV.</summary>
static class BacktestLines
{
    const int MostPlaces = 20;
    static readonly string[] Header = ["journal", "time", "subject", "place", "evidence"];
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new TypeConverter(), new FieldsConverter() } };

    public static void Print(BacktestRequest request, BacktestResult result, string output)
    {
        if (output == "json")
            Console.Out.WriteLine(JsonSerializer.Serialize(Document(request, result), Json));
        else if (output == "csv")
            Outputs.Rows(output, Header, result.First.Select(Row));
        else
            Say(request, result);
    }

    static void Say(BacktestRequest request, BacktestResult result)
    {
        var talk = Console.Out;
        talk.WriteLine(Invariant($"{request.Title}: {result.Hits:N0} {(result.Hits == 1 ? "hit" : "hits")}, together {result.Signals:N0} {(result.Signals == 1 ? "signal" : "signals")}, {result.FirstDay:yyyy-MM-dd} to {result.LastDay:yyyy-MM-dd}."));
        if (result.CutShort)
            talk.WriteLine("It stopped there: a pattern with so many hits tells nobody anything.");
        talk.WriteLine(Invariant($"Read: {result.Covered.Count} of {result.Asked} days, {result.Read:N0} observations."));
        if (result.Missing.Count > 0)
            talk.WriteLine($"Nothing lies there of these types, which the pattern reads: {string.Join(", ", result.Missing)}.");
        foreach (var journal in result.Coverage)
        {
            talk.WriteLine(Invariant($"  journal {journal.Journal}: {journal.Covered.Count} days, {journal.Read:N0} observations"));
            foreach (var (name, days) in journal.Ended)
                talk.WriteLine(Invariant($"    class {name}: {days} days are past their term and were deleted, with a signed proof"));
            foreach (var withheld in journal.Withheld)
                talk.WriteLine(Invariant($"    left out: {withheld.Rows:N0} observations. {withheld.WhyEnglish} ({withheld.Article})"));
            foreach (var sentence in journal.Damaged)
                talk.WriteLine($"    passed over: {sentence}");
        }

        talk.WriteLine(Assessed(result.Assessed));
        Table(["day", "hits"], result.Days.Select(day => new[] { Day(day.Name), Number(day.Hits) }));
        Table(["place", "hits"], result.Places.Take(MostPlaces).Select(place => new[] { place.Name ?? "(none named)", Number(place.Hits) }));
        Table(["pattern in force", "same observation", "same story"], (result.Overlaps ?? []).Select(overlap => new[] { overlap.Title, Number(overlap.SameObservation), Number(overlap.SameStory) }));
        Table(Header, result.First.Select(Row));
    }

    static void Table(string[] header, IEnumerable<string[]> rows)
    {
        if (rows.Any())
            Outputs.Rows("table", header, rows);
    }

    static string Assessed(AssessedOutcome assessed)
    {
        if (assessed.All == 0)
            return "No signal of this time was assessed: how often the pattern holds cannot be said yet.";
        if (assessed.Raised == 0)
            return Invariant($"Of {assessed.All} assessed signals it would have raised none; {assessed.Confirmed} of them are confirmed.");
        var holds = new Share(assessed.ConfirmedRaised, assessed.Raised);
        return Invariant($"Of {assessed.All} assessed signals it would have raised {assessed.Raised}: {assessed.ConfirmedRaised} confirmed, {assessed.DismissedRaised} dismissed (precision {holds.Low:P0} to {holds.High:P0}, confidence 95%); of {assessed.Confirmed} confirmed ones it would have missed {assessed.ConfirmedMissed}.");
    }

    static string[] Row(Hit hit) => [hit.Journal, SignalLines.Time(hit.Finding.Time), hit.Finding.Subject.ToString(), hit.Place ?? "", string.Join(' ', hit.Finding.Evidence.Select(item => item.Offset.ToString(CultureInfo.InvariantCulture)))];

    static object Document(BacktestRequest request, BacktestResult result)
    {
        var holds = new Share(result.Assessed.ConfirmedRaised, result.Assessed.Raised);
        return new
        {
            pattern = request.PatternId,
            title = request.Title,
            from = Day(result.FirstDay),
            to = Day(result.LastDay),
            hits = result.Hits,
            signals = result.Signals,
            cutShort = result.CutShort,
            daysAsked = result.Asked,
            daysCovered = result.Covered.Order().Select(Day),
            observations = result.Read,
            journals = result.Coverage.Select(journal => new
            {
                journal.Journal,
                daysCovered = journal.Covered.Count,
                observations = journal.Read,
                journal.Missing,
                pastTerm = journal.Ended.Select(ended => new { retentionClass = ended.Class, days = ended.Days }),
                withheld = journal.Withheld,
                passedOver = journal.Damaged,
            }),
            perDay = result.Days.Select(day => new { day = Day(day.Name), hits = day.Hits }),
            perPlace = result.Places.Select(place => new { place = place.Name, hits = place.Hits }),
            assessed = new { result.Assessed.ConfirmedRaised, result.Assessed.ConfirmedMissed, result.Assessed.DismissedRaised, result.Assessed.DismissedMissed, precisionLow = holds.Low, precisionHigh = holds.High },
            overlap = result.Overlaps,
            overlapComplete = result.OverlapsComplete,
            first = result.First.Select(hit => new
            {
                journal = hit.Journal,
                time = SignalLines.Time(hit.Finding.Time),
                subject = hit.Finding.Subject,
                place = hit.Place,
                evidence = hit.Finding.Evidence.Select(item => new { offset = item.Offset, item.Observation.Id, item.Observation.Source, item.Observation.Type, time = SignalLines.Time(item.Observation.Time), item.Observation.Data }),
            }),
        };
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
