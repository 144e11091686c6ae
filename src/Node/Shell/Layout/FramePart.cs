using Microsoft.AspNetCore.Components;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>A part of the frame of every page that a room draws for who is signed in.</summary>
/// <param name="Component">The component.</param>
sealed record FramePart(Type Component)
{
    /// <summary>Names one.</summary>
    public static FramePart Of<TComponent>() where TComponent : IComponent => new(typeof(TComponent));
}
