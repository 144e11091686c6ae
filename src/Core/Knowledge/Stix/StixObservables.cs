using static Knooppunt.Knowledge.Stix.StixKind;

namespace Knooppunt.Knowledge.Stix;

static partial class StixTypes
{
    // A node writes none of these and shares no observation; what others send must still be whole.
    static IEnumerable<StixType> Observables() =>
    [
        Sco("artifact", "6.1", May("mime_type", Text), May("payload_bin", Text), May("url", Text), May("hashes", Hashes)),
        Sco("autonomous-system", "6.2", Must("number", Whole), May("name", Text), May("rir", Text)),
        Sco("directory", "6.3", Must("path", Text), May("contains_refs", Refs, "file", "directory")),
        Sco("domain-name", "6.4", Must("value", Text), May("resolves_to_refs", Refs, "ipv4-addr", "ipv6-addr", "domain-name")),
        Sco("email-addr", "6.5", Must("value", Text), May("display_name", Text), May("belongs_to_ref", Ref, "user-account")),
        Sco("email-message", "6.6", Must("is_multipart", Flag), May("date", Time), May("from_ref", Ref, "email-addr"), May("to_refs", Refs, "email-addr"), May("subject", Text)),
        Sco("file", "6.7", May("hashes", Hashes), May("size", Whole) with { Low = 0 }, May("name", Text), May("parent_directory_ref", Ref, "directory")),
        Sco("ipv4-addr", "6.8", Must("value", Text)),
        Sco("ipv6-addr", "6.9", Must("value", Text)),
        Sco("mac-addr", "6.10", Must("value", Text)),
        Sco("mutex", "6.11", Must("name", Text)),
        Sco("network-traffic", "6.12", Must("protocols", Texts), May("src_ref", Ref), May("dst_ref", Ref)),
        Sco("process", "6.13", May("pid", Whole), May("command_line", Text), May("created_time", Time)),
        Sco("software", "6.14", Must("name", Text), May("version", Text), May("vendor", Text)),
        Sco("url", "6.15", Must("value", Text)),
        Sco("user-account", "6.16", May("user_id", Text), May("account_login", Text)),
        Sco("windows-registry-key", "6.17", May("key", Text)),
        Sco("x509-certificate", "6.18", May("serial_number", Text), May("hashes", Hashes)),
    ];

    static StixType Sco(string name, string section, params StixProperty[] properties) => new(name, StixFamily.Observable, section,
    [
        Must("type", Text), May("spec_version", Choice) with { Allowed = ["2.1"] }, Must("id", Ref), May("object_marking_refs", Refs, "marking-definition"), May("granular_markings", Granular),
        May("defanged", Flag), May("extensions", Extensions), .. properties,
    ]);
}
