using System.Globalization;
using System.Text.Json.Nodes;
using Knooppunt.Observations;
using Knooppunt.Node.Journal;

namespace Knooppunt.Tests.Node.Journal;

public sealed class KeepKillTests : IDisposable
{
    readonly JournalFixture _fixture = new();
    readonly Dictionary<string, (long Offset, DateOnly Day)> _acknowledged = new(StringComparer.Ordinal);

    public void Dispose() => _fixture.Dispose();

    [Fact(Explicit = true)]
    public async Task Kill_while_sealing_or_deleting_loses_nothing_keeps_no_key_and_proves_once()
    {
        var luck = new Random(11);
        var interrupted = new HashSet<string>(StringComparer.Ordinal);
        var day = new DateOnly(2026, 3, 1);
        // What the file system tells of each step: columns written beside, put in place, rows gone; a deletion begun, its key gone, its proof journalled.
        (string Ends, WatcherChangeTypes Change)[] steps =
        [
            (".columns.tmp", WatcherChangeTypes.Created), (".columns", WatcherChangeTypes.Renamed), (".rows", WatcherChangeTypes.Deleted),
            (".json.tmp", WatcherChangeTypes.Created), (".json", WatcherChangeTypes.Renamed), (".key", WatcherChangeTypes.Deleted), (".json", WatcherChangeTypes.Deleted), (".key.tmp", WatcherChangeTypes.Created),
        ];
        for (var round = 0; round < 16; round++)
        {
            var (ends, change) = steps[round % steps.Length];
            // Some days must have passed before something ends, and not always the first file.
            var last = await KillAt(day, ends, change, luck.Next(1, 12));
            foreach (var left in _fixture.Files("*").Where(file => file.EndsWith(".tmp", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal)))
                interrupted.Add(Path.GetExtension(left));
            await Check(last);
            day = last.AddDays(1);
        }

        Assert.True(_acknowledged.Count > 2000, $"The child acknowledged only {_acknowledged.Count} observations.");
        Assert.Contains(".json", interrupted);
        Assert.Contains(".tmp", interrupted);
    }

