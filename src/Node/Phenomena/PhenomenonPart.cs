using Microsoft.AspNetCore.Components;

namespace Knooppunt.Node.Phenomena;

/// <summary>A part of the page of a phenomenon file that another room draws; it gets the file's <c>Id</c>, which the person may see.</summary>
/// <param name="Component">The component.</param>
sealed record PhenomenonPart(Type Component)
{
    /// <summary>Names one.</summary>
    public static PhenomenonPart Of<TComponent>() where TComponent : IComponent => new(typeof(TComponent));
}
