using static Knooppunt.Knowledge.Stix.StixFamily;
using static Knooppunt.Knowledge.Stix.StixKind;

namespace Knooppunt.Knowledge.Stix;

/// <summary>The types of STIX 2.1 and of Attack Flow 2.0, as a table: what must be there, and what each property may be.</summary>
static partial class StixTypes
{
    static readonly string[] NoLinks = ["!relationship", "!sighting", "!bundle", "!marking-definition", "!language-content"];

    /// <summary>The kinds of extension (section 7.3).</summary>
    public static readonly string[] ExtensionTypes = ["new-sdo", "new-sco", "new-sro", "property-extension", "toplevel-property-extension"];

    /// <summary>The types that the specification and Attack Flow define, by name.</summary>
    public static IReadOnlyDictionary<string, StixType> All { get; } = new[] { Domains(), Links(), Metas(), Flows(), Observables() }.SelectMany(types => types).ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of that name; for a type of others one that only has the common properties.</summary>
    public static StixType Of(string name) => All.TryGetValue(name, out var type) ? type : new StixType(name, Domain, "3.2", Common());

    static IEnumerable<StixType> Domains() =>
    [
        Sdo("attack-pattern", "4.1", Must("name", Text), May("description", Text), May("aliases", Texts), May("kill_chain_phases", Phases)),
        Sdo("campaign", "4.2", Must("name", Text), May("description", Text), May("aliases", Texts), May("first_seen", Time), May("last_seen", Time), May("objective", Text)),
        Sdo("course-of-action", "4.3", Must("name", Text), May("description", Text)),
        Sdo("grouping", "4.4", May("name", Text), May("description", Text), Must("context", Text), Must("object_refs", Refs)),
        Sdo("identity", "4.5", Must("name", Text), May("description", Text), May("roles", Texts), May("identity_class", Text), May("sectors", Texts), May("contact_information", Text)),
        Sdo("incident", "4.6", Must("name", Text), May("description", Text)),
        Sdo("indicator", "4.7", May("name", Text), May("description", Text), May("indicator_types", Texts), Must("pattern", Text), Must("pattern_type", Text), May("pattern_version", Text), Must("valid_from", Time), May("valid_until", Time), May("kill_chain_phases", Phases)),
        Sdo("infrastructure", "4.8", Must("name", Text), May("description", Text), May("infrastructure_types", Texts), May("aliases", Texts), May("kill_chain_phases", Phases), May("first_seen", Time), May("last_seen", Time)),
        Sdo("intrusion-set", "4.9", Must("name", Text), May("description", Text), May("aliases", Texts), May("first_seen", Time), May("last_seen", Time), May("goals", Texts), May("resource_level", Text), May("primary_motivation", Text), May("secondary_motivations", Texts)),
        Sdo("location", "4.10", May("name", Text), May("description", Text), Between("latitude", -90, 90), Between("longitude", -180, 180), Between("precision", 0, double.PositiveInfinity), May("region", Text), May("country", Text), May("administrative_area", Text), May("city", Text), May("street_address", Text), May("postal_code", Text)),
        Sdo("malware", "4.11", May("name", Text), May("description", Text), May("malware_types", Texts), Must("is_family", Flag), May("aliases", Texts), May("kill_chain_phases", Phases), May("first_seen", Time), May("last_seen", Time), May("operating_system_refs", Refs, "software"), May("architecture_execution_envs", Texts), May("implementation_languages", Texts), May("capabilities", Texts), May("sample_refs", Refs, "artifact", "file")),
        Sdo("malware-analysis", "4.12", Must("product", Text), May("version", Text), May("host_vm_ref", Ref, "software"), May("operating_system_ref", Ref, "software"), May("installed_software_refs", Refs, "software"), May("configuration_version", Text), May("modules", Texts), May("submitted", Time), May("analysis_started", Time), May("analysis_ended", Time), May("result", Text), May("result_name", Text), May("analysis_sco_refs", Refs), May("sample_ref", Ref, "artifact", "file")),
        Sdo("note", "4.13", May("abstract", Text), Must("content", Text), May("authors", Texts), Must("object_refs", Refs)),
        Sdo("observed-data", "4.14", Must("first_observed", Time), Must("last_observed", Time), Must("number_observed", Whole) with { Low = 1, High = 999_999_999 }, May("objects", StixKind.Dictionary), May("object_refs", Refs)),
        Sdo("opinion", "4.15", May("explanation", Text), May("authors", Texts), Must("opinion", Choice) with { Allowed = ["strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"] }, Must("object_refs", Refs)),
        Sdo("report", "4.16", Must("name", Text), May("description", Text), May("report_types", Texts), Must("published", Time), Must("object_refs", Refs)),
        Sdo("threat-actor", "4.17", Must("name", Text), May("description", Text), May("threat_actor_types", Texts), May("aliases", Texts), May("first_seen", Time), May("last_seen", Time), May("roles", Texts), May("goals", Texts), May("sophistication", Text), May("resource_level", Text), May("primary_motivation", Text), May("secondary_motivations", Texts), May("personal_motivations", Texts)),
        Sdo("tool", "4.18", Must("name", Text), May("description", Text), May("tool_types", Texts), May("aliases", Texts), May("kill_chain_phases", Phases), May("tool_version", Text)),
        Sdo("vulnerability", "4.19", Must("name", Text), May("description", Text)),
    ];

