using Knooppunt.Barriers;
using Knooppunt.Chance;
using Knooppunt.Knowledge;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Commands.Sample;

/// <summary>One barrier of the sample node with years of made-up counts per week, so that every method of effect has something to say. Made up, and said so in every name.</summary>
static class SampleBarrier
{
    const string Place = "ect-delta", Neighbour = "rwg";
    const int WeeksBefore = 260, WeeksAfter = 78, Elsewhere = 36;

    // Passages a week before, the factor at the place from the start on, and what of it turns up next door.
    const double Before = 9, Factor = .55, NextDoor = 1.35;

    /// <summary>What the counts are called.</summary>
    public static readonly string What = new Word("VOORBEELD: doorgangen zonder reden", "SAMPLE: passages without a reason").Kept;

    static readonly string Writer = new Word("voorbeeld", "sample").Kept;

    static readonly string Made = new Word("verzonnen voor het voorbeeld", "made up for the sample").Kept;

    /// <summary>Writes the barrier and its counts down, unless there is a barrier already.</summary>
    public static async Task Make(IServiceProvider services, CancellationToken stop)
    {
        var (settings, clock, book) = (services.GetRequiredService<NodeSettings>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<WeekBook>());
        await using var db = await services.GetRequiredService<IDbContextFactory<BarriersDb>>().CreateDbContextAsync(stop);
        if (await db.Barriers.AnyAsync(stop))
            return;
        var began = WeeklyCount.WeekOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).AddDays(-7 * WeeksAfter);
        await book.Take([.. Counts(began), .. Nodes(began)], stop);
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        var row = new BarrierRow
        {
            Id = RandomId.New(),
            Title = new Word("VOORBEELD: slimme paal bij de kade", "SAMPLE: smart bollard at the quay").Kept,
            Kind = BarrierKind.Physical,
            Step = "MO-03/collect",
            Place = Place,
            Branch = BarrierBranch.Terminal,
            Organisation = settings.Organisations[0].Id,
            Once = 40_000,
            Yearly = 6_000,
        };
        db.Barriers.Add(row);
        await db.SaveChangesAsync(stop);
        db.Expectations.Add(new ExpectationRow
        {
            Barrier = row.Number,
            Words = new Word("minder doorgangen zonder reden", "fewer passages without a reason").Kept,
            Fall = 40,
            Day = began.AddDays(-90).DayNumber,
            At = new DateTimeOffset(began.AddDays(-90), new TimeOnly(10, 0), TimeSpan.Zero).UnixMicroseconds,
            Name = Writer,
        });
        db.States.Add(State(row, began.AddDays(-90), BarrierState.Planned, new Word("verzonnen, om de methoden te laten zien", "made up, to show the methods").Kept));
        db.States.Add(State(row, began.AddDays(-30), BarrierState.Built, ""));
        db.States.Add(State(row, began, BarrierState.Working, ""));
        await db.SaveChangesAsync(stop);
        await whole.CommitAsync(stop);
    }

    /// <summary>The counts: places that share a trend and a season, of which one fell and its neighbour rose from a Monday on.</summary>
    /// <param name="began">A Monday.</param>
    public static IEnumerable<WeeklyCount> Counts(DateOnly began)
    {
        string[] near = ["apmt-mv2", "ect-euromax", "waalhaven", "botlek", "depot-maasvlakte"];
        string[] places = [Place, Neighbour, .. near, .. Enumerable.Range(1, Elsewhere).Select(number => $"voorbeeldterrein-{number:00}")];
        foreach (var place in places)
        {
            var luck = Luck.Of(7, place);
            var level = place == Place ? Before : luck.Between(6, 14);
            // A level of its own that wanders a little, as places do.
            double wander = 0;
            for (var week = -WeeksBefore; week < WeeksAfter; week++)
            {
                wander = .9 * wander + luck.Between(-.08, .08);
                var season = .18 * Math.Sin(2 * Math.PI * week / 52.1775) + .1 * Math.Cos(4 * Math.PI * week / 52.1775);
                var barrier = week < 0 ? 1 : place == Place ? Factor : place == Neighbour ? NextDoor : 1;
                yield return new(place, began.AddDays(7 * week), What, Poisson(luck, level * barrier * Math.Exp(season + wander + .0008 * week)), Made);
            }
        }
    }

    /// <summary>Two methods at five nodes: of one the first node sees less and the second more from a Monday on, of the other nothing changes; and how much was scanned, of which the second does more since then.</summary>
    static IEnumerable<WeeklyCount> Nodes(DateOnly began)
    {
        (string What, double Here, double Next, double Times)[] things =
        [
            (new Word("VOORBEELD: pogingen met uithalers", "SAMPLE: attempts with extractors").Kept, .6, 1.6, 1), (new Word("VOORBEELD: misbruikte codes", "SAMPLE: misused codes").Kept, 1, 1, 1),
            (new Word("VOORBEELD: gescande containers", "SAMPLE: containers scanned").Kept, 1, 1.3, 40),
        ];
        (string Node, double Level)[] nodes = [("rotterdam", 4), ("zeeland", 2), ("nzkg", 1), ("schiphol", 1.5), ("flowers", .5)];
        foreach (var (what, here, next, times) in things)
        {
            foreach (var (node, level) in nodes)
            {
                var luck = Luck.Of(11, what + node);
                for (var week = -WeeksBefore; week < WeeksAfter; week++)
                    yield return new(node, began.AddDays(7 * week), what, Poisson(luck, times * level * (week < 0 ? 1 : node == "rotterdam" ? here : node == "zeeland" ? next : 1)), Made);
            }
        }
    }

    static BarrierStateRow State(BarrierRow row, DateOnly day, BarrierState state, string note) => new() { Barrier = row.Number, Day = day.DayNumber, State = state, Note = note, Name = Writer };

    // Knuth's: products of uniform draws until they fall below e^-mean.
    static long Poisson(Luck luck, double mean)
    {
        var (left, count) = (Math.Exp(-mean), 0L);
        for (var product = luck.Fraction(); product > left; product *= luck.Fraction())
            count++;
        return count;
    }
}
