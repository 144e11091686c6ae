using System.Text.Json;

namespace Knooppunt.Knowledge.Stix;

/// <summary>That one object refers to another.</summary>
/// <param name="From">The object.</param>
/// <param name="Path">The property, for example <c>object_refs[2]</c>.</param>
/// <param name="To">What it refers to.</param>
public readonly record struct StixReference(StixObject From, string Path, StixId To);

/// <summary>What objects refer to, and what of that is missing.</summary>
public static class StixReferences
{
    /// <summary>Everything that an object refers to: properties that end in <c>_ref</c> or <c>_refs</c>, also inside extensions and granular markings.</summary>
    public static IEnumerable<StixReference> Of(StixObject one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return Within(one, one.Json, "");
    }

    /// <summary>References to objects that are neither among these nor known.</summary>
    /// <param name="objects">The objects, for example of a bundle.</param>
    /// <param name="known">Whether an object is there already; null when none is.</param>
    public static IEnumerable<StixReference> Missing(IReadOnlyCollection<StixObject> objects, Func<StixId, bool>? known = null)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var present = objects.Select(one => one.Id).ToHashSet();
        return objects.SelectMany(Of).Where(reference => !present.Contains(reference.To) && known?.Invoke(reference.To) != true);
    }

    /// <summary>Objects with everything that they refer to, and what that refers to, as far as it is among others; each once, the given ones first.</summary>
    /// <param name="these">The objects.</param>
    /// <param name="among">Where what they refer to is looked for.</param>
    public static IReadOnlyList<StixObject> With(IEnumerable<StixObject> these, IReadOnlyCollection<StixObject> among)
    {
        ArgumentNullException.ThrowIfNull(these);
        var known = among.GroupBy(one => one.Id).ToDictionary(same => same.Key, same => same.MaxBy(one => one.Version)!);
        var found = new List<StixObject>(these.DistinctBy(one => one.Id));
        var ids = found.Select(one => one.Id).ToHashSet();
        for (var at = 0; at < found.Count; at++)
            found.AddRange(Of(found[at]).Where(reference => known.ContainsKey(reference.To) && ids.Add(reference.To)).Select(reference => known[reference.To]));
        return found;
    }

    static IEnumerable<StixReference> Within(StixObject one, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().SelectMany((item, index) => Within(one, item, $"{path}[{index}]"));
        if (value.ValueKind != JsonValueKind.Object)
            return [];
        return value.EnumerateObject().SelectMany(property =>
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            return property.Name.EndsWith("_ref", StringComparison.Ordinal) ? Reference(one, property.Value, at)
                : property.Name.EndsWith("_refs", StringComparison.Ordinal) && property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().SelectMany((item, index) => Reference(one, item, $"{at}[{index}]"))
                : Within(one, property.Value, at);
        });
    }

    static IEnumerable<StixReference> Reference(StixObject one, JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.String && StixId.TryParse(value.GetString(), out var id) ? [new(one, path, id)] : [];
}