    static IEnumerable<StixType> Links() =>
    [
        new("relationship", StixFamily.Relationship, "5.1", Common(Must("relationship_type", Text), May("description", Text), Must("source_ref", Ref, NoLinks), Must("target_ref", Ref, NoLinks), May("start_time", Time), May("stop_time", Time))),
        new("sighting", StixFamily.Relationship, "5.2", Common(May("description", Text), May("first_seen", Time), May("last_seen", Time), May("count", Whole) with { Low = 0, High = 999_999_999 }, Must("sighting_of_ref", Ref, NoLinks), May("observed_data_refs", Refs, "observed-data"), May("where_sighted_refs", Refs, "identity", "location"), May("summary", Flag))),
    ];

    static IEnumerable<StixType> Metas() =>
    [
        new("language-content", Meta, "7.1", Common(Must("object_ref", Ref), May("object_modified", Time), Must("contents", StixKind.Dictionary))),
        new("extension-definition", Meta, "7.3", [.. Common(Must("name", Text), May("description", Text), Must("schema", Text), Must("version", Text), Must("extension_types", Choices) with { Allowed = ExtensionTypes }, May("extension_properties", Texts)).Select(property => property.Name == "created_by_ref" ? property with { Required = true } : property)]),
        // Created once and never modified: it has no "modified" and cannot be revoked.
        new("marking-definition", Marking, "7.2", [.. Common(May("name", Text), May("definition_type", Text), May("definition", StixKind.Dictionary)).Where(property => property.Name is not ("modified" or "revoked" or "labels" or "confidence" or "lang"))]),
    ];

    // Attack Flow 2.0, extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4.
    static IEnumerable<StixType> Flows() =>
    [
        Sdo("attack-flow", AttackFlow.Section, Must("name", Text), May("description", Text), Must("scope", Choice) with { Allowed = ["incident", "campaign", "threat-actor", "malware", "emulation-plan", "attack-tree", "other"] }, Must("start_refs", Refs, "attack-action", "attack-condition")),
        Sdo("attack-action", AttackFlow.Section, Must("name", Text), May("description", Text), May("tactic_id", Text), May("tactic_ref", Ref), May("technique_id", Text), May("technique_ref", Ref, "attack-pattern"), May("execution_start", Time), May("execution_end", Time), May("command_ref", Ref, "process"), May("asset_refs", Refs, "attack-asset"), May("effect_refs", Refs, AttackFlow.Effects)),
        Sdo("attack-asset", AttackFlow.Section, Must("name", Text), May("description", Text), May("object_ref", Ref)),
        Sdo("attack-condition", AttackFlow.Section, Must("description", Text), May("pattern", Text), May("pattern_type", Text), May("pattern_version", Text), May("on_true_refs", Refs, AttackFlow.Effects), May("on_false_refs", Refs, AttackFlow.Effects)),
        Sdo("attack-operator", AttackFlow.Section, Must("operator", Choice) with { Allowed = ["AND", "OR"] }, May("effect_refs", Refs, AttackFlow.Effects)),
    ];

    static StixType Sdo(string name, string section, params StixProperty[] properties) => new(name, Domain, section, Common(properties));

    static StixProperty[] Common(params StixProperty[] own) =>
    [
        Must("type", Text), Must("spec_version", Choice) with { Allowed = ["2.1"] }, Must("id", Ref), May("created_by_ref", Ref, "identity"), Must("created", Time), Must("modified", Time),
        May("revoked", Flag), May("labels", Texts), May("confidence", Whole) with { Low = 0, High = 100 }, May("lang", Text), May("external_references", External),
        May("object_marking_refs", Refs, "marking-definition"), May("granular_markings", Granular), May("extensions", Extensions), .. own,
    ];

    static StixProperty Must(string name, StixKind kind, params string[] types) => new(name, kind) { Required = true, Types = types };

    static StixProperty May(string name, StixKind kind, params string[] types) => new(name, kind) { Types = types };

    static StixProperty Between(string name, double low, double high) => new(name, Number) { Low = low, High = high };
}
