using Microsoft.AspNetCore.Components;

namespace Knooppunt.Node.FollowUp;

/// <summary>A part of the briefing that another room draws, of what its person may see; it draws nothing when it has nothing.</summary>
/// <param name="Component">The component.</param>
sealed record BriefingPart(Type Component)
{
    /// <summary>Names one.</summary>
    public static BriefingPart Of<TComponent>() where TComponent : IComponent => new(typeof(TComponent));
}
