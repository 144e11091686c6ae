using Knooppunt.Observations;

namespace Knooppunt.Node.Detection;

/// <summary>The last observations of a journal as the patterns saw them, for the evidence of what matches now. A ring: memory is bounded.</summary>
/// <param name="size">How many are kept.</param>
sealed class Recent(int size)
{
    readonly Recorded[] _ring = new Recorded[size];

    public void Add(Recorded recorded) => _ring[recorded.Offset % size] = recorded;

    /// <summary>The observation at an offset; null when it left the ring.</summary>
    public Observation? At(long offset) => _ring[offset % size] is { Observation: { } observation } kept && kept.Offset == offset ? observation : null;
}
