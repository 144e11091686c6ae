using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Knooppunt.Tests.Core.Knowledge.Stix;

/// <summary>The JSON schemas that OASIS publishes for STIX 2.1, and that of Attack Flow 2.0; a test is skipped where they are absent.</summary>
static partial class StixSchemas
{
    static readonly Lazy<Dictionary<string, JsonSchema>> Loaded = new(Load);

    /// <summary>What the schema of its type says against an object; null when nothing.</summary>
    public static string? Wrong(JsonElement json)
    {
        var type = json.GetProperty("type").GetString()!;
        // Types of others have no schema of their own: for them hold the common properties.
        var schema = Loaded.Value.GetValueOrDefault(type.StartsWith("attack-", StringComparison.Ordinal) && type != "attack-pattern" ? "attack-flow" : type) ?? Loaded.Value["core"];
        var said = schema.Evaluate(json, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return said.IsValid ? null
            : $"{json.GetProperty("id")}: {string.Join("; ", (said.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).Take(12).Select(detail => $"{detail.InstanceLocation} {string.Join(", ", detail.Errors!.Values)}"))}";
    }

    static Dictionary<string, JsonSchema> Load()
    {
        var (root, options, built) = (SharedData.Path("data", "stix", "schemas"), new BuildOptions { SchemaRegistry = new SchemaRegistry() }, new Dictionary<string, JsonSchema>(StringComparer.Ordinal));

        // What a schema refers to is built before it.
        JsonSchema Build(string file)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (built.TryGetValue(name, out var known))
                return known;
            var text = File.ReadAllText(file).Replace("https://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/master/", "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/", StringComparison.Ordinal);
            foreach (var reference in Reference().Matches(text).Select(match => match.Groups[1].Value))
                Build(Path.GetFullPath(reference.Contains("/schemas/", StringComparison.Ordinal) ? Path.Combine(root, reference[(reference.IndexOf("/schemas/", StringComparison.Ordinal) + 9)..]) : Path.Combine(Path.GetDirectoryName(file)!, reference)));
            return built[name] = JsonSchema.FromText(text, options);
        }

        foreach (var file in Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "bundle.json"))
            Build(file);
        built["attack-flow"] = Build(SharedData.Path("data", "stix", "attack-flow-schema-2.0.0.json"));
        return built;
    }

    [GeneratedRegex("""
        "\$ref":\s*"([^"#]+)"
        """)]
    private static partial Regex Reference();
}
