using System.Security.Claims;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Disclosure;

/// <summary>That something left an organisation or the node. What it says is not in it.</summary>
/// <param name="At">When.</param>
/// <param name="What">What kind of thing.</param>
/// <param name="From">Out of which organisation, or this node.</param>
/// <param name="To">To whom.</param>
/// <param name="By">Name of the person who decided it; empty for the node itself.</param>
/// <param name="Why">Why, in words.</param>
/// <param name="Ground">On what it rests.</param>
/// <param name="Href">The page where it stands; null for none.</param>
/// <param name="Parts">Which parts of it went; null when all did.</param>
sealed record Departure(DateTimeOffset At, Word What, Word From, Word To, string By, Word Why, Word Ground, string? Href = null, string? Parts = null);

/// <summary>A room out of which something leaves, by a person's decision or by itself.</summary>
interface IKnowsWhatLeft
{
    /// <summary>What left since a moment, as far as the person may know of it.</summary>
    Task<IReadOnlyList<Departure>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop);
}
