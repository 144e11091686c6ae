namespace Knooppunt.Observations;

/// <summary>An observation with its place in a journal or file.</summary>
/// <param name="Offset">Offset in the journal, or line of a file; rises strictly.</param>
/// <param name="Observation">The observation, its data already enriched.</param>
public readonly record struct Recorded(long Offset, Observation Observation);
