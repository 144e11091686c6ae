using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Ais;
using Knooppunt.Observations.CloudEvents;
using Knooppunt.Observations.Edifact;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Benchmarks;

/// <summary>How fast the border parsers read, on one core, observations included. Input is made here, so that the figures need no file.</summary>
static class Parsing
{
    public static int Run(string[] args)
    {
        var seconds = args.Length > 0 && double.TryParse(args[0], CultureInfo.InvariantCulture, out var asked) ? asked : 5;
        Console.WriteLine($"Parsing, {DateTime.UtcNow:yyyy-MM-dd}, commit {Commit()}, {Processor()}, {RuntimeInformation.FrameworkDescription}, one core");
        Measure("EDIFACT CODECO", "segments", Interchange(out var segments), segments, seconds, (context, sink) => new EdifactReader(context, sink));
        Measure("AIS with $PGHP times", "sentences", Stream(out var sentences), sentences, seconds, (context, sink) => new AisReader(context, sink));
        var mapping = Mapping.Read("family: presence\ntype: gate_visit\ntime: { column: t, format: 'yyyy-MM-dd HH:mm:ss' }\nfields: { plate: id, zone: gate, car_type: kind }\n", "bench.yml", [])!;
        Measure("CSV by a mapping", "rows", Rows(out var rows), rows, seconds, (context, sink) => new MappedReader(mapping, context, sink));
        Measure("CloudEvents, JSON Lines", "events", Events(out var events), events, seconds, (context, sink) => new CloudEventLinesReader(context, sink));
        return 0;
    }

