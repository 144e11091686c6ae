using System.Globalization;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Killing;

/// <summary>
/// What goes in while it is killed, and by what it is judged: a rule, a count over an hour, an absence, and a pattern that changes between two lives.
/// Batch n is the same whoever makes it, so that what was not acknowledged is sent again.
/// </summary>
static class KillLoad
{
    public const string Organisation = "ect";

    /// <summary>Observations in a batch.</summary>
    public const int Rows = 50;

    const string Source = "ect/gate";
    const int Containers = 200, VehiclesPerBatch = 5, StayBatches = 2, LeftOutOf = 3;
    static readonly TimeSpan Step = TimeSpan.FromMinutes(20);
    static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    const string Seen = """
        title: Container where none belongs
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9b01
        logsource: {product: knooppunt, category: goods, service: container_seen}
        detection: {there: {place: ect-delta/quay}, condition: there}
        level: high
        knooppunt: {place: quay, subject: container, story-gap: 1h, contradiction: Nothing may lie there., sentence: {nl: "Container {container}.", en: "Container {container}."}}
        """;

    const string Stayed = """
        title: In
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9b02
        name: in
        logsource: {product: knooppunt, category: presence, service: gate_visit}
        detection: {s: {direction: in}, condition: s}
        ---
        title: Out
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9b03
        name: out
        logsource: {product: knooppunt, category: presence, service: gate_visit}
        detection: {s: {direction: out}, condition: s}
        ---
        title: In and not out
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9b04
        correlation: {type: temporal_ordered, rules: [in, out], group-by: [plate], timespan: 1h, condition: in and not out}
        level: medium
        knooppunt: {place: gate, subject: plate, sentence: {nl: "Voertuig {plate}.", en: "Vehicle {plate}."}}
        """;

    const string Often = """
        title: Moved
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9b05
        name: moved
        logsource: {product: knooppunt, category: goods, service: container_gate}
        detection: {s: {container|exists: true}, condition: s}
        ---
        title: Moved often
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9b06
        correlation: {type: event_count, rules: [moved], group-by: [container], timespan: 1h, condition: {gte: 5}}
        level: medium
        knooppunt: {place: gate, subject: container, story-gap: 30m, sentence: {nl: "Container {container}.", en: "Container {container}."}}
        """;

    /// <summary>The clock when batch n comes in.</summary>
    public static DateTimeOffset At(int batch) => Start + (Step * (batch + 1));

    public static JournalSettings Journals(string folder) => new()
    {
        Folder = folder,
        Organisations = [Organisation],
        SegmentBytes = 100_000,
        IdentityInMemory = 1500,
        Sources = [new() { Name = Source, Handling = new Handling(Organisation, Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("gate", 365)), Lateness = TimeSpan.FromMinutes(5) }],
    };

    /// <summary>Writes the pattern files; one of them differs per life.</summary>
    public static void WritePatterns(string folder, int life)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "seen.yml"), Seen);
        File.WriteAllText(Path.Combine(folder, "stayed.yml"), Stayed);
        File.WriteAllText(Path.Combine(folder, "often.yml"), Often);
        File.WriteAllText(Path.Combine(folder, "changing.yml"), Seen.Replace("9b01", "9b07", StringComparison.Ordinal).Replace("title: Container", string.Create(CultureInfo.InvariantCulture, $"title: In life {life} a container"), StringComparison.Ordinal).Replace("level: high", life % 2 == 0 ? "level: low" : "level: medium", StringComparison.Ordinal));
    }

    public static Incoming[] Batch(int number) => [.. Enumerable.Range(0, Rows).Select(i => new Incoming(Row(number, i)))];

    /// <summary>Number of the batch that an id belongs to.</summary>
    public static int BatchOf(string id) => int.Parse(id.AsSpan(0, id.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The container that the rule fires about in batch n.</summary>
    public static string SeenIn(int batch) => string.Create(CultureInfo.InvariantCulture, $"TSTU{batch:D7}");

    /// <summary>Batches up to n whose vehicles that stay must have been told: their hour has passed by the watermark.</summary>
    public static int Stays(int batches) => Math.Max(0, batches - 8) * VehiclesPerBatch / LeftOutOf;

    static Observation Row(int batch, int i)
    {
        var (type, data) = i switch
        {
            17 => (new ObservationType(Family.Goods, "container_seen"), Fields.Of(("container", SeenIn(batch)), ("place", "ect-delta/quay"))),
            < VehiclesPerBatch => Visit("in", (batch * VehiclesPerBatch) + i),
            < 2 * VehiclesPerBatch when ((batch - StayBatches) * VehiclesPerBatch) + i - VehiclesPerBatch is >= 0 and var left && left % LeftOutOf != 0 => Visit("out", left),
            _ => (new ObservationType(Family.Goods, "container_gate"), Fields.Of(("container", string.Create(CultureInfo.InvariantCulture, $"MSKU{((batch * 7) + (i * i)) % Containers:D7}")), ("direction", "in"))),
        };
        return new Observation { Id = string.Create(CultureInfo.InvariantCulture, $"{batch}-{i}"), Source = Source, Type = type, Time = Start + (Step * batch) + TimeSpan.FromSeconds(10 * i), Subject = Taxonomy.SubjectOf(type, data), Data = data };
    }

    static (ObservationType Type, Fields Data) Visit(string direction, int vehicle) =>
        (new ObservationType(Family.Presence, "gate_visit"), Fields.Of(("plate", string.Create(CultureInfo.InvariantCulture, $"V{vehicle:D6}")), ("direction", direction)));
}
