using System.Globalization;
using System.Text;
using CsCheck;
using Knooppunt.Observations;
using Knooppunt.Observations.Ais;
using Knooppunt.Observations.CloudEvents;
using Knooppunt.Observations.Dcsa;
using Knooppunt.Observations.Edifact;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Tests.Core.Observations;

/// <summary>Nothing goes unsaid: every line, item, row, sentence and container is taken, refused or counted, in whatever order good and bad ones come.</summary>
public sealed class AccountTests
{
    const string Good = """{"specversion":"1.0","id":"a","source":"s","type":"nl.knooppunt.presence.gate_visit","time":"2026-03-01T03:00:00Z","data":{"plate":"1"}}""";
    const string Carrier = """{"eventID":"00000000-0000-4000-8000-0000000000NN","eventCreatedDateTime":"2026-03-01T12:05:00Z","eventType":"EQUIPMENT","eventClassifierCode":"ACT","eventDateTime":"2026-03-01T13:00:00+01:00","equipmentEventTypeCode":"GTOT","equipmentReference":"CSQU3054383","emptyIndicatorCode":"LADEN"}""";

    static Gen<string[]> Pieces(params string[] kinds) => Gen.Int[0, kinds.Length - 1].Array[0, 30].Select(all => all.Select((kind, i) => kinds[kind].Replace("NN", i.ToString("D2", CultureInfo.InvariantCulture), StringComparison.Ordinal)).ToArray());

    [Fact]
    public void Every_line_of_events() => Pieces(Good, "{", "7", "{} {}", Good[..^1], "a\0b", Good.Replace("1.0", "9.9", StringComparison.Ordinal), "\u00e9", "[]").Sample(lines =>
    {
        var sink = Read((context, to) => new CloudEventLinesReader(context, to), string.Join('\n', lines.Prepend(Good)));
        Assert.Equal(lines.Length + 1, sink.Taken.Count + sink.Rejected.Count);
    }, iter: 300);

    [Fact]
    public void Every_item_of_a_batch() => Pieces(Good, "7", "null", "[]", "{}", "\"a\"", Good.Replace("2026", "0001", StringComparison.Ordinal), "{\"data\":{\"data\":[[]]}}").Sample(items =>
    {
        var sink = Read((context, to) => new CloudEventsReader(context, to), $"[{string.Join(',', items)}]");
        Assert.Equal(items.Length, sink.Taken.Count + sink.Rejected.Count);
    }, iter: 300);

    [Fact]
    public void Every_event_of_a_carrier() => Pieces(Carrier, Carrier.Replace("ACT", "XXX", StringComparison.Ordinal), "7", "{}", "{\"eventID\":1,\"eventID\":2}", Carrier.Replace("EQUIPMENT", "SHIPMENT", StringComparison.Ordinal), Carrier.Replace("GTOT", "GTXX", StringComparison.Ordinal)).Sample(items =>
    {
        var sink = Read((context, to) => new DcsaReader(context, to), $"[{string.Join(',', items)}]");
        Assert.Equal(items.Length, sink.Taken.Count + sink.Rejected.Count + sink.Counts.Values.Sum());
    }, iter: 300);

    [Fact]
    public void Every_row_of_a_table() => Pieces("2026-03-01 12:00:00,1,x", "yesterday,1,x", "2026-03-01 12:00:00,1", "2026-03-01 12:00:00,\"a\nb\",x", "2026-03-01 12:00:00,\"1\"z,x", "2026-03-01 12:00:00,1,test", "2026-03-01 12:00:00,a\0,x", ",,", "9999-01-01 00:00:00,1,x").Sample(rows =>
    {
        var mapping = Mapping.Read("type: gate_visit\ntime: t\nfields: { plate: p }\nskip: { column: n, equals: test }\n", "m.yml", [])!;
        var sink = Read((context, to) => new MappedReader(mapping, context, to), string.Join("\r\n", rows.Prepend("2026-03-01 12:00:00,1,x").Prepend("t,p,n")) + "\n");
        Assert.Equal(rows.Length + 1, sink.Taken.Count + sink.Rejected.Count + sink.Counts.Values.Sum());
    }, iter: 300);

    [Fact]
    public void Every_sentence()
    {
        const string position = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C", other = "$GPGGA,1*00", relayed = position;
        Pieces(position, position[..^1] + "D", other, relayed, "words", "!AIVDM,1,1,,B,~~~~,0*18", "!AIVDM,9,9,1,B,w,0*00", "!AIVDM", "\\c:1*00\\" + position).Sample(lines =>
        {
            var sink = Read((context, to) => new AisReader(context, to), string.Join('\r', lines));
            // What is refused is counted by its reason too.
            Assert.Equal(lines.Length, sink.Taken.Count + sink.Counts.Values.Sum() - sink.Counts.GetValueOrDefault("tag block with a wrong checksum or no end"));
        }, iter: 300);
    }

    [Fact]
    public void Every_container() => Pieces("EQD+CN+CSQU3054383+45R1'", "EQD+CN+'", "EQD+CN+NONSENSE'", "EQD+CN'", "UNT+9+1'UNH+1+CODECO:D:95B:UN'BGM+34'EQD+CN+TGHU1643396'", "UNH+2+CODECO:D:95B:UN'EQD+CN+TGHU1643396'", "UNZ+1'UNB+'UNH+2+CODECO'EQD+CN+TGHU1643396'", "DTM+7:99999999:102'EQD+CN+A?'B'").Sample(pieces =>
    {
        var sink = Read((context, to) => new EdifactReader(context, to), $"UNB+UNOA:2+A+B+260301:1200+1'UNH+1+CODECO:D:95B:UN'BGM+34+1+9'{string.Concat(pieces)}");
        Assert.Equal(pieces.Length, sink.Taken.Count);
    }, iter: 300);

    static CollectingSink Read(Func<SourceContext, IObservationSink, IObservationReader> make, string text) => Reading.All(make, Encoding.UTF8.GetBytes(text));
}
