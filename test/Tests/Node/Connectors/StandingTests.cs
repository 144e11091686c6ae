using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Node.Commands.Detect;
using Knooppunt.Node.Commands.Simulate;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Places;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;
using Intake = Knooppunt.Tests.Node.Running.Intake;
using SourceSettings = Knooppunt.Node.Shell.Settings.SourceSettings;

namespace Knooppunt.Tests.Node.Connectors;

/// <summary>What the configuration says of all records of a source, because its messages cannot.</summary>
public sealed class StandingTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("standing").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    [InlineData(null, 0)]
    public void One_container_at_two_terminals_is_told_when_no_camera_read_their_messages(bool? ocr, int expected)
    {
        var settings = new NodeSettings { Sources = [Terminal("ect-delta", "11:30", ocr), Terminal("rwg", "11:42", false)] };
        var plan = Plan.Compile(PatternFolder.Read(Path.Combine(SharedData.Repository, "patterns", "terminal", "same-number-two-places.yml")).Patterns.Select(pattern => pattern.Document));
        var run = new DetectRun(plan, new Enricher(PlaceMap.Empty, TimeZoneInfo.Utc, []));
        run.Take(new FolderInput(settings, complaint => Assert.Fail(complaint.ToString())).Observations(), () => { });
        run.Close();
        Assert.Equal(expected, run.Stories.Count);
    }

    [Fact]
    public void Record_that_says_it_itself_is_believed_and_a_type_without_the_field_gets_none()
    {
        var standing = new SourceSettings { Ocr = false, Place = "ect-delta" }.Standing;
        var seen = Made("container_seen", ("ocr", true));
        Assert.Equal([("ocr", "true"), ("place", "ect-delta")], Standing.Add(seen, standing).Data.Select(field => (field.Key, field.Value.ToString())));
        Assert.Same(seen.Data, Standing.Add(seen, Fields.Empty).Data);
        Assert.Empty(Standing.Add(Made("vessel_static"), standing).Data);
        Assert.Empty(Standing.Add(Made("of_our_own"), standing).Data);
        Assert.Empty(new SourceSettings().Standing);
    }

    [Fact]
    public async Task What_is_posted_gets_it_too()
    {
        await using var node = new RunningNode();
        node.Settings.Sources.Add(new SourceSettings { Name = "ect/typed", Organisation = "ect", Ocr = false, Place = "ect-delta/quay" });
        await node.InitializeAsync();
        using var client = node.Sender();
        using var answer = await client.PostAsync(Intake.Route, Intake.Structured(Intake.Event("1", "ect/typed", "container_seen", new() { ["container"] = "CSQU3054383" })), TestContext.Current.CancellationToken);
        var kept = node.Services.GetRequiredService<JournalRoom>().Read("ect", 0, 1000).Observations.Single(recorded => recorded.Observation.Id == "1").Observation;
        Assert.Equal(("ect-delta/quay", FieldKind.Flag, false), (kept.Data["place"].Text, kept.Data["ocr"].Kind, kept.Data["ocr"].Flag));
    }

    SourceSettings Terminal(string place, string time, bool? ocr)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, place)).FullName;
        var text = $"UNB+UNOA:2+A+B+260301:1200+1'UNH+1+CODECO:D:95B:UN:ITG13'BGM+34+1+9'EQD+CN+CSQU3054383+45R1:102:5++3+5'DTM+7:20260301{time.Replace(":", "", StringComparison.Ordinal)}:203'CNT+16:1'UNT+6+1'UNZ+1+1'";
        File.WriteAllText(Path.Combine(folder, "gate.edi"), text);
        return new SourceSettings { Name = place + "/edi", Organisation = place, Format = "edifact", Watch = folder, Ocr = ocr, Place = place };
    }

    static Observation Made(string type, params ReadOnlySpan<(string, FieldValue)> fields) =>
        new() { Id = "1", Source = "a", Type = Taxonomy.Types.TryGetValue(type, out var known) ? known.Type : new(Family.Goods, type), Time = DateTimeOffset.UnixEpoch, Data = Fields.Of(fields) };
}
