using Knooppunt.Node.Journal;

namespace Knooppunt.Tests.Node.Journal;

public sealed class AppendTests : IDisposable
{
    readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Append_batch_gives_consecutive_offsets_and_reads_back_equal()
    {
        using var room = _fixture.Open();
        var batch = _fixture.Batch(2500);
        var answers = await JournalFixture.Append(room, batch);
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => (long)i), answers.Select(answer => answer.Offset));
        var read = JournalFixture.ReadAll(room);
        var handling = _fixture.Settings.Sources[0].Handling;
        Assert.Equal(batch.Select(item => item.Observation with { ReceivedAt = _fixture.Clock.Now, Handling = handling }), read.Select(recorded => recorded.Observation));
    }

    [Fact]
    public async Task Append_same_ids_again_is_known_also_after_reopening()
    {
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, _fixture.Batch(100));
            Assert.All(await JournalFixture.Append(room, _fixture.Batch(100)), answer => Assert.Equal(Verdict.Known, answer.Verdict));
        }

        using var again = _fixture.Open();
        Assert.All(await JournalFixture.Append(again, _fixture.Batch(100)), answer => Assert.Equal(Verdict.Known, answer.Verdict));
        Assert.Equal(100, (await JournalFixture.Append(again, new Incoming(_fixture.Observation("new")))).Single().Offset);
        Assert.Equal(101, JournalFixture.ReadAll(again).Count);
        Assert.Empty(again.Health);
    }

    [Fact]
    public async Task Append_same_id_with_other_content_keeps_the_first_and_a_rejection()
    {
        using var room = _fixture.Open();
        await JournalFixture.Append(room, new Incoming(_fixture.Observation("a")));
        var answer = (await JournalFixture.Append(room, new Incoming(_fixture.Observation("a", weight: 3)))).Single();
        Assert.Equal(Verdict.Refused, answer.Verdict);
        Assert.Contains("the first is kept", answer.Reason, StringComparison.Ordinal);
        Assert.Equal(21_500, JournalFixture.ReadAll(room).Single().Observation.Data["gross_kg"].Number);
        var kept = room[JournalFixture.Organisation].Rejections().Single();
        Assert.Equal((answer.Reason, 3.0), (kept.Reason, kept.Observation.Data["gross_kg"].Number));
    }

    [Fact]
    public async Task Append_ordered_lines_takes_each_line_once_and_equal_lines_apart()
    {
        using var room = _fixture.Open();
        Incoming Line(int line, string stream = "sha-1") => new(_fixture.Observation("same", "ect/file"), stream, line);
        var first = await JournalFixture.Append(room, Line(1), Line(2), Line(3));
        var second = await JournalFixture.Append(room, Line(2), Line(3), Line(4), Line(1, "sha-2"));
        Assert.All(first, answer => Assert.Equal(Verdict.Taken, answer.Verdict));
        Assert.Equal([Verdict.Known, Verdict.Known, Verdict.Taken, Verdict.Taken], second.Select(answer => answer.Verdict));
    }

    [Fact]
    public async Task Append_older_than_the_window_is_refused_and_counted()
    {
        using var room = _fixture.Open();
        var answer = (await JournalFixture.Append(room, new Incoming(_fixture.Observation("old", time: _fixture.Clock.Now.AddDays(-9))))).Single();
        Assert.Equal(Verdict.Refused, answer.Verdict);
        Assert.Contains("8 days", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_of_two_classes_makes_two_segments_and_one_sequence()
    {
        using var room = _fixture.Open();
        Incoming[] batch = [.. Enumerable.Range(0, 50).Select(i => new Incoming(_fixture.Observation($"m{i}", i % 3 == 0 ? "ect/plates" : "ect/gate")))];
        await JournalFixture.Append(room, batch);
        Assert.Equal(2, _fixture.Files("main-*.rows").Length);
        Assert.Equal(batch.Select(item => item.Observation.Id), JournalFixture.ReadAll(room).Select(recorded => recorded.Observation.Id));
    }

    [Fact]
    public async Task Append_from_many_at_once_loses_and_doubles_nothing()
    {
        _fixture.Settings = _fixture.Settings with { IdentityInMemory = 500 };
        using (var room = _fixture.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => Task.Run(async () =>
            {
                for (var i = 0; i < 10; i++)
                    await JournalFixture.Append(room, _fixture.Batch(50, $"w{writer % 10}-{i}"));
            })));
            Assert.Equal(5000, JournalFixture.ReadAll(room).Select(recorded => recorded.Observation.Id).Distinct().Count());
            Assert.Equal(Enumerable.Range(0, 5000).Select(i => (long)i), JournalFixture.ReadAll(room).Select(recorded => recorded.Offset));
        }

        using var again = _fixture.Open();
        Assert.Equal(5000, JournalFixture.ReadAll(again).Count);
        Assert.All(await JournalFixture.Append(again, _fixture.Batch(50, "w3-4")), answer => Assert.Equal(Verdict.Known, answer.Verdict));
    }

    [Fact]
    public async Task Follow_wakes_for_what_comes_later()
    {
        using var room = _fixture.Open();
        using var stop = new CancellationTokenSource();
        await JournalFixture.Append(room, _fixture.Batch(3));
        List<long> seen = [];
        var following = Task.Run(async () =>
        {
            await foreach (var batch in room.Follow(JournalFixture.Organisation, 0, stop.Token))
            {
                seen.AddRange(batch.Entries.Select(entry => entry.Offset));
                if (seen.Count == 8)
                    await stop.CancelAsync();
            }
        });
        await JournalFixture.Append(room, _fixture.Batch(5, "later"));
        await following;
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task Append_control_shares_the_offsets()
    {
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, _fixture.Batch(2));
            Assert.Equal(2, await room.AppendControl(JournalFixture.Organisation, new ControlRecord("pattern", "gate-1", "title: x\n")));
            await JournalFixture.Append(room, _fixture.Batch(1, "after"));
        }

        using var again = _fixture.Open();
        var entries = again.Read(JournalFixture.Organisation, 0, 10).Entries;
        Assert.Equal([0L, 1, 2, 3], entries.Select(entry => entry.Offset));
        Assert.Equal(new ControlRecord("pattern", "gate-1", "title: x\n"), entries[2].Control);
    }

    [Fact]
    public async Task Stop_settles_much_so_that_the_next_start_reads_nothing_again_and_leaves_little()
    {
        var checkpoint = Path.Combine(_fixture.Folder, JournalFixture.Organisation, "identity", "checkpoint");
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, _fixture.Batch(999));
            await room.Part();
            Assert.False(File.Exists(checkpoint));
            await JournalFixture.Append(room, _fixture.Batch(1, "last"));
            await room.Part();
            Assert.Equal(1000, Checkpoint.TryRead(File.ReadAllBytes(checkpoint))!.Next);
            await JournalFixture.Append(room, _fixture.Batch(1, "little"));
            await room.Part();
            Assert.Equal(1000, Checkpoint.TryRead(File.ReadAllBytes(checkpoint))!.Next);
        }

        using var again = _fixture.Open();
        var answers = await JournalFixture.Append(again, [.. _fixture.Batch(999), .. _fixture.Batch(1, "last"), .. _fixture.Batch(1, "little"), .. _fixture.Batch(1, "new")]);
        Assert.Equal([Verdict.Known, Verdict.Taken], answers.Select(answer => answer.Verdict).Distinct());
        Assert.Equal(Verdict.Taken, answers[^1].Verdict);
    }
}
