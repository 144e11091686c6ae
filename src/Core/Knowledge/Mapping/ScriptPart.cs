using System.Text.Json;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Knowledge.Mapping;

/// <summary>What the extension says of an object; whatever somebody wrote there, there is a value to judge.</summary>
readonly record struct ScriptPart(string Kind, string Code, JsonElement Extension)
{
    public int Position => Extension.TryGetProperty("position", out var position) && position.ValueKind == JsonValueKind.Number && position.TryGetInt32(out var at) ? at : int.MaxValue;

    public Bilingual Name(StixObject one) => new(Text("name_nl") ?? one.Text("name")!, one.Text("name")!);

    public Claim What(StixObject one) => new(new(Text("description_nl") ?? one.Text("description") ?? "", one.Text("description") ?? ""), Texts("claim_sources"));

    public string? Text(string name) => StixCheck.Text(Extension, name);

    public IReadOnlyList<string> Texts(string name) => Texts(Extension, name);

    public IReadOnlyList<Claim> Claims(string name) => List(name, (claim, _) => claim);

    public IReadOnlyList<T> List<T>(string name, Func<Claim, JsonElement, T> make) =>
        Extension.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => make(new(new(StixCheck.Text(item, "dutch") ?? "", StixCheck.Text(item, "english") ?? ""), Texts(item, "sources")), item))] : [];

    static IReadOnlyList<string> Texts(JsonElement from, string name) =>
        from.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] : [];
}
