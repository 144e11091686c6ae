using Knooppunt.Benchmarks;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Knooppunt.Places;
using Knooppunt.Simulation;
using SkiaSharp;

namespace Knooppunt.Fuzzing;

/// <summary>Good inputs of every kind: what lies in the repository, a small simulated day, and real files where they stand beside the checkout.</summary>
static class FuzzSeeds
{
    /// <summary>A photo of each kind that is opened.</summary>
    public static IReadOnlyList<byte[]> Photos { get; } =
    [
        .. new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp }.Select(format => PhotoBench.Photo(40, 30, format)),
        [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0xFF, 0, 0, 0, 0, 0xFF, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B],
    ];

    public const string Visits = "family: presence\ntype: gate_visit\ntime: { column: t, format: 'yyyy-MM-dd HH:mm' }\nid: i\nfields:\n  plate: kenteken\n  direction: { column: d, table: { E: in, X: out }, otherwise: keep }\n  gross_kg: { column: w, unit: t, decimal: ',' }\n  terminal: { constant: ECTDE }\n  has_right: r\n  scheduled: { column: s, format: epoch_seconds }\nskip: { column: n, equals: [test, x] }\n";
    public const string Event = """{"specversion":"1.0","id":"a-1","source":"urn:gate","type":"nl.knooppunt.presence.gate_visit","time":"2026-03-01T03:00:00.5+01:00","dataschema":"x","data":{"plate":"12ABC3","direction":"in","occupants":2,"has_right":false,"object":["person","bag"],"own":{"deep":{"er":"é"}}}}""";
    const string Settings = "node: rotterdam\nname: Knooppunt\ntime-zone: Europe/Amsterdam\nlisten: http://localhost:5080\norganisations:\n  - id: ect\n    name: ECT\n    release:\n      name: release\n      strictest: amber\n      rules:\n        - type: container_gate\n          fields: [container, direction]\n          time-step-minutes: 5\n          position-decimals: 2\nsources:\n  - name: ect/gate\n    organisation: ect\n    format: mapped\n    purpose: site-security\n    tlp: amber-strict\n    retention-days: 28\n    lateness-minutes: 5\nopen-id:\n  authority: https://login.example.org\n  client-id: k\n";
    const string Carrier = """[{"eventID":"3cecb101-7a1a-43a4-9d62-e88a131651e4","eventCreatedDateTime":"2026-03-01T12:05:00Z","eventType":"EQUIPMENT","eventClassifierCode":"ACT","eventDateTime":"2026-03-01T13:00:00+01:00","equipmentEventTypeCode":"GTOT","equipmentReference":"CSQU3054383","emptyIndicatorCode":"LADEN","eventLocation":{"UNLocationCode":"NLRTM","facilityCode":"ECTDE"},"seals":[{"sealNumber":"A1"}]},{"eventID":"4cecb101-7a1a-43a4-9d62-e88a131651e4","eventCreatedDateTime":"2026-03-01T12:05:00Z","eventType":"TRANSPORT","eventClassifierCode":"PLN","eventDateTime":"2026-03-01T13:00:00Z","transportEventTypeCode":"ARRI","transportCall":{"modeOfTransport":"VESSEL","UNLocationCode":"NLRTM","vessel":{"vesselIMONumber":"9321483","vesselName":"X"}}}]""";

    static readonly Lazy<SimulatedDay> Day = new(() => PortSimulation.Of("rotterdam", PlaceMap.Parse("rotterdam", File.ReadAllText(In("places", "rotterdam.geojson"))).Value, TimeZoneInfo.Utc, new SimulationPlan(42, new DateOnly(2026, 3, 2), 1, .01)).Value.Days().First());

    public static IReadOnlyList<byte[]> Edifact => [.. Simulated("edi-", 12), .. Files("*", Beside("edifact"))];

    public static IReadOnlyList<byte[]> Ais => [.. Simulated("/ais", 4), .. Files("*.ais", Beside("ais")).Select(file => file[..20_000])];

    public static IReadOnlyList<byte[]> Dcsa => [Utf8(Carrier), Utf8($"{{\"events\":{Carrier}}}"), .. Files("*.json", Beside("dcsa"))];

    public static IReadOnlyList<byte[]> Events => [Utf8(Event + "\n" + Event.Replace("a-1", "a-2", StringComparison.Ordinal) + "\r\n"), .. Simulated("cameras", 2), .. Simulated("fence", 2), .. Simulated("calls", 2)];

    public static IReadOnlyList<byte[]> Batches => [Utf8(Event), Utf8($"[{Event},{Event.Replace("a-1", "a-2", StringComparison.Ordinal)}]"), Utf8($"[{Event.Replace("2026", "1026", StringComparison.Ordinal)} , 7]")];

    public static IReadOnlyList<byte[]> Csv =>
    [
        Utf8("t,kenteken,d,w,n,r,s,i\r\n2026-03-01 12:00,12-abc-3,E,\"18,5\",\"a,\r\n\"\"b\"\r\n,ja,1772366400,x1\r\n2026-03-01 12:01,1,X,1,test,0,,x2\n"),
        Utf8("\uFEFFt;kenteken;d;w;n;r;s;i\n2026-03-01 12:00;é;Q;1.018,24;;true;0;\n"),
        Utf8("{\"t\":\"2026-03-01 12:00\",\"kenteken\":\"1\",\"d\":\"E\",\"w\":2,\"n\":\"\\u00e9\",\"r\":true,\"i\":\"x\"}\n{\"t\":\"2026-03-01 12:00\",\"n\":{\"a\":[1,2]}}\r\n"),
    ];

    public static IReadOnlyList<byte[]> Packed => [.. Csv.Select(Gzip), .. Csv.Select(bytes => (byte[])[.. Gzip(bytes), .. Gzip(bytes)]), .. Csv];

    public static IReadOnlyList<byte[]> Mappings => [Utf8(Visits), .. Files("mapping.yml", In("samples"))];

    public static IReadOnlyList<byte[]> Patterns => [.. Files("*.yml", In("patterns"))];

    public static IReadOnlyList<byte[]> Proofs => [.. Files("*.events.jsonl", In("patterns"))];

    public static IReadOnlyList<byte[]> Places => [.. Files("*.geojson", In("places"))];

    public static IReadOnlyList<byte[]> Lists => [.. Files("*.txt", In("lists")), Utf8("field: plate\n# own\n12ABC3\n")];

    public static IReadOnlyList<byte[]> Bundles => [.. Files("mo-16.json", In("scripts")), .. Files("in*.json", Beside("stix/examples")).Take(4)];

    public static IReadOnlyList<byte[]> Scripts => [.. Files("mo-0*.yml", In("scripts")).Take(4)];

    public static IReadOnlyList<byte[]> Networks => [Utf8("param N_Nodes:= 3;\nparam N_Arcs:= 2;\nparam Budget:= 2;# all of it\nparam Source_Node:= 1;\nparam Dest_Node:= 3;\nparam Node_Arc:\n1 2 3:=\n1 -1 1 0\n2 0 -1 1;\nparam: Arc_Length Arc_Delay Arc_Resource:=\n1 3 3 1\n2 1 4 1;\n"), .. Files("*.dat", Beside("effect"))];

    public static IReadOnlyList<byte[]> Configurations => [Utf8(Settings)];

    /// <summary>A path in the repository.</summary>
    public static string In(params string[] parts) => Path.Combine([Repository(), .. parts]);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    static string Beside(string folder) => In("..", "shared", "data", folder);

    static IEnumerable<byte[]> Files(string pattern, string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];

    static IEnumerable<byte[]> Simulated(string source, int most) =>
        Day.Value.Files.Where(file => file.Source.Contains(source, StringComparison.Ordinal)).DistinctBy(file => (file.Source, file.Bytes.Length / 1000)).Take(most).Select(file => file.Bytes.ToArray());

    static string Repository([CallerFilePath] string file = "")
    {
        var folder = Path.GetDirectoryName(file);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Knooppunt.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("Run it from a checkout.");
    }
}
