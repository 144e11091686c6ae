using System.Globalization;
using Knooppunt.Node.Journal;

namespace Knooppunt.Tests.Node.Journal;

public sealed class KillTests : IDisposable
{
    readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Kill_at_any_moment_loses_nothing_acknowledged_and_doubles_nothing()
    {
        var luck = new Random(42);
        Dictionary<string, long> acknowledged = new(StringComparer.Ordinal);
        for (var round = 0; round < 10; round++)
        {
            using var child = KilledChild.Start(_fixture.Folder);
            var lines = luck.Next(1, 3000);
            for (var i = 0; i < lines && await child.StandardOutput.ReadLineAsync() is { } line; i++)
                Remember(acknowledged, line);
            child.Kill();
            while (await child.StandardOutput.ReadLineAsync() is { } line)
                Remember(acknowledged, line);
            await child.WaitForExitAsync();
            await Check(acknowledged);
        }

        Assert.True(acknowledged.Count > 1000, $"The child acknowledged only {acknowledged.Count} observations.");
    }

    [Fact]
    public async Task Full_disk_is_told_and_what_was_acknowledged_is_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit on the size of a file is set by a shell of Linux.");
        Dictionary<string, long> acknowledged = new(StringComparer.Ordinal);
        var refused = 0;
        using var child = KilledChild.Start(_fixture.Folder, kibibytes: 96);
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Unwritable", StringComparison.Ordinal))
                refused++;
            else
                Remember(acknowledged, line);
        }

        await child.WaitForExitAsync();
        Assert.Equal(3, refused);
        Assert.NotEmpty(acknowledged);
        await Check(acknowledged);
    }

    static void Remember(Dictionary<string, long> acknowledged, string line)
    {
        if (line.Split(' ') is ["Taken", var offset, var id] && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && id.Count(c => c == '-') == 3)
            acknowledged[id] = number;
    }

    async Task Check(Dictionary<string, long> acknowledged)
    {
        using var room = new JournalRoom(KilledChild.Settings(_fixture.Folder), _fixture.Clock);
        var there = JournalFixture.ReadAll(room);
        Assert.Equal(there.Count, there.Select(recorded => recorded.Offset).Distinct().Count());
        Assert.Equal(there.Count, there.Select(recorded => recorded.Observation.Id).Distinct(StringComparer.Ordinal).Count());
        var offsets = there.ToDictionary(recorded => recorded.Observation.Id, recorded => recorded.Offset, StringComparer.Ordinal);
        Assert.All(acknowledged, pair => Assert.Equal(pair.Value, offsets.GetValueOrDefault(pair.Key, -1)));
        if (there.Count > 0)
        {
            var again = there[^1].Observation.Id;
            var prefix = again[..again.LastIndexOf('-')];
            await JournalFixture.Append(room, KilledChild.Batch(_fixture, prefix, 20));
            var after = JournalFixture.ReadAll(room);
            Assert.Equal(20, after.Count(recorded => recorded.Observation.Id.StartsWith(prefix + "-", StringComparison.Ordinal)));
        }
    }
}
