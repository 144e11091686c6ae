using System.Collections.Frozen;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Taxii;

/// <summary>
/// The sharing marks whose identifiers everybody knows: TLP 2.0 (OASIS extension definition "TLP 2.0") and TLP 1.0 (STIX 2.1, 7.2.1.4). They are objects
/// too, and a feed that mentions one must hold it; their text is fixed and is given here, whatever somebody sends under their identifiers.
/// </summary>
public static class TlpMark
{
    const string Extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    static readonly FrozenDictionary<string, (Tlp Tlp, byte[] Json)> Known = new (string Id, Tlp Tlp, string Json)[]
    {
        Second("94868c89-83c2-464b-929b-a1a8aa3c8487", Tlp.Clear, "CLEAR", "clear"),
        Second("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", Tlp.Green, "GREEN", "green"),
        Second("55d920b0-5e8b-4f79-9ee9-91f868d9b421", Tlp.Amber, "AMBER", "amber"),
        Second("939a9414-2ddd-4d32-a0cd-375ea402b003", Tlp.AmberStrict, "AMBER+STRICT", "amber+strict"),
        Second("e828b379-4e03-4974-9ac4-e53a884c97c1", Tlp.Red, "RED", "red"),
        First("613f2e26-407d-48c7-9eca-b8e91df99dc9", Tlp.Clear, "WHITE", "white"),
        First("34098fce-860f-48ae-8e50-ebd3cc5e41da", Tlp.Green, "GREEN", "green"),
        First("f88d31f6-486f-44da-b317-01333bde0b82", Tlp.Amber, "AMBER", "amber"),
        First("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", Tlp.Red, "RED", "red"),
    }.ToFrozenDictionary(mark => mark.Id, mark => (mark.Tlp, Encoding.UTF8.GetBytes(mark.Json)), StringComparer.Ordinal);

    /// <summary>What a mark says; null for one that is not among them.</summary>
    /// <param name="id">Identifier of a marking definition.</param>
    public static Tlp? Of(string id) => Known.TryGetValue(id, out var mark) ? mark.Tlp : null;

    /// <summary>The marking definition itself, as JSON; null for one that is not among them.</summary>
    /// <param name="id">Identifier of a marking definition.</param>
    public static ReadOnlyMemory<byte>? Definition(string id) => Known.TryGetValue(id, out var mark) ? mark.Json : default(ReadOnlyMemory<byte>?);

    /// <summary>The identifier of a mark in TLP 2.0.</summary>
    /// <param name="tlp">The mark.</param>
    public static string IdOf(Tlp tlp) => Known.First(mark => mark.Value.Tlp == tlp && Encoding.UTF8.GetString(mark.Value.Json).Contains(Extension, StringComparison.Ordinal)).Key;

    static (string, Tlp, string) Second(string uuid, Tlp tlp, string name, string value) => ($"marking-definition--{uuid}", tlp,
        $$$$"""{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--{{{{uuid}}}}","created":"2022-10-01T00:00:00.000Z","name":"TLP:{{{{name}}}}","extensions":{"{{{{Extension}}}}":{"extension_type":"property-extension","tlp_2_0":"{{{{value}}}}"}}}""");

    static (string, Tlp, string) First(string uuid, Tlp tlp, string name, string value) => ($"marking-definition--{uuid}", tlp,
        $$$$"""{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--{{{{uuid}}}}","created":"2017-01-20T00:00:00.000Z","definition_type":"tlp","name":"TLP:{{{{name}}}}","definition":{"tlp":"{{{{value}}}}"}}""");
}
