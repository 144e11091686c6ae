using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Observations;

/// <summary>Runs readers over bytes: whole, in pieces, and over broken copies.</summary>
static class Reading
{
    public static SourceContext Context { get; } = new("test/source", "file.txt", "f1", null, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public static CollectingSink All(Func<SourceContext, IObservationSink, IObservationReader> make, ReadOnlySpan<byte> bytes, SourceContext? context = null)
    {
        var sink = new CollectingSink();
        var reader = make(context ?? Context, sink);
        reader.Feed(bytes);
        reader.Complete();
        return sink;
    }

    /// <summary>Reads in pieces whose lengths come from the seed.</summary>
    public static CollectingSink InPieces(Func<SourceContext, IObservationSink, IObservationReader> make, ReadOnlySpan<byte> bytes, int seed, int longest = 97)
    {
        var sink = new CollectingSink();
        var reader = make(Context, sink);
        var random = new Random(seed);
        while (bytes.Length > 0)
        {
            var length = Math.Min(bytes.Length, random.Next(1, longest));
            reader.Feed(bytes[..length]);
            bytes = bytes[length..];
        }

        reader.Complete();
        return sink;
    }

    /// <summary>What every reading must keep to: ids differ, lines never go back, fields are those of the type, complaints are not more than the input can hold.</summary>
    public static void MustHold(CollectingSink sink, int inputLength, bool ownFields = false, bool ownIds = false)
    {
        Assert.True(ownIds || sink.Taken.Count == sink.Taken.Select(taken => taken.Observation.Id).Distinct(StringComparer.Ordinal).Count(), "An id comes twice.");
        Assert.True(sink.Taken.Zip(sink.Taken.Skip(1)).All(pair => pair.First.Line <= pair.Second.Line), "A line went back.");
        Assert.True(sink.Rejected.Count <= inputLength + 8, "More complaints than bytes.");
        Assert.All(sink.Rejected, rejected => Assert.True(rejected.Original.Length <= SourceContext.KeptBytes && rejected.Complaint.Sentence.Length is > 10 and < 1200, rejected.Complaint.Sentence));
        Assert.True(sink.Counts.Count < 200, "Counts grow with the input.");
        if (!ownFields)
            Assert.All(sink.Observations, observation => Assert.All(observation.Data, field => Assert.True(Taxonomy.Types[observation.Type.Name].Fields.Contains(field.Key), $"{observation.Type.Name} has no field {field.Key}")));
        Assert.All(sink.Observations, observation => Assert.All(observation.Data, field => Assert.True(ownFields || field.Value.Kind == Taxonomy.Fields[field.Key].Kind || field.Value.Kind == FieldKind.List, $"{field.Key} is a {field.Value.Kind}")));
    }

    /// <summary>Broken copies of real samples, always the same ones in the same order, for about a second; none may throw or break what must hold.
    /// With FUZZ_SECONDS set it goes on for so long, from a seed that it prints.</summary>
    public static void Fuzz(Func<SourceContext, IObservationSink, IObservationReader> make, IReadOnlyList<byte[]> samples, bool ownFields = false, bool ownIds = false, int rounds = 1500)
    {
        var seconds = double.TryParse(Environment.GetEnvironmentVariable("FUZZ_SECONDS"), out var asked) ? asked : 0;
        var seed = seconds > 0 ? Environment.TickCount : 20260301;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var round = 0; seconds > 0 ? clock.Elapsed.TotalSeconds < seconds : round < rounds && clock.ElapsedMilliseconds < 1200; round++)
        {
            var broken = Break([.. samples[random.Next(samples.Count)]], random);
            MustHold(InPieces(make, broken, round, 400), broken.Length, ownFields, ownIds);
        }
    }

    static byte[] Break(byte[] bytes, Random random)
    {
        for (var times = random.Next(1, 12); times > 0 && bytes.Length > 0; times--)
        {
            var at = random.Next(bytes.Length);
            bytes = random.Next(6) switch
            {
                0 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 40))..]],
                1 => [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]],
                2 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                3 => [.. bytes[..at], .. "?+:'\"\\,\r\n{[*!$"u8[random.Next(13)..][..1], .. bytes[at..]],
                4 => [.. bytes[..at], .. Enumerable.Repeat((byte)"9[{\"A\n"u8[random.Next(6)], random.Next(1, 300)), .. bytes[at..]],
                _ => Set(bytes, at, (byte)(bytes[at] ^ (1 << random.Next(8)))),
            };
        }

        return bytes;
    }

    static byte[] Set(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }
}
