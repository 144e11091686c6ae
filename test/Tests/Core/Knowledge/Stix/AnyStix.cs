using System.Text.Json.Nodes;
using CsCheck;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Tests.Core.Knowledge.Stix;

/// <summary>Random good objects of every type, made from the table of types.</summary>
static class AnyStix
{
    static readonly string[] Words = ["zegel", "container", "ün ïcode ✓", "a \"quoted\" word", "regel\nregel", "<b>&", "\u0000 null", "😀"];

    public static readonly Gen<string> Text = Gen.OneOf(Words);
    static readonly Gen<DateTimeOffset> Moment = Gen.Long[0, 2_000_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    public static Gen<string> Id(string type) => Gen.Guid.Select(drawn => StixId.Of(type, StixId.UuidOf(StixId.OwnSpace, drawn.ToString())).ToString());

    /// <summary>Objects of one type, with the properties that must be there and some of the others.</summary>
    public static Gen<JsonObject> Of(string name) => Gen.Select(Gen.Int, Moment, Id(name)).SelectMany((seed, moment, id) =>
    {
        var type = StixTypes.Of(name);
        var chosen = type.Properties.Where((property, index) => property.Required || (seed >> (index % 31) & 1) == 1).Where(property => property.Name is not ("type" or "id" or "spec_version" or "created" or "modified" or "objects"));
        Gen<JsonObject> made = Gen.Const(id).Select(text => new JsonObject { ["type"] = name, ["spec_version"] = "2.1", ["id"] = text });
        foreach (var property in chosen)
            made = Gen.Select(made, Value(property, moment), (so, value) => With(so, property.Name, value));
        return made.Select(so => Mend(so, type, moment));
    });

    static JsonObject With(JsonObject so, string name, JsonNode? value)
    {
        var copy = so.DeepClone().AsObject();
        copy[name] = value?.DeepClone();
        return copy;
    }

    // What several properties must hold together, and what nobody here knows.
    static JsonObject Mend(JsonObject so, StixType type, DateTimeOffset moment)
    {
        if (type.Family is not StixFamily.Observable)
            so["created"] = StixTime.Format(moment);
        if (type.Find("modified") is not null)
            so["modified"] = StixTime.Format(moment.AddMilliseconds(17));
        foreach (var later in new[] { "last_seen", "valid_until", "stop_time", "last_observed", "analysis_ended", "execution_end" })
        {
            if (so.ContainsKey(later))
                so[later] = StixTime.Format(moment.AddDays(400));
        }

        if (type.Name == "location")
            (so["latitude"], so["longitude"]) = (51.95, 4.14);
        foreach (var (of, needed) in new[] { ("malware-analysis", "result"), ("artifact", "url"), ("file", "name") })
        {
            if (type.Name == of)
                so[needed] = "unknown";
        }

        if (type.Name == "network-traffic")
            so["src_ref"] = "ipv4-addr--6d1a2e6c-7f0b-5a43-9a52-8d0c1f6b3e21";
        if (type.Name == "malware")
            so["name"] = "familie";
        if (type.Name == "observed-data")
            so["object_refs"] = new JsonArray(so["id"]!.GetValue<string>());
        if (type.Name == "marking-definition")
            (so["definition_type"], so["definition"]) = ("statement", new JsonObject { ["statement"] = "vrij" });
        if (type.Name == "language-content")
            so["contents"] = new JsonObject { ["nl"] = new JsonObject { ["name"] = "naam" } };
        if (type.Name == "extension-definition")
            so.Remove("extension_properties");
        so["extensions"] = AttackFlow.Types.Contains(type.Name)
            ? new JsonObject { [AttackFlow.Extension.ToString()] = new JsonObject { ["extension_type"] = "new-sdo" } }
            : new JsonObject { ["extension-definition--6d1a2e6c-7f0b-5a43-9a52-8d0c1f6b3e21"] = new JsonObject { ["extension_type"] = "property-extension", ["depth"] = new JsonObject { ["list_of"] = new JsonArray(1, "twee", 3.50) } } };
        so["x_unknown_number"] = JsonNode.Parse("1.0500e2");
        so["x_unknown_text"] = "blijft";
        return so;
    }

    static Gen<JsonNode?> Value(StixProperty property, DateTimeOffset moment) => property.Kind switch
    {
        StixKind.Text => property.Name switch
        {
            "lang" => Gen.OneOf("nl", "en", "pt-BR").Select(Node),
            "relationship_type" => Gen.OneOf("mitigates", "indicates", "related-to").Select(Node),
            _ => Text.Select(Node),
        },
        StixKind.Texts => Text.Array[1, 3].Select(texts => (JsonNode?)new JsonArray([.. texts.Select(Node)])),
        StixKind.Time => Gen.Const(moment).Select(time => Node(StixTime.Format(time))),
        StixKind.Ref => Id(Target(property)).Select(Node),
        StixKind.Refs => Id(Target(property)).Array[1, 3].Select(ids => (JsonNode?)new JsonArray([.. ids.Select(Node)])),
        StixKind.Whole => Gen.Long[(long)Math.Max(property.Low, 1), (long)Math.Min(property.High, 99)].Select(number => (JsonNode?)JsonValue.Create(number)),
        StixKind.Number => Gen.Const(12.5).Select(number => (JsonNode?)JsonValue.Create(number)),
        StixKind.Flag => Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        StixKind.Choice => Gen.OneOf(property.Allowed).Select(Node),
        StixKind.Choices => Gen.OneOf(property.Allowed).Select(choice => (JsonNode?)new JsonArray(Node(choice))),
        StixKind.Hashes => Gen.Const<JsonNode?>(new JsonObject { ["SHA-256"] = new string('a', 64) }),
        StixKind.Phases => Gen.Const<JsonNode?>(new JsonArray(new JsonObject { ["kill_chain_name"] = "keten", ["phase_name"] = "fase" })),
        StixKind.External => Gen.Const<JsonNode?>(new JsonArray(new JsonObject { ["source_name"] = "bron", ["url"] = "https://example.org/a", ["x_extra"] = true })),
        StixKind.Granular => Gen.Const<JsonNode?>(new JsonArray(new JsonObject { ["selectors"] = new JsonArray("id"), ["marking_ref"] = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487" })),
        _ => Gen.Const<JsonNode?>(new JsonObject { ["iets"] = "erin" }),
    };

    static string Target(StixProperty property) => property.Types.FirstOrDefault(type => type[0] != '!') ?? "attack-pattern";

    static JsonNode? Node(string text) => JsonValue.Create(text);
}
