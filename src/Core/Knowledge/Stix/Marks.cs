using System.Text.Json.Nodes;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Stix;

/// <summary>
/// The marks of the Traffic Light Protocol 2.0 and the Permissible Actions Protocol, as the marking definitions that OASIS publishes for them (cti-stix-common-objects,
/// extensions <c>60a3c5c5-…</c> and <c>f8d78575-…</c>): nobody may make others. The four markings of TLP 1 are read as what they became.
/// </summary>
public static class Marks
{
    static readonly (Tlp Tlp, string Id, string Word)[] Tlps =
    [
        (Tlp.Clear, "94868c89-83c2-464b-929b-a1a8aa3c8487", "clear"), (Tlp.Green, "bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "green"), (Tlp.Amber, "55d920b0-5e8b-4f79-9ee9-91f868d9b421", "amber"),
        (Tlp.AmberStrict, "939a9414-2ddd-4d32-a0cd-375ea402b003", "amber+strict"), (Tlp.Red, "e828b379-4e03-4974-9ac4-e53a884c97c1", "red"),
    ];

    static readonly (Pap Pap, string Id, string Word, string Created)[] Paps =
    [
        (Pap.Clear, "ad15a0cd-55b6-4588-a14c-a66105329b92", "clear", "2022-10-01T00:00:00.000Z"), (Pap.Green, "c43594d1-4b11-4c59-93ab-1c9b14d53ce9", "green", "2022-10-09T00:00:00.000Z"),
        (Pap.Amber, "60f8932b-e51e-4458-b265-a2e8be9a80ab", "amber", "2022-10-02T00:00:00.000Z"), (Pap.Red, "740d36e5-7714-4c30-961a-3ae632ceee0e", "red", "2022-10-06T00:00:00.000Z"),
    ];

    static readonly (Tlp Tlp, string Id, string Word)[] First =
    [
        (Tlp.Clear, "613f2e26-407d-48c7-9eca-b8e91df99dc9", "white"), (Tlp.Green, "34098fce-860f-48ae-8e50-ebd3cc5e41da", "green"),
        (Tlp.Amber, "f88d31f6-486f-44da-b317-01333bde0b82", "amber"), (Tlp.Red, "5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "red"),
    ];

    const string TlpExtension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d", PapExtension = "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b";

    static readonly Dictionary<StixId, Tlp> TlpOfId = Tlps.Select(mark => (mark.Tlp, mark.Id)).Concat(First.Select(mark => (mark.Tlp, mark.Id))).ToDictionary(mark => Id(mark.Id), mark => mark.Tlp);
    static readonly Dictionary<StixId, Pap> PapOfId = Paps.ToDictionary(mark => Id(mark.Id), mark => mark.Pap);
    static readonly StixObject[] TlpObjects = [.. Tlps.Select(mark => Definition(mark.Id, "2022-10-01T00:00:00.000Z", "TLP", TlpExtension, "tlp_2_0", mark.Word))];
    static readonly StixObject[] PapObjects = [.. Paps.Select(mark => Definition(mark.Id, mark.Created, "PAP", PapExtension, "pap", mark.Word))];

    /// <summary>The marking definition of a mark.</summary>
    public static StixObject Of(Tlp tlp) => TlpObjects[(int)tlp];

    /// <summary>The marking definition of a mark.</summary>
    public static StixObject Of(Pap pap) => PapObjects[(int)pap];

    /// <summary>The marking definition with that id, of TLP 2.0 or PAP; null when it is none of them.</summary>
    public static StixObject? Find(StixId id) => TlpObjects.Concat(PapObjects).FirstOrDefault(mark => mark.Id == id);

    /// <summary>With whom an object may be shared: the strictest of its marks, those of parts included.</summary>
    /// <param name="one">The object.</param>
    /// <param name="unmarked">What holds for an object without such a mark, or with one that nobody here knows: then it may only be stricter.</param>
    public static Tlp TlpOf(StixObject one, Tlp unmarked)
    {
        ArgumentNullException.ThrowIfNull(one);
        var marks = All(one).ToArray();
        Tlp[] known = [.. marks.Where(TlpOfId.ContainsKey).Select(mark => TlpOfId[mark])];
        var strictest = known.Length > 0 ? known.Max() : unmarked;
        return marks.All(IsKnown) ? strictest : (Tlp)Math.Max((byte)strictest, (byte)unmarked);
    }

    /// <summary>What may be done with an object: the strictest of its marks.</summary>
    /// <param name="one">The object.</param>
    /// <param name="unmarked">What holds for an object without such a mark.</param>
    public static Pap PapOf(StixObject one, Pap unmarked)
    {
        ArgumentNullException.ThrowIfNull(one);
        Pap[] known = [.. All(one).Where(PapOfId.ContainsKey).Select(mark => PapOfId[mark])];
        return known.Length > 0 ? known.Max() : unmarked;
    }

    /// <summary>Whether a marking definition is one of TLP 1, TLP 2.0 or PAP.</summary>
    public static bool IsKnown(StixId mark) => TlpOfId.ContainsKey(mark) || PapOfId.ContainsKey(mark);

    // Null when the id is not one of the four and neither is the word.
    internal static bool IsFirstTlp(string id, string? word) => First.Any(mark => Id(mark.Id).ToString() == id && mark.Word == word);

    static IEnumerable<StixId> All(StixObject one) => one.Marks.Concat(StixReferences.Of(one).Where(reference => reference.Path.StartsWith("granular_markings", StringComparison.Ordinal)).Select(reference => reference.To));

    static StixId Id(string uuid) => StixId.Of("marking-definition", new Guid(uuid));

    static StixObject Definition(string id, string created, string protocol, string extension, string property, string word) => StixObject.From(new JsonObject
    {
        ["type"] = "marking-definition",
        ["spec_version"] = "2.1",
        ["id"] = Id(id).ToString(),
        ["created"] = created,
        ["name"] = $"{protocol}:{word.ToUpperInvariant()}",
        ["extensions"] = new JsonObject { [extension] = new JsonObject { ["extension_type"] = "property-extension", [property] = word } },
    });
}
