using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>Refuses a page of which the address asks something that cannot be, a word where a number belongs; the frame would answer it as a fault of the node.</summary>
static class AskedOfPages
{
    static readonly ConcurrentDictionary<Type, (string Name, Type Kind)[]> Typed = new();

    /// <summary>Looks at the address before the page is made; after routing and after it is known who asks.</summary>
    public static void UseAskedOfPages(this WebApplication app) => app.Use(async (http, next) =>
    {
        var page = http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        if (page is not null && Wrong(page, http.Request.Query) is { } name)
        {
            await Refused.Because(http, StatusCodes.Status400BadRequest, new(
                $"Achter \"{name}\" in het adres van deze pagina staat iets anders dan er hoort, bijvoorbeeld een woord in plaats van een getal. Haal het weg, of kom er via de pagina zelf.",
                $"Behind \"{name}\" in the address of this page stands something other than belongs there, for example a word instead of a number. Take it out, or come here through the page itself.")).ExecuteAsync(http);
            return;
        }

        await next(http);
    });

    static string? Wrong(Type page, IQueryCollection query) =>
        query.Count == 0 ? null : Typed.GetOrAdd(page, TypedOf).FirstOrDefault(asked => query.TryGetValue(asked.Name, out var values) && values.Any(value => !Fits(value, asked.Kind))).Name;

    static (string Name, Type Kind)[] TypedOf(Type page) => [.. page.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Select(property => (property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is { } asked ? asked.Name ?? property.Name : null, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
        .OfType<(string, Type)>()
        .Where(asked => asked.Item1 is not null && asked.Item2.IsValueType)];

    static bool Fits(string? value, Type kind) => string.IsNullOrEmpty(value)
        || (kind == typeof(int) ? int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : kind == typeof(long) ? long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : kind != typeof(bool) || bool.TryParse(value, out _));
}
