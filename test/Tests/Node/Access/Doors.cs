using System.Runtime.CompilerServices;
using Knooppunt.Disclosure.Access;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Access;

/// <summary>A way into the node: a method and a route.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">The route, with its parameters in braces.</param>
sealed record Door(string Method, string Route)
{
    public override string ToString() => $"{Method} {Route}";
}

/// <summary>A door as people agreed on it.</summary>
/// <param name="Door">The door.</param>
/// <param name="Kind">The kind of object behind it.</param>
/// <param name="Operation">What is done with it.</param>
/// <param name="Answers">One letter for each asker, in the order of <see cref="Doors.Askers"/>.</param>
sealed record AgreedDoor(Door Door, string Kind, string Operation, string Answers);

/// <summary>Every door that the running node has, and every door that people agreed on (<c>doors.txt</c>).</summary>
static class Doors
{
    /// <summary>Who asks at each door, in the order of the columns: nobody, each role in the organisation of the objects, each role that works on records in another one, and who of a partner takes part in some of them.</summary>
    public static readonly IReadOnlyList<(string Organisation, Role? Role)> Askers =
    [
        ("", null),
        .. Enum.GetValues<Role>().Select(role => ("ect", (Role?)role)),
        .. new[] { Role.SecurityOfficer, Role.Analyst, Role.Inspector, Role.PrivacyOfficer }.Select(role => ("rwg", (Role?)role)),
        ("douane", Role.Inspector), ("haven", Role.Analyst), ("gemeente", Role.Inspector), ("gemeente", Role.PrivacyOfficer), ("riec", Role.Analyst),
    ];

    /// <summary>The doors of a running node, from its own list of endpoints. Files are no doors: they are the same for everybody.</summary>
    public static IReadOnlyList<Door> Of(IServiceProvider services) =>
    [
        .. Endpoints(services).SelectMany(endpoint => MethodsOf(endpoint).Select(method => new Door(method, RouteOf(endpoint))))
            // A page takes a POST too, and answers that it has no such form; a few pages have one.
            .Where(door => door.Method != "POST" || !PagesOf(services).Contains(door.Route) || PagesWithForms.Contains(door.Route)).Distinct()
            .OrderBy(door => door.Route, StringComparer.Ordinal).ThenBy(door => door.Method, StringComparer.Ordinal),
    ];

    /// <summary>The routes at which a page stands and no form is sent.</summary>
    public static IReadOnlyList<string> PagesOf(IServiceProvider services) =>
        [.. Endpoints(services).GroupBy(RouteOf).Where(group => group.All(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || !MethodsOf(endpoint).Contains("POST"))
            && group.Any(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)).Select(group => group.Key)];

    // They keep what was filled in on the page itself.
    static readonly string[] PagesWithForms = ["/disclosure", "/release"];

    static IEnumerable<RouteEndpoint> Endpoints(IServiceProvider services) => services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText is not null && !RouteOf(endpoint).StartsWith("/_", StringComparison.Ordinal));

    static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method != "HEAD");

    static string RouteOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    /// <summary>The agreed doors.</summary>
    public static IReadOnlyList<AgreedDoor> Agreed { get; } = [.. File.ReadLines(FileHere()).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Read)];

    static AgreedDoor Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(words.Length == 8, $"\"{line}\" has {words.Length} columns.");
        return new(new(words[0], words[1]), words[2], words[3], string.Concat(words[4..]));
    }

    static string FileHere([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "doors.txt");
}
