using System.Diagnostics;
using System.Globalization;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Journal;

/// <summary>A mode of the test program, started by tests: lives through days, appending, sealing and deleting, until it is killed.</summary>
static class KilledKeeper
{
    /// <summary>The first argument that asks for it; the folder and the first day follow.</summary>
    public const string Mode = "--killed-keeper";

    public static Process Start(string folder, DateOnly day) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(KilledKeeper).Assembly.Location, Mode, folder, day.ToString("O", CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;

    /// <summary>Two classes that end soon, and many small segments.</summary>
    public static JournalSettings Settings(string folder) => JournalFixture.SettingsIn(folder) with
    {
        SegmentBytes = 20_000,
        Sources =
        [
            JournalFixture.Source("ect/gate", "gate", 3),
            JournalFixture.Source("ect/plates", "plates", 2),
            JournalFixture.Source("ect/file", "gate", 3) with { Ordered = true },
        ],
    };

    public static Incoming[] Batch(JournalFixture fixture, string prefix, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => (i % 4) switch
        {
            0 => new Incoming(Visit(fixture, $"{prefix}-{i}")),
            1 => new Incoming(fixture.Observation($"{prefix}-{i}", "ect/file"), prefix, i + 1),
            _ => new Incoming(fixture.Observation($"{prefix}-{i}")),
        }),
    ];

    /// <summary>A plate of its own per visit, so that the vault of a day can be asked for it.</summary>
    public static string Plate(string id) => "K" + id.Replace("-", "", StringComparison.Ordinal);

    static Observation Visit(JournalFixture fixture, string id) =>
        fixture.Observation(id, "ect/plates") with { Type = new ObservationType(Family.Presence, "gate_visit"), Subject = null, Data = Fields.Of(("plate", Plate(id)), ("direction", "in")) };

    public static async Task<int> Run(string folder, string first)
    {
        var day = DateOnly.ParseExact(first, "O", CultureInfo.InvariantCulture);
        using var fixture = new JournalFixture();
        await using var output = new StreamWriter(Console.OpenStandardOutput());
        fixture.Clock.Now = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
        using var room = new JournalRoom(Settings(folder), fixture.Clock);
        for (var lived = 0; lived < 40; lived++, day = day.AddDays(1))
        {
            // Told before it begins, so that whoever checks knows the latest day on which something may have been deleted.
            await output.WriteLineAsync($"Day {day:O}");
            await output.FlushAsync();
            fixture.Clock.Now = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
            await room.Maintain(fixture.Clock.Now);
            for (var batch = 0; batch < 6; batch++)
            {
                var items = Batch(fixture, $"{day.DayNumber}-{batch}", 40);
                var answers = await room.Append(JournalFixture.Organisation, items);
                await output.WriteAsync(string.Concat(answers.Select((answer, i) => $"{answer.Verdict} {answer.Offset} {items[i].Observation.Id}\n")));
                await output.FlushAsync();
            }
        }

        return 0;
    }
}
