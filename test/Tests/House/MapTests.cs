namespace Knooppunt.Tests.House;

/// <summary>Holds both assemblies against <see cref="AllowedEdges"/>, and shows that the check can fail.</summary>
public class MapTests
{
    static readonly string[] Nowhere = [];
    static readonly string CoreFile = typeof(Knooppunt.Observations.Observation).Assembly.Location;
    static readonly string NodeFile = Path.Combine(AppContext.BaseDirectory, "knooppunt.dll");

    [Fact]
    public void Core_folders_use_only_what_the_table_allows() =>
        Assert.Empty(Trespasses(CoreFile, "Knooppunt.", AllowedEdges.Core, Nowhere));

    [Fact]
    public void Node_rooms_use_only_what_the_table_allows() =>
        Assert.Empty(Trespasses(NodeFile, "Knooppunt.Node.", AllowedEdges.Rooms, AllowedEdges.Everybody));

    [Fact]
    public void The_check_fails_when_the_table_allows_nothing()
    {
        var nothing = AllowedEdges.Core.Keys.ToDictionary(name => name, _ => Nowhere, StringComparer.Ordinal);
        Assert.NotEmpty(Trespasses(CoreFile, "Knooppunt.", nothing, Nowhere));
    }

    [Fact]
    public void A_room_that_is_not_in_the_table_fails() =>
        Assert.NotEmpty(Trespasses(CoreFile, "Knooppunt.", new Dictionary<string, string[]>(StringComparer.Ordinal), Nowhere));

    [Fact]
    public void A_room_shows_one_public_type_its_Room()
    {
        var strangers = System.Reflection.Assembly.LoadFrom(NodeFile).GetTypes()
            .Where(type => type is { IsPublic: true, Namespace: not null } && type.Namespace.StartsWith("Knooppunt.Node.", StringComparison.Ordinal))
            .Where(type => !type.Name.EndsWith("Room", StringComparison.Ordinal))
            .Where(type => !IsRazorOrRequest(type))
            .Select(type => type.FullName);
        Assert.Empty(strangers);
    }

    // Components must be public for the router; request records must be public to be validated; migrations are found by their tool.
    static bool IsRazorOrRequest(Type type) =>
        typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
        || type.Name.EndsWith("Request", StringComparison.Ordinal)
        || typeof(Microsoft.EntityFrameworkCore.Migrations.Migration).IsAssignableFrom(type);

    static IEnumerable<string> Trespasses(string file, string prefix, IReadOnlyDictionary<string, string[]> table, string[] everybody)
    {
        foreach (var edge in AssemblyEdges.Of(file))
        {
            if (RoomOf(edge.FromNamespace, prefix) is not { } from)
                continue;
            if (!table.TryGetValue(from, out var allowed))
                yield return $"{from} (of {edge.From}) is not in the table of allowed edges";
            else if (RoomOf(edge.ToNamespace, prefix) is { } to && to != from && !allowed.Contains(to) && !allowed.Contains("*") && !everybody.Contains(to))
                yield return $"{edge.From} in {from} uses {edge.To} of {to}";
        }
    }

    static string? RoomOf(string space, string prefix) =>
        space.StartsWith(prefix, StringComparison.Ordinal) ? space[prefix.Length..].Split('.')[0] : null;
}