    static byte[] Rows(out int rows)
    {
        rows = 200_000;
        var text = new StringBuilder("t,id,kind,gate\n");
        for (var i = 0; i < rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"2026-03-{i / 8640 % 28 + 1:D2} {i / 360 % 24:D2}:{i / 60 % 60:D2}:{i % 60:D2},{i % 5000:D4}AB{i % 10},{i % 6},gate{i % 40}\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    static byte[] Events(out int events)
    {
        events = 50_000;
        var text = new StringBuilder();
        for (var i = 0; i < events; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"specversion\":\"1.0\",\"id\":\"{i:D8}\",\"source\":\"urn:terminal:gate\",\"type\":\"nl.knooppunt.presence.gate_visit\",\"time\":\"2026-03-01T02:{i / 60 % 60:D2}:{i % 60:D2}Z\",")
                .Append(CultureInfo.InvariantCulture, $"\"data\":{{\"plate\":\"{i % 5000:D4}AB\",\"direction\":\"in\",\"result\":\"granted\",\"place\":\"ect-delta\",\"occupants\":{i % 3},\"container\":\"{Container(i)}\"}}}}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    static void Measure(string what, string unit, byte[] input, int units, double seconds, Func<SourceContext, IObservationSink, IObservationReader> make)
    {
        var clock = Stopwatch.StartNew();
        var best = TimeSpan.MaxValue;
        long observations = 0, allocated = 0;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            var sink = new Counting();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var round = Stopwatch.StartNew();
            var reader = make(new SourceContext("bench", "bench", "0123456789abcdef"), sink);
            for (var at = 0; at < input.Length; at += 1 << 16)
                reader.Feed(input.AsSpan(at, Math.Min(1 << 16, input.Length - at)));
            reader.Complete();
            if (round.Elapsed < best)
                best = round.Elapsed;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            observations = sink.Taken;
            if (sink.Rejected > 0)
                throw new InvalidOperationException("The input of the bench is wrong.");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {what}: {units / best.TotalSeconds / 1e6:F2} M {unit}/s, {input.Length / best.TotalSeconds / 1e6:F0} MB/s, {observations / best.TotalSeconds / 1e6:F2} M observations/s, {allocated / Math.Max(1, observations)} bytes/observation (best round of {units:N0})"));
    }

    /// <summary>Gate reports of twenty containers each, as terminals send them.</summary>
    static byte[] Interchange(out int segments)
    {
        var text = new StringBuilder("UNB+UNOA:2+TERMINAL+LINE+260301:1200+1'\r\n");
        segments = 1;
        for (var message = 0; message < 1000; message++)
        {
            text.Append(CultureInfo.InvariantCulture, $"UNH+{message}+CODECO:D:95B:UN:ITG13'\r\nBGM+34+{message}+9'\r\nTDT+20+055N+1++OOLV:172:166:OOCL+++A8BI5:146::MAGNAVIA'\r\nLOC+9+NLRTM:139:6'\r\nNAD+CF+OOL:160:166'\r\n");
            for (var container = 0; container < 20; container++)
            {
                text.Append(CultureInfo.InvariantCulture, $"EQD+CN+{Container(message * 20 + container)}+22G1:102:5++2+5'\r\nRFF+BN:3048{message:D6}'\r\nTMD+3'\r\nDTM+7:20260301{container:D2}59:203'\r\n")
                    .Append(CultureInfo.InvariantCulture, $"LOC+165+NLRTM:139:6+ECTDE:TER:306'\r\nMEA+AAE+G+KGM:{20000 + container}'\r\nSEL+S{message:D4}{container:D3}+CA+1'\r\nFTX+AAA+++GENERAL CARGO'\r\nTDT+1++3+31+HAULIER{container}:172+++12ABC{container % 10}:146'\r\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"CNT+16:20'\r\nUNT+{5 + 20 * 9 + 2}+{message}'\r\n");
            segments += 5 + 20 * 9 + 2;
        }

        text.Append("UNZ+1000+1'\r\n");
        segments++;
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    static string Container(int number)
    {
        var ten = $"BNCU{number:D6}";
        return ten + Observations.Identifiers.ContainerNumber.CheckDigit(ten).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Position reports of 1,500 ships, every one with its time sentence.</summary>
    static byte[] Stream(out int sentences)
    {
        var text = new StringBuilder();
        sentences = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var time = $"PGHP,1,2026,3,1,{i / 36000 % 24},{i / 600 % 60},{i / 10 % 60},{i % 10}00,219,,2190067,1,62";
            var body = $"AIVDM,1,1,,{(i % 2 == 0 ? 'A' : 'B')},{Position(i)},0";
            text.Append('$').Append(time).Append('*').Append(Sum(time)).Append("\r\n!").Append(body).Append('*').Append(Sum(body)).Append("\r\n");
            sentences += 2;
        }

        return Encoding.ASCII.GetBytes(text.ToString());

        static string Sum(string sentence) => AisSentence.Checksum(Encoding.ASCII.GetBytes(sentence)).ToString("X2", CultureInfo.InvariantCulture);
    }

    static string Position(int i)
    {
        Span<char> payload = stackalloc char[28];
        var (bits, held, next) = (0L, 0, 0);
        foreach (var (value, count) in new[] { (1, 6), (0, 2), (244_000_000 + i % 1500, 30), (0, 4), (i % 100, 8), (i % 200, 10), (0, 1), (2_400_000 + i, 28), (31_200_000 + i, 27), (i % 3600, 12), (i % 360, 9), (i % 60, 6), (i, 25) })
        {
            bits = bits << count | (value & (1L << count) - 1);
            held += count;
            for (; held >= 6; held -= 6)
            {
                var six = (int)(bits >> held - 6 & 63);
                payload[next++] = (char)(six < 40 ? six + 48 : six + 56);
            }

            bits &= (1L << held) - 1;
        }

        return new string(payload);
    }

    static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString()
        : RuntimeInformation.ProcessArchitecture.ToString();

    static string Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true });
            return git?.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } commit ? commit : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    sealed class Counting : IObservationSink
    {
        public long Taken { get; private set; }

        public long Rejected { get; private set; }

        public void Take(Observation observation, long line) => Taken++;

        public void Reject(Complaint complaint, ReadOnlySpan<byte> original) => Rejected++;

        public void Count(string what)
        {
        }
    }
}
