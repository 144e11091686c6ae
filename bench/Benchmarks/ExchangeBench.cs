using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Observations;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Benchmarks;

/// <summary>
/// A large collection over TAXII: posts of 10,000, all pages of 1,000 to the last, and a sync with nothing new; and the same pages out of the store alone and
/// out of a plain file, to see what the store costs. Usage: exchange [objects]; for one core start it under <c>taskset -c 0</c>.
/// </summary>
static class ExchangeBench
{
    const int PostSize = 10_000, PageSize = 1000;
    const string Media = "application/taxii+json;version=2.1";

    public static int Run(string[] args) => RunAsync(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000).GetAwaiter().GetResult();

    static async Task<int> RunAsync(int objects)
    {
        Machine.Print();
        await using var node = await BenchNode.Start();
        using var http = new HttpClient { BaseAddress = new Uri(node.Address) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await node.Services.GetRequiredService<ExchangeKeys>().Make(new("ect"), "bench"));
        http.DefaultRequestHeaders.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(Media));
        Memory("ready");
        await Post(http, objects);
        Memory("filled");
        var last = await Pages(http, objects);
        Memory("paged");
        await NothingNew(http, last);
        Alone(node.Services, objects);
        return 0;
    }

    static async Task Post(HttpClient http, int objects)
    {
        var times = new List<double>();
        for (var first = 0; first < objects; first += PostSize)
        {
            var body = Envelope(first, PostSize);
            var watch = Stopwatch.StartNew();
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(Media);
            using var answer = await http.PostAsync(new Uri("/taxii2/exchange/collections/knowledge/objects/", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
            using var status = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            if (status.RootElement.GetProperty("success_count").GetInt32() != PostSize)
                throw new InvalidOperationException("Not all were taken.");
            times.Add(watch.Elapsed.TotalSeconds);
            if (first == 0)
                Console.WriteLine($"post of {PostSize:N0} objects, {body.Length / 1e6:F1} MB: the first {times[0]:F2} s");
        }

        Console.WriteLine($"{times.Count} posts: median {times.Order().ElementAt(times.Count / 2):F2} s, slowest {times.Max():F2} s, last {times[^1]:F2} s");
    }

    static async Task<string> Pages(HttpClient http, int objects)
    {
        var (times, next, last, seen, bytes) = (new List<double>(), "", "", 0, 0L);
        var (cpu, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        do
        {
            var one = Stopwatch.StartNew();
            using var answer = await http.GetAsync(new Uri($"/taxii2/exchange/collections/knowledge/objects/?limit={PageSize}{next}", UriKind.Relative));
            var page = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            last = answer.Headers.GetValues("X-TAXII-Date-Added-Last").Single();
            bytes += page.Length;
            seen += PageSize;
            var tail = Encoding.ASCII.GetString(page.AsSpan(Math.Max(0, page.Length - 100)));
            next = tail.IndexOf("\"next\":\"", StringComparison.Ordinal) is >= 0 and var at ? "&next=" + tail[(at + 8)..^2] : "";
            times.Add(one.Elapsed.TotalMilliseconds);
        }
        while (next.Length > 0);
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / watch.Elapsed;
        var tenth = Math.Max(1, times.Count / 10);
        Console.WriteLine($"{times.Count:N0} pages of {PageSize} ({bytes / 1e6:N0} MB) over HTTP in {watch.Elapsed.TotalSeconds:F1} s: {times.Count / watch.Elapsed.TotalSeconds:N0} pages/s with server and client on {used:F2} cores");
        Console.WriteLine($"a page: median {times.Order().ElementAt(times.Count / 2):F1} ms, slowest {times.Max():F1} ms; first tenth {times.Take(tenth).Average():F1} ms, last tenth {times.TakeLast(tenth).Average():F1} ms");
        return seen >= objects ? last : throw new InvalidOperationException("Pages are missing.");
    }

    static async Task NothingNew(HttpClient http, string last)
    {
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var watch = Stopwatch.StartNew();
            var answer = await http.GetStringAsync(new Uri($"/taxii2/exchange/collections/knowledge/objects/?added_after={last}", UriKind.Relative));
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (answer != "{}")
                throw new InvalidOperationException("There was something new.");
        }

        Console.WriteLine($"sync with nothing new: one request, median {times.Order().ElementAt(100):F2} ms, slowest of 200 {times.Max():F2} ms");
    }

    // The same pages without HTTP, and as bytes read from one file in order: the least that any store of our own could cost.
    static void Alone(IServiceProvider services, int objects)
    {
        var (store, collection) = (services.GetRequiredService<ObjectStore>(), services.GetRequiredService<Collections>().Find("knowledge")!);
        var counts = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var one = Stopwatch.StartNew();
            var (count, _) = store.Count(collection.Number, new("ect"));
            counts.Add(one.Elapsed.TotalMilliseconds);
            if (count < objects)
                throw new InvalidOperationException("Objects are not counted.");
        }

        Console.WriteLine($"how many objects a partner sees: median {counts.Order().ElementAt(100):F3} ms, slowest of 200 {counts.Max():F2} ms");
        var path = Path.GetTempFileName();
        var ends = new List<long>();
        using (var file = File.Create(path))
        {
            var sink = new FileSink(json =>
            {
                file.Write(json);
                file.WriteByte((byte)',');
            });
            var watch = Stopwatch.StartNew();
            var (after, page) = (-1L, default(Page));
            do
            {
                page = store.Read(new(collection.Number, [Reach.AllNodes, Reach.Partners], new(), after, PageSize, long.MaxValue), sink);
                after = page.Last;
                ends.Add(file.Position);
            }
            while (page.More);
            Console.WriteLine($"the same pages out of the store alone, written to a file: {ends.Count / watch.Elapsed.TotalSeconds:N0} pages/s");
        }

        using (var handle = File.OpenHandle(path))
        {
            var watch = Stopwatch.StartNew();
            var (at, buffer) = (0L, new byte[4 << 20]);
            foreach (var end in ends)
            {
                RandomAccess.Read(handle, buffer.AsSpan(0, (int)(end - at)), at);
                at = end;
            }

            Console.WriteLine($"the same bytes out of a plain file: {ends.Count / watch.Elapsed.TotalSeconds:N0} pages/s");
        }

        File.Delete(path);
    }

    static void Memory(string when)
    {
        GC.Collect();
        Console.WriteLine($"{when}: heap {GC.GetTotalMemory(true) >> 20} MiB, process {Process.GetCurrentProcess().WorkingSet64 >> 20} MiB, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
    }

    // Attack patterns of the size of those that people publish, each ten related to one of the ten before.
    static byte[] Envelope(int first, int count)
    {
        var (text, mark) = (new StringBuilder("{\"objects\":["), TlpMark.IdOf(Tlp.Green));
        for (var i = first; i < first + count; i++)
        {
            var id = Id("attack-pattern", i);
            text.Append(i == first ? "" : ",");
            text.Append(i % 10 == 9
                ? $"{{\"type\":\"relationship\",\"spec_version\":\"2.1\",\"id\":\"{Id("relationship", i)}\",\"created\":\"2026-03-01T08:00:00.000Z\",\"modified\":\"2026-03-01T08:00:00.000Z\",\"relationship_type\":\"related-to\",\"source_ref\":\"{Id("attack-pattern", i - 1)}\",\"target_ref\":\"{Id("attack-pattern", i - 2)}\",\"object_marking_refs\":[\"{mark}\"]}}"
                : $"{{\"type\":\"attack-pattern\",\"spec_version\":\"2.1\",\"id\":\"{id}\",\"created\":\"2026-03-01T08:00:00.000Z\",\"modified\":\"2026-03-01T08:00:00.000Z\",\"name\":\"Modus operandi {i}\",\"description\":\"{Words}\",\"kill_chain_phases\":[{{\"kill_chain_name\":\"port\",\"phase_name\":\"collect\"}}],\"object_marking_refs\":[\"{mark}\"]}}");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    const string Words = "Somebody who works at the terminal looks up where a container stands and tells it to others, who come over the fence at night, open the container, take the bags out, seal it again and hide in an empty one until a driver fetches them. The look-up has no order behind it, and the container was never booked by the firm that he works for.";

    static string Id(string type, int number) => $"{type}--{new Guid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0)}";

    sealed class FileSink(Taking take) : IPageSink
    {
        public bool WantsJson => true;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json) => take(json);
    }

    delegate void Taking(ReadOnlySpan<byte> json);
}
