using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>Objects of STIX 2.1 for tests.</summary>
static class Stix
{
    public const string Created = "2026-03-01T08:00:00.000Z";

    static int _last;

    /// <summary>An identifier that nobody else has.</summary>
    public static string Id(string type = "attack-pattern") => $"{type}--{new Guid(Interlocked.Increment(ref _last), 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0)}";

    /// <summary>An object; green unless it is said otherwise.</summary>
    public static JsonObject Object(string id, string modified = Created, string name = "x", Tlp? tlp = Tlp.Green, params string[] mentions)
    {
        var made = new JsonObject { ["type"] = StixId.TypeOf(id), ["spec_version"] = "2.1", ["id"] = id, ["created"] = Created, ["modified"] = modified, ["name"] = name };
        if (tlp is { } mark)
            made["object_marking_refs"] = new JsonArray(TlpMark.IdOf(mark));
        if (made["type"]!.GetValue<string>() == "grouping")
            made["context"] = "unspecified";
        if (mentions.Length > 0)
            made["object_refs"] = new JsonArray([.. mentions.Select(mention => (JsonNode)mention)]);
        return made;
    }

    /// <summary>An envelope.</summary>
    public static JsonObject Envelope(params IEnumerable<JsonNode> objects) => new() { ["objects"] = new JsonArray([.. objects]) };
}
