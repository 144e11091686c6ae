using Knooppunt.Detection.Enrichment;
using Knooppunt.Effect.WaterBed.Paths;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Shell.Photos;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Observations.Ais;
using Knooppunt.Observations.CloudEvents;
using Knooppunt.Observations.Dcsa;
using Knooppunt.Observations.Edifact;
using Knooppunt.Observations.Mapped;
using Knooppunt.Places;
using Knooppunt.Programme;

namespace Knooppunt.Fuzzing;

/// <summary>Everything that reads what strangers write.</summary>
static class FuzzTargets
{
    static readonly string[] Json = ["{", "}", "[", "]", "\"", "null", "true", "\\ud800", "\\u0000", "{\"a\":", "[[[[[[[[[[[[[[[[[[", "\"data\":{}", "\"id\":\"a\","];
    static readonly string[] Yaml = ["a: &x [*x]", "<<: *x", "- ", "? ", "!!binary ", "|\n", ">-\n", "{", "[", "---\n", "...\n", "%YAML 1.1\n", "\t", "# ", "'", "\"\\U0001", "~", ": "];
    static readonly string[] Edi = ["UNA:+.? '", "UNA'''''''", "UNA\n\n\n\n\n\n", "UNB+UNOA:2+A+B+260301:1200+1'", "UNH+1+CODECO:D:95B:UN'", "UNT+2+1'", "UNZ+1+1'", "UNG+", "UNE+1+1'", "EQD+CN+CSQU3054383'", "DTM+7:202603011130:203'", "DTM+137:", "CNT+16:1'", "SGP+CSQU3054383'", "BGM+34'", "?", "'", "+", ":", "RFF+BN:A?+'", "MEA+AAE+G+KGM:1e9'", "TDT+1+1+3++H:172:20'"];
    static readonly string[] Nmea = ["!AIVDM,1,1,,A,", "!AIVDM,2,1,3,B,", "!AIVDM,9,9,9,A,w,0*", "$PGHP,1,2026,3,1,12,0,0,0,,,,1,2C*", "\\s:x,c:1772366400*00\\", "*00", ",0*5D", ",5*", "!BSVDO,", "\\g:1-2-3*00\\", "\r\n"];
    static readonly string[] Rules = ["detection:", "condition: all of them", "condition: not 1 of s*", "|re: '(a+)+$'", "|contains|all: [", "|cidr: 10.0.0.0/8", "|base64offset|contains: x", "|fieldref: b", "|expand: '%x%'", "correlation:", "type: temporal_ordered", "timespan: 5m", "group-by: [a]", "rules: [a, a]", "generate: true", "derived: {kind: drift}", "gte: 1e999", "filter:", "knooppunt:", "aliases:", "null", "'*'", "\\*"];

