using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Node.Commands.Detect;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Detection;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;
using Knooppunt.Places;
using Knooppunt.Signals;

namespace Knooppunt.Tests.Node.Commands;

/// <summary>What <c>detect</c> finds in input that others wrote: the promises of <c>docs/real-input.md</c>.</summary>
public class RealInputTests
{
    static readonly string Samples = Path.Combine(SharedData.Repository, "samples", "vast2017-gates");
    static readonly string Water = Path.Combine(SharedData.Repository, "patterns", "water");

    static (DetectRun Run, PulledFile File, List<Complaint> Complaints) Detect(string path, string format, string patterns, Mapping? mapping = null)
    {
        var complaints = new List<Complaint>();
        var plan = Plan.Compile(PatternFolder.Read(patterns).Patterns.Select(pattern => pattern.Document));
        var file = PulledFile.Loose(path, TimeZoneInfo.Utc, (context, sink) => Formats.Reader(format, context, sink, mapping), (_, piece) => complaints.AddRange(piece.Message is null ? [piece.Complaint] : []));
        using (file)
        {
            var run = new DetectRun(plan, new Enricher(PlaceMap.Empty, TimeZoneInfo.Utc, []));
            run.Take(new TimeOrder([file], TimeSpan.FromMinutes(5)).Observations(), () => { });
            run.Close();
            return (run, file, complaints);
        }
    }

    [Fact]
    public void Vehicle_gates_give_exactly_the_23_passes_and_nothing_else()
    {
        var mapping = Formats.Read(Path.Combine(Samples, "mapping.yml")).Value;
        var (run, file, complaints) = Detect(SharedData.Path("data", "vast2017-gates", "sensor-data.csv.gz"), "mapped", Path.Combine(Samples, "patterns"), mapping);
        Assert.Empty(complaints);
        Assert.Equal(171_477, file.Taken);
        Assert.Equal(23, run.Stories.Count);
        Assert.All(run.Stories, story =>
        {
            Assert.Equal(Severity.High, story.Severity);
            Assert.Equal(["gate6", "gate5", "gate3", "gate3", "gate5", "gate6"], story.Evidence.Select(item => item.Observation.Data["zone"].Text));
            Assert.All(story.Evidence, item => Assert.Equal("4", item.Observation.Data["car_type"].ToString()));
            Assert.Contains(story.First.DayOfWeek, new[] { DayOfWeek.Tuesday, DayOfWeek.Thursday });
        });
    }

    [Theory]
    [InlineData("dma-538004030-drift.ais", "538004030")]
    [InlineData("dma-212123000-silent.ais", null)]
    [InlineData("dma-five-minutes.ais.gz", null)]
    public void Only_the_ship_that_drifts_is_told(string name, string? vessel)
    {
        var (run, _, _) = Detect(SharedData.Path("data", "ais", name), "ais", Water);
        Assert.Equal(vessel is null ? [] : [vessel], run.Stories.Select(story => story.Subject.Value));
        // Ten minutes after the first message of the unbroken run that fits (docs/real-input.md).
        Assert.All(run.Stories, story => Assert.Equal(new DateTimeOffset(2014, 9, 28, 16, 47, 55, 569, TimeSpan.Zero), story.First));
        // At sea there is no place: the position says where.
        Assert.All(run.Stories, story => Assert.Matches("^5[0-9][.][0-9]{4}N 1?[0-9][.][0-9]{4}E$", SignalLines.Where(story)));
    }

    [Fact]
    public void Every_terminal_message_is_read_or_refused_with_a_reason()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Path("data", "edifact")))
        {
            var (_, file, complaints) = Detect(path, "edifact", Water);
            Assert.True(file.Taken > 0 || file.Counts.Count > 0 || complaints.Count > 0, $"{file.Name} gave nothing at all.");
            Assert.All(complaints, complaint => Assert.True(complaint.Sentence.Length > 10 && complaint.Place.Source == file.Name));
        }
    }
}
