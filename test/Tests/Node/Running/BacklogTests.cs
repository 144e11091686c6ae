using System.Globalization;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

/// <summary>A day of files that lies in the folders when the node starts: as good as a day that came in by the hour.</summary>
public sealed class BacklogTests
{
    const int PerDesk = 60;
    static readonly DateTimeOffset Day = DateTimeOffset.UtcNow.AddHours(-30);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Sequence_over_sources_and_organisations_is_seen_in_files_laid_down_all_at_once()
    {
        await using var node = new RunningNode();
        Configure(node.Settings, node.Folder);
        Lay(node.Settings);
        await node.InitializeAsync();
        var expected = Containers("TSTU").Select(container => ("ect", container)).Concat(Containers("TSTU").Concat(Containers("RWGU")).Select(container => ("partnership", container))).Order();
        Assert.Equal(expected, await Signals(node, 3 * PerDesk));
    }

    /// <summary>Subjects of the signals, once there are as many as expected and nothing waits.</summary>
    static async Task<IEnumerable<(string Journal, string Container)>> Signals(RunningNode node, int expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            await using (var db = await node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync(patience.Token))
            {
                var rows = await db.Signals.Select(row => new { row.Journal, row.SubjectValue }).ToListAsync(patience.Token);
                if (rows.Count >= expected || patience.Token.IsCancellationRequested)
                    return rows.Select(row => (row.Journal, row.SubjectValue)).Order();
            }

            await beat.WaitForNextTickAsync(patience.Token);
        }
    }

    static void Configure(NodeSettings settings, string folder)
    {
        Directory.CreateDirectory(settings.Patterns!);
        File.Copy(Path.Combine(SharedData.Repository, "patterns", "terminal", "second-collector.yml"), Path.Combine(settings.Patterns!, "second-collector.yml"));
        settings.Sources = [.. new[] { "ect/desk", "ect/gate", "rwg/desk" }.Select(name => new SourceSettings { Name = name, Organisation = name[..3], Watch = Path.Combine(folder, "in", name) })];
        var release = new ReleaseSettings { Rules = [new() { Type = "*", Fields = ["container", "direction", "action", "refusal_code"] }] };
        settings.Organisations.ForEach(organisation => organisation.Release = release);
    }

    /// <summary>The desks' day in one file each, that of the gate in a file per container: the desks would be hours ahead.</summary>
    static void Lay(NodeSettings settings)
    {
        foreach (var source in settings.Sources)
            Directory.CreateDirectory(source.Watch!);
        Write(settings, "ect/desk", "day", Containers("TSTU").Select((container, i) => Refusal("ect/desk", container, i)));
        Write(settings, "rwg/desk", "day", Containers("RWGU").Select((container, i) => Refusal("rwg/desk", container, i)));
        foreach (var (i, (tstu, rwgu)) in Containers("TSTU").Zip(Containers("RWGU")).Index())
            Write(settings, "ect/gate", i.ToString("D4", CultureInfo.InvariantCulture), [Out(tstu, i), Out(rwgu, i)]);
    }

    static IEnumerable<string> Containers(string owner) => Enumerable.Range(0, PerDesk).Select(i => string.Create(CultureInfo.InvariantCulture, $"{owner}{i:D7}"));

    static void Write(NodeSettings settings, string source, string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(settings.Sources.Single(one => one.Name == source).Watch!, name + ".jsonl");
        File.WriteAllLines(path, lines);
        File.SetLastWriteTimeUtc(path, Day.UtcDateTime);
    }

    static string Out(string container, int i) => Event("ect/gate", "goods.container_gate", Day.AddMinutes(20 * i), $$"""{"container":"{{container}}","direction":"out"}""");

    static string Refusal(string source, string container, int i) =>
        Event(source, "information.release", Day.AddMinutes((20 * i) + 7), $$"""{"container":"{{container}}","action":"refused","refusal_code":"already-collected"}""");

    static string Event(string source, string type, DateTimeOffset time, string data) =>
        $$"""{"specversion":"1.0","id":"{{source}}-{{time.ToUnixTimeSeconds()}}-{{data.GetHashCode(StringComparison.Ordinal)}}","source":"{{source}}","type":"nl.knooppunt.{{type}}","time":"{{time:O}}","data":{{data}}}""";
}
