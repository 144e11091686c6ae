using CsCheck;
using Knooppunt.Node.Journal;

namespace Knooppunt.Tests.Node.Journal;

/// <summary>Random batches with repeats, other contents, lines, sealing and reopening at any point give what a list and two dictionaries give.</summary>
public sealed class ModelTests
{
    enum Step
    {
        Batch,
        Lines,
        Reopen,
        Checkpoint,
        NextDay,
    }

    [Fact]
    public void Journal_is_its_model() =>
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 40], Gen.Int[1, 30], Gen.Int[0, 1]).Array[1, 25].Sample(steps => Check(steps).GetAwaiter().GetResult(), iter: 25, threads: 1);

    static async Task Check((int Kind, int First, int Count, int Content)[] steps)
    {
        using var fixture = new JournalFixture();
        fixture.Settings = fixture.Settings with { IdentityInMemory = 20, SegmentBytes = 3000 };
        var time = fixture.Clock.Now.AddMinutes(-1);
        Dictionary<string, int> contents = new(StringComparer.Ordinal);
        List<string> taken = [];
        var line = 0;
        var room = fixture.Open();
        try
        {
            foreach (var (kind, first, count, content) in steps)
            {
                switch (kind switch { < 5 => Step.Batch, < 8 => Step.Lines, 8 => Step.Reopen, 9 => Step.Checkpoint, _ => Step.NextDay })
                {
                    case Step.Batch:
                        var ids = Enumerable.Range(first, count).Select(i => $"m{i}").ToList();
                        var answers = await JournalFixture.Append(room, [.. ids.Select(id => new Incoming(fixture.Observation(id, time: time, weight: content)))]);
                        foreach (var (id, answer) in ids.Zip(answers))
                        {
                            var expected = !contents.TryGetValue(id, out var had) ? Verdict.Taken : had == content ? Verdict.Known : Verdict.Refused;
                            Assert.Equal(expected, answer.Verdict);
                            if (contents.TryAdd(id, content))
                                taken.Add(id);
                        }

                        break;
                    case Step.Lines:
                        var lines = Enumerable.Range(first + 1, count).ToList();
                        var told = await JournalFixture.Append(room, [.. lines.Select(i => new Incoming(fixture.Observation($"l{i}", "ect/file", time: time), "s", i))]);
                        Assert.Equal(lines.Select(i => i > line ? Verdict.Taken : Verdict.Known), told.Select(answer => answer.Verdict));
                        taken.AddRange(lines.Where(i => i > line).Select(i => $"l{i}"));
                        line = Math.Max(line, lines[^1]);
                        break;
                    case Step.Reopen:
                        room.Dispose();
                        room = fixture.Open();
                        break;
                    case Step.Checkpoint:
                        await room[JournalFixture.Organisation].CheckpointNow();
                        break;
                    default:
                        fixture.Clock.Now += TimeSpan.FromHours(8);
                        room[JournalFixture.Organisation].Seal();
                        break;
                }
            }

            Assert.Equal(taken, JournalFixture.ReadAll(room).Select(recorded => recorded.Observation.Id));
            Assert.Empty(room.Health);
        }
        finally
        {
            room.Dispose();
        }
    }
}
