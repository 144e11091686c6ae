using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>One case of a proof and what came of it.</summary>
/// <param name="Place">Where the case begins in its file.</param>
/// <param name="Name">What the case tells, in a few words.</param>
/// <param name="Expected">How often the pattern must fire; 0 for a case that must stay silent.</param>
/// <param name="Fired">How often it fired.</param>
/// <param name="Wrong">What is wrong, in a sentence; null when the case holds.</param>
public sealed record ProofCase(InputPlace Place, string Name, int Expected, int Fired, string? Wrong)
{
    /// <summary>Whether the case holds.</summary>
    public bool Holds => Wrong is null;
}
