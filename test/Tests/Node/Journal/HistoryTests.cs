using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Journal;

public sealed class HistoryTests : IDisposable
{
    readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    /// <summary>Two classes and control records mixed; the first day sealed, the second not.</summary>
    async Task<List<Recorded>> Fill(JournalRoom room)
    {
        foreach (var part in Enumerable.Range(0, 6))
        {
            await JournalFixture.Append(room, _fixture.Batch(50, $"a{part}"));
            await JournalFixture.Append(room, _fixture.Batch(30, $"b{part}", "ect/plates"));
            await room.AppendControl(JournalFixture.Organisation, new ControlRecord("tick", "watermark", _fixture.Clock.Now.AddMinutes(part).ToString("O")), new ControlRecord("list", $"l{part}", "field: origin\nEC\n"));
            if (part != 3)
                continue;
            _fixture.Clock.Now += TimeSpan.FromDays(1);
            room[JournalFixture.Organisation].Seal();
        }

        return JournalFixture.ReadAll(room);
    }

    static List<(long Offset, Observation? Observation)> Rows(JournalHistory history, long from = 0) =>
        [.. history.From(from, null).SelectMany(stretch => Enumerable.Range(stretch.From, stretch.To - stretch.From).Select(row => (stretch.Block.Offsets[row], stretch.Block.ShapeAt(row).Control ? null : stretch.Block.At(row))))];

    [Fact]
    public async Task Everything_comes_once_in_order_of_offset_sealed_or_not_and_single_rows_are_found()
    {
        using var room = _fixture.Open();
        var expected = await Fill(room);
        using var history = room.History(JournalFixture.Organisation);
        var rows = Rows(history);
        Assert.Equal(Enumerable.Range(0, (int)room.Next(JournalFixture.Organisation)).Select(offset => (long)offset), rows.Select(row => row.Offset));
        Assert.Equal(expected, rows.Where(row => row.Observation is not null).Select(row => new Recorded(row.Offset, row.Observation!)));
        Assert.All(expected, recorded => Assert.Equal(recorded.Observation, history.At(recorded.Offset)));
        Assert.Equal(rows.Skip(100), Rows(history, 100));
        Assert.Equal(["l0", "l1", "l2", "l3", "l4", "l5"], history.Controls().Select(control => control.Record.Name));
        Assert.Equal(_fixture.Clock.Now.AddDays(-1).AddMinutes(1), history.TickBefore(history.Controls().ElementAt(2).Offset - 1));
        Assert.Null(history.TickBefore(5));
        Assert.Null(history.At(99_999));
    }

    [Fact]
    public async Task Opened_beside_the_writer_it_reads_the_same_and_changes_no_file()
    {
        using var room = _fixture.Open();
        var expected = await Fill(room);
        string[] Files() => [.. _fixture.Files("*").Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}")];
        var before = Files();
        using (var history = JournalHistory.Open(Path.Combine(_fixture.Folder, JournalFixture.Organisation), JournalFixture.Organisation, null)!)
        {
            Assert.Equal(expected.Select(recorded => recorded.Offset), Rows(history).Where(row => row.Observation is not null).Select(row => row.Offset));
            Assert.Empty(history.Damage());
            Assert.Equal(room.Pseudonyms(JournalFixture.Organisation).Token(Pseudonym.Pass, "p"), history.Pseudonyms.Token(Pseudonym.Pass, "p"));
        }

        Assert.Equal(before, Files());
        Assert.Null(JournalHistory.Open(Path.Combine(_fixture.Folder, "nobody"), "nobody", null));
    }

    [Fact]
    public async Task Columns_are_those_of_their_rows_in_arrays_that_blocks_before_left()
    {
        using var room = _fixture.Open();
        for (var day = 0; day < 3; day++)
        {
            await JournalFixture.Append(room, _fixture.Batch(70 - (20 * day), $"a{day}"));
            await JournalFixture.Append(room, _fixture.Batch(30, $"b{day}", "ect/plates"));
            _fixture.Clock.Now += TimeSpan.FromDays(1);
            room[JournalFixture.Organisation].Seal();
        }

        var expected = JournalFixture.ReadAll(room).ToDictionary(recorded => recorded.Offset, recorded => recorded.Observation);
        using var history = room.History(JournalFixture.Organisation);
        var read = 0;
        foreach (var stretch in history.From(0, null))
        {
            var columns = stretch.Block.FieldNames.ToDictionary(name => name, name => stretch.Block.Field(name)!);
            for (var row = stretch.From; row < stretch.To; row++)
            {
                var observation = expected[stretch.Block.Offsets[row]];
                Assert.Equal(observation.Time.UtcTicks, stretch.Block.Ticks[row]);
                Assert.All(columns, column => Assert.Equal(observation.Data[column.Key], column.Value.Ids[row] is >= 0 and var id ? column.Value.Values[id] : default));
                read++;
            }
        }

        Assert.Equal(expected.Count, read);
    }

    [Fact]
    public async Task Damaged_and_missing_segments_are_passed_over_named_and_dated()
    {
        using (var room = _fixture.Open())
            await Fill(room);
        var gate = _fixture.Files("main-20260301-gate-*.columns").Single();
        var bytes = File.ReadAllBytes(gate);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(gate, bytes);
        File.Delete(_fixture.Files("main-20260301-plates-*.columns").Single());
        using var history = JournalHistory.Open(Path.Combine(_fixture.Folder, JournalFixture.Organisation), JournalFixture.Organisation, null)!;
        // What is left: the second day, and the control records of both.
        Assert.Equal(2 * 80, Rows(history).Count(row => row.Observation is not null));
        var damage = history.Damage().ToList();
        Assert.All(damage, one => Assert.Equal(new DateOnly(2026, 3, 1), one.Day));
        Assert.Contains(damage, one => one.Sentence.Contains("main-20260301-plates-0000 is missing", StringComparison.Ordinal));
        Assert.Contains(damage, one => one.Sentence.Contains("main-20260301-gate-0000", StringComparison.Ordinal) && one.Sentence.Contains("is damaged", StringComparison.Ordinal));
    }
}