    /// <summary>Every target, by name.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Reader("edifact", Edi, () => FuzzSeeds.Edifact, (context, sink) => new EdifactReader(context, sink)),
        Reader("ais", Nmea, () => FuzzSeeds.Ais, (context, sink) => new AisReader(context, sink)),
        Reader("dcsa", [.. Json, "\"events\":[", "EQUIPMENT", "TRANSPORT", "SHIPMENT", "\"eventDateTime\":\"9999-12-31T23:59:60Z\""], () => FuzzSeeds.Dcsa, (context, sink) => new DcsaReader(context, sink), ownIds: true),
        Reader("cloudevents", Json, () => FuzzSeeds.Events, (context, sink) => new CloudEventLinesReader(context, sink), ownFields: true, ownIds: true),
        Reader("batch", Json, () => FuzzSeeds.Batches, (context, sink) => new CloudEventsReader(context, sink), ownFields: true, ownIds: true),
        Reader("binary", [.. Json, "specversion: 1.0\n", "id: \n", "time: 9999-12-31T23:59:60Z\n", "type: nl.knooppunt.", "subject: a:b\n", ": ", "\n\n"], () => BinaryEvent.Seeds, (context, sink) => new BinaryEvent(context, sink), ownFields: true, ownIds: true),
        Mapped("mapped", FuzzSeeds.Visits, () => FuzzSeeds.Csv),
        new("gzip", [], () => FuzzSeeds.Packed, Unpack),
        FuzzTarget.OfText("mapping", [.. Yaml, "fields:", "column: t", "format: 'yyyy'", "table: {", "unit: kmh", "as: number", "otherwise: keep", "skip: [", "header: [", "zone: UTC", "delimiter: tab"], () => FuzzSeeds.Mappings, ReadMapping),
        new("suggestion", ["\"", ";", "\t", "lat,lon", "{\"a\":"], () => FuzzSeeds.Csv, Suggest),
        FuzzTarget.OfText("rules", [.. Yaml, .. Rules], () => FuzzSeeds.Patterns, EngineTargets.Rules),
        new("events", [.. Json, "\"time\":1e400", "\"time\":\"0001-01-01T00:00:00Z\"", "\"time\":99999999999999"], () => EngineTargets.Lines, EngineTargets.Events),
        new("snapshots", [], () => EngineTargets.Snapshots, EngineTargets.Restore),
        new("columns", [], () => SealedTargets.Columns, SealedTargets.ReadColumns),
        new("directories", [], () => SealedTargets.Directories, SealedTargets.ReadDirectory),
        FuzzTarget.OfText("proofs", [.. Json, "{\"case\":\"x\",\"expect\":1}", "{\"tick\":\"2026-03-01T02:00:00Z\"}", "{\"tick\":\"2100-12-31T23:59:59-14:00\"}"], () => FuzzSeeds.Proofs, EngineTargets.Prove),
        FuzzTarget.OfText("places", [.. Json, "\"coordinates\":[[[", "1e308", "\"Polygon\"", "\"GeometryCollection\"", "\"properties\":null", "\"geometry\":null"], () => FuzzSeeds.Places, text => Used(PlaceMap.Parse("places", text) is { Ok: true } map ? map.Value.At(51.9, 4.1).Count : 0)),
        FuzzTarget.OfText("lists", ["field: ", "#", "\r"], () => FuzzSeeds.Lists, text => Used(KeyList.Parse("list", text).Ok ? 1 : 0)),
        FuzzTarget.OfText("settings", [.. Yaml, "sources:", "release:", "tlp: red", "1e309", "NaN"], () => FuzzSeeds.Configurations, Configure),
        new("bundles", KnowledgeTargets.Words, () => KnowledgeTargets.Bundles, KnowledgeTargets.Read),
        FuzzTarget.OfText("scripts", [.. Yaml, "after: []", "needs: all", " | ", "[own]", "[S1, S2]", "phase: money", "tlp: red", "traces:", "barriers: [x]", "dutch:", "english:", "sources: []", "of: aware"], () => FuzzSeeds.Scripts, KnowledgeTargets.Script),
        new("photos", [], () => FuzzSeeds.Photos, bytes => Used(Redrawn.Of(bytes)?.Length ?? 0)),
        new("envelopes", ExchangeTargets.EnvelopeWords, () => ExchangeTargets.Envelopes, ExchangeTargets.Read),
        FuzzTarget.OfText("filters", ExchangeTargets.FilterWords, () => ExchangeTargets.Filters, ExchangeTargets.Ask),
        new("networks", ["param ", ":=", ";", ":", "N_Nodes", "Node_Arc", "Arc_Length", "-1", "1e9", "9223372036854775807", "# "], () => FuzzSeeds.Networks, bytes => Used(PathNetworkFile.Read("network.dat", bytes) is { Ok: true } read ? PathHardening.Plan(read.Value.Network, read.Value.Budget, _ => new WholeAnswer(null, false)).Ok ? 1 : 2 : 0)),
        new("sheets", SheetTargets.Words, () => SheetTargets.Seeds, SheetTargets.Read),
        new("rulebook", [], () => [Book()], bytes => Used(Rulebook.Read(bytes) is { } book ? book.Write().Length : 0)),
    ];

    static FuzzTarget Reader(string name, string[] words, Func<IReadOnlyList<byte[]>> seeds, Func<SourceContext, IObservationSink, IObservationReader> make, bool ownFields = false, bool ownIds = false) =>
        new(name, words, seeds, bytes => ReaderPromises.Check(make, bytes, ownFields, ownIds));

    static FuzzTarget Mapped(string name, string yaml, Func<IReadOnlyList<byte[]>> seeds)
    {
        var mapping = Mapping.Read(yaml, "mapping.yml", [])!;
        return Reader(name, [.. Json, "\"", "\"\"", ";", ",", "\t", "\r", "t,kenteken,d,w,n,r,s,i\n", "1e999", "NaN", "31-12-9999", "0001-01-01 00:00", "9999-12-31 23:59"], seeds, (context, sink) => new MappedReader(mapping, context, sink), ownFields: true, ownIds: true);
    }

    static void Unpack(byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"knooppunt-fuzz-{Environment.ProcessId}.csv.gz");
        File.WriteAllBytes(path, bytes);
        var mapping = Mapping.Read(FuzzSeeds.Visits, "mapping.yml", [])!;
        var complaints = 0L;
        using (var file = PulledFile.Loose(path, TimeZoneInfo.Utc, (context, sink) => new MappedReader(mapping, context, sink), (_, _) => complaints++))
        {
            while (file.NextTime is not null)
                file.Next();
            if (file.Taken + file.Rejected + file.Counts.Values.Sum() == 0)
                throw new BrokenPromiseException("Nothing was said of the file.");
        }

        File.Delete(path);
    }

    static void ReadMapping(string yaml)
    {
        var complaints = new List<Complaint>();
        var mapping = Mapping.Read(yaml, "mapping.yml", complaints);
        if ((mapping is null) != (complaints.Count > 0))
            throw new BrokenPromiseException("A mapping was refused without a reason, or taken with one.");
        if (mapping is not null)
            ReaderPromises.Check((context, sink) => new MappedReader(mapping, context, sink), FuzzSeeds.Csv[0], ownFields: true, ownIds: true);
    }

    static void Suggest(byte[] bytes)
    {
        var suggested = MappingSuggestion.FromBytes(bytes, "file.csv");
        var complaints = new List<Complaint>();
        if (suggested.Ok && Mapping.Read(suggested.Value, "suggested.yml", complaints) is null)
            throw new BrokenPromiseException($"A mapping was suggested that cannot be read: {complaints[0]}");
    }

    static void Configure(string yaml)
    {
        var settings = SettingsFile.Part<NodeSettings>("node.yml", yaml);
        if (settings.Ok && !SettingsCheck.Complaints(settings.Value).Any())
            Used(settings.Value.Sources.Select(source => source.Handling).Count() + settings.Value.Organisations.Select(organisation => organisation.Release?.Policy).Count());
    }

    static byte[] Book()
    {
        var book = new Rulebook();
        book.Set(Rulebook.Pattern, "own/a.yml", "title: A\n");
        book.Set(Rulebook.TimeZone, "node", "Europe/Amsterdam");
        return book.Write();
    }

    static void Used(int value) => GC.KeepAlive(value);
}
