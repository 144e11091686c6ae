using System.Text;
using System.Text.Json;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Store;

namespace Knooppunt.Fuzzing;

/// <summary>Hostile envelopes and filters against what the exchange promises of them.</summary>
static class ExchangeTargets
{
    const string Way = """{"type":"attack-pattern","spec_version":"2.1","id":"attack-pattern--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","created":"2026-03-01T08:00:00.000Z","modified":"2026-03-02T08:00:00.5Z","name":"caf\u00e9","kill_chain_phases":[{"kill_chain_name":"port","phase_name":"collect"}],"object_marking_refs":["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"],"granular_markings":[{"marking_ref":"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1","selectors":["name"]}]}""";
    const string Tie = """{"type":"relationship","spec_version":"2.1","id":"relationship--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0062","created":"2026-03-01T08:00:00Z","modified":"2026-03-01T08:00:00Z","relationship_type":"related-to","source_ref":"attack-pattern--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","target_ref":"tool--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0063","created_by_ref":"identity--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0064"}""";
    const string Mark = """{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0065","created":"2026-03-01T08:00:00Z","extensions":{"extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b":{"extension_type":"property-extension","pap":"amber"}}}""";

    // Small, so that inputs reach them.
    static readonly ObjectLimits Limits = new(20, 2_000, 8, 40);

    public static string[] EnvelopeWords { get; } =
    [
        "{", "}", "[", "]", "\"", "null", "\\ud800", "\\u0000", "{\"a\":", "[[[[[[[[[[[[[[[[[[", "\"objects\":[", "\"more\":true", "\"next\":\"a\"", "\"id\":\"a--b\"", "\"object_refs\":[", "\"x_ref\":", "\"marking_ref\":\"x\"", "\"pap\":\"red\"",
        "\"modified\":\"2026-03-01T08:00:00.000000000001Z\"", "\"created\":\"0000-00-00T00:00:00Z\"", "\"spec_version\":\"2.0\"", Way, ",",
    ];

    public static string[] FilterWords { get; } =
    [
        "&", "=", ",", "match[", "]", "match[version]=", "match[id]=", "match[type]=", "match[spec_version]=2.1", "added_after=", "limit=", "next=", "last", "first", "all", "2026-03-01T08:00:00Z",
        "attack-pattern", "attack-pattern--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061", "'", "\"", ")", "--", ";", "\0", "9999-12-31T23:59:59.999999999999Z", "0001-01-01T00:00:00Z", "99999999999",
    ];

    public static IReadOnlyList<byte[]> Envelopes =>
    [
        Utf8($"{{\"objects\":[{Way},{Tie},{Mark}]}}"), Utf8($"{{\"more\":true,\"next\":\"AAAA\",\"objects\":[{Way}]}}"), Utf8("{}"), Utf8($"{{\"type\":\"bundle\",\"id\":\"bundle--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0066\",\"objects\":[{Tie}, 7]}}"),
    ];

    public static IReadOnlyList<byte[]> Filters =>
    [
        Utf8("added_after=2026-03-01T08:00:00.000Z&limit=10&match[type]=attack-pattern,tool&match[version]=last,2026-03-01T08:00:00Z&match[spec_version]=2.1"),
        Utf8("match[id]=attack-pattern--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061&match[version]=all&next=AAAA"), Utf8("match[version]=first,last"), Utf8("limit=1&unknown=x"),
    ];

    /// <summary>Every object is kept or refused in a sentence; what is kept is JSON that others read alike, and is read the same when it goes on alone.</summary>
    public static void Read(byte[] bytes)
    {
        var read = Envelope.Read(bytes, Limits);
        if (!read.Ok)
        {
            Sentence(read.Complaint!.Sentence);
            return;
        }

        foreach (var item in read.Value.Items)
        {
            if (item.Head is null == item.Wrong is null)
                throw new BrokenPromiseException("An object was refused without a reason, or kept with one.");
            if (item.Head is not { } head)
            {
                Sentence($"The object {item.Wrong}");
                continue;
            }

            using var parsed = JsonDocument.Parse(item.Bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (parsed.RootElement.GetProperty("id").GetString() != head.Id || head.Mentions.Contains(head.Id) || (head.Version is { } version && StixVersion.Read(StixVersion.Show(version)) != version))
                throw new BrokenPromiseException("The head is not that of the object.");
            if (StixRules.Broken(item.Bytes) is { } rule)
                Sentence(rule);
            var alone = Envelope.Read(Utf8($"{{\"objects\":[{Encoding.UTF8.GetString(item.Bytes.Span)}]}}"), Limits).Value.Items[0].Head!;
            if (alone.Id != head.Id || alone.Version != head.Version || !alone.Marks.SequenceEqual(head.Marks) || !alone.Mentions.SequenceEqual(head.Mentions))
                throw new BrokenPromiseException("Alone it is another object.");
        }
    }

    /// <summary>A filter is refused in a sentence, or the store can be asked it.</summary>
    public static void Ask(string query)
    {
        var read = TaxiiFilter.Read(query.Split('&').Select(part => part.Split('=', 2)).Select(part => KeyValuePair.Create(part[0], part.Length > 1 ? part[1] : "")));
        if (!read.Ok)
            Sentence(read.Complaint!.Sentence);
        else if (ReadPage.Fits(read.Value))
            Store.Value.Read(new(1, [Reach.AllNodes, Reach.Partners, Reach.OwnerOf(1)], read.Value, read.Value.AddedAfter ?? -1, Math.Min(read.Value.Limit ?? 10, 10), 1000), new Nobody());
    }

    static readonly Lazy<ObjectStore> Store = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("knooppunt-fuzz");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var store = new ObjectStore(new(Path.Combine(folder.FullName, "exchange.db")), _ => null, TimeProvider.System);
        store.Add(1, new("ect"), Envelope.Read(Envelopes[0], ObjectLimits.Default).Value.Items, default).Wait();
        return store;
    });

    static void Sentence(string sentence)
    {
        if (sentence.Length < 10 || new Observations.Complaint(default, sentence).Sentence.Any(char.IsControl))
            throw new BrokenPromiseException($"This is no sentence: {sentence}");
    }

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    sealed class Nobody : IPageSink
    {
        public bool WantsJson => true;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json) => GC.KeepAlive(id);
    }
}
