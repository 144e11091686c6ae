using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Knooppunt.Chance;
using Knooppunt.Observations;

namespace Knooppunt.Simulation.Formats;

/// <summary>Writes observations as CloudEvents 1.0, one a line.</summary>
static class CloudEventText
{
    public static byte[] Write(IEnumerable<Observation> observations, Luck luck)
    {
        var buffer = new ArrayBufferWriter<byte>(64 << 10);
        using var json = new Utf8JsonWriter(buffer);
        foreach (var observation in observations)
        {
            for (var times = Written.Times(luck); times > 0; times--)
            {
                Event(json, observation);
                json.Flush();
                json.Reset();
                buffer.Write("\n"u8);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    static void Event(Utf8JsonWriter json, Observation observation)
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", observation.Id);
        json.WriteString("source", observation.Source);
        json.WriteString("type", observation.Type.ToString());
        json.WriteString("time", observation.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteStartObject("data");
        foreach (var (name, value) in observation.Data)
        {
            switch (value.Kind)
            {
                case FieldKind.Number:
                    json.WriteNumber(name, value.Number);
                    break;
                case FieldKind.Flag:
                    json.WriteBoolean(name, value.Flag);
                    break;
                default:
                    json.WriteString(name, value.ToString());
                    break;
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
