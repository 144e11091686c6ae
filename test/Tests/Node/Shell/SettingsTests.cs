using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Shell;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("node: a\ntime-zoen: Europe/Amsterdam\n", "node.yml(2,1): \"time-zoen\" is not known here; did you mean time-zone? Known are: node, name, time-zone,")]
    [InlineData("sources:\n  - name: a\n    retention-day: 7\n", "node.yml(3,5): \"retention-day\" is not known in sources; did you mean retention-days?")]
    [InlineData("time-zone: a\ntimezone: b\n", "node.yml(2,1): \"timezone\" comes twice.")]
    [InlineData("sources: { name: a }\n", "node.yml(1,10): sources must be a list")]
    [InlineData("open-id: x\n", "node.yml(1,10): open-id must be names with values: authority, client-id, client-secret-file.")]
    [InlineData("node: [a]\n", "node.yml(1,7): node must be one value.")]
    [InlineData("sources:\n  - tlp: purple\n", "node.yml(2,10): sources.tlp: \"purple\" must be one of clear, green, amber, amber-strict, red.")]
    [InlineData("sources:\n  - tlp: 4\n", "node.yml(2,10): sources.tlp: \"4\" must be one of")]
    [InlineData("sources:\n  - retention-days: 1e9\n", "node.yml(2,21): sources.retention-days: \"1e9\" must be a whole number.")]
    [InlineData("sources:\n  - lateness-minutes: NaN\n", "node.yml(2,23): sources.lateness-minutes: \"NaN\" must be a number.")]
    [InlineData("sample: maybe\n", "node.yml(1,9): sample: \"maybe\" must be true or false.")]
    [InlineData("a: &a [1]\nb: *a\n", "node.yml(1,4): Anchors (&) and aliases (*) are not read")]
    [InlineData("just words", "node.yml(1,1): The text must be names with values")]
    public void What_does_not_fit_is_told_with_its_place(string yaml, string expected) =>
        Assert.StartsWith(expected, SettingsFile.Part<NodeSettings>("node.yml", yaml).Complaint!.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Deep_large_and_broken_settings_are_one_complaint()
    {
        // A million brackets once ended the process: the reader of the library goes down a level for each.
        foreach (var bomb in new[] { new string('[', 250_000), new string('[', 1_000_000), string.Concat(Enumerable.Repeat("- ", 50_000)), string.Concat(Enumerable.Repeat("a: {", 1000)), "\"\\U12", "%YAML" })
            Assert.NotNull(SettingsFile.Part<NodeSettings>("node.yml", bomb).Complaint);
    }

    [Fact]
    public void Right_settings_are_read()
    {
        var settings = SettingsFile.Part<NodeSettings>("node.yml", "node: rotterdam\nsources:\n  - name: a/b\n    purpose: traffic-safety\n    tlp: amber-strict\n    lateness-minutes: 2.5\norganisations:\n").Value;
        var source = Assert.Single(settings.Sources);
        Assert.Equal(("rotterdam", "a/b", Purpose.TrafficSafety, Tlp.AmberStrict, 2.5), (settings.Node, source.Name, source.Purpose, source.Tlp, source.LatenessMinutes));
    }

    [Theory]
    [InlineData(double.NaN, 0, null, 0, "lateness")]
    [InlineData(5, double.NaN, null, 0, "silent")]
    [InlineData(5, 1e300, null, 0, "silent")]
    [InlineData(5, 0, "Europe/Amsterdm", 0, "IANA")]
    [InlineData(5, 0, null, double.PositiveInfinity, "time step")]
    public void Numbers_and_zones_that_would_stop_the_node_are_told(double lateness, double silentAfter, string? zone, double timeStep, string expected)
    {
        var settings = new NodeSettings
        {
            Organisations = [new() { Id = "a", Release = new() { Rules = [new() { Type = "*", TimeStepMinutes = timeStep }] } }],
            Sources = [new() { Name = "a/b", Organisation = "a", LatenessMinutes = lateness, SilentAfterMinutes = silentAfter, TimeZone = zone }],
        };
        Assert.Contains(expected, Assert.Single(SettingsCheck.Complaints(settings)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, Regime.Avg, Regime.None)]
    [InlineData(true, Regime.Customs, Regime.None)]
    [InlineData(false, Regime.Customs, Regime.Avg)]
    [InlineData(false, Regime.Wpg8, Regime.Wpg9)]
    public void Closed_regimes_stay_apart_by_journal(bool right, Regime one, Regime other)
    {
        var settings = new NodeSettings { Organisations = [new() { Id = "a" }], Sources = [new() { Name = "a/b", Organisation = "a", Regime = one }, new() { Name = "a/c", Organisation = "a", Regime = other }] };
        var complaints = SettingsCheck.Complaints(settings).ToList();
        Assert.Equal(right, complaints.Count == 0);
        Assert.All(complaints, complaint => Assert.Contains("\"a-closed\"", complaint, StringComparison.Ordinal));
    }
}
