using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Chance;
using Knooppunt.Observations;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Simulation;
using Knooppunt.Simulation.Scripts;

namespace Knooppunt.Tests.Core.Simulation;

public sealed class PortSimulationTests
{
    public static TheoryData<string> Nodes => [.. PortSimulation.Nodes];

    [Theory]
    [MemberData(nameof(Nodes))]
    public void Same_seed_same_bytes_in_any_culture(string node)
    {
        var first = Hash(Simulated.Of(node));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(first, Hash(Simulated.Of(node)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.NotEqual(first, Hash(Simulated.Of(node, seed: 43)));
    }

    [Fact]
    public void The_bytes_of_a_seed_stay_what_they_were()
    {
        var luck = new Luck(42);
        Assert.Equal([1546998764402558742UL, 6990951692964543102UL, 12544586762248559009UL], [luck.Next(), luck.Next(), luck.Next()]);
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void Every_file_is_read_without_a_complaint_and_says_what_was_told(string node)
    {
        var simulation = Simulated.Of(node);
        var sources = simulation.Sources.ToDictionary(source => source.Name, StringComparer.Ordinal);
        var read = new List<Observation>();
        var day = simulation.Days().Single();
        foreach (var file in day.Files)
        {
            var sink = Simulated.Read(sources[file.Source], file);
            Assert.Empty(sink.Complaints);
            read.AddRange(sink.Observations);
        }

        // Some are written twice; a message keeps minutes, the others seconds.
        Assert.Equal(day.Observations.Select(Told).Distinct().Order(StringComparer.Ordinal), read.Select(Told).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void The_truth_names_only_what_the_sources_saw(string node)
    {
        var day = Simulated.Of(node).Days().Single();
        var seen = day.Observations.SelectMany(observation => observation.Data.Select(field => (field.Key, Value: field.Value.ToString()))).ToHashSet();
        Assert.NotEmpty(day.Scripts);
        Assert.All(day.Scripts, script =>
        {
            Assert.NotEmpty(script.Keys);
            Assert.All(script.Keys, key => Assert.Contains((key.Key, key.Value), seen));
            Assert.Contains((script.Subject.Kind, script.Subject.Value), seen);
            Assert.InRange(script.End, script.Start, script.Start.AddDays(1));
        });
        Assert.Equal(day.Scripts.Count, day.Scripts.DistinctBy(script => script.Id).Count());
    }

    [Fact]
    public void Every_script_is_played_at_some_node()
    {
        var played = PortSimulation.Nodes.SelectMany(node => Simulated.Of(node, .001, days: 15).Days()).SelectMany(day => day.Scripts).Select(script => script.Pattern).ToHashSet();
        Assert.Equal(ScriptList.All.Keys.Order(StringComparer.Ordinal), played.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_script_that_needs_a_past_waits_until_there_is_one()
    {
        var days = Simulated.Of("nzkg", .001, days: 15).Days().ToList();
        Assert.All(days[..14], day => Assert.DoesNotContain(day.Scripts, script => script.Pattern == "gate/unusual-empties"));
        Assert.Contains(days[14].Scripts, script => script.Pattern == "gate/unusual-empties");
    }

    [Fact]
    public void Volumes_follow_the_scale_and_the_day_of_the_week()
    {
        var small = Visits(Simulated.Of("rotterdam", .02));
        Assert.InRange(small, 460, 540);
        Assert.InRange(Visits(Simulated.Of("rotterdam", .04)), 2 * small - 40, 2 * small + 40);
        Assert.InRange(Visits(Simulated.Of("rotterdam", .02, from: Simulated.Monday.AddDays(-1))), 200, 260);

        static int Visits(PortSimulation simulation) => simulation.Days().Single().Observations.Count(observation => observation.Type.Name == "gate_visit");
    }

    [Fact]
    public void Days_follow_each_other_without_a_file_or_an_id_twice()
    {
        // The clock is set forward on the twenty-ninth.
        var days = Simulated.Of("zeeland", days: 3, from: new DateOnly(2026, 3, 28)).Days().ToList();
        Assert.Equal(3, days.Count);
        Assert.Equal(days.Sum(day => day.Files.Count), days.SelectMany(day => day.Files).DistinctBy(file => (file.Source, file.Name)).Count());
        Assert.Equal(days.Sum(day => day.Observations.Count), days.SelectMany(day => day.Observations).DistinctBy(observation => observation.Id).Count());
        Assert.All(days, day => Assert.Equal(days[0].Scripts.Count, day.Scripts.Count));
    }

    [Fact]
    public void Nothing_is_handed_over_before_it_happened_or_later_than_its_source_allows()
    {
        var simulation = Simulated.Of("rotterdam");
        var sources = simulation.Sources.ToDictionary(source => source.Name, StringComparer.Ordinal);
        foreach (var file in simulation.Days().Single().Files)
        {
            var closed = DateTimeOffset.ParseExact(file.Name[..16], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var source = sources[file.Source];
            Assert.All(Simulated.Read(source, file).Observations, observation => Assert.InRange(observation.Time, closed - source.Lateness, closed));
        }
    }

    [Fact]
    public void Ordinary_mistakes_occur()
    {
        var observations = Simulated.Of("rotterdam", .1).Days().Single().Observations;
        Assert.Contains(observations, observation => observation.Data["refusal_code"].Text == "wrong-terminal");
        Assert.Contains(observations, observation => observation.Data["exit_reader"].Text == "broken");
        var seen = observations.Where(observation => observation.Type.Name == "container_seen" && observation.Data["ocr"].Flag).ToList();
        var misread = seen.Count(observation => ContainerNumber.TryParse(observation.Data["container"].Text) is not { IsValid: true });
        Assert.InRange(misread, seen.Count / 100, seen.Count / 20);
    }

    [Fact]
    public void What_cannot_be_simulated_is_said()
    {
        var places = Knooppunt.Places.PlaceMap.Empty;
        Assert.Contains("choose from rotterdam", PortSimulation.Of("antwerp", places, TimeZoneInfo.Utc, new(1, Simulated.Monday)).Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Contains("1 to 366", PortSimulation.Of("rotterdam", places, TimeZoneInfo.Utc, new(1, Simulated.Monday, 0)).Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Contains("above 0", PortSimulation.Of("rotterdam", places, TimeZoneInfo.Utc, new(1, Simulated.Monday, 1, double.NaN)).Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Contains("no place", PortSimulation.Of("rotterdam", places, TimeZoneInfo.Utc, new(1, Simulated.Monday)).Complaint!.Sentence, StringComparison.Ordinal);
    }

    /// <summary>What must be the same before writing and after reading: source, type, minute, and the fields that every format of the type carries.</summary>
    static string Told(Observation observation)
    {
        var data = observation.Data;
        var time = observation.Time.ToString(observation.Source.Contains("/edi-", StringComparison.Ordinal) ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        var fields = observation.Source.Contains("/edi-", StringComparison.Ordinal) ? new[] { "container", "direction", "carrier", "plate", "terminal", "iso_type", "empty", "gross_kg", "vgm_kg", "booking", "line", "seal", "origin", "setpoint_c", "imo", "party" }
            : observation.Source.EndsWith("/ais", StringComparison.Ordinal) ? ["vessel", "imo", "vessel_name", "callsign", "speed_knots", "course_deg", "heading_deg", "nav_status", "length_m", "beam_m"]
            : [.. data.Select(field => field.Key).Order(StringComparer.Ordinal)];
        // A release order carries more than its type has fields for; its reader leaves that out.
        return $"{observation.Source} {observation.Type} {time} {string.Join(' ', fields.Where(data.Has).Where(field => !(field is "iso_type" or "line" or "booking" && observation.Type.Name == "release")).Select(field => $"{field}={data[field]}"))}";
    }

    static string Hash(PortSimulation simulation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var day in simulation.Days())
        {
            foreach (var file in day.Files)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(file.Source + "/" + file.Name));
                hash.AppendData(file.Bytes.Span);
            }

            foreach (var script in day.Scripts)
                hash.AppendData(Encoding.UTF8.GetBytes($"{script.Id} {script.Pattern} {script.Subject} {script.Start.UtcTicks} {script.End.UtcTicks}"));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
