using Knooppunt.Node.Commands.Simulate;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Simulation;

namespace Knooppunt.Tests.Node.Commands;

public sealed class SimulateCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("simulated").FullName;

    public static TheoryData<string> Nodes => [.. PortSimulation.Nodes];

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_simulated_node_can_be_configured_and_no_covered_script_is_missed(string node)
    {
        Assert.Equal(0, Run("--node", node, "--scale", "0.02", "--out", _folder));
        var settings = SettingsFile.Load(Path.Combine(_folder, SimulatedFolder.Configuration), new Dictionary<string, string?>());
        Assert.Null(settings.Complaint);
        Assert.Empty(SettingsCheck.Complaints(settings.Value));
        Assert.All(settings.Value.Sources, source => Assert.True(Directory.Exists(source.Watch)));
        Assert.DoesNotContain(settings.Value.Sources, source => File.Exists(Path.Combine(source.Watch!, SimulatedFolder.Truth)));
        Assert.Equal(0, Run("score", _folder));
    }

    [Fact]
    public void A_script_that_only_stands_out_against_two_weeks_is_found_on_the_fifteenth_day()
    {
        Assert.Equal(0, Run("--node", "rotterdam", "--days", "15", "--scale", "0.001", "--out", _folder));
        Assert.Contains(TruthLines.Read(Path.Combine(_folder, SimulatedFolder.Truth)).Value, script => script.Pattern == "gate/unusual-empties");
        Assert.Equal(0, Run("score", _folder));
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_wherever_it_is_written()
    {
        var (one, other) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "elsewhere", "other"));
        Assert.Equal((0, 0), (Run("--node", "flowers", "--scale", "0.01", "--out", one), Run("--node", "flowers", "--scale", "0.01", "--out", other)));
        Assert.Equal(Bytes(one), Bytes(other));
        var settings = SettingsFile.Load(Path.Combine(other, SimulatedFolder.Configuration), new Dictionary<string, string?>()).Value;
        Assert.All(settings.Sources, source => Assert.True(Directory.Exists(source.Watch) && (source.Mapping is null || File.Exists(source.Mapping))));

        static List<(string, string)> Bytes(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))))];
    }

    [Fact]
    public void What_the_truth_says_is_read_back()
    {
        var script = new InjectedScript("20260302-001", "gate/heavy-empty", new("container", "MSKU1234565"), Time(1), Time(2), [new("container", "MSKU1234565"), new("place", "ect-delta")]);
        var path = Path.Combine(_folder, "truth.jsonl");
        File.WriteAllText(path, TruthLines.Write(script) + "\n");
        var read = TruthLines.Read(path).Value.Single();
        Assert.Equal(script with { Keys = [] }, read with { Keys = [] });
        Assert.Equal(script.Keys, read.Keys);
        File.WriteAllText(path, "{}\n");
        Assert.Contains("truth.jsonl(1)", TruthLines.Read(path).Complaint!.ToString(), StringComparison.Ordinal);

        static DateTimeOffset Time(int hour) => new(2026, 3, 2, hour, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone()
    {
        File.WriteAllText(Path.Combine(_folder, "mine"), "");
        Assert.Equal(2, Run("--out", _folder));
        Assert.Equal(2, Run("--node", "antwerp", "--out", Path.Combine(_folder, "new")));
        Assert.Equal(2, Run("score", _folder));
        Assert.Equal(2, Run("--from", "9999-12-31", "--out", Path.Combine(_folder, "new")));
        Assert.Equal(2, Run("--from", "0001-01-01", "--out", Path.Combine(_folder, "new")));
        Assert.Equal([Path.Combine(_folder, "mine")], Directory.GetFileSystemEntries(_folder));
    }

    static int Run(params string[] arguments) => SimulateCommand.Make().Parse(arguments).Invoke();
}
