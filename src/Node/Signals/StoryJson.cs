using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Knooppunt.Node.Shell;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>The wire form of a story: one text per story, the same bytes for the same content.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true, Converters = [typeof(FieldsConverter), typeof(TypeConverter)])]
[JsonSerializable(typeof(Story))]
sealed partial class StoryJson : JsonSerializerContext
{
    // Reached through a property: a static field would be made before the generated options are.
    static StoryJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(Story story) => JsonSerializer.Serialize(story, Relaxed.Story);

    public static Story Read(string json) => JsonSerializer.Deserialize(json, Relaxed.Story) ?? throw new JsonException("A stored signal is empty.");
}
