using System.IO.Compression;
using Knooppunt.Observations;
using Knooppunt.Observations.Ais;

namespace Knooppunt.Tests.Core.Observations.Ais;

/// <summary>The recorded streams of shared/data/ais.</summary>
public class AisFilesTests
{
    [Fact]
    public void Five_minutes_of_a_coast_are_read_whole()
    {
        var sink = Read("dma-five-minutes.ais.gz");
        Assert.Empty(sink.Complaints);
        // 26,077 messages in 26,146 sentences with a right checksum; 25 of them are aids to navigation.
        Assert.Equal(26_077, sink.Taken.Count + sink.Counts["message type 21"]);
        Assert.Equal(["IMO number wrong: 1", "message type 21: 25", "other sentence: 973"], sink.Counts.Select(count => $"{count.Key}: {count.Value}"));
        Assert.Equal(130, sink.Observations.Count(observation => observation.Type.Name == "vessel_static"));
        Assert.All(sink.Observations, observation => Assert.InRange(observation.Time, new DateTimeOffset(2013, 11, 12, 11, 59, 59, TimeSpan.Zero), new DateTimeOffset(2013, 11, 12, 12, 5, 1, TimeSpan.Zero)));
        ReaderPromises.Check(sink, int.MaxValue - 10);
    }

    [Fact]
    public void Not_available_is_an_absent_field()
    {
        // Counted in the file by a reading of the bits alone: among messages 1 to 3 are 65 speeds of 1023, 101 courses of 3600 and 3,207 headings of 511.
        var classA = Read("dma-five-minutes.ais.gz").Observations.Where(observation => observation.Type.Name == "vessel_position").ToList();
        Assert.All(classA, position => Assert.True(!position.Data.Has("course_heading_deg") || (position.Data.Has("course_deg") && position.Data.Has("heading_deg"))));
        Assert.All(classA, position => Assert.False(position.Data["speed_knots"].Number >= 102.2 || position.Data["course_deg"].Number >= 360 || position.Data["heading_deg"].Number >= 360));
        Assert.True(classA.Count(position => !position.Data.Has("speed_knots")) >= 65);
        Assert.True(classA.Count(position => !position.Data.Has("heading_deg")) >= 3207);
    }

    [Theory]
    [InlineData("dma-538004030-drift.ais", "538004030", 944, 4308)]
    [InlineData("dma-212123000-silent.ais", "212123000", 1047, 2078)]
    public void One_ship_heard_by_many_stations_is_taken_once(string file, string vessel, int taken, int relayed)
    {
        var sink = Read(file);
        Assert.All(sink.Observations, observation => Assert.Equal(vessel, observation.Subject?.Value));
        Assert.Equal((taken, relayed, 0), (sink.Taken.Count, sink.Counts["relayed"], sink.Complaints.Count));
    }

    [Fact]
    public void Drifting_ship_moves_across_its_heading_when_it_is_known_to()
    {
        var drift = Read("dma-538004030-drift.ais").Observations.Where(observation => observation.Data["course_heading_deg"].Number > 45 && observation.Data["speed_knots"].Number is >= 1 and <= 5).ToList();
        Assert.Contains(drift, observation => observation.Time == new DateTimeOffset(2014, 9, 28, 16, 50, 4, 556, TimeSpan.Zero));
        Assert.True(drift.Count > 50);
    }

    internal static byte[] Bytes(string name)
    {
        using var file = File.OpenRead(SharedData.Path("data", "ais", name));
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    static CollectingSink Read(string name) => Reading.All((context, sink) => new AisReader(context, sink), Bytes(name), new SourceContext("test/ais", name, "f1"));
}
