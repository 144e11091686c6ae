using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Ais;
using Knooppunt.Observations.CloudEvents;
using Knooppunt.Observations.Dcsa;
using Knooppunt.Observations.Edifact;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Tests.Core.Observations;

/// <summary>Runs when no other test does: what the process holds is then what the reader holds.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What a reader remembers of input that goes on and on is bounded.</summary>
[Collection(nameof(Alone))]
public sealed class EndlessInputTests
{
    [Fact]
    public void Million_segments_without_an_end_need_bounded_memory()
    {
        var sink = new Counting();
        var reader = new EdifactReader(Reading.Context, sink);
        void Feed(int from, int to)
        {
            for (var i = from; i < to; i++)
                reader.Feed(Encoding.ASCII.GetBytes($"EQD+CN+CSQU{i:D7}+45R1'SEL+{i}'RFF+BN:{i}'LOC+9+NLRTM'DTM+137:202603011200:203'"));
        }

        reader.Feed("UNB+UNOA:2+A+B+260301:1200+1'UNH+1+CODECO:D:95B:UN'BGM+34+1+9'"u8);
        // What is remembered of a message of the field, some fifty thousand containers, is full by then.
        Feed(0, 60_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Feed(60_000, 200_000);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 1 << 20, "Memory grows with the input.");
        reader.Complete();
        Assert.Equal(200_000, sink.Taken);
    }

    [Fact]
    public void Messages_of_several_sentences_that_never_end_need_bounded_memory()
    {
        var sink = new Counting();
        var reader = new AisReader(Reading.Context, sink);
        var lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => Sentence($"AIVDM,9,{i % 8 + 1},{i % 10},{"AB"[i / 10 % 2]},{new string('w', 80)},0"))));
        reader.Feed(lines);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 100; i++)
            reader.Feed(lines);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 1 << 20, "Memory grows with the input.");
        reader.Complete();
        Assert.Equal(0, sink.Taken);
        Assert.True(sink.Counts["message of several sentences without all of them"] > 10_000);
    }

    [Theory]
    [InlineData("EDIFACT", "UNB+UNOA:2+A+B+260301:1200+1'UNH+1+CODECO:D:95B:UN'BGM+34+")]
    [InlineData("AIS", "!AIVDM,1,1,,A,")]
    [InlineData("CloudEvents lines", "{\"specversion\":\"1.0\",\"id\":\"")]
    [InlineData("CloudEvents", "[{\"specversion\":\"1.0\",\"id\":\"")]
    [InlineData("DCSA", "[{\"eventType\":\"")]
    [InlineData("CSV", "time,plate\n2026-03-01T12:00:00Z,")]
    [InlineData("JSON lines", "{\"time\":\"2026-03-01T12:00:00Z\",\"plate\":\"")]
    public void One_line_of_a_gigabyte_is_refused_in_bounded_memory(string format, string begin)
    {
        var sink = new Counting();
        var reader = Reader(format, sink);
        var piece = new byte[1 << 16];
        piece.AsSpan().Fill((byte)'A');
        var before = GC.GetAllocatedBytesForCurrentThread();
        reader.Feed(Encoding.ASCII.GetBytes(begin));
        for (var i = 0; i < 1 << 14; i++)
            reader.Feed(piece);
        reader.Complete();
        Assert.Equal(0, sink.Taken);
        // Of a message that does not end it is also said that its end is missing.
        Assert.InRange(sink.Refusals.Count, 1, 3);
        Assert.Single(sink.Refusals, refusal => refusal.Contains("longer than", StringComparison.Ordinal));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 128 << 20, "Memory grows with the line.");
    }

    static IObservationReader Reader(string format, IObservationSink sink) => format switch
    {
        "EDIFACT" => new EdifactReader(Reading.Context, sink),
        "AIS" => new AisReader(Reading.Context, sink),
        "CloudEvents lines" => new CloudEventLinesReader(Reading.Context, sink),
        "CloudEvents" => new CloudEventsReader(Reading.Context, sink),
        "DCSA" => new DcsaReader(Reading.Context, sink),
        "CSV" => new MappedReader(Map("csv"), Reading.Context, sink),
        _ => new MappedReader(Map("jsonl"), Reading.Context, sink),
    };

    static Mapping Map(string format) =>
        Mapping.Read($"family: presence\ntype: gate_visit\nformat: {format}\ntime: {{ column: time }}\nfields: {{ plate: plate }}\n", "mapping.yml", []) ?? throw new InvalidOperationException("The mapping is wrong.");

    static string Sentence(string body) => $"!{body}*{AisSentence.Checksum(Encoding.ASCII.GetBytes(body)):X2}\r\n";

    /// <summary>Keeps nothing, so that what a reader keeps can be seen.</summary>
    sealed class Counting : IObservationSink
    {
        public long Taken { get; private set; }

        public Dictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

        public void Take(Observation observation, long line) => Taken++;

        public List<string> Refusals { get; } = [];

        public void Reject(Complaint complaint, ReadOnlySpan<byte> original)
        {
            if (Refusals.Count < 10)
                Refusals.Add(complaint.ToString());
        }

        public void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;
    }
}
