using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Knooppunt.Knowledge.Misp;

/// <summary>Writes events in the MISP core format: numbers as texts, as MISP does. The same events always give the same bytes.</summary>
public static class MispWriter
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>One event as <c>{"Event": …}</c>; more, or none, as <c>{"response": […]}</c>, the two forms that MISP takes.</summary>
    /// <param name="events">The events.</param>
    public static byte[] Write(IEnumerable<MispEvent> events) => [.. Parts(events).SelectMany(part => part)];

    /// <summary>The same in parts, each made when it is asked for: many events go out without being in memory together.</summary>
    /// <param name="events">The events; gone through once.</param>
    public static IEnumerable<byte[]> Parts(IEnumerable<MispEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return InParts(events);
    }

    static IEnumerable<byte[]> InParts(IEnumerable<MispEvent> events)
    {
        using var each = events.GetEnumerator();
        if (!each.MoveNext())
        {
            yield return Written(new() { ["response"] = new JsonArray() });
            yield break;
        }

        var first = Of(each.Current);
        if (!each.MoveNext())
        {
            yield return Written(first);
            yield break;
        }

        yield return Encoding.UTF8.GetBytes($"{{\n  \"response\": [\n    {Indented(first)}");
        do
            yield return Encoding.UTF8.GetBytes($",\n    {Indented(Of(each.Current))}");
        while (each.MoveNext());
        yield return Encoding.UTF8.GetBytes("\n  ]\n}\n");
    }

    // No text holds the end of a line itself: it is written as an escape.
    static string Indented(JsonObject json) => JsonSerializer.Serialize(json, Readable).Replace("\n", "\n    ", StringComparison.Ordinal);

    internal static byte[] Written(JsonObject json) => [.. JsonSerializer.SerializeToUtf8Bytes(json, Readable), (byte)'\n'];

    static JsonObject Of(MispEvent one)
    {
        var changed = Number(one.Changed.ToUnixTimeSeconds());
        return new()
        {
            ["Event"] = new JsonObject
            {
                ["uuid"] = Id(one.Uuid),
                ["info"] = one.Info,
                ["date"] = one.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["timestamp"] = changed,
                ["publish_timestamp"] = changed,
                ["published"] = true,
                // 4: undefined, since a way of working is no incident; 2: analysis completed.
                ["threat_level_id"] = "4",
                ["analysis"] = "2",
                ["distribution"] = Number(one.Distribution),
                ["Org"] = Organisation(one),
                ["Orgc"] = Organisation(one),
                ["Tag"] = new JsonArray([.. one.Tags.Concat(one.Clusters.Select(MispGalaxy.TagOf)).Distinct().Select(tag => (JsonNode?)new JsonObject { ["name"] = tag, ["exportable"] = true })]),
                ["Attribute"] = new JsonArray([.. one.Attributes.Select(attribute => (JsonNode?)Of(attribute, changed))]),
                ["Object"] = new JsonArray([.. one.Objects.Select(part => (JsonNode?)Of(part, changed))]),
                ["Galaxy"] = new JsonArray([.. one.Clusters.GroupBy(cluster => cluster.Galaxy).Where(galaxy => galaxy.Key == MispGalaxy.Type).Select(galaxy => (JsonNode?)MispGalaxy.InEvent(galaxy))]),
            },
        };
    }

    static JsonObject Organisation(MispEvent one) => new() { ["uuid"] = Id(one.MakerUuid), ["name"] = one.Maker };

    static JsonObject Of(MispAttribute one, string changed)
    {
        var json = new JsonObject
        {
            ["uuid"] = Id(one.Uuid),
            ["type"] = one.Type,
            ["category"] = one.Category,
            ["value"] = one.Value,
            ["to_ids"] = one.Type == "sigma",
            ["timestamp"] = changed,
            ["distribution"] = "5",
            ["comment"] = one.Comment,
            ["deleted"] = false,
            ["disable_correlation"] = true,
        };
        if (one.Relation.Length > 0)
            json["object_relation"] = one.Relation;
        if (one.Data is { } data)
            json["data"] = Convert.ToBase64String(data.Span);
        return json;
    }

    static JsonObject Of(MispObject one, string changed)
    {
        var template = MispTemplate.All[one.Template];
        return new()
        {
            ["uuid"] = Id(one.Uuid),
            ["name"] = template.Name,
            ["meta-category"] = template.Category,
            ["description"] = template.Description,
            ["template_uuid"] = Id(template.Uuid),
            ["template_version"] = Number(template.Version),
            ["timestamp"] = changed,
            ["distribution"] = "5",
            ["comment"] = "",
            ["deleted"] = false,
            ["Attribute"] = new JsonArray([.. one.Attributes.Select(attribute => (JsonNode?)Of(attribute, changed))]),
            ["ObjectReference"] = new JsonArray([.. one.References.Select(reference => (JsonNode?)new JsonObject
            {
                ["uuid"] = Id(reference.Uuid),
                ["object_uuid"] = Id(one.Uuid),
                ["referenced_uuid"] = Id(reference.To),
                // 1: an object.
                ["referenced_type"] = "1",
                ["relationship_type"] = reference.Kind,
                ["timestamp"] = changed,
                ["comment"] = "",
                ["deleted"] = false,
            })]),
        };
    }

    static string Id(Guid uuid) => uuid.ToString("D");

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
