using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Stix;

/// <summary>
/// One STIX 2.1 object. Immutable, and checked against the rules of its type; it keeps every property in the order in which it came, also those of
/// extensions and those that nobody here knows.
/// </summary>
public sealed class StixObject
{
    readonly JsonElement _json;

    StixObject(JsonElement json, StixType type)
    {
        (_json, Family, Type) = (json, type.Family, type.Name);
        Id = StixId.TryParse(StixCheck.Text(json, "id"), out var id) ? id : default;
        Created = Time("created");
        Modified = Time("modified");
        Marks = Refs("object_marking_refs");
    }

    /// <summary>Its type.</summary>
    public string Type { get; }

    /// <summary>Its id.</summary>
    public StixId Id { get; }

    /// <summary>What kind of object it is.</summary>
    public StixFamily Family { get; }

    /// <summary>When its first version was made; null for observables.</summary>
    public DateTimeOffset? Created { get; }

    /// <summary>When this version was made; null for observables and markings.</summary>
    public DateTimeOffset? Modified { get; }

    /// <summary>What versions are ordered by: <see cref="Modified"/>, else <see cref="Created"/>, else the first moment there is (TAXII 2.1, section 3.4).</summary>
    public DateTimeOffset Version => Modified ?? Created ?? DateTimeOffset.MinValue;

    /// <summary>The identity that made it; null when it does not say.</summary>
    public StixId? CreatedBy => Ref("created_by_ref");

    /// <summary>Whether its maker withdrew it.</summary>
    public bool Revoked => _json.TryGetProperty("revoked", out var revoked) && revoked.ValueKind == JsonValueKind.True;

    /// <summary>Language of its texts; null when it does not say.</summary>
    public string? Language => Text("lang");

    /// <summary>The marking definitions of the object as a whole, in order.</summary>
    public IReadOnlyList<StixId> Marks { get; }

    /// <summary>The whole object, for what no member here reads.</summary>
    public JsonElement Json => _json;

    /// <summary>Reads one object.</summary>
    /// <param name="utf8">The object as JSON in UTF-8.</param>
    /// <param name="source">Name for complaints: a file or a neighbour.</param>
    /// <param name="limits">How much is read; null for <see cref="StixLimits.Default"/>.</param>
    /// <returns>The object, or the complaint with its id, path and rule.</returns>
    public static Parsed<StixObject> Read(ReadOnlySpan<byte> utf8, string source, StixLimits? limits = null) =>
        Read(utf8, source, -1, limits ?? StixLimits.Default, out var refusal) is { } read ? read : refusal!.Complaint;

    /// <summary>Makes an object out of its properties.</summary>
    /// <exception cref="ArgumentException">They break a rule; the message says which. What people wrote is read with <see cref="Read(ReadOnlySpan{byte}, string, StixLimits?)"/> instead.</exception>
    public static StixObject From(JsonObject properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var read = Read(JsonSerializer.SerializeToUtf8Bytes(properties), "object");
        return read.Ok ? read.Value : throw new ArgumentException(read.Complaint!.ToString(), nameof(properties));
    }

    /// <summary>Its properties as a copy that may be changed, to make another version of it.</summary>
    public JsonObject ToProperties() => JsonNode.Parse(ToBytes())!.AsObject();

    /// <summary>The text of a property; null when it is not there or no text.</summary>
    public string? Text(string name) => StixCheck.Text(_json, name);

    /// <summary>The texts of a property; none when it is not there.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        _json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] : [];

    /// <summary>The moment of a property; null when it is not there or no timestamp.</summary>
    public DateTimeOffset? Time(string name) => StixTime.TryParse(Text(name), out var time) ? time : null;

    /// <summary>The whole number of a property; null when it is not there or none.</summary>
    public long? Whole(string name) => _json.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var whole) ? whole : null;

    /// <summary>The number of a property; null when it is not there or none.</summary>
    public double? Number(string name) => _json.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;

    /// <summary>The id that a property holds; null when it is not there or none.</summary>
    public StixId? Ref(string name) => StixId.TryParse(Text(name), out var id) ? id : null;

    /// <summary>The ids that a property holds; none when it is not there.</summary>
    public IReadOnlyList<StixId> Refs(string name) => [.. Texts(name).Where(text => StixId.TryParse(text, out _)).Select(text => StixId.TryParse(text, out var id) ? id : default)];

    /// <summary>An extension of the object; null when it has none of that definition.</summary>
    public JsonElement? Extension(StixId definition) =>
        _json.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty(definition.ToString(), out var found) ? found : null;

    /// <summary>Writes it as compact JSON. The same object always gives the same bytes.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        using var writer = StixWriter.Over(output, indented: false);
        _json.WriteTo(writer);
    }

    /// <summary>It as compact JSON.</summary>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether another object says the same, whatever the order of its properties.</summary>
    public bool Says(StixObject other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return JsonElement.DeepEquals(_json, other._json);
    }

    /// <summary>The id.</summary>
    public override string ToString() => Id.ToString();

    internal static StixObject? Read(ReadOnlySpan<byte> utf8, string source, int index, StixLimits limits, out StixRefusal? refusal)
    {
        refusal = null;
        string? id = null;
        StixFault? fault;
        if (utf8.Length > limits.MostObjectBytes)
        {
            fault = new("", "size of an object", $"The object has {utf8.Length:N0} bytes; at most {limits.MostObjectBytes:N0} are read.");
        }
        else
        {
            try
            {
                var json = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = limits.Deepest, AllowDuplicateProperties = false });
                fault = StixCheck.Of(json, out var type);
                if (fault is null)
                    return new StixObject(json, type!);
                id = json.ValueKind == JsonValueKind.Object && fault.Value.Rule != "RFC 8259 section 8" ? Short(StixCheck.Text(json, "id")) : null;
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException)
            {
                fault = new("", "RFC 8259", broken is JsonException { Message: { } message } && message.Contains("depth", StringComparison.OrdinalIgnoreCase)
                    ? $"The object is nested deeper than {limits.Deepest}." : "The object is no JSON that two readers would understand alike: a name comes twice, or a text is no valid Unicode.");
            }
        }

        refusal = StixRefusal.Of(source, index, id, fault.Value);
        return null;
    }

    static string? Short(string? id) => id is { Length: > 300 } ? id[..300] : id;
}
