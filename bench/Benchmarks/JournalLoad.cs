using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Benchmarks;

/// <summary>What is appended: batches without end, the same each time.</summary>
/// <param name="Name">The word for it on the command line.</param>
/// <param name="What">What it is, for the printed line.</param>
/// <param name="Row">Type and fields of the row with a serial number.</param>
sealed record JournalLoad(string Name, string What, Func<int, Random, (ObservationType Type, Fields Data)> Row)
{
    public const string Source = "ect/gate";

    static readonly ObservationType Gate = new(Family.Goods, "container_gate"), Visit = new(Family.Presence, "gate_visit");

    public static IReadOnlyList<JournalLoad> All { get; } =
    [
        new("goods", "container gate moves", (serial, _) => (Gate, Fields.Of(
            ("container", $"MSKU{serial % 1_000_000:D7}"), ("direction", "in"), ("carrier", "snelweg-bv"), ("terminal", "ECTDE"), ("place", "ect-delta"),
            ("iso_type", "22G1"), ("empty", false), ("gross_kg", 21000 + (serial % 9000)), ("booking", $"BK{serial:D9}")))),
        new("visits", "gate visits with a plate (of 200,000, n*u^3) and a pass (of 20,000, n*u^3)", (serial, luck) =>
            (Visit, GateVisit(serial, Skewed(200_000, luck), Skewed(20_000, luck)))),
        new("new", "gate visits of which no plate and no pass was seen before", (serial, _) => (Visit, GateVisit(serial, serial, serial))),
    ];

    public IEnumerable<Incoming[]> Batches(int rows)
    {
        var luck = new Random(42);
        var start = DateTimeOffset.UtcNow.AddMinutes(-10);
        for (var first = 0; ; first += rows)
        {
            var batch = new Incoming[rows];
            for (var i = 0; i < rows; i++)
            {
                var serial = first + i;
                var (type, data) = Row(serial, luck);
                batch[i] = new Incoming(new Observation { Id = $"gate-{serial:D10}", Source = Source, Type = type, Time = start.AddMilliseconds(serial % 60000), Subject = Taxonomy.SubjectOf(type, data), Data = data });
            }

            yield return batch;
        }
    }

    static int Skewed(int count, Random luck) => (int)(count * Math.Pow(luck.NextDouble(), 3));

    static Fields GateVisit(int serial, int plate, int pass) => Fields.Of(
        ("direction", "in"), ("result", "granted"), ("plate", Plate(plate)), ("pass", $"P{pass:D7}"), ("carrier", "snelweg-bv"), ("container", $"MSKU{serial % 1_000_000:D7}"),
        ("place", "ect-delta"), ("terminal", "ECTDE"), ("occupants", 1));

    /// <summary>Ten million plates as they are written on trucks: 12-BCD-3.</summary>
    static string Plate(int number) =>
        $"{number % 100:D2}-{Letter(number / 1000)}{Letter(number / 20_000)}{Letter(number / 400_000)}-{number / 100 % 10}";

    static char Letter(int number) => "BCDFGHJKLMNPRSTVWXYZ"[number % 20];
}
