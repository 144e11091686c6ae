using System.Text.Json;
using System.Text.Json.Serialization;
using Knooppunt.Observations;

namespace Knooppunt.Node.Shell;

/// <summary>An observation type as its CloudEvents name.</summary>
sealed class TypeConverter : JsonConverter<ObservationType>
{
    public override ObservationType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ObservationType.TryParse(reader.GetString()) ?? throw new JsonException("Not an observation type.");

    public override void Write(Utf8JsonWriter writer, ObservationType value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Fields as one flat JSON object.</summary>
sealed class FieldsConverter : JsonConverter<Fields>
{
    public override Fields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var builder = new Fields.Builder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            builder.Set(name, ReadValue(ref reader));
        }

        return builder.Build();
    }

    public override void Write(Utf8JsonWriter writer, Fields value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, item) in value)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, item);
        }

        writer.WriteEndObject();
    }

    static FieldValue ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.Number: return reader.GetDouble();
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.StartArray:
                var items = new List<FieldValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue(ref reader));
                return FieldValue.Of([.. items]);
            default: return default;
        }
    }

    static void WriteValue(Utf8JsonWriter writer, FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldKind.Text: writer.WriteStringValue(value.Text); break;
            case FieldKind.Number: writer.WriteNumberValue(value.Number); break;
            case FieldKind.Flag: writer.WriteBooleanValue(value.Flag); break;
            case FieldKind.List:
                writer.WriteStartArray();
                foreach (var item in value.List)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            default: writer.WriteNullValue(); break;
        }
    }
}
