using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Knowledge.Mapping;

/// <summary>What Knooppunt adds to standard objects: one property extension, defined here, and the makers of objects.</summary>
public static class ScriptExtension
{
    const string Since = "2026-11-27T00:00:00.000Z";

    const string Schema = "Property extension of attack-pattern and course-of-action. "
        + "kind: script, step or barrier. code: short name; script: code of the script. name_nl and description_nl: the name and description in Dutch. claim_sources: tags of sources of the description; "
        + "a tag is explained by the external reference with that source_name, own is the author's inference, unchecked was not checked. "
        + "script: where, facts, innocent, unknown. step: position, phase, roles, facilitators (awareness: aware, unaware or either), opportunities, traces (observation: type of the published taxonomy), partners, barriers, patterns. "
        + "barrier: position, barrier_kind (physical, social, digital or legal). A claim is an object with dutch, english and sources.";

    /// <summary>Who made what comes with Knooppunt.</summary>
    public static StixObject Knooppunt { get; } = Maker("knooppunt", "Knooppunt", "system", DateTimeOffset.Parse(Since, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The definition.</summary>
    public static StixObject Definition { get; } = StixObject.From(new JsonObject
    {
        ["type"] = "extension-definition",
        ["spec_version"] = "2.1",
        ["id"] = StixId.Named("extension-definition", "crime-script").ToString(),
        ["created_by_ref"] = Knooppunt.Id.ToString(),
        ["created"] = Since,
        ["modified"] = Since,
        ["name"] = "Crime script and barrier model",
        ["description"] = "What a step of a crime script needs beyond STIX: roles, facilitators, opportunities, traces, partners and the kind of a barrier, in Dutch and English with sources.",
        ["schema"] = Schema,
        ["version"] = "1.0.0",
        ["extension_types"] = new JsonArray("property-extension"),
    });

    /// <summary>The definition of Attack Flow 2.0, as it is published, with who published it.</summary>
    public static IReadOnlyList<StixObject> Flow { get; } =
    [
        StixObject.From(new JsonObject
        {
            ["type"] = "identity",
            ["spec_version"] = "2.1",
            ["id"] = AttackFlow.Creator.ToString(),
            ["created_by_ref"] = AttackFlow.Creator.ToString(),
            ["created"] = "2022-08-02T19:34:35.143Z",
            ["modified"] = "2022-08-02T19:34:35.143Z",
            ["name"] = "MITRE Center for Threat-Informed Defense",
            ["identity_class"] = "organization",
        }),
        StixObject.From(new JsonObject
        {
            ["type"] = "extension-definition",
            ["id"] = AttackFlow.Extension.ToString(),
            ["spec_version"] = "2.1",
            ["name"] = "Attack Flow",
            ["description"] = "Extends STIX 2.1 with features to create Attack Flows.",
            ["created"] = "2022-08-02T19:34:35.143Z",
            ["modified"] = "2022-08-02T19:34:35.143Z",
            ["created_by_ref"] = AttackFlow.Creator.ToString(),
            ["schema"] = "https://center-for-threat-informed-defense.github.io/attack-flow/stix/attack-flow-schema-2.0.0.json",
            ["version"] = "2.0.0",
            ["extension_types"] = new JsonArray("new-sdo"),
            ["external_references"] = new JsonArray(
                new JsonObject { ["source_name"] = "Documentation", ["description"] = "Documentation for Attack Flow", ["url"] = "https://center-for-threat-informed-defense.github.io/attack-flow" },
                new JsonObject { ["source_name"] = "GitHub", ["description"] = "Source code repository for Attack Flow", ["url"] = "https://github.com/center-for-threat-informed-defense/attack-flow" }),
        }),
    ];

    /// <summary>The identity of a maker: a node, an organisation or a sector, never a person.</summary>
    /// <param name="key">What it is known by; the same key gives the same id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Of the vocabulary: organization, system, group or class.</param>
    /// <param name="since">Since when it is known.</param>
    public static StixObject Maker(string key, string name, string kind, DateTimeOffset since) => StixObject.From(new JsonObject
    {
        ["type"] = "identity",
        ["spec_version"] = "2.1",
        ["id"] = StixId.Named("identity", key).ToString(),
        ["created"] = StixTime.Format(since),
        ["modified"] = StixTime.Format(since),
        ["name"] = name,
        ["identity_class"] = kind,
    });

    /// <summary>The extension of an object that Knooppunt writes.</summary>
    internal static JsonObject With(string kind, string code) => new() { ["extension_type"] = "property-extension", ["kind"] = kind, ["code"] = code };
}
