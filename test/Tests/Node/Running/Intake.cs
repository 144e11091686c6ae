using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Knooppunt.Tests.Node.Running;

/// <summary>Bodies for the intake of observations.</summary>
static class Intake
{
    public const string Route = "/api/v1/observations";

    /// <summary>One CloudEvent; the time is a minute ago unless said otherwise.</summary>
    public static JsonObject Event(string id, string source, string type, JsonObject data, DateTimeOffset? time = null) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = id,
        ["source"] = source,
        ["type"] = $"nl.knooppunt.{Family(type)}.{type}",
        ["time"] = (time ?? DateTimeOffset.UtcNow.AddMinutes(-1)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        ["data"] = data,
    };

    /// <summary>A container where the sample pattern does not want it.</summary>
    public static JsonObject Seen(string container) => new() { ["container"] = container, ["place"] = "ect-delta/quay", ["ocr"] = false, ["lat"] = 51.957, ["lon"] = 4.03 };

    /// <summary>A vehicle that was let in without right.</summary>
    public static JsonObject Visit(string plate) => new() { ["plate"] = plate, ["place"] = "ect-delta/gate", ["direction"] = "in", ["result"] = "granted", ["has_right"] = false };

    public static HttpContent Structured(JsonNode item) => Body(item.ToJsonString(), "application/cloudevents+json");

    public static HttpContent Batch(params JsonNode[] items) => Body(new JsonArray(items).ToJsonString(), "application/cloudevents-batch+json");

    public static HttpContent Body(string text, string media) => new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue(media) } };

    /// <summary>What the node answered: counts and problems.</summary>
    public static async Task<JsonElement> Answer(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    static string Family(string type) => type switch { "container_seen" => "goods", _ => "presence" };
}
