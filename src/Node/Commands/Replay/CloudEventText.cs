using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands.Replay;

/// <summary>Writes observations as one batch of CloudEvents 1.0 (<c>application/cloudevents-batch+json</c>).</summary>
static class CloudEventText
{
    static readonly JsonSerializerOptions Fields = new() { Converters = { new FieldsConverter() } };

    public static ReadOnlyMemory<byte> Batch(IEnumerable<Observation> observations)
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        using var writer = new Utf8JsonWriter(bytes);
        writer.WriteStartArray();
        foreach (var observation in observations)
            Write(writer, observation);
        writer.WriteEndArray();
        writer.Flush();
        return bytes.WrittenMemory;
    }

    static void Write(Utf8JsonWriter writer, Observation observation)
    {
        writer.WriteStartObject();
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", observation.Id);
        writer.WriteString("source", observation.Source);
        writer.WriteString("type", observation.Type.ToString());
        writer.WriteString("time", observation.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        if (observation.Subject is { } subject)
            writer.WriteString("subject", subject.ToString());
        writer.WriteString("datacontenttype", "application/json");
        writer.WritePropertyName("data");
        JsonSerializer.Serialize(writer, observation.Data, Fields);
        writer.WriteEndObject();
    }
}