    /// <summary>Lets the child live until the n-th such change of a file, kills it there and gives the last day that it told.</summary>
    async Task<DateOnly> KillAt(DateOnly from, string ends, WatcherChangeTypes change, int number)
    {
        using var child = KilledKeeper.Start(_fixture.Folder, from);
        using var watcher = new FileSystemWatcher(_fixture.Folder) { IncludeSubdirectories = true, InternalBufferSize = 64 << 10 };
        watcher.Created += Seen;
        watcher.Renamed += Seen;
        watcher.Deleted += Seen;
        watcher.EnableRaisingEvents = true;
        var day = from;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is ["Day", var told])
                day = DateOnly.ParseExact(told, "O", CultureInfo.InvariantCulture);
            else if (line.Split(' ') is ["Taken", var offset, var id] && id.Count(c => c == '-') == 2)
                _acknowledged[id] = (long.Parse(offset, CultureInfo.InvariantCulture), day);
        }

        await child.WaitForExitAsync();
        return day;

        void Seen(object sender, FileSystemEventArgs file)
        {
            if (file.ChangeType == change && file.Name!.EndsWith(ends, StringComparison.Ordinal) && Interlocked.Decrement(ref number) == 0)
                child.Kill();
        }
    }

    async Task Check(DateOnly today)
    {
        _fixture.Clock.Now = new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero);
        using var room = new JournalRoom(KilledKeeper.Settings(_fixture.Folder), _fixture.Clock);
        Assert.Empty(room.Health);
        await room.Maintain(_fixture.Clock.Now);
        await room.Maintain(_fixture.Clock.Now);
        Assert.Empty(_fixture.Files("*.tmp"));
        Assert.Empty(_fixture.Files("*.json"));
        var there = JournalFixture.ReadAll(room).Where(recorded => recorded.Observation.Source != "knooppunt/journal").ToList();
        Assert.Equal(there.Count, there.Select(recorded => recorded.Offset).Distinct().Count());
        Assert.Equal(there.Count, there.Select(recorded => recorded.Observation.Id).Distinct(StringComparer.Ordinal).Count());
        var offsets = there.ToDictionary(recorded => recorded.Observation.Id, recorded => recorded.Offset, StringComparer.Ordinal);
        var proofs = Proofs(room);
        Assert.Equal(proofs.Count, proofs.Select(proof => proof.Segment).Distinct(StringComparer.Ordinal).Count());
        Assert.All(proofs, proof => Assert.Empty(_fixture.Files(proof.Segment + "*")));
        var main = proofs.Where(proof => proof.Segment.StartsWith("main-", StringComparison.Ordinal)).ToLookup(proof => (proof.Class, proof.Day));
        foreach (var (id, (offset, day)) in _acknowledged)
        {
            var (kept, days) = IsVisit(id) ? ("plates", 2) : ("gate", 3);
            var proven = main[(kept, day)].Count(proof => proof.First <= offset && offset <= proof.Last);
            var due = day.AddDays(days) < today;
            Assert.True((due ? (-1L, 1) : (offset, 0)) == (offsets.GetValueOrDefault(id, -1), proven), $"{id} of {day:O} at offset {offset}: found at {offsets.GetValueOrDefault(id, -1)}, {proven} proofs, today {today:O}.");
        }

        ClearTextEnds(room, today);
        await NothingComesBack(room, today);
    }

    void ClearTextEnds(JournalRoom room, DateOnly today)
    {
        var pseudonyms = room.Pseudonyms(JournalFixture.Organisation);
        foreach (var visits in _acknowledged.Where(pair => IsVisit(pair.Key)).GroupBy(pair => pair.Value.Day).Where(visits => visits.Key >= today.AddDays(-4)))
        {
            var plate = KilledKeeper.Plate(visits.First().Key);
            var clear = room.Reveal(JournalFixture.Organisation, pseudonyms.Token(Pseudonym.Plate, plate), "read-log 1");
            Assert.Equal(visits.Key.AddDays(2) < today ? null : plate, clear);
        }
    }

    async Task NothingComesBack(JournalRoom room, DateOnly today)
    {
        foreach (var day in _acknowledged.Values.Select(item => item.Day).Distinct().Where(day => day >= today.AddDays(-5)).Order())
        {
            _fixture.Clock.Now = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
            var again = KilledKeeper.Batch(_fixture, $"{day.DayNumber}-0", 40).Where(item => _acknowledged.ContainsKey(item.Observation.Id)).ToArray();
            _fixture.Clock.Now = new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero);
            Assert.All(await JournalFixture.Append(room, again), answer => Assert.NotEqual(Verdict.Taken, answer.Verdict));
        }
    }

    static bool IsVisit(string id) => int.Parse(id[(id.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture) % 4 == 0;

    static List<(string Segment, string Class, DateOnly Day, long First, long Last)> Proofs(JournalRoom room)
    {
        List<(string, string, DateOnly, long, long)> proofs = [];
        for (var batch = room.Read(JournalFixture.Organisation, 0, 4096); batch.Entries.Count > 0; batch = room.Read(JournalFixture.Organisation, batch.Next, 4096))
        {
            foreach (var proof in batch.Entries.Select(entry => entry.Control).OfType<ControlRecord>().Where(control => control.Kind == "deletion"))
            {
                Assert.True(Retention.Verify(proof.Content, room.ProofKey(JournalFixture.Organisation)));
                var said = JsonNode.Parse(JsonNode.Parse(proof.Content)!["statement"]!.GetValue<string>())!;
                proofs.Add(((string)said["segment"]!, (string)said["class"]!, DateOnly.ParseExact((string)said["arrivalDay"]!, "O", CultureInfo.InvariantCulture), (long)said["firstOffset"]!, (long)said["lastOffset"]!));
            }
        }

        return proofs;
    }
}
