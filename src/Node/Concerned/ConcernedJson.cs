using System.Text.Json.Serialization;

namespace Knooppunt.Node.Concerned;

/// <summary>JSON of this room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = false)]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(ProcessingRegister))]
sealed partial class ConcernedJson : JsonSerializerContext;
